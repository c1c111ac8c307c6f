"""The door before a view: log-in for strangers, a plain no for those who may not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from . import unsent

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

View = TypeVar("View", bound=Callable[..., Any])


def require(
    may: Callable[[AnyUser], bool], *, keeps_typed: bool = True, shows_typed: bool = False, is_own: bool = False
) -> Callable[[View], View]:
    """Let in those for whom `may(user)` is true: strangers are sent to log in, others are told no (403).

    What a stranger typed is kept until they have logged in, unless it is nobody else's to find: `keeps_typed=False`.
    Words that are kept nowhere are shown to who sent them: `shows_typed=True`.
    `is_own` says that what is written there is the reader's alone, and needs no more than that they read.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                if keeps_typed:
                    unsent.keep(request)
                elif shows_typed and (texts := unsent.typed_texts(request)):
                    return unsent.logged_out_page(request, texts)
                return redirect_to_login(request.get_full_path())
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        # Read from outside: by the page of a refused token, by the test that holds each address to its right, and by
        # the gate for those who only read.
        vars(guarded).update(may=may, keeps_typed=keeps_typed, shows_typed=shows_typed, is_own=is_own)
        return cast(View, guarded)

    return decorate
