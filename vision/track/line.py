"""The way of the vision as one stepped line: debate paper, meetings, draft, adoption."""

from dataclasses import dataclass, replace

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ishoj_process.dates.danish import span_text
from ishoj_process.models import Meeting
from vision.models import DebatePaper

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


@dataclass(frozen=True)
class LineStep:
    """A step of the line: what it is called, when, how far it is, and the page that tells more."""

    title: str
    when: str
    mark: Mark
    url: str = ""
    is_current: bool = False


def way_line(vision, way, paper, *, decision_meeting, line_count, latest_draft):
    """The steps in order. The first that lies ahead is the next one, and where we are unless a meeting is held now."""
    today = way.today
    before = [_paper_step(paper, way, today)] if paper else []
    meetings = [_meeting_step(meeting, today) for meeting in way.meetings]
    after = [_draft_step(vision, line_count, latest_draft), _adoption_step(vision, decision_meeting, today)]
    steps = [*before, *meetings, *after]
    return steps if vision.is_at_rest else _with_next(steps)


def _with_next(steps):
    ahead = next((step for step in steps if step.mark == Mark.LATER), None)
    steps = [replace(step, mark=Mark.NEXT) if step is ahead else step for step in steps]
    current = next((step for step in steps if step.mark == Mark.NOW), None)
    current = current or next((step for step in steps if step.mark == Mark.NEXT), None)
    return [replace(step, is_current=True) if step is current else step for step in steps]


def _paper_step(paper, way, today):
    """Work, and not a meeting: to be sent before its meeting, and not recorded where that is over without it."""
    meeting = next((m for m in way.meetings if m.pk == paper.presented_at_id), None)
    title, url = _("Debate paper"), reverse("debate_paper")
    if paper.is_with_council:
        when = _("sent %(day)s") % {"day": span_text(paper.shared_on, paper.shared_on)} if paper.shared_on else ""
        return LineStep(title, when or DebatePaper.State(paper.state).label, Mark.DONE, url)
    if meeting and meeting.end_date < today:
        return LineStep(title, DebatePaper.State(paper.state).label, Mark.UNKNOWN, url)
    when = _("before %(day)s") % {"day": span_text(meeting.start_date, meeting.start_date)} if meeting else ""
    return LineStep(title, when, Mark.WORK if paper.is_draft else Mark.TO_DO, url)


def _meeting_step(meeting, today):
    marks = {Standing.CANCELLED: Mark.CANCELLED, Standing.HELD: Mark.DONE, Standing.PASSED: Mark.PASSED}
    ahead = Mark.NOW if meeting.start_date <= today else Mark.LATER
    when = span_text(meeting.start_date, meeting.end_date)
    return LineStep(meeting.display_title, when, marks.get(meeting.standing(today), ahead), meeting.get_absolute_url())


def _draft_step(vision, line_count, draft):
    """The wording: under way once there is any, done when it awaits its decision; `draft` for those who may see it."""
    when = f"{draft}, {draft.made_on_text}" if draft else ""
    url = draft.get_absolute_url() if draft else "#visionen"
    if vision.was_adopted or vision.meaning.awaits_decision:
        return LineStep(_("Draft"), when, Mark.DONE, url)
    if draft or vision.text or line_count:
        return LineStep(_("Draft"), when, Mark.WORK, url)
    return LineStep(_("Draft"), _("not begun yet"), Mark.LATER)


def _adoption_step(vision, meeting, today):
    if vision.was_adopted:
        return LineStep(_("Adoption"), str(vision.adopted_on or ""), Mark.DONE, "#fakta")
    if meeting is None:
        return LineStep(_("Adoption"), _("no day set yet"), Mark.LATER)
    when = span_text(meeting.start_date, meeting.end_date)
    mark = Mark.UNKNOWN if meeting.end_date < today else Mark.LATER
    return LineStep(_("Adoption"), when, mark, meeting.get_absolute_url())
