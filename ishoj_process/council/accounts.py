"""How people come in: no sign-up, few guesses, and no demonstration log-in outside of a demonstration."""

from datetime import date, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.unsent import full_page
from ishoj_process.models import KnownNetwork, User
from ishoj_process.models.addresses import small
from ishoj_process.readers import DEMO_DOMAIN
from ishoj_process.site.shared_cache import keeps_anything

RETRY_AFTER = 60  # seconds; the limits count by the minute
KNOWN_FOR = timedelta(days=180)


class ClosedSignupAdapter(DefaultAccountAdapter):
    """The secretariat makes the users; the log-in page only lets them in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail and the password do not belong together."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To the page that leads to it, which is a floor above and named as in settings."""
        return resolve_url("inbox")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """By the address in its one spelling: allauth looks for it past the field (`iexact`)."""
        if email := credentials.get("email"):
            credentials["email"] = small(email)
        return super().authenticate(request, **credentials)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Stop guesses with the same page and status, whether the account or the address guesses too often."""
        # Each log-in is compared in small letters: a capital would pass by the limits and the demonstration's lock.
        email = small(credentials.get("email", ""))
        try:
            super().pre_authenticate(request, **credentials | {"email": self._who_guesses(request, email)})
        # allauth says this one in the form, with 200, and only the other by a page of its own.
        except ValidationError as error:
            raise ImmediateHttpResponse(respond_429(request)) from error
        if email.endswith(DEMO_DOMAIN) and not settings.DEMONSTRATION:
            # A database that began as a demonstration holds users whose passwords are printed in the README.
            raise self.validation_error("email_password_mismatch")

    def _who_guesses(self, request: HttpRequest, email: str) -> str:
        """What wrong guesses are counted by: the account, and where its owner has logged in from, each network alone.

        Else anybody who knows an address keeps its owner out for as long as they go on guessing.
        """
        network = network_of(self.get_client_ip(request))
        known = KnownNetwork.objects.filter(user__email=email, fingerprint=fingerprint(email, network))
        return f"{email} {network}" if known.filter(used_on__gt=forgotten_on()).exists() else email

    def login(self, request: HttpRequest, user: User) -> None:
        """Let in, and remember where from."""
        super().login(request, user)
        mark = fingerprint(user.email, network_of(self.get_client_ip(request)))
        KnownNetwork.objects.filter(user=user, used_on__lte=forgotten_on()).delete()
        KnownNetwork.objects.update_or_create(user=user, fingerprint=mark, defaults={"used_on": timezone.localdate()})


def network_of(address: str) -> str:
    """The network that an address of the internet lies in: of IPv6 one household has 2⁶⁴ addresses (RFC 6177)."""
    found = ip_address(address)
    # One of IPv4 that a server of IPv6 tells of (RFC 4291 § 2.5.5.2); all of them lie in one network of /64.
    if isinstance(found, IPv6Address) and (mapped := found.ipv4_mapped):
        found = mapped
    # By its number: a zone is of the machine, and no network has one (RFC 4007 § 11).
    return str(ip_network((int(found), 64), strict=False)) if found.version == 6 else str(found)


def fingerprint(email: str, network: str) -> str:
    """A network as it is kept: only who knows the house's key can tell which it is."""
    return salted_hmac("known network", f"{email} {network}", algorithm="sha256").hexdigest()


def forgotten_on() -> date:
    """A network that was last used on this day or before is known no more."""
    return timezone.localdate() - KNOWN_FOR


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The page behind every 429, with the moment to try again; another one where nothing can be counted."""
    if request.method == "POST" and not keeps_anything():
        # Attempts are counted in the database. On a full disk each looks like one too many, and it is nobody's fault.
        return full_page(request)
    response = render(request, "429.html", status=429)
    response["Retry-After"] = RETRY_AFTER
    return response
