"""Acts on the answers of a consultation: seeing, answering, splitting into points, treating each.

Each verb is one transaction and says `by` whom; done twice it is done once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from ishoj_process.editing.acts import refuse, remove_edited, store_edit
from ishoj_process.models import PublicStamp
from strategies.consultations.acts import reasons_against_answering
from strategies.models import Response, ResponsePoint, ResponseSheet

if TYPE_CHECKING:
    from django.forms import ModelForm

    from ishoj_process.models import User
    from strategies.models import Consultation, Consultee


@transaction.atomic
def mark_seen(*, consultee: Consultee, by: User, on: date) -> Consultee:
    """Note that the body has seen that it is asked."""
    stored = consultee.locked()
    # The first time counts: a second click must not say that the body saw it later.
    if stored.seen_on is None:
        stored.seen_on = on
        stored.save_next(by=by)
    return stored


@transaction.atomic
def store_response(*, form: ModelForm[Response], seen_version: int | None, by: User) -> Response:
    """Store an answer as it was typed: a body's draft, its sent answer, or one entered for somebody from outside.

    Raises Refused where the consultation takes no answers.
    """
    # Held as it is stored: the report is not finished between the question and the storing.
    refuse(reasons_against_answering(form.instance.consultation.locked()))
    return store_edit(form=form, seen_version=seen_version, by=by)


@transaction.atomic
def remove_response(*, row: Response, seen_version: int | None, by: User) -> None:
    """Remove an answer as it was seen; raises Refused where the consultation takes no answers, and EditConflict."""
    # Its own version does not rise when the report is finished, so that alone would let it go out of a report.
    refuse(reasons_against_answering(row.consultation.locked()))
    remove_edited(row=row, seen_version=seen_version, by=by)


def reasons_against_splitting(response: Response) -> list[str]:
    if response.consultation.reported_on:
        return [_("The report has been finished.")]
    if not response.is_sent:
        return [_("The answer has not been sent.")]
    return [] if response.has_remarks else [_("An answer without remarks needs nothing more.")]


@transaction.atomic
def store_point(*, form: ModelForm[ResponsePoint], seen_version: int | None, by: User) -> ResponsePoint:
    """Store a point of an answer, with what became of it where that is known. Raises Refused."""
    point = form.instance
    refuse(reasons_against_splitting(_held(point.response)))
    if not point.pk:
        last = ResponsePoint.objects.filter(response=point.response_id).aggregate(Max("position"))["position__max"]
        # Not the number of points: one may have been removed.
        point.position = (last or 0) + 1
    return store_edit(form=form, seen_version=seen_version, by=by)


def _held(response: Response) -> Response:
    """The answer and its consultation as they are stored, both held."""
    # The consultation first, as in every act here: the report is not finished while a point is stored.
    consultation = response.consultation.locked()
    # And the answer, so that two points that are stored at once do not take the same place.
    stored = response.locked()
    stored.consultation = consultation
    return stored


@transaction.atomic
def remove_point(*, row: ResponsePoint, seen_version: int | None, by: User) -> None:
    """Remove a point as it was seen; raises Refused where its answer is split no more, and EditConflict."""
    refuse(reasons_against_splitting(_held(row.response)))
    remove_edited(row=row, seen_version=seen_version, by=by)


@transaction.atomic
def store_responses(
    *, consultation: Consultation, responses: Collection[Response], name: str, by: User, on: date
) -> tuple[ResponseSheet | None, int]:
    """Store the answers of one file as a whole; those that were entered before are left out.

    Letters that many send alike count each: as many are left out as are stored already. Returns the ResponseSheet and
    the number of those left out; the sheet is None where all were there. Raises Refused.
    """
    # Held while it is counted what is there: the same file sent twice at once would else be stored twice.
    stored = consultation.locked()
    refuse(reasons_against_answering(stored))
    new = _not_yet_stored(stored, responses)
    if not new:
        return None, len(responses)
    # The column holds 200, which PostgreSQL refuses to exceed; nothing is looked up by the name.
    sheet = ResponseSheet.objects.create(consultation=stored, name=name[:200], read_on=on, updated_by=by)
    for response in new:
        response.sheet, response.consultation, response.updated_by = sheet, stored, by
    # Up to 2,000 rows, so not one by one; the stamp, which `save` would raise, is raised by hand.
    bulk_create_with_history(new, Response, batch_size=500, default_user=by)
    PublicStamp.raise_value()
    return sheet, len(responses) - len(new)


def _not_yet_stored(consultation: Consultation, responses: Iterable[Response]) -> list[Response]:
    before = Counter(
        consultation.responses.filter(consultee=None).values_list("sender_kind", "sender", "sent_on", "text")
    )
    new = []
    for row in responses:
        key = (row.sender_kind, row.sender, row.sent_on, row.text)
        if before[key]:
            before[key] -= 1
        else:
            new.append(row)
    return new


def reasons_against_taking_back(sheet: ResponseSheet) -> list[str]:
    """Why the answers of a file may not be taken back; an empty list where they may."""
    # Points are work that somebody did; they go one by one, knowingly.
    reasons = reasons_against_answering(sheet.consultation)
    if ResponsePoint.objects.filter(response__sheet=sheet).exists():
        reasons.append(_("Some of the answers have been split into points. Remove the answers one by one."))
    return reasons


@transaction.atomic
def take_back(*, sheet: ResponseSheet, by: User) -> None:
    """Remove all answers that were read from a file. Raises Refused with the reasons."""
    # Before the sheet, as `store_responses` holds it: else two that do both would wait for each other.
    consultation = sheet.consultation.locked()
    stored = ResponseSheet.objects.select_for_update().filter(pk=sheet.pk).first()
    if stored is None:  # the other click of a double one was quicker
        return
    stored.consultation = consultation
    refuse(reasons_against_taking_back(stored))
    # Its answers go with it, by the tie's CASCADE.
    stored.delete_signed(by=by)
