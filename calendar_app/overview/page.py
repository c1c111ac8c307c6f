"""The overview in words: where we are, what was reached, what follows, and who is involved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendar_app.process_plan.bridge import Bridge, next_step_of
from ishoj_process import rights
from ishoj_process.dates import danish as danish_dates
from ishoj_process.hierarchy.term_words import citizens_in_engine_room, next_council_text
from ishoj_process.hierarchy.visions import visions_on
from ishoj_process.hierarchy.words import tally_of
from ishoj_process.meetings import shown
from ishoj_process.models import Body, Lineage, MainPolicy, Meeting, ProcessPlan, Strategy, Track, User, Vision
from ishoj_process.models.status import meaning_of
from ishoj_process.tasks import Waiting
from strategies.models import Activity
from vision.models import Question
from vision.track.way import Step

from .next_meeting import NextMeeting, next_meeting_of, own_meetings

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

MOST_SQUARES = 12  # more are not counted at a glance
MOST_MEETINGS = 5


@dataclass(frozen=True)
class Tally:
    """How many strategies have a status, in words and as small squares."""

    status: str
    label: str
    count: int

    @property
    def tone(self) -> str:
        """The colour of the squares, beside the words: under way, done, not known, or none of these."""
        return meaning_of(self.status).tone

    @property
    def squares(self) -> str:
        return "■" * self.count if self.count <= MOST_SQUARES else ""


@dataclass(frozen=True)
class CommitteeRoom:
    """The strategies by status of one committee, or of those that carry on the work of one that was split."""

    bodies: list[Body]  # none: nobody owns them yet
    tallies: list[Tally]
    is_gone: bool = False  # the committee has ended, and nobody carries on its work

    @property
    def total(self) -> int:
        return sum(tally.count for tally in self.tallies)


@dataclass(frozen=True)
class EngineRoom:
    """The committees' track: strategies by committee and status, what runs now, and what is not placed."""

    track: Track | None
    rooms: list[CommitteeRoom]
    quiet: list[Body]
    running: list[Activity]
    not_placed: int
    citizens: str = ""

    @property
    def total(self) -> int:
        return sum(room.total for room in self.rooms)

    @property
    def total_text(self) -> str:
        text = ngettext("%(count)s strategy is entered.", "%(count)s strategies are entered.", self.total)
        return text % {"count": self.total}

    @property
    def not_placed_text(self) -> str:
        text = ngettext("%(count)s strategy not placed", "%(count)s strategies not placed", self.not_placed)
        return text % {"count": self.not_placed}

    @property
    def adopted(self) -> int:
        return sum(t.count for room in self.rooms for t in room.tallies if meaning_of(t.status).is_in_force)


def engine_room_of(plan: ProcessPlan | None, user: AnyUser, today: date) -> EngineRoom:
    """The committees' strategies by status. Uneven pace is as it should be: no order by number, no shares."""
    # From what is fetched already: `filter` would ask again.
    track = next((track for track in plan.tracks.all() if track.is_strategies), None) if plan else None
    strategies = Strategy.objects.visible_to(user).latest_editions()
    rooms, quiet = _rooms(_counts_by_heirs(strategies, today), today)
    return EngineRoom(
        track,
        rooms,
        quiet,
        running_activities(plan, user, today),
        # Under a policy that the reader may not see it stands nowhere that they can go.
        strategies.exclude(main_policy__in=MainPolicy.objects.visible_to(user)).count(),
        citizens_in_engine_room(plan.term) if plan else "",
    )


def _counts_by_heirs(strategies: QuerySet[Strategy], today: date) -> dict[tuple[int, ...], Counter[str]]:
    """{the keys of those who carry on the owner's work: how many of each status}; no keys where nobody owns them.

    What a split committee had is counted once, for all its heirs together: who has what of it, nobody has said.
    """
    counts: dict[tuple[int, ...], Counter[str]] = defaultdict(Counter)
    lineage = Lineage.read()
    # order_by(): the order's columns would be counted apart.
    for owner, status, count in strategies.order_by().values_list("owner", "status").annotate(Count("id")):
        counts[tuple(sorted(lineage.heirs(owner, today))) if owner else ()][status] += count
    return counts


def _rooms(counts: Mapping[tuple[int, ...], Counter[str]], today: date) -> tuple[list[CommitteeRoom], list[Body]]:
    """The committees with strategies in the order of their names, and those without."""
    living = Body.objects.subject_committees().living(today).order_by().values("pk")
    owners = {key for keys in counts for key in keys}
    bodies = {body.pk: body for body in Body.objects.filter(Q(pk__in=living) | Q(pk__in=owners)).by_name()}
    rooms = [
        CommitteeRoom(
            [body for key, body in bodies.items() if key in keys], _tallies(found), _is_over(keys, bodies, today)
        )
        for keys, found in counts.items()
    ]
    # Strategies that nobody owns yet stand last, and are not dropped from the sums.
    rooms.sort(key=lambda room: (not room.bodies, [body.shown_key for body in room.bodies]))
    return rooms, [body for key, body in bodies.items() if key not in owners]


def _is_over(keys: Iterable[int], bodies: Mapping[int, Body], today: date) -> bool:
    return any((ends := bodies[key].ends) is not None and ends < today for key in keys)


def _tallies(counts: Mapping[str, int]) -> list[Tally]:
    """Counts in the order of a document's life; those whose status is not known come last."""
    return [Tally(*row) for row in tally_of(counts)]


def running_activities(plan: ProcessPlan | None, user: AnyUser, today: date) -> list[Activity]:
    """What the committees have in hand today. One whose end no source states counts as long as the plan runs."""
    # Else something from long ago whose end nobody wrote down would run for ever.
    may_run_on = plan is None or today <= plan.ends
    activities = Activity.objects.filter(strategy__in=Strategy.objects.visible_to(user).latest_editions())
    return [
        activity
        for activity in activities.select_related("strategy")
        # In Python, since rough days are stored as text.
        if activity.is_running(today) and (activity.ends or (activity.is_open_ended and may_run_on))
    ]


@dataclass(frozen=True)
class Personal:
    """The reader's own part of the page: their next meeting, what waits for them, and what to think of before it."""

    opens_with_meeting: bool  # the staff sit in no body: their part is what waits
    waiting: Waiting
    next: NextMeeting | None
    meetings: list[Meeting]  # those after the next
    questions: list[Question]
    question_meeting: Meeting | None

    @property
    def paper_url(self) -> str:
        """Where the questions are asked."""
        return self.questions[0].paper.get_absolute_url()


def personal_of(user: AnyUser, waiting: Waiting, next_step: Step | None, today: date) -> Personal | None:
    """None for the public, which has nothing to do and is invited to follow."""
    if rights.is_council_member(user):
        asked_at = next_step.meeting if next_step else None
        member = cast(User, user)
        meetings = own_meetings(member, today, MOST_MEETINGS)
        return Personal(
            True,
            waiting,
            next_meeting_of(member, meetings[0], today) if meetings else None,
            meetings[1:],
            _questions(user, asked_at),
            asked_at,
        )
    return Personal(False, waiting, None, [], [], None) if rights.is_staff_side(user) else None


def _questions(user: AnyUser, meeting: Meeting | None) -> list[Question]:
    """What the council is to discuss at its next meeting on the track, of items that the member may read."""
    if meeting is None:
        return []
    # By what the agenda shows them: here a question has the rights of the item, and always those of its paper.
    readable = [item.pk for item in shown.shown_agenda(user, meeting) if not item.is_withheld]
    return list(Question.objects.visible_to(user).filter(item__in=readable).select_related("paper__vision"))


Standing = Meeting.Standing


def vision_told(plan: ProcessPlan | None, user: AnyUser, today: date) -> Vision | None:
    """The vision that the page says what it is of: the plan's while it runs, else the one that is shown today."""
    if plan and plan.vision and today <= plan.ends:
        return plan.vision if rights.can_see_level(user, plan.vision) else None
    return visions_on(user, today).shown


def position_text(plan: ProcessPlan, bridges: list[Bridge], today: date) -> str:
    """The first line of the page."""
    # By the plan's own days first: before and after it no step is the next, whatever is planned.
    if today < plan.starts:
        day, relative = danish_dates.date_text(plan.starts), danish_dates.relative_day_text(plan.starts, today)
        return _("The process plan begins on %(day)s, %(relative)s.") % {"day": day, "relative": relative}
    if today > plan.ends:
        return _("The process plan's period ended on %(day)s.") % {"day": danish_dates.date_text(plan.ends)}
    where = _("We are in the %(quarter)s.") % {"quarter": danish_dates.quarter_text(today)}
    return f"{where} {_next_text(bridges)}"


def _next_text(bridges: list[Bridge]) -> str:
    step = next_step_of(bridges)
    if step and step.meeting:
        words = {"meeting": step.meeting.display_title, "relative": step.relative}
        return _("Next on the bridge: %(meeting)s, %(relative)s.") % words
    return _("No more meetings are planned on the council's track.")


def reached(plan: ProcessPlan, bridges: list[Bridge], engine_room: EngineRoom, user: AnyUser) -> list[str]:
    """What the plan has led to so far, as it is recorded; nothing is taken for done that nobody said."""
    lines = []
    if steps := [step for bridge in bridges for step in bridge.steps]:
        # By the standing, which takes a convened meeting whose day has passed for held.
        held = sum(step.standing == Standing.HELD for step in steps)
        passed = sum(step.standing == Standing.PASSED for step in steps)
        words = {"held": held, "total": len(steps)}
        # Where nobody has said of any whether it was held, the next line says all there is to say.
        if held or passed < len(steps):
            lines.append(_("%(held)s of %(total)s meetings on the council's track were held.") % words)
        # Neither held nor missed: nobody has said which, and so it is told apart.
        if passed:
            text = ngettext(
                "The date of %(count)s meeting has passed without a record of whether it was held.",
                "The dates of %(count)s meetings have passed without a record of whether they were held.",
                passed,
            )
            lines.append(text % {"count": passed})
    vision = plan.leads_to
    if vision and rights.can_see_level(user, vision):
        named = {"vision": vision.display_title, "status": vision.status_text}
        lines.append(_("%(vision)s: %(status)s.") % named)
    words = {"adopted": engine_room.adopted, "total": engine_room.total}
    lines.append(_("%(adopted)s of %(total)s strategies are adopted.") % words)
    return lines


def follows(plan: ProcessPlan, today: date) -> list[str]:
    """What comes after the plan: the rest of the term, and the next council's order of work."""
    term = plan.term
    ends = {"term": term, "day": danish_dates.date_text(term.ends)}
    # The last day of the term is still the term's.
    if today <= term.ends:
        return [_("The council term %(term)s runs until %(day)s.") % ends, next_council_text(term)]
    return [
        _("The council term %(term)s ended on %(day)s.") % ends,
        _("No process plan has been entered for the new term yet."),
    ]
