"""Where are we, what is next: the bridge and the engine room as they stand on a day, for one reader."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process import rights
from ishoj_process.dates import danish as danish_dates
from ishoj_process.hierarchy.term_words import citizens_in_engine_room, citizens_on_bridge
from ishoj_process.hierarchy.words import tally_of
from ishoj_process.models import Body, MainPolicy, Meeting, Strategy, Track
from ishoj_process.models.status import meaning_of
from ishoj_process.text.plain import visible_text
from strategies.models import Activity

Standing = Meeting.Standing
MOST_SQUARES = 12  # more are not counted at a glance


@dataclass(frozen=True)
class Step:
    """A meeting of the council's track, as a step on the bridge."""

    meeting: Meeting
    standing: str
    relative: str
    is_next: bool
    is_over: bool

    @property
    def countdown(self):
        """How far off it is; of what is over the date says enough."""
        return "" if self.is_over else self.relative

    @property
    def purpose(self):
        """What the meeting is for, in a line or two; the meeting's own page has it in full."""
        return Truncator(" ".join(visible_text(self.meeting.purpose).split())).words(40, truncate=" …")


@dataclass(frozen=True)
class Work:
    """A working period between two steps."""

    period: object
    is_running: bool
    meeting = None  # a part of the bridge that is no step


@dataclass(frozen=True)
class Bridge:
    """The council's track: steps with the work between them, in order."""

    track: Track | None
    parts: list  # of Step and Work
    citizens: str = ""

    @property
    def steps(self):
        return [part for part in self.parts if isinstance(part, Step)]

    @property
    def next_step(self):
        return next((step for step in self.steps if step.is_next), None)


@dataclass(frozen=True)
class Tally:
    """How many strategies have a status, in words and as small squares."""

    status: str
    label: str
    count: int

    @property
    def tone(self):
        """The colour of the squares, beside the words: under way, done, not known, or none of these."""
        return meaning_of(self.status).tone

    @property
    def squares(self):
        return "■" * self.count if self.count <= MOST_SQUARES else ""


@dataclass(frozen=True)
class CommitteeRoom:
    """One committee's strategies by status."""

    body: Body | None
    tallies: list[Tally]

    @property
    def total(self):
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
    def total(self):
        return sum(room.total for room in self.rooms)

    @property
    def total_text(self):
        text = ngettext("%(count)s strategy is entered.", "%(count)s strategies are entered.", self.total)
        return text % {"count": self.total}

    @property
    def not_placed_text(self):
        text = ngettext("%(count)s strategy not placed", "%(count)s strategies not placed", self.not_placed)
        return text % {"count": self.not_placed}

    @property
    def adopted(self):
        return sum(t.count for room in self.rooms for t in room.tallies if meaning_of(t.status).is_in_force)


def bridge_of(plan, user, today):
    """The vision track's meetings since the plan began, each with its standing, and the work between them."""
    track = _track(plan, Track.Kind.VISION)
    if track is None:
        return Bridge(None, [])
    meetings = Meeting.objects.visible_to(user).filter(track=track, end_date__gte=plan.starts)
    meetings = list(meetings.in_order().prefetch_related("bodies", "before__bodies"))
    coming = [m for m in meetings if m.end_date >= today and m.standing(today) != Standing.CANCELLED]
    steps = [_step(meeting, today, is_next=meeting in coming[:1]) for meeting in meetings]
    works = track.work_periods.prefetch_related("after__bodies", "until__bodies")
    parts = _with_work(steps, [work for work in works if _may_see_work(user, work)], today)
    return Bridge(track, parts, citizens_on_bridge(plan.term))


def _track(plan, kind):
    if plan is None:
        return None
    return next((track for track in plan.tracks.all() if track.kind == kind), None)


def _step(meeting, today, is_next):
    standing = meeting.standing(today)
    return Step(meeting, standing, relative_text(meeting, today), is_next, meeting.end_date < today)


def relative_text(meeting, today):
    """`om 7 dage`; during a meeting over several days which of them it is; nothing of a cancelled one."""
    if meeting.standing(today) == Standing.CANCELLED:
        return ""
    if meeting.is_multi_day and meeting.start_date <= today <= meeting.end_date:
        number = (today - meeting.start_date).days + 1
        return _("today, day %(number)s of %(total)s") % {"number": number, "total": len(meeting.days)}
    return danish_dates.relative_day_text(meeting.start_date, today)


def _may_see_work(user, work):
    return all(rights.can_see_meeting(user, meeting) for meeting in (work.after, work.until) if meeting)


def _with_work(steps, works, today):
    """The steps in order, each working period before the meeting that it leads to, else after the one it follows."""
    before, after, loose = defaultdict(list), defaultdict(list), []
    shown = {step.meeting.pk for step in steps}
    for period in works:
        work = Work(period, _is_running(period, today))
        if period.until_id in shown:
            before[period.until_id].append(work)
        elif period.after_id in shown:
            after[period.after_id].append(work)
        else:
            loose.append(work)
    parts = []
    for step in steps:
        parts += [*before[step.meeting.pk], step, *after[step.meeting.pk]]
    return parts + loose


def _is_running(period, today):
    """True between its days; a period whose beginning no source gives runs until it ends, never in the open."""
    first, last = period.first_day, period.last_day
    return bool(first and last) and first <= today <= last


def engine_room_of(plan, user, today):
    """The committees' strategies by status. Uneven pace is as it should be: no order by number, no shares."""
    track = _track(plan, Track.Kind.STRATEGIES)
    strategies = Strategy.objects.visible_to(user).latest_editions()
    counts = defaultdict(dict)
    for owner, status, count in strategies.order_by().values_list("owner", "status").annotate(Count("id")):
        counts[owner][status] = count
    bodies = Body.objects.filter(
        Q(kind__in=Body.SUBJECT_COMMITTEES, successor=None) | Q(pk__in=[o for o in counts if o])
    )
    bodies = list(bodies)
    rooms = [CommitteeRoom(body, _tallies(counts[body.pk])) for body in bodies if counts[body.pk]]
    if counts[None]:
        rooms.append(CommitteeRoom(None, _tallies(counts[None])))
    return EngineRoom(
        track,
        rooms,
        [body for body in bodies if not counts[body.pk]],
        running_activities(plan, user, today),
        strategies.exclude(main_policy__in=MainPolicy.objects.visible_to(user)).count(),
        citizens_in_engine_room(plan.term) if plan else "",
    )


def _tallies(counts):
    """Counts in the order of a document's life; those whose status is not known come last."""
    return [Tally(*row) for row in tally_of(counts)]


def running_activities(plan, user, today):
    """What the committees have in hand today. One whose end no source states counts as long as the plan runs."""
    may_run_on = plan is None or today <= plan.ends
    activities = Activity.objects.filter(strategy__in=Strategy.objects.visible_to(user).latest_editions())
    return [
        activity
        for activity in activities.select_related("strategy")
        if activity.is_running(today) and (activity.ends or (activity.is_open_ended and may_run_on))
    ]
