"""What a calendar says of its own end: a body in it that is there no more, and the seat by which its holder has it.

Programs keep an address for years; one that falls silent without a word is taken for a council that does not meet.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event
from icalendar.enums import STATUS, TRANSP

from calendar_app.ical.event import DAY
from ishoj_process.dates.clock import COPENHAGEN
from ishoj_process.dates.danish import date_text, joined
from ishoj_process.models import Body, Lineage, User

TOLD_BEFORE = timedelta(days=30)  # the last day of an address is not told for years ahead


def words_of_ended(bodies: Collection[Body], today: date, lineage: Lineage | None = None) -> list[str]:
    """A sentence for each of the bodies that is there no more: who carries on its work, or that nobody does."""
    ended = [body for body in bodies if body.ends and body.ends < today]
    lineage = lineage or (Lineage.read() if bodies else Lineage(()))
    heirs = {body.pk: keys for body in bodies if (keys := lineage.heirs(body.pk, today)) != [body.pk]}
    called = Body.objects.filter(pk__in={key for keys in heirs.values() for key in keys}).by_name() if heirs else []
    return [
        _carried_on(body, [heir for heir in called if heir.pk in heirs[body.pk]], today)
        if body.pk in heirs
        else _("%(body)s ended on %(day)s, and nobody carries on its work.")
        % {"body": body, "day": date_text(body.ends)}  # type: ignore[arg-type]  # those without an end have heirs
        for body in bodies
        if body.pk in heirs or body in ended
    ]


def _carried_on(body: Body, heirs: list[Body], today: date) -> str:
    words = {"body": body, "heirs": joined([str(heir.on(today)) for heir in heirs])}
    return _("%(body)s has ended. The calendar holds the meetings of %(heirs)s, too, who carry on the work.") % words


def last_day_of(user: User, today: date) -> date | None:
    """The last day on which a personal address opens anything for a member; None for the staff, who need no seat."""
    if not user.may_have_a_seat:
        return None
    seats = user.seats.not_over(today).select_related("term", "body")
    return max((seat.last_day for seat in seats), default=None)


def last_entry(key: str, user: User, today: date) -> Event | None:
    """That the address ends with the seat, in time for its holder to see it; None while that is far off."""
    last = last_day_of(user, today)
    if last is None or not today <= last <= today + TOLD_BEFORE:
        return None
    # As old as the day from which it is told: the bytes are the same at each look.
    told = datetime.combine(last - TOLD_BEFORE, time(), COPENHAGEN)
    page = settings.SITE_URL + reverse("calendar_subscribe")
    return Event.new(
        uid=f"{key}-end@{settings.ICAL_DOMAIN}",
        stamp=told,
        last_modified=told,
        sequence=0,
        summary=_("The calendar address ends today"),
        description=_("Your seat ends on this day, and the address with it. Calendars for everybody: %(page)s")
        % {"page": page},
        url=page,
        start=last,
        end=last + DAY,
        status=STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
    )
