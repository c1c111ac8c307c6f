"""The vision that the pages show on a day, and its way through the process plan."""

from dataclasses import dataclass
from datetime import date

from ishoj_process import rights
from ishoj_process.models import Meeting, ProcessPlan, Track, Vision
from vision.rights import can_see_drafts


def current_plan(today):
    plans = ProcessPlan.objects.select_related("term", "vision", "adopted_at")
    return plans.current(today)


def current_vision(user, plan):
    """The plan's vision in the edition in force, else the latest vision; None where the reader may see none."""
    visible = Vision.objects.visible_to(user).latest_editions().select_related("term", "adopted_by")
    planned = visible.filter(slug=plan.vision.slug).first() if plan and plan.vision else None
    return planned or visible.order_by("-term__starts", "-id").first()


def working_vision(user, plan):
    """The edition that the council works on: a new one where it is begun, else the vision in force."""
    vision = current_vision(user, plan)
    begun = vision and Vision.objects.visible_to(user).filter(supersedes=vision).not_given_up()
    return (begun and begun.select_related("term", "adopted_by").first()) or vision


def shown_editions(user, plan):
    """The editions of the vision that have a page for this reader; one that is begun for those who see drafts."""
    vision = current_vision(user, plan)
    if vision is None:
        return Vision.objects.none()
    editions = Vision.objects.visible_to(user).filter(slug=vision.slug)
    return editions if can_see_drafts(user) else editions.not_begun()


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
