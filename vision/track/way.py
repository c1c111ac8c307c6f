"""The vision's way through the process plan."""

from dataclasses import dataclass
from datetime import date

from ishoj_process import rights
from ishoj_process.models import Meeting, ProcessPlan, Track


@dataclass(frozen=True)
class Step:
    """A meeting on the way: over, the next one, or still to come."""

    meeting: Meeting
    is_next: bool
    is_over: bool


@dataclass(frozen=True)
class Way:
    """The council's track as one reader may see it on a day: its meetings in order, and the work between them."""

    plan: ProcessPlan | None
    track: Track | None
    meetings: list
    works: list
    today: date

    @property
    def next_meeting(self):
        """The first meeting that is neither over nor cancelled."""
        return next((m for m in self.meetings if m.end_date >= self.today and not m.is_cancelled), None)

    @property
    def steps(self):
        coming = self.next_meeting
        return [Step(m, is_next=m == coming, is_over=m.end_date < self.today) for m in self.meetings]


def way_of(plan, vision, user, today):
    """The vision's way; an empty one where no plan says how it is to come about."""
    is_planned = plan and plan.vision and vision and plan.vision.slug == vision.slug
    track = plan.tracks.filter(kind=Track.Kind.VISION).first() if is_planned else None
    if track is None:
        return Way(plan, None, [], [], today)
    meetings = Meeting.objects.visible_to(user).filter(track=track).in_order()
    works = track.work_periods.prefetch_related("after__bodies", "until__bodies")
    return Way(
        plan,
        track,
        list(meetings.prefetch_related("bodies", "before__bodies")),
        [work for work in works if _may_see_work(user, work)],
        today,
    )


def _may_see_work(user, work):
    """A period that is named after a meeting says that the meeting exists."""
    return all(rights.can_see_meeting(user, meeting) for meeting in (work.after, work.until) if meeting)
