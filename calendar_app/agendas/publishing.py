"""Acts on the document as a whole: publish the agenda, publish the minutes, approve them."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import refuse
from ishoj_process.models import Meeting, User

from .running_numbers import give_numbers

AgendaState = Meeting.AgendaState
MinutesState = Meeting.MinutesState


def reasons_against_agenda_state(meeting: Meeting, to: str, *, today: date) -> list[str]:
    """Why the agenda may not be published, or taken back; an empty list where it may.

    It is taken back the day it went out, as a slip is. Later it has been read, and is corrected where all can see it.
    """
    if to == AgendaState.PUBLISHED:
        return [] if meeting.items.exists() else [_("The agenda has no items yet.")]
    if meeting.minutes_are_published:
        return [_("The minutes are published.")]
    if meeting.agenda_published_on != today:
        return [_("The agenda went out on an earlier day. Correct its items; the corrections are shown.")]
    return []


@transaction.atomic
def change_agenda_state(*, meeting: Meeting, to: str, by: User, today: date) -> Meeting | None:
    """Publish the agenda, or take it back to a draft; None where it already is. Raises Refused."""
    stored = meeting.locked()
    if stored.agenda_state == to:
        return None
    refuse(reasons_against_agenda_state(stored, to, today=today))
    stored.agenda_state = AgendaState(to)
    # The process's day, and not the clock's: the warning about lateness counts from it.
    stored.agenda_published_on = today if to == AgendaState.PUBLISHED else None
    stored.save_next(by=by)
    if to == AgendaState.PUBLISHED:
        give_numbers(stored)
    return stored


def reasons_against_minutes_state(meeting: Meeting, to: str, *, today: date) -> list[str]:
    """Why the minutes may not take this state; an empty list where they may."""
    reasons = []
    if meeting.minutes_are_approved:
        return [_("The minutes are approved.")]
    if to == MinutesState.DRAFT:
        return []
    if not meeting.agenda_is_published:
        reasons.append(_("The agenda is not published yet. Minutes stand on the same document."))
    if meeting.start_date > today:
        reasons.append(_("The meeting lies in the future."))
    if meeting.is_cancelled:
        reasons.append(_("The meeting is cancelled."))
    if to == MinutesState.APPROVED:
        reasons += _reasons_against_approval(meeting)
    return reasons


def _reasons_against_approval(meeting: Meeting) -> list[str]:
    if not meeting.minutes_are_published:
        return [_("The minutes must be published before they are approved.")]
    undecided = meeting.items.filter(outcome="", decision="", public_decision="", withdrawn_reason="")
    numbers = [str(number) for number in undecided.values_list("number", flat=True)]
    if not numbers:
        return []
    return [_("These items have no decision yet: %(numbers)s.") % {"numbers": ", ".join(numbers)}]


@transaction.atomic
def change_minutes_state(*, meeting: Meeting, to: str, by: User, today: date) -> Meeting | None:
    """Publish the minutes, take them back, or approve them for good; None where they already stand so.

    Approval freezes: no act changes an approved document. Raises Refused with the reasons.
    """
    stored = meeting.locked()
    if stored.minutes_state == to:
        return None
    refuse(reasons_against_minutes_state(stored, to, today=today))
    stored.minutes_state = MinutesState(to)
    stored.minutes_approved_on = today if to == MinutesState.APPROVED else None
    return stored.save_next(by=by)
