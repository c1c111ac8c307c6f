"""What every request passes: what its response is held to, and what the frame of its page says."""

from collections.abc import Callable
from typing import Any, TypeAlias

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.defaults import bad_request

from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.dates import danish as danish_dates
from ishoj_process.editing.unsent import gone_page

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
    """Show a form's texts to who sent it to a page that is gone; somebody else has removed the row in the meantime."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        is_form = request.method == "POST" and request.user.is_authenticated
        return gone_page(request) if is_form and isinstance(exception, Http404) else None

    vars(middleware).update(process_exception=process_exception)
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
        "may_edit_hierarchy": user is not None and rights.can_edit_hierarchy(user),
        "csp_nonce": getattr(request, "csp_nonce", ""),
    }
