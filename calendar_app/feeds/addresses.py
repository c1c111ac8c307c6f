"""The addresses of calendars as they are offered: to click on, and to copy.

The secrets in personal addresses are made here, carried once through the browser and stored nowhere. The page that
asks for a new address already carries the secret, signed, and storing it is what brings it to life. A form sent twice
by a double click therefore shows the same address twice, though the house keeps only a fingerprint.
"""

import secrets
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from ishoj_process.models import Body, Meeting, User


@dataclass(frozen=True)
class FeedAddress:
    """A feed with its two addresses: one to click on, one to copy into a program that does not know the first."""

    label: str
    url: str

    @property
    def webcal_url(self) -> str:
        # The scheme that calendar programs register for: a browser hands the address over instead of downloading once.
        return f"webcal://{self.url.partition('://')[2]}"


def of_all() -> FeedAddress:
    return FeedAddress(_("Subscribe to all meetings"), settings.SITE_URL + reverse("calendar_feed"))


def of_body(body: Body) -> FeedAddress:
    label = _("Subscribe to the meetings of: %(body)s") % {"body": body}
    return FeedAddress(label, settings.SITE_URL + reverse("body_feed", args=[body.slug]))


def calendar_links(meeting: Meeting | None = None, body: Body | None = None) -> dict[str, Any]:
    """What the box of a page offers: download and subscriptions of a meeting, or of a body, or of all."""
    # A joint meeting offers the calendar of each of its bodies.
    bodies = [body] if body else meeting.hosts if meeting else []
    return {"meeting": meeting, "addresses": [of_body(each) for each in bodies] or [of_all()]}


def public_addresses(today: date) -> list[FeedAddress]:
    """All that everybody may subscribe to: all meetings, then body by body, those that there are today."""
    return [of_all(), *(of_body(body) for body in Body.objects.living(today).by_name())]


SALT = "calendar-address"
# As many bits as the fingerprint has: more would be cut off there, fewer could be tried through.
BYTES = 32


@dataclass(frozen=True)
class Offer:
    """A secret that is nobody's yet, and the name by which the form that brings it is carried out once."""

    token: str
    form: uuid.UUID


def new_offer(user: User) -> str:
    """What a form carries: made for one person, and readable by us alone as ours."""
    # The user's number is signed along, so that a form from one log-in makes nothing in another's name.
    return signing.dumps([secrets.token_urlsafe(BYTES), str(uuid.uuid4()), user.pk], salt=SALT)


def read_offer(text: str, user: User) -> Offer | None:
    """The offer that a form brought back; None where it is not ours, not this person's, or older than a log-in."""
    try:
        # No older than a log-in: a page that was left open somewhere must not bring a secret to life later.
        token, form, pk = signing.loads(text, salt=SALT, max_age=settings.SESSION_COOKIE_AGE)
    except signing.BadSignature:
        return None
    return Offer(token, uuid.UUID(form)) if pk == user.pk else None


def feed_url(token: str) -> str:
    return settings.SITE_URL + reverse("personal_feed", args=[token])
