"""Acts on consultations: preparing, sending, extending, closing early, withdrawing, finishing the report.

Each verb is one transaction and says `by` whom; done twice it is done once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.editing.acts import Obstacle, refuse, store_edit
from ishoj_process.models import tie_to
from strategies.models import Consultation, ConsultationStep, Consultee

from .citizens import reasons_against_asking_citizens

if TYPE_CHECKING:
    from django.forms import ModelForm

    from ishoj_process.models import Body, Document, Meeting, User

    Meetings: TypeAlias = Mapping[Body, Meeting | None]
    Ways: TypeAlias = Mapping[Body, str]

Kind = ConsultationStep.Kind
IN_WRITING: Ways = MappingProxyType({})  # all that have no meeting in time


@transaction.atomic
def store_consultation(*, form: ModelForm[Consultation], seen_version: int | None, by: User) -> Consultation:
    """Store a consultation that is being prepared, with the bodies chosen in the form. Raises Refused once sent."""
    consultation = form.instance
    if not consultation.pk:
        consultation.number = _next_number(consultation.document)
    consultation = store_edit(form=form, seen_version=seen_version, by=by)
    # After `store_edit`: who was overtaken by the sending is then shown both versions, and not a refusal alone.
    refuse(reasons_against_preparing(consultation))
    _ask_only(consultation, form.cleaned_data["bodies"], by)
    return consultation


def reasons_against_preparing(consultation: Consultation) -> list[str]:
    return [] if consultation.is_prepared else [_("The consultation has been sent. What was asked stands fast.")]


def _next_number(document: Document) -> int:
    # The document is held, and not its consultations: of the first there is none to hold, and two would take number 1.
    numbers = Consultation.objects.filter(**tie_to(document.locked()))
    # Not a count: one that was never sent may be removed, and the count would then give a number that is taken.
    return (numbers.aggregate(Max("number"))["number__max"] or 0) + 1


def _ask_only(consultation: Consultation, bodies: Iterable[Body], by: User) -> None:
    # One by one, though nothing was asked of them yet: the history is to say who took a body off again.
    for consultee in consultation.consultees.exclude(body__in=bodies):
        consultee.delete_signed(by=by)
    asked = set(consultation.consultees.values_list("body", flat=True))
    for body in bodies:
        if body.pk not in asked:
            _ask(consultation, body, by)


def _ask(consultation: Consultation, body: Body, by: User, meeting: Meeting | None = None) -> None:
    # Of those who are asked while it runs the form says that without a meeting they answer in writing.
    way = "" if meeting or consultation.is_prepared else Consultee.Way.WRITING
    consultee = Consultee(consultation=consultation, body=body, meeting=meeting, way=way, updated_by=by)
    consultee.save_signed(by=by)


def reasons_against_sending(consultation: Consultation, today: date) -> list[str]:
    """Why the consultation may not be sent yet; an empty list where it may."""
    if not consultation.is_prepared:
        return [_("The consultation has been sent before.")]
    reasons = reasons_against_hearing(consultation.document, consultation)
    if not consultation.is_public and not consultation.consultees.exists():
        text = _("Nobody is asked yet. Choose the bodies first.")
        way = f"{reverse('consultation_edit', args=[consultation.pk])}#div_id_bodies"
        reasons.append(Obstacle(text, _("Choose the bodies"), way))
    if consultation.is_public:
        reasons += reasons_against_asking_citizens(consultation.document, today)
    return reasons


def reasons_against_hearing(document: Document, consultation: Consultation | None = None) -> list[str]:
    """What stands against sending a consultation about the document, each with the link that removes it.

    All of it is known before anybody is asked, and so it is told before the form.
    """
    words = {"the": document.the, "The": capfirst(document.the)}
    edit_url = document.address(f"{document.column}_edit")
    reasons: list[str] = []
    if not document.text:
        text = _("%(The)s has no text yet. Write it first.") % words
        reasons.append(Obstacle(text, _("Write the text"), f"{edit_url}#div_id_text"))
    if not document.is_published:
        # Who is asked could neither read what is asked about nor answer.
        text = _("%(The)s is not shown to the public. Show it first, or nobody who is asked can read it.") % words
        reasons.append(Obstacle(text, _("Show it to the public"), f"{edit_url}#div_id_is_published"))
    if document.was_adopted:
        text = _("%(The)s has been adopted. A new edition is heard about anew.") % words
        reasons.append(Obstacle(text, _("Begin a new edition"), document.address(f"{document.column}_new_edition")))
    sent = Consultation.objects.filter(**tie_to(document), state=Consultation.State.SENT, reported_on=None)
    if other := sent.exclude(pk__in=[consultation.pk] if consultation else []).first():
        text = _("Another consultation about %(the)s has not been finished.") % words
        reasons.append(Obstacle(text, _("See the consultation"), other.get_absolute_url()))
    return reasons


def reasons_against_deadline(deadline: date, today: date) -> list[str]:
    return [] if deadline > today else [_("The deadline must lie after today.")]


@transaction.atomic
def send_consultation(
    *, consultation: Consultation, deadline: date, meetings: Meetings, by: User, on: date, ways: Ways = IN_WRITING
) -> Consultation:
    """Send the consultation: from now on its text, its questions and its deadline stand. Raises Refused.

    `meetings` says at which meeting each body is expected to answer: {body: meeting or None}; `ways` how each without
    one answers, where not in writing.
    """
    stored = consultation.locked("main_policy", "strategy")
    # A double click. Another deadline is no repetition, and is refused below.
    if stored.is_sent and stored.deadline == deadline:
        return stored
    refuse(reasons_against_sending(stored, on) + reasons_against_deadline(deadline, on))
    document = stored.document
    # A copy: the document is written on meanwhile, and not every version is to be found in the history.
    stored.text, stored.text_version = document.text, document.version
    stored.state, stored.opened_on, stored.deadline = Consultation.State.SENT, on, deadline
    if stored.is_public and not document.is_announced:
        # Whom it asks may know of it: of an edition that is begun, too, which only the council knew of before.
        document.is_announced = True
        document.save_next(by=by)
    for consultee in stored.consultees.select_related("body"):
        consultee.meeting = meetings.get(consultee.body)
        consultee.way = "" if consultee.meeting else ways.get(consultee.body, Consultee.Way.WRITING)
        consultee.save_signed(by=by)
    return _stepped(stored, Kind.SENT, by=by, on=on)


def reasons_against_asking(consultation: Consultation, today: date) -> list[str]:
    """Why no more bodies may be asked: only a running consultation leaves them time to answer."""
    return [] if consultation.is_running(today) else [_("The consultation is not running.")]


@transaction.atomic
def ask_more(
    *, consultation: Consultation, bodies: Iterable[Body], reason: str, meetings: Meetings, by: User, on: date
) -> Consultation:
    """Ask more bodies in a running consultation, with a reason; those that were asked before are not asked again.

    `meetings` says at which meeting each is expected to answer: {body: meeting or None}. Raises Refused.
    """
    stored = consultation.locked("main_policy", "strategy")
    refuse(reasons_against_asking(stored, on))
    # Read under the lock: of two who ask the same body at once, the second would break on the constraint.
    asked = set(stored.consultees.values_list("body", flat=True))
    new = [body for body in bodies if body.pk not in asked]
    for body in new:
        _ask(stored, body, by, meetings.get(body))
    return _stepped(stored, Kind.ASKED, by=by, on=on, reason=reason) if new else stored


def reasons_against_extending(consultation: Consultation) -> list[str]:
    """Why the deadline may not be moved; it may also after it has passed, as long as no report is finished."""
    if not consultation.is_sent:
        return [_("The consultation is not running.")]
    return [_("The report has been finished.")] if consultation.reported_on else []


@transaction.atomic
def extend_deadline(*, consultation: Consultation, deadline: date, reason: str, by: User, on: date) -> Consultation:
    """Give everybody more time, with a reason. Raises Refused."""
    stored = consultation.locked("main_policy", "strategy")
    # One that was closed early may get its old deadline back; then it runs again, and that is no double click.
    if stored.deadline == deadline and stored.closed_on is None:
        return stored
    reasons = reasons_against_extending(stored) or reasons_against_deadline(deadline, on)
    if not reasons and stored.last_day is not None and deadline <= stored.last_day:
        reasons = [_("The new deadline must lie after the old one.")]
    refuse(reasons)
    stored.deadline, stored.closed_on = deadline, None
    return _stepped(stored, Kind.EXTENDED, by=by, on=on, reason=reason)


def reasons_against_closing(consultation: Consultation, today: date) -> list[str]:
    """Why the consultation may not be closed before its deadline; an empty list where it may."""
    return [] if consultation.is_running(today) else [_("The consultation is not running.")]


@transaction.atomic
def close_early(*, consultation: Consultation, reason: str, by: User, on: date) -> Consultation:
    """End the consultation before its deadline, with a reason; what comes later is late. Raises Refused."""
    stored = consultation.locked("main_policy", "strategy")
    if stored.closed_on:
        return stored
    refuse(reasons_against_closing(stored, on))
    # The deadline stays as it was confirmed; `last_day` tells which of the two an answer is held to.
    stored.closed_on = on
    return _stepped(stored, Kind.CLOSED, by=by, on=on, reason=reason)


def reasons_against_withdrawing(consultation: Consultation) -> list[str]:
    if consultation.is_withdrawn:
        return [_("The consultation has been withdrawn.")]
    if not consultation.is_sent:
        return [_("The consultation has not been sent. Remove it instead.")]
    return [_("The report has been finished.")] if consultation.reported_on else []


@transaction.atomic
def withdraw_consultation(*, consultation: Consultation, reason: str, by: User, on: date) -> Consultation:
    """Take the consultation back, with a reason; what was answered stays to be read. Raises Refused."""
    stored = consultation.locked("main_policy", "strategy")
    if stored.is_withdrawn:
        return stored
    refuse(reasons_against_withdrawing(stored))
    stored.state = Consultation.State.WITHDRAWN
    return _stepped(stored, Kind.WITHDRAWN, by=by, on=on, reason=reason)


def reasons_against_reporting(consultation: Consultation, today: date) -> list[str]:
    """Why the report may not be called finished: each remark must have been split, and each point treated."""
    if not consultation.is_sent:
        return [_("The consultation is not running.")]
    if consultation.is_running(today):
        return [_("The deadline has not passed.")]
    # In Python, by the properties that the page counts with: button and sentence then say the same.
    answers = [row for row in consultation.responses.prefetch_related("points") if row.is_sent]
    unsplit = sum(row.needs_treatment for row in answers)
    untreated = sum(not point.is_treated for row in answers for point in row.points.all())
    reasons = []
    if unsplit:
        text = ngettext(
            "%(count)s answer has not been split into points.",
            "%(count)s answers have not been split into points.",
            unsplit,
        )
        reasons.append(text % {"count": unsplit})
    if untreated:
        text = ngettext("%(count)s point has not been treated.", "%(count)s points have not been treated.", untreated)
        reasons.append(text % {"count": untreated})
    return reasons


@transaction.atomic
def finish_report(*, consultation: Consultation, by: User, on: date) -> Consultation:
    """Call the report finished: all points have been treated, and everybody may read what became of them."""
    stored = consultation.locked("main_policy", "strategy")
    if stored.reported_on:
        return stored
    refuse(reasons_against_reporting(stored, on))
    stored.reported_on = on
    return _stepped(stored, Kind.REPORTED, by=by, on=on)


def _stepped(consultation: Consultation, kind: Kind, *, by: User, on: date, reason: str = "") -> Consultation:
    """Store the consultation's next version and what was done to it."""
    consultation.save_next(by=by)
    # Of a closing this is its own day; the other steps move no day.
    deadline = consultation.last_day if kind in (Kind.SENT, Kind.EXTENDED, Kind.CLOSED) else None
    ConsultationStep.objects.create(
        consultation=consultation, kind=kind, reason=reason, deadline=deadline, on=on, by=by
    )
    return consultation


def reasons_against_answering(consultation: Consultation) -> list[str]:
    """Why nothing may be answered to the consultation; after the deadline it may, and is marked as late."""
    # Not the deadline: committees do forward late answers (SSU did in April 2023), so lateness is only marked.
    if consultation.is_prepared:
        return [_("The consultation has not been sent.")]
    if consultation.is_withdrawn:
        return [_("The consultation has been withdrawn.")]
    # A state that a later release stored: what this one does not know takes no answers.
    if not consultation.is_sent:
        return [_("The consultation is not running.")]
    return [_("The report has been finished.")] if consultation.reported_on else []
