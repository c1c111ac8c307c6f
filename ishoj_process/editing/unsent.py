"""What was typed into a form that could not be received: kept until its writer has logged in, or shown to be copied."""

import re

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict, RawPostDataException, UnreadablePostError
from django.shortcuts import render
from django.utils.translation import gettext as _

from ishoj_process.text.plain import visible_text

KEY = "unsent_form"
LONGEST = 300_000  # characters as they were sent; a stranger could fill the database with more
BOOKKEEPING = {"csrfmiddlewaretoken", "version", "token", "seen"}
OF_A_SET = re.compile(r"-(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$")  # how many forms a set has
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
FROM_EDITOR = re.compile(r"\s*<(?:p|h[1-6]|ul|ol|table|blockquote|div|figure|hr)\b", re.IGNORECASE)
FIELDS_OF_A_FORM = 3  # of a form in which somebody types; a button sends one value or two
EMPTY = re.compile(r"(?:\s|&nbsp;|</?(?:p|div|br)\s*/?>)*", re.IGNORECASE)


def keep(request: HttpRequest) -> None:
    """Keep a form whose sender is no longer logged in, for whoever logs in next in the same browser."""
    typed = request.POST.copy()
    # Log-in gives the browser a new token: the old one would make the form be refused once more.
    typed.pop("csrfmiddlewaretoken", None)
    if typed and len(text := typed.urlencode()) <= LONGEST:
        request.session[KEY] = {"path": request.get_full_path(), "typed": text}


def take(request: HttpRequest) -> QueryDict | None:
    """The form that was kept for this page, once; None where there is none."""
    kept = request.session.get(KEY)
    # On its own page only: another form may have fields of the same names.
    if not kept or kept["path"] != request.get_full_path():
        return None
    # Whoever asks for the head of a page has not seen the form.
    if request.META["REQUEST_METHOD"] != "HEAD":
        del request.session[KEY]
    return QueryDict(kept["typed"])


def follow(request: HttpRequest, url: str) -> None:
    """Keep the form for the address that the page has moved to, where it was kept for the one that is asked for."""
    kept = request.session.get(KEY)
    if kept and kept["path"] == request.get_full_path():
        request.session[KEY] = kept | {"path": url}


def refused_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose token is not the browser's: who logged in again in another window lost no word."""
    # Only of our own pages, and only of those behind log-in: the log-in page's own form holds a password.
    view = request.resolver_match.func if request.resolver_match else None
    # A form of a foreign site must not find its own words waiting in ours after the next log-in.
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    is_kept = is_ours and getattr(view, "keeps_typed", False)
    if is_kept:
        keep(request)
    texts = typed_texts(request) if is_ours and getattr(view, "shows_typed", False) else []
    context = {"again": request.get_full_path() if is_kept else "", "texts": texts}
    return render(request, "403_csrf.html", context, status=403)


def logged_out_page(request: HttpRequest, texts: list[str]) -> HttpResponse:
    """The answer to words of nobody who is logged in, which are kept nowhere: 403, with all that was typed."""
    return render(request, "ishoj_process/editing/logged_out.html", {"texts": texts}, status=403)


def gone_page(request: HttpRequest) -> HttpResponse:
    """The answer to a form whose page is not there any more: 404, with all that was typed into it."""
    return render(request, "ishoj_process/editing/gone.html", sent_with(request), status=404)


def full_page(request: HttpRequest) -> HttpResponse:
    """The answer to a form that could not be stored for want of room: 507, with all that was typed into it."""
    return render(request, "ishoj_process/editing/full.html", sent_with(request), status=507)


def sent_with(request: HttpRequest) -> dict[str, list[str]]:
    """What somebody sent, for the page that shows it again: texts, and the names of files, which they still have."""
    files = [str(upload.name) for name in request.FILES for upload in request.FILES.getlist(name)]
    return {"texts": typed_texts(request), "files": files}


def tell(request: HttpRequest, *fields: str) -> None:
    """Show on the next page what somebody typed into a form that was turned away, which no form holds any more.

    Without `fields` all of it, where it is more than a button sends.
    """
    texts = [_as_read(request.POST.get(name, "")) for name in fields] or typed_texts(request)
    # A button sends codes alone, which are nobody's words.
    is_form = len(set(request.POST) - BOOKKEEPING) >= FIELDS_OF_A_FORM
    is_written = bool(fields) or is_form or any(len(text.split()) > 1 for text in texts)
    text = "\n".join(filter(str.strip, texts))
    if request.method == "POST" and text and is_written and len(text) <= LONGEST:
        told = _("What you wrote is not saved: “{text}”").format(text=text)
        messages.info(request, told, extra_tags="typed-text")


def typed_texts(request: HttpRequest) -> list[str]:
    """What somebody sent, as they read it: a single word, a number and a text of signs alone are words of theirs, too.

    A choice may stand among them as a code. That is better than to judge which words are worth keeping.
    """
    names = [name for name in request.POST if name not in BOOKKEEPING and "password" not in name]
    names = [name for name in names if not OF_A_SET.search(name)]
    texts = [_as_read(text) for name in names for text in request.POST.getlist(name)] + _as_sent(request)
    # A ticked box says “on”. What has several words comes first: codes have one.
    said = [text for text in dict.fromkeys(texts) if text.strip() and text != "on"]
    return sorted(said, key=lambda text: len(text.split()) < 2)


def _as_sent(request: HttpRequest) -> list[str]:
    """What was sent otherwise than as a form, such as JSON."""
    if request.content_type in FORMS:
        return []
    try:
        return [request.body[: 4 * LONGEST].decode(errors="replace")]
    except (RawPostDataException, RequestDataTooBig, UnreadablePostError):  # read by somebody else, or gone
        return []


def _as_read(text: str) -> str:
    """A text of the editor without its elements; any other, and one of which nothing would be left, as it was sent."""
    # In a plain field “<navn>” is what somebody wrote; the editor's own begin with a block.
    if not FROM_EDITOR.match(text):
        return text
    # An empty paragraph is how the editor says that nothing was written.
    return visible_text(text) or ("" if EMPTY.fullmatch(text) else text)
