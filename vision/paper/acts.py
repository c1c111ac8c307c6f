"""The debate paper's acts: sending it on its way, marking it as read, writing down what the council answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import refuse, store_edit
from vision.models import DebatePaper, PaperReading, Question

if TYPE_CHECKING:
    from django.forms import ModelForm

    from ishoj_process.models import User


State = DebatePaper.State


def reasons_against_answering(question: Question, today: date) -> list[str]:
    """Why the answer may not be written down yet: it belongs to a meeting that has not begun. Empty where it may."""
    meeting = question.item.meeting if question.item else None
    # Begun, not over: what was answered on the first day of a seminar may be written down that evening.
    if meeting and meeting.start_date > today:
        return [_("The meeting where it is discussed has not been held yet.")]
    return []


@transaction.atomic
def store_answer(*, form: ModelForm[Question], seen_version: int | None, by: User, today: date) -> Question:
    """Store the council's answer with its day; raises Refused with the reasons."""
    question = form.instance
    refuse(reasons_against_answering(question, today))
    # Corrected, it keeps the day on which it was first written down; taken away, it takes its day along.
    question.answered_on = (question.answered_on or today) if question.answer else None
    return store_edit(form=form, seen_version=seen_version, by=by)


def reasons_against_state(paper: DebatePaper, to: str) -> list[str]:
    """Why the paper may not take this state; an empty list where it may."""
    if to not in DebatePaper.MOVES.get(paper.state, ()):
        words = {"from": paper.get_state_display(), "to": State(to).label}
        return [_("From “%(from)s” the state cannot be changed to “%(to)s”.") % words]
    # Only what goes out must be whole; taken back to be worked on, it need not be.
    if to not in (State.SHARED, State.PUBLISHED):
        return []
    reasons = []
    if not paper.challenges.exists():
        reasons.append(_("The paper has no challenges yet."))
    if not paper.questions.exists():
        reasons.append(_("The paper has no questions yet. They are what the council is to discuss."))
    return reasons


@transaction.atomic
def move_paper(*, paper: DebatePaper, to: str, by: User, on: date) -> DebatePaper:
    """Send the paper to the council, publish it, or take it back; raises Refused with the reasons.

    `on` is the process's day. Moving to the state that it already has changes nothing (a double click).
    """
    stored = paper.locked()
    if stored.state == to:
        return stored
    refuse(reasons_against_state(stored, to))
    stored.state = to
    if stored.is_with_council:
        # Published later, it keeps the day on which the council got it; taken back, it was not sent.
        stored.shared_on = stored.shared_on or on
    else:
        stored.shared_on = None
    return stored.save_next(by=by)


@transaction.atomic
def mark_read(*, paper: DebatePaper, user: User, seen_at: datetime, on: date) -> PaperReading:
    """Note that somebody has read the paper as it stood at a moment; not later than now, nor than marked before."""
    # Held: of two tabs that mark at once the later sight wins, never the later click.
    reading, _is_new = PaperReading.objects.select_for_update().get_or_create(
        paper=paper, user=user, defaults={"at": min(seen_at, timezone.now()), "on": on}
    )
    # Never a moment to come, which a request made by hand may name: it would hide what is changed until then.
    if seen_at > reading.at:
        reading.at, reading.on = min(seen_at, timezone.now()), on
        reading.save()
    return reading
