"""What must be set before the first mail goes out: `manage.py check --deploy` names what is missing."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Warning as Fault
from django.core.checks import register

OWN_MACHINE = {"127.0.0.1", "localhost", "::1", None}


@register(deploy=True)
def check_addresses(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Fault]:
    """Links in mails lead to this machine, answers go to it, or calendar entries have a name that may change."""
    faults = []
    if urlsplit(settings.SITE_URL).hostname in OWN_MACHINE:
        faults.append(("W001", "SITE_URL is this machine: the links in mails and calendars open nowhere else."))
    if _domain(settings.ORGANIZER_EMAIL) in OWN_MACHINE:
        faults.append(("W002", "ORGANIZER_EMAIL is on this machine: answers to invitations reach nobody."))
    # It is part of every UID (RFC 5545 § 3.8.4.7): changed later, all meetings stand twice in people's calendars.
    if settings.ICAL_DOMAIN.endswith(".invalid"):
        faults.append(("W003", "ICAL_DOMAIN is not set. Set it once, before the first calendar entry goes out."))
    return [Fault(text, id=f"calendar_app.{name}") for name, text in faults]


def _domain(address: str) -> str | None:
    # An address that was never set has no domain, and counts as this machine.
    return address.rpartition("@")[2] or None
