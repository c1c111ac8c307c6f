"""One term: who sat where by day, its plans and visions, what was adopted in it, its rounds and its meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from calendar_app.overview.after import Line, adoption_line
from ishoj_process.council.members import Sitting, sittings_on
from ishoj_process.dates.danish import date_text
from ishoj_process.hierarchy.visions import visions_on
from ishoj_process.models import Body, CouncilTerm, Level, MainPolicy, Meeting, ProcessPlan, Strategy, Vision
from ishoj_process.models.status import statuses
from vision.models import Round
from vision.rights import can_see_rounds

from .list import standing_text

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

MOST_ROUNDS = 10
MOST_ADOPTED = 50  # of each level; the others are counted, and have a list of their own
# {the level: its heading, what stands where there is none, and the page that lists it}
WORDS: dict[type[Level], tuple[Promise, Promise, str]] = {
    Vision: (gettext_lazy("Visions"), gettext_lazy("No vision was adopted."), "vision"),
    MainPolicy: (gettext_lazy("Main policies"), gettext_lazy("No main policies were adopted."), "cascade"),
    Strategy: (gettext_lazy("Strategies"), gettext_lazy("No strategies were adopted."), "strategy_list"),
}


@dataclass(frozen=True)
class Seated:
    """A body with those who sit in it on a day."""

    body: Body
    sitting: Sitting
    url: str


@dataclass(frozen=True)
class Adopted:
    """What was adopted of one level."""

    heading: str
    nothing: str
    lines: list[Line]
    left_out: int
    all_url: str


@dataclass(frozen=True)
class Year:
    """The meetings of a year of the term, by their number, and where they are listed."""

    name: int
    count: int
    url: str

    @property
    def count_text(self) -> str:
        return ngettext("%(count)s meeting", "%(count)s meetings", self.count) % {"count": self.count}


def term_context(term: CouncilTerm, user: AnyUser, today: date, asked: date) -> dict[str, Any]:
    """All that the page of a term shows as of a day of it, in a fixed number of queries."""
    day = term.day_within(asked)
    has_begun = term.starts <= today
    bodies, without = _bodies(user, today, day)
    rounds = _rounds(term, user) if can_see_rounds(user) else []
    return {
        "term": term,
        "standing": standing_text(term, today),
        "today": today,
        "as_of": date_text(day),
        "is_outside": asked != day,
        "days": _days(term, day, today),
        "bodies": bodies,
        "without_members": without,
        "plans": list(_plans(term, user, today)),
        "vision_in_force": visions_on(user, min(term.ends, today)).in_force if has_begun else None,
        "adopted": [_adopted(model, term, user) for model in (Vision, MainPolicy, Strategy)] if has_begun else [],
        "sees_rounds": can_see_rounds(user),
        "rounds": rounds[:MOST_ROUNDS],
        "round_lists": _round_lists(rounds) if len(rounds) > MOST_ROUNDS else [],
        "years": _years(term, user),
        "constituting": list(_constituting(term, user)),
        "has_begun": has_begun,
    }


def _days(term: CouncilTerm, day: date, today: date) -> list[tuple[str, str, bool]]:
    """The days that one asks for first: (what it is called, its address, whether it is shown)."""
    found = [(_("At the beginning"), term.starts), (_("At the end"), term.ends)]
    if term.holds(today):
        found.insert(1, (_("Today"), today))
    return [(label, f"?dag={each:%d-%m-%Y}", each == day) for label, each in found]


def _bodies(user: AnyUser, today: date, day: date) -> tuple[list[Seated], list[Body]]:
    """The council first, then its committees, then the other boards; apart from them those of nobody is known."""
    sittings = sittings_on(user, today, day)
    order: list[str] = [Body.Kind.COUNCIL, *Body.SUBJECT_COMMITTEES]
    bodies = [body.on(day) for body in Body.objects.living(day)]
    bodies.sort(key=lambda body: (order.index(body.kind) if body.kind in order else len(order), body.shown_key))
    seated = [
        Seated(body, sittings[body.pk], f"{body.get_absolute_url()}?dag={day:%d-%m-%Y}")
        for body in bodies
        if body.pk in sittings
    ]
    return seated, [body for body in bodies if body.pk not in sittings and body.kind in order]


def _plans(term: CouncilTerm, user: AnyUser, today: date) -> Iterable[ProcessPlan]:
    rows = ProcessPlan.objects.visible_to(user, today).filter(term=term).select_related("term", "adopted_at")
    return rows.defer("background", "framework").order_by("-starts", "-number")


def _adopted(model: type[Level], term: CouncilTerm, user: AnyUser) -> Adopted:
    rows: Any = model._default_manager.visible_to(user)  # type: ignore[attr-defined]  # the set is of levels
    rows = rows.filter(status__in=statuses(lambda row: row.is_decided))
    rows = rows.exclude(adopted_on=None).defer("text").select_related("adopted_by", "adopted_at_item__meeting")
    # In Python: rough days are stored as text, which the database cannot compare with a day.
    found = [row for row in rows.prefetch_related("adopted_at_item__meeting__bodies") if _is_within(row, term)]
    found.sort(key=lambda row: (row.adopted_day, row.pk))
    heading, nothing, name = WORDS[model]
    lines = [adoption_line(row, user) for row in found[:MOST_ADOPTED]]
    return Adopted(str(heading), str(nothing), lines, max(len(found) - MOST_ADOPTED, 0), reverse(name))


def _is_within(level: Level, term: CouncilTerm) -> bool:
    return level.adopted_day is not None and term.holds(level.adopted_day)


def _rounds(term: CouncilTerm, user: AnyUser) -> list[Round]:
    """Those that were opened, by the day of their meeting; one that was held between meetings by its vision's term."""
    rows = Round.objects.visible_to(user).opened().select_related("vision", "meeting").order_by("-pk")
    return [row for row in rows if _is_of(row, term)]


def _is_of(round_: Round, term: CouncilTerm) -> bool:
    return term.holds(round_.meeting.start_date) if round_.meeting else round_.vision.term_id == term.pk


def _round_lists(rounds: Iterable[Round]) -> list[tuple[Vision, str]]:
    visions = {row.vision.pk: row.vision for row in rounds}
    return [(vision, vision.address("round_list")) for vision in visions.values()]


def _years(term: CouncilTerm, user: AnyUser) -> list[Year]:
    """Each year of the term that has meetings, with the days of it that lie in the term."""
    rows = Meeting.objects.visible_to(user).between(term.starts, term.ends).order_by()
    counts: Counter[int] = Counter()
    for first, last in rows.values_list("start_date", "end_date"):
        # A meeting over New Year stands in the list of both years.
        counts.update(range(max(first, term.starts).year, min(last, term.ends).year + 1))
    return [Year(year, counts[year], _meetings_url(term, year)) for year in sorted(counts)]


def _meetings_url(term: CouncilTerm, year: int) -> str:
    first, last = term.day_within(date(year, 1, 1)), term.day_within(date(year, 12, 31))
    return f"{reverse('meeting_list')}?{urlencode({'fra': f'{first:%d-%m-%Y}', 'til': f'{last:%d-%m-%Y}'})}"


def _constituting(term: CouncilTerm, user: AnyUser) -> Iterable[Meeting]:
    return Meeting.objects.visible_to(user).filter(term=term).in_order().prefetch_related("bodies", "before__bodies")
