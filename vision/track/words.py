"""The first line of each page: where the vision, its debate paper and its themes stand on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.models.status import sentence_of
from vision.models import DebatePaper, Theme

if TYPE_CHECKING:
    from ishoj_process.models import Meeting, Vision
    from vision.track.way import Way


def vision_text(vision: Vision, way: Way, line_count: int, decision: Meeting | None = None) -> str:
    """Where the vision stands, and the next step towards it; `decision` is the council meeting that treats it."""
    if vision.meaning.is_in_force:
        return _adopted_text(vision)
    if vision.is_at_rest:
        return str(vision.meaning.vision_sentence) or sentence_of(vision.status)
    return f"{_wording_text(vision, line_count)} {_next_step_text(way, decision)}"


def _adopted_text(vision: Vision) -> str:
    known = [str(part) for part in (vision.adopted_by, vision.adopted_on) if part]
    return (
        _("The vision is adopted (%(known)s).") % {"known": ", ".join(known)} if known else _("The vision is adopted.")
    )


def _wording_text(vision: Vision, line_count: int) -> str:
    if vision.meaning.awaits_decision:
        return _("The vision is worded and awaits a decision.")
    if line_count:
        words = {"count": line_count, "lines": vision.line_word if line_count == 1 else vision.line_words}
        text = ngettext(
            "The vision is being worded, with %(count)s %(lines)s as yet.",
            "The vision is being worded, with %(count)s %(lines)s so far.",
            line_count,
        )
        return text % words
    return _("The vision is being worded.") if vision.text else _("The vision has not been worded yet.")


def _next_step_text(way: Way, decision: Meeting | None) -> str:
    """The next meeting on the way; when all are over, only what is recorded is taken for done."""
    if not way.meetings:
        return _("No meetings on the vision have been planned.")
    meeting = way.next_meeting or (decision if decision and decision.end_date >= way.today else None)
    if meeting is None:
        return _("The planned meetings are over, and no adoption has been recorded.")
    words = {"meeting": meeting.display_title, "when": meeting.when_text}
    if meeting.start_date <= way.today:
        return _("%(meeting)s takes place now: %(when)s.") % words
    if meeting == way.meetings[0]:
        return _("The council begins with %(meeting)s, %(when)s.") % words
    return _("The next step is %(meeting)s, %(when)s.") % words


def paper_text(paper: DebatePaper, meeting: Meeting | None, today: date) -> str:
    """Whether the debate paper is there, and where it is presented; `meeting` as far as the reader may know of it."""
    # At each call: made once, the words would stay in the language of whoever asked first.
    states: dict[str, str] = {
        DebatePaper.State.PLANNED: _("The debate paper has not been written yet."),
        DebatePaper.State.DRAFT: _("The debate paper is a draft."),
        DebatePaper.State.SHARED: _("The debate paper has been sent to the council."),
        DebatePaper.State.PUBLISHED: _("The debate paper is published."),
    }
    # Of a state that this release does not know nothing is said.
    return f"{states.get(paper.state, '')} {_presented_text(meeting, today)}".strip()


def _presented_text(meeting: Meeting | None, today: date) -> str:
    if meeting is None or meeting.is_cancelled:
        return ""
    words = {"meeting": meeting.display_title, "when": meeting.when_text}
    if meeting.end_date < today:
        return _("It was to be presented at %(meeting)s, %(when)s.") % words
    return _("It is to be presented at %(meeting)s, %(when)s.") % words


def themes_text(count: int, way: Way) -> str:
    """How many themes this reader finds; where there are none, when the first may come."""
    if count:
        text = ngettext("%(count)s theme has come up so far.", "%(count)s themes have come up so far.", count)
        return text % {"count": count}
    first = way.meetings[0] if way.meetings else None
    if first and not first.is_cancelled and first.end_date >= way.today:
        words = {"meeting": first.display_title, "when": first.when_text}
        return _("There are no themes yet. The first ones come from %(meeting)s, %(when)s.") % words
    return _("No themes have been made known.")


def became_nothing_text(theme: Theme) -> str:
    """What stands where a theme led to no guiding line: not yet, as long as it may."""
    may_yet = theme.is_current and not theme.vision.was_adopted
    text = _("It has not become %(lines)s yet.") if may_yet else _("It has not become %(lines)s.")
    return text % {"lines": theme.vision.line_words}
