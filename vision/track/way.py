"""The council's track as one reader may see it on a day: its meetings as steps, and the work between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ishoj_process import rights
from ishoj_process.dates.danish import relative_day_text, span_text
from ishoj_process.models import Meeting, ProcessPlan, Track, User, Vision, WorkPeriod
from ishoj_process.text.plain import visible_text

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


Standing = Meeting.Standing


class Mark(TextChoices):
    """How far a step is; each has a word and a shape of its own."""

    DONE = "done", pgettext_lazy("a step", "Done")
    PASSED = "passed", gettext_lazy("Date passed")
    UNKNOWN = "unknown", gettext_lazy("Not recorded")
    CANCELLED = "cancelled", gettext_lazy("Cancelled")
    TO_DO = "to_do", gettext_lazy("To be written")
    WORK = "work", gettext_lazy("Under way")
    NOW = "now", pgettext_lazy("a step", "Now")
    NEXT = "next", pgettext_lazy("a step", "Next")
    LATER = "later", pgettext_lazy("a step", "Later")


# A day gone by is no proof that a meeting was held: that is for somebody to record.
MARKS = {Standing.CANCELLED: Mark.CANCELLED, Standing.HELD: Mark.DONE, Standing.PASSED: Mark.PASSED}


@dataclass(frozen=True)
class Step:
    """A step on the way: a meeting, or what is to be written before the meetings and after them."""

    title: str
    when: str
    mark: Mark
    url: str = ""
    is_current: bool = False  # where the whole line stands
    meeting: Meeting | None = None
    standing: str = ""  # the meeting's own, as is all below
    relative: str = ""
    is_next: bool = False
    is_over: bool = False

    @property
    def countdown(self) -> str:
        """How far off it is; of what is over the date says enough."""
        return "" if self.is_over else self.relative

    @property
    def purpose(self) -> str:
        """What the meeting is for, in a line or two; the meeting's own page has it in full."""
        if self.meeting is None:
            return ""
        return Truncator(" ".join(visible_text(self.meeting.purpose).split())).words(40, truncate=" …")


@dataclass(frozen=True)
class Way:
    """The track with its meetings in order, and the work between them; without a track there is no way."""

    plan: ProcessPlan | None
    track: Track | None
    meetings: list[Meeting]
    works: list[WorkPeriod]
    today: date

    @property
    def next_meeting(self) -> Meeting | None:
        """The first meeting that is neither over nor cancelled."""
        # By its last day: a seminar is the next meeting until it is over.
        return next((m for m in self.meetings if m.end_date >= self.today and not m.is_cancelled), None)

    # A frozen row keeps it all the same: it is written past the fields.
    @cached_property
    def steps(self) -> list[Step]:
        coming = self.next_meeting
        return [_meeting_step(meeting, self.today, is_next=meeting == coming) for meeting in self.meetings]

    def towards(self, vision: Vision | None) -> Way:
        """The same where the plan leads to the vision, in whichever edition; else an empty one, of no plan."""
        is_planned = self.plan and vision and self.plan.is_towards(vision)
        return self if is_planned else Way(None, None, [], [], self.today)

    @property
    def timeline_url(self) -> str:
        """The timeline of the plan: that of its term where another council plans today."""
        if self.plan is None or self.plan.term.holds(self.today):
            return reverse("timeline")
        return self.plan.address("timeline")


def _meeting_step(meeting: Meeting, today: date, *, is_next: bool) -> Step:
    standing = meeting.standing(today)
    # Of one that is not over: of all others their standing tells the mark.
    ahead = Mark.NOW if meeting.start_date <= today else Mark.LATER
    return Step(
        meeting.display_title,
        span_text(meeting.start_date, meeting.end_date),
        MARKS.get(standing, ahead),
        meeting.get_absolute_url(),
        meeting=meeting,
        standing=standing,
        relative=relative_text(meeting, today),
        is_next=is_next,
        is_over=meeting.end_date < today,
    )


def relative_text(meeting: Meeting, today: date) -> str:
    """`om 7 dage`; during a meeting over several days which of them it is; nothing of a cancelled one."""
    if meeting.is_cancelled:
        return ""
    # Both days count: a seminar that began yesterday and ends today is on its second day, not over.
    if meeting.is_multi_day and meeting.start_date <= today <= meeting.end_date:
        number = (today - meeting.start_date).days + 1
        return _("today, day %(number)s of %(total)s") % {"number": number, "total": len(meeting.days)}
    return relative_day_text(meeting.start_date, today)


def council_way(
    plan: ProcessPlan | None, user: User | AnonymousUser, today: date, kind: str = Track.Kind.VISION
) -> Way:
    """A track of a plan, the vision's unless told otherwise; what was put on it is on it, whatever the plan's days."""
    track = next((track for track in plan.tracks.all() if track.kind == kind), None) if plan else None
    if track is None:
        return Way(plan, None, [], [], today)
    meetings = Meeting.objects.visible_to(user).filter(track=track).in_order()
    works = track.work_periods.prefetch_related("after__bodies", "until__bodies")
    return Way(
        plan,
        track,
        list(meetings.prefetch_related("bodies", "before__bodies")),
        [work for work in works if may_see_work(user, work)],
        today,
    )


def way_of(plan: ProcessPlan | None, vision: Vision | None, user: User | AnonymousUser, today: date) -> Way:
    """The way to a vision; an empty one where no plan says how it is to come about."""
    return council_way(plan, user, today).towards(vision)


def may_see_work(user: AnyUser, work: WorkPeriod) -> bool:
    """A period that is named after a meeting says that the meeting exists."""
    return all(rights.can_see_meeting(user, meeting) for meeting in (work.after, work.until) if meeting)
