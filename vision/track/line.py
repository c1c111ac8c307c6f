"""The way of the vision as one stepped line: debate paper, meetings, draft, adoption."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from ishoj_process.dates.danish import span_text
from vision.models import DebatePaper
from vision.rights import can_see_drafts

from .facts import TrackFacts
from .way import Mark, Step


def line_of(track: TrackFacts, paper: DebatePaper | None, line_count: int) -> list[Step]:
    """The steps in order, as far as the reader may know of meetings and drafts.

    The first that lies ahead is the next one, and where we are unless a meeting is held now.
    """
    vision = track.vision
    draft = track.latest_draft if can_see_drafts(track.user) else None
    before = [_paper_step(paper, track.way)] if paper else []
    after = [_draft_step(vision, line_count, draft), _adoption_step(vision, track.decision_meeting, track.today)]
    steps = [*before, *track.way.steps, *after]
    return steps if vision.is_at_rest else _with_next(steps)


def _with_next(steps):
    ahead = next((step for step in steps if step.mark == Mark.LATER), None)
    steps = [replace(step, mark=Mark.NEXT) if step is ahead else step for step in steps]
    current = next((step for step in steps if step.mark == Mark.NOW), None)
    current = current or next((step for step in steps if step.mark == Mark.NEXT), None)
    return [replace(step, is_current=True) if step is current else step for step in steps]


def _paper_step(paper, way):
    """Work, and not a meeting: to be sent before its meeting, and not recorded where that is over without it."""
    meeting = next((m for m in way.meetings if m.pk == paper.presented_at_id), None)
    title, url = _("Debate paper"), reverse("debate_paper")
    if paper.is_with_council:
        when = _("sent %(day)s") % {"day": span_text(paper.shared_on, paper.shared_on)} if paper.shared_on else ""
        return Step(title, when or DebatePaper.State(paper.state).label, Mark.DONE, url)
    if meeting and meeting.end_date < way.today:
        return Step(title, DebatePaper.State(paper.state).label, Mark.UNKNOWN, url)
    when = _("before %(day)s") % {"day": span_text(meeting.start_date, meeting.start_date)} if meeting else ""
    return Step(title, when, Mark.WORK if paper.is_draft else Mark.TO_DO, url)


def _draft_step(vision, line_count, draft):
    """The wording: under way once there is any, done when it awaits its decision; `draft` for those who may see it."""
    when = f"{draft}, {draft.made_on_text}" if draft else ""
    url = draft.get_absolute_url() if draft else "#visionen"
    if vision.was_adopted or vision.meaning.awaits_decision:
        return Step(_("Draft"), when, Mark.DONE, url)
    if draft or vision.text or line_count:
        return Step(_("Draft"), when, Mark.WORK, url)
    return Step(_("Draft"), _("not begun yet"), Mark.LATER)


def _adoption_step(vision, meeting, today):
    if vision.was_adopted:
        return Step(_("Adoption"), str(vision.adopted_on or ""), Mark.DONE, "#fakta")
    if meeting is None:
        return Step(_("Adoption"), _("no day set yet"), Mark.LATER)
    when = span_text(meeting.start_date, meeting.end_date)
    mark = Mark.UNKNOWN if meeting.end_date < today else Mark.LATER
    return Step(_("Adoption"), when, mark, meeting.get_absolute_url())
