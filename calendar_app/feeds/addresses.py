"""The addresses of calendars as they are offered: to click on, and to copy."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ishoj_process.models import Body


@dataclass(frozen=True)
class FeedAddress:
    """A feed with its two addresses: one to click on, one to copy into a program that does not know the first."""

    label: str
    url: str

    @property
    def webcal_url(self):
        return f"webcal://{self.url.partition('://')[2]}"


def of_all():
    return FeedAddress(_("Subscribe to all meetings"), settings.SITE_URL + reverse("calendar_feed"))


def of_body(body):
    label = _("Subscribe to the meetings of: %(body)s") % {"body": body.name}
    return FeedAddress(label, settings.SITE_URL + reverse("body_feed", args=[body.slug]))


def public_addresses():
    """All that everybody may subscribe to: all meetings, then body by body; of renamed bodies the newest."""
    return [of_all(), *(of_body(body) for body in Body.objects.filter(successor__isnull=True))]
