"""What was typed into a form that could not be received: kept until its writer has logged in, or shown to be copied."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from ishoj_process.text.plain import visible_text

KEY = "unsent_form"
LONGEST = 300_000  # characters as they were sent; a stranger could fill the database with more
BOOKKEEPING = {"csrfmiddlewaretoken", "version", "token"}


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
    del request.session[KEY]
    return QueryDict(kept["typed"])


def refused_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose token is not the browser's: who logged in again in another window lost no word."""
    # Only of our own pages, and only of those behind log-in: the log-in page's own form holds a password.
    keeps_typed = request.resolver_match and getattr(request.resolver_match.func, "keeps_typed", False)
    # A form of a foreign site must not find its own words waiting in ours after the next log-in.
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin" and keeps_typed
    if is_ours:
        keep(request)
    return render(request, "403_csrf.html", {"again": request.get_full_path() if is_ours else ""}, status=403)


def gone_page(request: HttpRequest) -> HttpResponse:
    """The answer to a form whose page is not there any more: 404, with the texts that were typed into it."""
    sent = [text for name, texts in request.POST.lists() if name not in BOOKKEEPING for text in texts]
    # Choices are codes that say nothing to a reader.
    texts = [visible_text(text) for text in sent if len(text.split()) > 1]
    return render(request, "ishoj_process/editing/gone.html", {"texts": texts}, status=404)
