"""A track that begins when another is adopted: the day on which it may, and whether it is begun before.

It tells and refuses nothing: the order of the levels is how a council means to work, not how it must.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ishoj_process.dates.danish import date_text
from ishoj_process.models import MainPolicy, Meeting, ProcessPlan, Strategy, Track
from ishoj_process.rights import can_see_level

from .way import may_see_work

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from ishoj_process.models import Vision
    from ishoj_process.readers import AnyUser

Kind = Track.Kind


@dataclass(frozen=True)
class Order:
    """How it is said that one track waits for another."""

    begins_when: StrPromise
    will_be_early: StrPromise
    was_early: StrPromise
    may_begin_since: StrPromise
    may_begin: StrPromise


ORDERS = {
    Kind.VISION: Order(
        gettext_lazy("Begins when the vision is adopted."),
        gettext_lazy("“%(track)s” begins on %(day)s, before the vision is adopted."),
        gettext_lazy("“%(track)s” began on %(day)s, before the vision was adopted."),
        gettext_lazy("The vision was adopted on %(day)s, so the track may begin."),
        gettext_lazy("The vision is adopted, so the track may begin."),
    ),
    Kind.POLICIES: Order(
        gettext_lazy("Begins when the main policies are adopted."),
        gettext_lazy("“%(track)s” begins on %(day)s, before the main policies are adopted."),
        gettext_lazy("“%(track)s” began on %(day)s, before the main policies were adopted."),
        gettext_lazy("The main policies were adopted on %(day)s, so the track may begin."),
        gettext_lazy("The main policies are adopted, so the track may begin."),
    ),
    Kind.STRATEGIES: Order(
        gettext_lazy("Begins when the strategies are adopted."),
        gettext_lazy("“%(track)s” begins on %(day)s, before the strategies are adopted."),
        gettext_lazy("“%(track)s” began on %(day)s, before the strategies were adopted."),
        gettext_lazy("The strategies were adopted on %(day)s, so the track may begin."),
        gettext_lazy("The strategies are adopted, so the track may begin."),
    ),
}
# Of a kind that a later release stored.
UNKNOWN = Order(
    gettext_lazy("Begins when the track before it is at its end."),
    gettext_lazy("“%(track)s” begins on %(day)s, before the track before it is at its end."),
    gettext_lazy("“%(track)s” began on %(day)s, before the track before it was at its end."),
    gettext_lazy("The track before it ended on %(day)s, so the track may begin."),
    gettext_lazy("The track before it is at its end, so the track may begin."),
)


@dataclass(frozen=True)
class Tie:
    """What a track waits for, the day on which that is or is to be reached, and the first day of its own work."""

    track: Track
    after: Track
    is_adopted: bool
    day: date | None  # of the adoption; until then where the other track ends. None: nobody has said
    begins: date | None
    today: date

    @property
    def order(self) -> Order:
        return ORDERS.get(Kind(self.after.kind), UNKNOWN) if self.after.kind in Kind.values else UNKNOWN

    @property
    def words(self) -> str:
        """`Begynder, når visionen er vedtaget.`"""
        return str(self.order.begins_when)

    @property
    def when(self) -> str:
        if self.day is None:
            return _("no day set yet")
        if self.is_adopted:
            return date_text(self.day)
        text = _("was expected %(day)s") if self.day < self.today else _("expected %(day)s")
        return text % {"day": date_text(self.day)}

    @property
    def sentence(self) -> str:
        """When it begins; of what is adopted, that it may."""
        if not self.is_adopted:
            return f"{self.words} {capfirst(self.when)}."
        return str(self.order.may_begin_since) % {"day": self.when} if self.day else str(self.order.may_begin)

    @property
    def is_early(self) -> bool:
        if self.begins is None:
            return False
        if self.day is not None:
            return self.begins < self.day
        # Where nobody has said when the other track ends, only what has begun is known to be early.
        return not self.is_adopted and self.begins <= self.today

    @property
    def warning(self) -> str:
        """Empty where the track keeps to its place."""
        if not (self.is_early and self.begins):
            return ""
        text = self.order.was_early if self.begins <= self.today else self.order.will_be_early
        return str(text) % {"track": self.track, "day": date_text(self.begins)}


def ties_of(plan: ProcessPlan | None, user: AnyUser, today: date) -> list[Tie]:
    """The ties of a plan's tracks, as far as the reader sees them; nothing is asked where no track waits."""
    tracks = {track.pk: track for track in plan.tracks.all()} if plan else {}
    waiting = [(track, tracks[track.after_id]) for track in tracks.values() if track.after_id in tracks]
    if plan is None or not waiting:
        return []
    spans = _spans(tracks, user)
    return [_tie(plan, track, after, spans, user, today) for track, after in waiting]


def _tie(
    plan: ProcessPlan, track: Track, after: Track, spans: dict[int, list[date]], user: AnyUser, today: date
) -> Tie:
    adopted = _adopted(plan, after, user)
    ends = max(spans[after.pk], default=None)
    days = [level.adopted_on.first_day for level in adopted if level.adopted_on]
    day = max(days, default=None) if adopted else ends
    return Tie(track, after, bool(adopted), day, min(spans[track.pk], default=None), today)


def _adopted(plan: ProcessPlan, track: Track, user: AnyUser) -> Sequence[Vision | MainPolicy | Strategy]:
    """The documents of a track, where there are some and all of them are decided; else none."""
    levels: list[Vision | MainPolicy | Strategy] = []
    vision = plan.leads_to
    if vision and can_see_level(user, vision):
        if track.is_vision:
            levels = [vision]
        elif track.is_policies:
            levels = [*MainPolicy.objects.visible_to(user).filter(vision=vision).not_given_up()]
        elif track.is_strategies:
            levels = [*Strategy.objects.visible_to(user).filter(main_policy__vision=vision).not_given_up()]
    return levels if all(level.was_adopted for level in levels) else []


def _spans(tracks: dict[int, Track], user: AnyUser) -> dict[int, list[date]]:
    """The days at which something of each track begins or ends; meetings that were cancelled hold nothing up."""
    days: dict[int, list[date]] = {pk: [] for pk in tracks}
    meetings = Meeting.objects.visible_to(user).filter(track__in=tracks).exclude(state=Meeting.State.CANCELLED)
    for pk, first, last in meetings.order_by().values_list("track", "start_date", "end_date"):
        days[pk] += [first, last]
    for track in tracks.values():
        for work in track.work_periods.select_related("after", "until"):
            if may_see_work(user, work):
                days[track.pk] += [day for day in (work.first_day, work.last_day) if day]
    return days
