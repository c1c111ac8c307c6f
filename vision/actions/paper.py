"""The debate paper's acts: writing down what the council answered."""

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.actions.editing import store_edit
from ishoj_process.actions.levels import TransitionRefused


def reasons_against_answering(question, today):
    """Why the answer may not be written down yet: it belongs to a meeting that has not begun. Empty where it may."""
    meeting = question.item.meeting if question.item else None
    if meeting and meeting.start_date > today:
        return [_("The meeting where it is discussed has not been held yet.")]
    return []


@transaction.atomic
def store_answer(*, form, seen_version, by, today):
    """Store the council's answer with its day; raises TransitionRefused with the reasons."""
    question = form.instance
    if reasons := reasons_against_answering(question, today):
        raise TransitionRefused(reasons)
    question.answered_on = today if question.answer else None
    return store_edit(form=form, seen_version=seen_version, by=by)
