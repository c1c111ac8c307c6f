"""Where the council's track stands for one reader: each fact is fetched once, when it is first asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ishoj_process.dates.danish import span_text
from ishoj_process.models import AgendaItem, Body, Meeting, Treatment, Vision
from vision.models import DebatePaper, Draft
from vision.rights import can_see_drafts

from .way import Mark, Step

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser
    from vision.track.way import Way


def day_of(meeting: Meeting, today: date) -> date:
    """The day before which a meeting's work is to be done; once it runs, its last."""
    return meeting.start_date if meeting.start_date > today else meeting.end_date


class TrackFacts:
    """The council's track for one reader on the day of the way."""

    def __init__(self, *, user: AnyUser, vision: Vision, way: Way) -> None:
        self.user, self.vision, self.way = user, vision, way
        self.today = way.today

    @property
    def next_meeting(self) -> Meeting | None:
        return self.way.next_meeting

    @cached_property
    def coming_meeting(self) -> Meeting | None:
        """The next meeting on the way, else the council meeting that is to treat the vision; None after all of them."""
        coming = [item.meeting for item in self.items if item.meeting.end_date >= self.today]
        return self.next_meeting or next(iter(coming), None)

    @property
    def due(self) -> date | None:
        return day_of(self.coming_meeting, self.today) if self.coming_meeting else None

    @property
    def due_after_today(self) -> date | None:
        """When the work after a meeting is to be done: before the next one, also where one is held today."""
        ahead = [meeting for meeting in self.way.meetings if not meeting.is_cancelled]
        days = [meeting.start_date for meeting in [*ahead, *(item.meeting for item in self.items)]]
        return next((day for day in days if day > self.today), self.due)

    @cached_property
    def items(self) -> list[AgendaItem]:
        """Where a council meeting treats the vision after the last meeting of its way, the earliest first.

        What the council was told of it before is no adoption.
        """
        # A meeting that was cancelled holds nothing up.
        ends = [meeting.end_date for meeting in self.way.meetings if not meeting.is_cancelled]
        treatments = Treatment.objects.visible_to(self.user).filter(
            vision=self.vision, item__meeting__kind=Meeting.Kind.COUNCIL
        )
        treatments = treatments.exclude(item__meeting__state=Meeting.State.CANCELLED)
        # From that day itself: a council meeting may follow the seminar on the same evening.
        treatments = treatments.filter(item__meeting__start_date__gte=max(ends)) if ends else treatments
        treatments = treatments.select_related("item__meeting__before").prefetch_related("item__meeting__bodies")
        return [row.item for row in treatments.order_by("item__meeting__start_date", "item__number")]

    @property
    def decision_meeting(self) -> Meeting | None:
        """The council meeting that is to decide, else the latest that had the vision before it."""
        coming = [item.meeting for item in self.items if item.meeting.end_date >= self.today]
        return next(iter(coming), None) or (self.items[-1].meeting if self.items else None)

    def item_treated(self) -> AgendaItem | None:
        """The latest item at which the council had the vision before it; None where none has come up yet."""
        begun = [item for item in self.items if item.meeting.start_date <= self.today]
        return begun[-1] if begun else None

    def next_council_meeting(self) -> Meeting | None:
        council = Body.objects.filter(kind=Body.Kind.COUNCIL)
        meetings = Meeting.objects.visible_to(self.user).filter(kind=Meeting.Kind.COUNCIL, bodies__in=council)
        return meetings.coming(self.today).in_order().first()

    @cached_property
    def latest_draft(self) -> Draft | None:
        return self.vision.drafts.first()


def line_of(track: TrackFacts, paper: DebatePaper | None, line_count: int) -> list[Step]:
    """The steps in order, as far as the reader may know of meetings and drafts.

    The first that lies ahead is the next one, and where we are unless a meeting is held now.
    """
    vision = track.vision
    draft = track.latest_draft if can_see_drafts(track.user) else None
    before = [_paper_step(paper, track)] if paper else []
    after = [_draft_step(vision, line_count, draft), _adoption_step(vision, track.decision_meeting, track.today)]
    steps = [*before, *track.way.steps, *after]
    # Of what was decided or laid aside no step is the next.
    return steps if vision.is_at_rest else _with_next(steps)


def _with_next(steps: list[Step]) -> list[Step]:
    ahead = next((step for step in steps if step.mark == Mark.LATER), None)
    # By identity: two steps that say the same are equal, and only one of them is next.
    steps = [replace(step, mark=Mark.NEXT) if step is ahead else step for step in steps]
    current = next((step for step in steps if step.mark == Mark.NOW), None)
    current = current or next((step for step in steps if step.mark == Mark.NEXT), None)
    return [replace(step, is_current=True) if step is current else step for step in steps]


def _paper_step(paper: DebatePaper, track: TrackFacts) -> Step:
    """Work, and not a meeting: to be sent before its meeting, and not recorded where that is over without it."""
    way = track.way
    # Of the way, not of the paper: it has only meetings that the reader may know of.
    meeting = next((m for m in way.meetings if m.pk == paper.presented_at_id), None)
    title, url = _("Debate paper"), paper.get_absolute_url()
    if paper.is_with_council:
        when = _("sent %(day)s") % {"day": span_text(paper.shared_on, paper.shared_on)} if paper.shared_on else ""
        return Step(title, when or paper.get_state_display(), Mark.DONE, url)
    if track.vision.was_adopted:  # nothing is to be written for it any more
        return Step(title, "", Mark.UNKNOWN, url)
    if meeting and meeting.end_date < way.today:
        return Step(title, paper.get_state_display(), Mark.UNKNOWN, url)
    when = _("before %(day)s") % {"day": span_text(meeting.start_date, meeting.start_date)} if meeting else ""
    return Step(title, when, Mark.WORK if paper.is_draft else Mark.TO_DO, url)


def _draft_step(vision: Vision, line_count: int, draft: Draft | None) -> Step:
    """The wording: under way once there is any, done when it awaits its decision; `draft` for those who may see it."""
    title, when = (capfirst(str(draft)), draft.made_on_text) if draft else (_("Draft"), "")
    url = draft.get_absolute_url() if draft else "#visionen"
    if vision.was_adopted or vision.meaning.awaits_decision:
        return Step(title, when, Mark.DONE, url)
    if draft or vision.text or line_count:
        return Step(title, when, Mark.WORK, url)
    return Step(_("Draft"), _("not begun yet"), Mark.LATER)


def _adoption_step(vision: Vision, meeting: Meeting | None, today: date) -> Step:
    if vision.was_adopted:
        return Step(_("Adoption"), str(vision.adopted_on or ""), Mark.DONE, "#fakta")
    if meeting is None:
        return Step(_("Adoption"), _("no day set yet"), Mark.LATER)
    when = span_text(meeting.start_date, meeting.end_date)
    # A day gone by adopts nothing: what the council decided is for somebody to record.
    mark = Mark.UNKNOWN if meeting.end_date < today else Mark.LATER
    return Step(_("Adoption"), when, mark, meeting.get_absolute_url())
