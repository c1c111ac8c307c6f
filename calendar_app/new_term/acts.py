"""Acts on a new term as such: begun, and taken back while nothing hangs on it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.forms import ModelForm
from django.utils.translation import gettext as _

from calendar_app.meetings.acts import store_meeting
from calendar_app.models import ElectedList
from ishoj_process.dates.council_terms import term_days_of
from ishoj_process.dates.danish import date_text
from ishoj_process.editing.acts import refuse
from ishoj_process.models import CouncilTerm, Meeting, User
from ishoj_process.terms.acts import remove_term, store_term

from .bodies.states import Bodies


@transaction.atomic
def begin_term(*, form: ModelForm[CouncilTerm], seen_version: int | None, by: User) -> CouncilTerm:
    """Begin a term by the secretariat's own act on terms. Returns the term; raises Refused."""
    return store_term(form=form, seen_version=seen_version, by=by)


@transaction.atomic
def take_term_back(*, term: CouncilTerm, by: User, today: date) -> None:
    """Take a term back that was begun too early or by mistake; raises Refused. Carried out twice it is done once.

    What was read of lists and not confirmed, and that a step was settled, is nothing by itself, and goes along.
    """
    stored = CouncilTerm.objects.select_for_update().filter(pk=term.pk).first()
    if stored is None:
        return
    refuse(_reasons_against_taking_back(stored, today))
    ElectedList.objects.filter(term=stored, made_at=None).delete()
    for rows in (stored.settled_steps, stored.unheired):
        rows.all().delete()
    remove_term(term=stored, by=by)


def _reasons_against_taking_back(term: CouncilTerm, today: date) -> list[str]:
    if term.starts <= today:
        return [_("The term has begun.")]
    # They would happen all the same, and nobody would find where they were decided.
    if Bodies.read(term.starts).changed:
        return [_("Bodies change on the term's first day. Take that back first.")]
    return []


@transaction.atomic
def plan_constituting_meeting(*, form: ModelForm[Meeting], seen_version: int | None, by: User) -> Meeting:
    """Plan the meeting at which the elected council constitutes itself; one for a term. Raises Refused."""
    meeting: Meeting = form.instance
    term = meeting.term and meeting.term.locked()
    refuse(_reasons_against_constituting(meeting, term))
    return store_meeting(form=form, seen_version=seen_version, by=by)


def _reasons_against_constituting(meeting: Meeting, term: CouncilTerm | None) -> list[str]:
    if term is None:
        return [_("Say which term the meeting belongs to.")]
    reasons, days = [], term_days_of(term.starts)
    if not days.constituting_from <= meeting.start_date <= days.constituting_until:
        words = {"first": date_text(days.constituting_from), "last": date_text(days.constituting_until)}
        reasons.append(_("The constituting meeting is held from %(first)s to %(last)s.") % words)
    if Meeting.objects.filter(term=term).exclude(state=Meeting.State.CANCELLED).exists():
        reasons.append(_("The term has a constituting meeting already."))
    return reasons
