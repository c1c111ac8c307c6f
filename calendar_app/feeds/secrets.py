"""The secrets in personal calendar addresses: made here, carried once through the browser, stored nowhere.

The page that asks for a new address already carries the secret, signed, and storing it is what brings it to life. A
form sent twice by a double click therefore shows the same address twice, though the house keeps only a fingerprint.
"""

import secrets
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "calendar-address"
BYTES = 32


@dataclass(frozen=True)
class Offer:
    """A secret that is nobody's yet, and the name by which the form that brings it is carried out once."""

    token: str
    form: uuid.UUID


def new_offer(user):
    """What a form carries: made for one person, and readable by us alone as ours."""
    return signing.dumps([secrets.token_urlsafe(BYTES), str(uuid.uuid4()), user.pk], salt=SALT)


def read_offer(text, user):
    """The offer that a form brought back; None where it is not ours, not this person's, or older than a log-in."""
    try:
        token, form, pk = signing.loads(text, salt=SALT, max_age=settings.SESSION_COOKIE_AGE)
    except signing.BadSignature:
        return None
    return Offer(token, uuid.UUID(form)) if pk == user.pk else None


def feed_url(token):
    return settings.SITE_URL + reverse("personal_feed", args=[token])
