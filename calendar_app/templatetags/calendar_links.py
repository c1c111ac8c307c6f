"""The box that puts a meeting, or the meetings of a body, into one's calendar; any page may show it."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

register = template.Library()


@dataclass(frozen=True)
class Subscription:
    """A feed with its two addresses: one to click on, one to copy into a program that does not know the first."""

    label: str
    url: str

    @property
    def webcal_url(self):
        return f"webcal://{self.url.partition('://')[2]}"


@register.inclusion_tag("calendar_app/_calendar_links.html")
def calendar_links(meeting=None, body=None, may_invite=False):
    """Download and subscriptions of a meeting, or of a body, or of all; invitations for those who may send them.

    `may_invite` is the page's own `may_edit_meetings`.
    """
    bodies = [body] if body else list(meeting.bodies.all()) if meeting else []
    return {
        "meeting": meeting,
        "subscriptions": [_of_body(each) for each in bodies] or [_of_all()],
        "may_invite": bool(meeting) and may_invite,
    }


def _of_body(body):
    label = _("Subscribe to the meetings of: %(body)s") % {"body": body.name}
    return Subscription(label, settings.SITE_URL + reverse("body_feed", args=[body.slug]))


def _of_all():
    return Subscription(_("Subscribe to all meetings"), settings.SITE_URL + reverse("calendar_feed"))
