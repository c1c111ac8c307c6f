"""Which vision is in force on a day, and which one is being made: the one rule that every page asks.

The two stand beside each other, never in each other's place: what is shown and served is the one in force, what is
worked on is the one in the making. That the one in force is hidden from a reader puts no other in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef

from ishoj_process.dates.rough import RoughDate
from ishoj_process.models import GuidingLine, ProcessPlan, Vision
from ishoj_process.models.status import Meaning, meaning_of

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from ishoj_process.readers import AnyUser

    class HasLines(TypedDict):
        has_lines: bool

    GuidingVision = WithAnnotations[Vision, HasLines]


@dataclass(frozen=True)
class Stand:
    """What the rule asks of a vision."""

    pk: int
    slug: str
    status: str
    adopted_on: RoughDate | None
    supersedes: int | None
    term_starts: date

    @property
    def meaning(self) -> Meaning:
        return meaning_of(self.status)

    def was_adopted_by(self, day: date) -> bool:
        """An unknown day counts. Of “2026” the first: that it was adopted is known as soon as somebody records it."""
        return self.meaning.is_decided and (self.adopted_on is None or self.adopted_on.first_day <= day)


def in_force_on(visions: Iterable[Stand], day: date) -> Stand | None:
    """The one that was adopted by the day, and superseded by none that was; None where there is none."""
    adopted = [vision for vision in visions if vision.was_adopted_by(day)]
    superseded = {vision.supersedes for vision in adopted}
    known_heirs = {vision.supersedes for vision in visions if vision.meaning.is_decided}
    # What was laid aside without an heir is in force on no day: nobody has said when it ceased to be.
    found = [
        vision
        for vision in adopted
        if vision.pk not in superseded and (vision.meaning.is_in_force or vision.pk in known_heirs)
    ]
    # Of two that nothing ties together the later adoption counts; houses of before may hold such.
    return max(
        found, key=lambda vision: (_day_of_adoption(vision.adopted_on), vision.term_starts, vision.pk), default=None
    )


def _day_of_adoption(adopted_on: RoughDate | None) -> date:
    return adopted_on.first_day if adopted_on else date.min


def is_later(vision: Vision, than: Stand) -> bool:
    """Whether a vision was adopted after another, as far as the days are known; on the same day it counts as later."""
    return _day_of_adoption(vision.adopted_on) >= _day_of_adoption(than.adopted_on)


def in_making_on(visions: Iterable[Stand], day: date, planned: str = "") -> Stand | None:
    """The one that is being made: neither decided by the day nor given up.

    Of several that of the newest term that has begun, then that of the next to come; in one term the one that the
    process plan leads to (`planned` is its address).
    """
    found = _open(visions, day)
    begun = [vision for vision in found if vision.term_starts <= day]
    if begun:
        return max(begun, key=lambda vision: (vision.term_starts, vision.slug == planned, vision.pk))
    return min(found, key=lambda vision: (vision.term_starts, vision.slug != planned, -vision.pk), default=None)


def _open(visions: Iterable[Stand], day: date) -> list[Stand]:
    """Those that are neither decided by the day nor given up."""
    found = [vision for vision in visions if not vision.was_adopted_by(day) and not vision.meaning.was_given_up]
    # A new edition waits where the adoption of the one before it was taken back: that one is worked on first.
    places = {(vision.pk, vision.slug) for vision in found}
    return [vision for vision in found if (vision.supersedes, vision.slug) not in places]


@dataclass(frozen=True)
class Visions:
    """The two of a day, each as far as a reader may see it."""

    in_force: GuidingVision | None
    in_making: GuidingVision | None

    @property
    def shown(self) -> GuidingVision | None:
        """The one that is shown and served: in force, and before the first is adopted the one in the making."""
        return self.in_force or self.in_making

    @property
    def worked_on(self) -> GuidingVision | None:
        """The one that contributions, themes and drafts go to: in the making, else the one in force."""
        return self.in_making or self.in_force

    @property
    def both(self) -> list[GuidingVision]:
        return [vision for vision in (self.in_force, self.in_making) if vision]


def visions_on(user: AnyUser, day: date, stands: list[Stand] | None = None) -> Visions:
    """The vision in force on the day and the one in the making, for this reader.

    `stands` where the caller knows better than what is stored how they stood on that day.
    """
    stands = stands_of_all() if stands is None else stands
    # Which plan leads where decides between several alone, and is asked only then.
    making = in_making_on(stands, day) and in_making_on(stands, day, _planned(stands, day))
    force = in_force_on(stands, day)
    keys = [stand.pk for stand in (force, making) if stand]
    lines = GuidingLine.objects.filter(aim__vision=OuterRef("pk"))
    rows = Vision.objects.visible_to(user).annotate(has_lines=Exists(lines)).select_related("term", "adopted_by")
    found = {vision.pk: vision for vision in rows.filter(pk__in=keys)} if keys else {}
    return Visions(*(found.get(stand.pk) if stand else None for stand in (force, making)))


def stands_of_all() -> list[Stand]:
    """Of all visions, without their texts: there are as many as terms, and most of them are not shown."""
    columns = ("pk", "slug", "status", "adopted_on", "supersedes", "term__starts")
    return [Stand(*row) for row in Vision.objects.order_by().values_list(*columns)]


def _planned(stands: list[Stand], day: date) -> str:
    if len(_open(stands, day)) < 2:  # one alone is the one
        return ""
    plan = ProcessPlan.objects.select_related("vision").current(day)
    return plan.vision.slug if plan and plan.vision else ""


def guiding_vision(user: AnyUser, day: date) -> GuidingVision | None:
    """The vision that documents serve and pages show on the day."""
    return visions_on(user, day).shown
