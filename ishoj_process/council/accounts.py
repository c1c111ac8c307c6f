"""How people come in: no sign-up, few guesses, and no demonstration log-in outside of a demonstration."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ishoj_process.readers import DEMO_DOMAIN

RETRY_AFTER = 60  # seconds; the limits count by the minute


class ClosedSignupAdapter(DefaultAccountAdapter):
    """The secretariat makes the users; the log-in page only lets them in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail and the password do not belong together."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Stop guesses with the same page and status, whether the account or the address guesses too often."""
        try:
            super().pre_authenticate(request, **credentials)
        # allauth says this one in the form, with 200, and only the other by a page of its own.
        except ValidationError as error:
            raise ImmediateHttpResponse(respond_429(request)) from error
        if credentials.get("email", "").endswith(DEMO_DOMAIN) and not settings.DEBUG:
            # A database that began as a demonstration holds users whose passwords are printed in the README.
            raise self.validation_error("email_password_mismatch")


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The page behind every 429, with the moment to try again."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = RETRY_AFTER
    return response
