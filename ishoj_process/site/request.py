"""What every request passes: what its response is held to, and what the frame of its page says."""

import logging
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from itertools import chain
from typing import Any, TypeAlias, cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict, UnreadablePostError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.defaults import bad_request

from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.dates import danish as danish_dates
from ishoj_process.editing.full import FULL_TEXT, is_full
from ishoj_process.editing.unsent import full_page, gone_page
from ishoj_process.files.receiving import LOST_BODY, was_lost
from ishoj_process.output.press import TooMuch
from ishoj_process.output.turns import Busy
from ishoj_process.text.hidden import hearing
from ishoj_process.text.incoming import incoming, incoming_all

from .charsets import says_odd_charset

logger = logging.getLogger(__name__)
BUSY_SECONDS = 20  # after which a paper that had to wait may be asked for again
Handler: TypeAlias = Callable[[HttpRequest], HttpResponseBase]


def keep_private(get_response: Handler) -> Handler:
    """Mark what a logged-in person was shown as theirs alone, so that no cache on the way keeps it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        # Asking for the user reads the session, which nobody without its cookie has: public pages stay untouched.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware


def let_text_in(get_response: Handler) -> Handler:
    """Let what was typed, pasted, asked or named through the gate for text, whichever form will read it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_view(request: HttpRequest, *_view: Any) -> None:
        # Not before the view is known: what is too large or broken is refused where Django does.
        request.GET = cast(Any, _as_kept(request.GET))
        if request.method == "POST":
            request.POST = cast(Any, _as_kept(request.POST))
            for upload in chain.from_iterable(files for _name, files in request.FILES.lists()):
                upload.name = incoming(upload.name)

    vars(middleware).update(process_view=process_view)
    return middleware


def _as_kept(sent: QueryDict) -> QueryDict:
    """The same names with their values as the house keeps texts; a password is the signs that were typed."""
    if all(value.isascii() for _name, values in sent.lists() for value in values):
        return sent
    made = sent.copy()
    for name, values in sent.lists():
        if "password" not in name:
            made.setlist(name, incoming_all(values))
    made._mutable = False
    return made


SAFE = ("GET", "HEAD", "OPTIONS")  # RFC 9110 § 9.2.1


def read_only_before_the_seat(get_response: Handler) -> Handler:
    """What a coming seat opens is opened for reading: whoever acts is asked for the seats that they have.

    The one gate for all that is written, whatever right its view asks. What is the reader's alone passes, as its view
    says by `is_own`: a note beside what they read. Password and mails ask for no seat at all.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, *_arguments: Any) -> None:
        if request.method in SAFE or getattr(view, "is_own", False):
            return
        # Without a session nobody is asked for; the public writes no query here.
        if request.user.is_authenticated:
            request.user.is_acting = True
            request.user.readers_by_day.clear()

    vars(middleware).update(process_view=process_view)
    return middleware


def refuse_impossible_numbers(get_response: Handler) -> Handler:
    """Answer 400 to a number that no database holds; lists of choices let such through (Django checks single ones)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        return bad_request(request, exception) if isinstance(exception, OverflowError) else None

    # Django looks for it on what a middleware returns, which here is a function.
    vars(middleware).update(process_exception=process_exception)
    return middleware


def lose_no_text(get_response: Handler) -> Handler:
    """Show a form's texts to who sent it to a page that is gone, or for which there is no room on the disk."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        # No view may take the beginning of a form for the whole.
        return full_page(request) if LOST_BODY in request.META else get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if request.method != "POST":
            return None
        if isinstance(exception, Http404):
            return gone_page(request)
        if not is_full(exception):
            return None
        logger.error("%s: %s", request.path, exception)
        return full_page(request)

    vars(middleware).update(process_exception=process_exception)
    return middleware


def tell_of_lost_files(get_response: Handler) -> Handler:
    """Say why a file that was sent is empty: there was no room for it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        # Read by now, as the token against forgery stands in the form.
        if request.method == "POST" and was_lost(request):
            messages.error(request, str(FULL_TEXT))
        return get_response(request)

    return middleware


def tell_what_was_hidden(get_response: Handler) -> Handler:
    """Name what a text hid that was sent, whichever form took it: nobody would look for it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST":
            return get_response(request)
        with hearing() as lost:
            response = get_response(request)
        if lost.hidden:
            messages.warning(request, _("Hidden text has been left out: “{text}”").format(text=" · ".join(lost.hidden)))
        if lost.uncounted:
            told = _("The numbers of these items could not be read. Write them yourself: “{text}”")
            messages.warning(request, told.format(text=" · ".join(lost.uncounted)))
        return response

    return middleware


def refuse_odd_charsets(get_response: Handler) -> Handler:
    """Answer 400 to what is sent in another charset than ours: half of it would be read as something else."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if (sent_as := request.META.get("CONTENT_TYPE")) and says_odd_charset(sent_as):
            return bad_request(request, BadRequest())
        # By whatever name it was called: Django reads a form by one spelling alone.
        if request.encoding:
            request.encoding = settings.DEFAULT_CHARSET
        if request.method == "POST":
            try:
                # A part of a form may name a charset of its own, which nothing has looked at yet.
                with suppress(UnreadablePostError):  # whoever sent it has gone
                    _ = request.POST
            except (LookupError, UnicodeError) as error:
                return bad_request(request, error)
        return get_response(request)

    return middleware


def answer_head_as_get(get_response: Handler) -> Handler:
    """HEAD is answered wherever GET is, by the same page (RFC 9110 § 9.3.2); the server leaves its body out."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method != "HEAD":
            return get_response(request)
        request.method = "GET"
        try:
            return get_response(request)
        finally:
            request.method = "HEAD"

    return middleware


def say_busy(get_response: Handler) -> Handler:
    """Answer 503, and when to come again, where a paper could not be had: too many before it, or too large a one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, Busy | TooMuch):
            return None
        is_too_large = isinstance(exception, TooMuch)
        if is_too_large:
            logger.error("%s: %s", request.path, exception)
        response = render(request, "503.html", {"is_too_large": is_too_large}, status=503)
        response["Retry-After"] = BUSY_SECONDS
        return response

    vars(middleware).update(process_exception=process_exception)
    return middleware


def say_what_is_not_done_there(get_response: Handler) -> Handler:
    """A page for 405, which Django answers with nothing at all, and browsers then with a page of their own."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        if not isinstance(response, HttpResponse) or response.content:
            return response
        page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = response["Allow"]
        return page

    return middleware


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame's own words; costs no query."""
    # An error page may be drawn before the middleware has said who asks.
    user = getattr(request, "user", None)
    today = clock.today()
    return {
        "municipality": settings.MUNICIPALITY,
        "today_text": danish_dates.weekday_date_text(today),
        "is_demonstration_day": clock.is_set_by_hand(),
        "may_edit_meetings": user is not None and rights.can_edit_meetings(user),
        "may_edit_council": user is not None and rights.can_edit_council(user),
        "may_edit_hierarchy": user is not None and rights.can_edit_hierarchy(user),
        "csp_nonce": getattr(request, "csp_nonce", ""),
    }
