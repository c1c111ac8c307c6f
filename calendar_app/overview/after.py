"""What the front page says once the plan's last day has passed: what was reached, what runs, what comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ishoj_process.models import MainPolicy, Meeting, ProcessPlan, Strategy, Vision
from ishoj_process.rights import can_read_item
from strategies.models import Activity, Consultation, Milestone

if TYPE_CHECKING:
    from ishoj_process.models import Level
    from ishoj_process.readers import AnyUser

MOST = 8  # lines of each kind; the others are counted, and have pages of their own


@dataclass(frozen=True)
class Line:
    """One thing that was reached, runs or comes, and where it is told in full."""

    title: str
    url: str
    words: str
    place: str = ""  # the meeting that decided it, as far as the reader may know of it
    place_url: str = ""


@dataclass(frozen=True)
class Part:
    """The lines of one kind, as many as are read at a glance."""

    key: str  # where it stands on the page
    heading: str
    nothing: str  # what stands where there are none
    lines: list[Line]
    left_out: int = 0

    @property
    def left_out_text(self) -> str:
        return _("and %(count)s more") % {"count": self.left_out} if self.left_out else ""


def after_plan(plan: ProcessPlan, user: AnyUser, today: date, running: Iterable[Activity]) -> list[Part]:
    """Everything that the page says of the time after the plan, in a fixed number of queries."""
    levels = _levels(user)
    adopted = _adopted(levels, plan, user, today)
    runs = [*_consultations(user, today), *map(_activity, running), *_under_way(levels)]
    comes = [*_meetings(user, today), *_milestones(user, today)]
    return [
        _part("vedtaget", _("What was adopted"), _("No adoption has been recorded."), adopted),
        _part("i-gang", _("What is at work"), _("Nothing is being worked on."), runs),
        _part("kommer", _("What is coming"), _("Nothing is planned."), comes),
    ]


def _part(key: str, heading: str, nothing: str, lines: list[Line]) -> Part:
    return Part(key, heading, nothing, lines[:MOST], max(len(lines) - MOST, 0))


def _levels(user: AnyUser) -> list[Vision | MainPolicy | Strategy]:
    """Each document in the edition that stands, the vision first."""
    found: list[Vision | MainPolicy | Strategy] = []
    for model in (Vision, MainPolicy, Strategy):
        rows = model._default_manager.visible_to(user).latest_editions().defer("text")  # type: ignore[attr-defined]
        found += rows.select_related("adopted_by", "adopted_at_item__meeting").prefetch_related(
            "adopted_at_item__meeting__bodies"
        )
    return found


def _adopted(levels: Iterable[Level], plan: ProcessPlan, user: AnyUser, today: date) -> list[Line]:
    """What was adopted since the plan began: what, when and by whom."""
    found = []
    for level in levels:
        # In Python: rough days are stored as text, which the database cannot compare with a day.
        if level.was_adopted and level.adopted_on and plan.starts <= level.adopted_on.last_day <= today:
            found.append((level.adopted_on.first_day, adoption_line(level, user)))
    return [line for _day, line in sorted(found, key=lambda row: row[0])]


def adoption_line(level: Level, user: AnyUser) -> Line:
    """That it was adopted: when, by whom, and at which meeting as far as the reader may know of it."""
    words = {"day": level.adopted_on.when if level.adopted_on else "", "body": str(level.adopted_by or "")}
    text = _("adopted %(day)s by %(body)s") if level.adopted_by else _("adopted %(day)s")
    item = level.adopted_at_item
    title, url = level.display_title, level.get_absolute_url()
    if item is None or not can_read_item(user, item):
        return Line(title, url, text % words)
    place, place_url = item.meeting.display_title, item.meeting.get_absolute_url()
    # A meeting without a title is called as its body, which is then named once.
    if place == words["body"]:
        return Line(title, url, _("adopted %(day)s at the meeting of") % words, place, place_url)
    return Line(title, url, text % words + ", " + _("at the meeting"), place, place_url)


def _consultations(user: AnyUser, today: date) -> list[Line]:
    rows = Consultation.objects.visible_to(user).running(today).with_documents().order_by("deadline", "pk")
    return [
        Line(row.title, row.get_absolute_url(), _("in consultation until %(day)s") % {"day": row.deadline_text})
        for row in rows
    ]


def _activity(activity: Activity) -> Line:
    strategy = activity.strategy
    return Line(strategy.display_title, strategy.get_absolute_url(), f"{activity}, {activity.when_text}")


def _under_way(levels: Iterable[Level]) -> list[Line]:
    return [
        Line(level.display_title, level.get_absolute_url(), level.status_text)
        for level in levels
        if level.meaning.is_being_written
    ]


def _meetings(user: AnyUser, today: date) -> list[Line]:
    rows = Meeting.objects.visible_to(user).coming(today).in_order()
    rows = rows.prefetch_related("bodies", "before__bodies")[:MOST]
    return [Line(row.display_title, row.get_absolute_url(), row.when_text) for row in rows]


def _milestones(user: AnyUser, today: date) -> list[Line]:
    """What is still to be reached, the nearest first; of what was laid aside nothing is."""
    rows = [
        row
        for row in Milestone.objects.of_shown(user).filter(reached_on=None).with_documents()
        if row.document.meaning.covers and row.due.last_day >= today
    ]
    return [
        Line(row.document.display_title, row.get_absolute_url(), f"{row}, {row.due}")
        for row in sorted(rows, key=lambda row: (row.due.last_day, row.pk))
    ]
