"""A document is adopted by the body that has the right to decide, at an agenda item of its own meeting, and once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ishoj_process.dates.rough import RoughDate
from ishoj_process.editing.acts import Obstacle, refuse
from ishoj_process.hierarchy.acts import change_status
from ishoj_process.models import AgendaItem, Body, Level, Meeting, Strategy, Treatment, tie_to
from strategies.models import Activity, Consultation
from strategies.strategy.acts import move_document, reasons_against_decision, reminders_before_decision

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ishoj_process.models import Document, User

ADOPTED = Level.Status.ADOPTED


def deciding_body(document: Document, today: date) -> Body | None:
    """Who has the right to decide: of a strategy whoever is stated, else its owner; of a main policy the council.

    A main policy binds the work of all committees, so none of them adopts it for the others.
    """
    if isinstance(document, Strategy):
        return document.decided_by
    return Body.objects.filter(kind=Body.Kind.COUNCIL).living(today).order_by("pk").first()


def reasons_against_adoption(document: Document, today: date) -> list[str]:
    """Why the document may not be adopted as it stands; an empty list where it may."""
    words = {"the": document.the, "The": capfirst(document.the)}
    reasons = reasons_against_decision(document, ADOPTED, today)
    edit_url = document.address(f"{document.column}_edit")
    if not document.text:
        text = _("%(The)s has no text yet. The text is what is adopted.") % words
        reasons.append(Obstacle(text, _("Write the text"), f"{edit_url}#div_id_text"))
    if deciding_body(document, today) is None:
        text = _("Nobody has stated who owns %(the)s or who decides it.") % words
        reasons.append(Obstacle(text, _("State it"), edit_url))
    return reasons


def reminders_before_adoption(document: Document, today: date) -> list[str]:
    """What to think of first; it refuses nothing."""
    reminders = reminders_before_decision(document, today)
    if document.consultations.at_standing(Consultation.Standing.ENDED, today).exists():
        reminders.append(_("The consultation report is not finished. The answers are to be treated first."))
    return reminders


def items_to_adopt_at(document: Document, today: date) -> QuerySet[AgendaItem]:
    """The open agenda items of meetings that have begun, the latest first: the deciding body's, and its heirs'."""
    decides = deciding_body(document, today)
    if decides is None:
        return AgendaItem.objects.none()
    meetings = Meeting.objects.for_bodies([decides.pk]).filter(start_date__lte=today)
    # Council and committees act in meetings (kommunestyrelsesloven §§ 8 and 20); seminars only prepare.
    kinds = (Meeting.Kind.COUNCIL, Meeting.Kind.COMMITTEE)
    meetings = meetings.filter(kind__in=kinds).exclude(state=Meeting.State.CANCELLED)
    items = AgendaItem.objects.filter(is_closed=False, meeting__in=meetings)
    return (
        items.select_related("meeting").prefetch_related("meeting__bodies").order_by("-meeting__start_date", "number")
    )


def _deciding(document: Document, item: AgendaItem, today: date) -> Body | None:
    """The body that decides at the item: the one that is stated, or whoever of the meeting carries on its work."""
    stated, meeting = deciding_body(document, today), item.meeting
    hosts = meeting.hosts
    if stated is None or stated in hosts:
        return stated
    return next((host for host in hosts if host in stated.heirs_on(meeting.start_date)), stated)


def activities_that_run(document: Document, today: date) -> list[Activity]:
    """What would still be open when the document is adopted: the act asks what becomes of each."""
    # By the strategy itself, which each of them then knows without asking.
    activities = document.activities.all() if isinstance(document, Strategy) else []
    return [row for row in activities if row.is_running(today) or row.is_open_ended]


@transaction.atomic
def adopt_document(
    *,
    document: Document,
    item: AgendaItem,
    note: str,
    by: User,
    today: date,
    going_on: Mapping[int, str] | None = None,
) -> Document:
    """Adopt the document at an agenda item; what it replaces is superseded. Raises Refused with reasons.

    What still runs of its activities ends that day, but for those of which `going_on` says why: {key: why}.
    The day of adoption is the meeting's first. Done twice it is done once: an adopted document is returned as it is.
    """
    stored = document.locked()
    # A double click; to refuse it would tell of a failure where all went well.
    if stored.meaning.is_in_force:
        return stored
    refuse(_reasons_against_adoption_at(item, stored, today))
    _end_activities(stored, item.meeting.start_date, going_on or {}, by=by, today=today)
    # The item's page then shows the document, also where nobody had tied the two before.
    Treatment.objects.get_or_create(item=item, **tie_to(stored))
    move_document(
        level=stored,
        to=ADOPTED,
        note=note,
        by=by,
        on=today,
        adopted_on=RoughDate.parse(item.meeting.start_date.isoformat()),
        adopted_by=_deciding(stored, item, today),
        adopted_at_item=item,
    )
    _supersede(stored, by=by, on=today)
    # The move read and stored a row of its own, so `stored` still has the version before it.
    stored.refresh_from_db()
    return stored


def _reasons_against_adoption_at(item: AgendaItem, document: Document, today: date) -> list[str]:
    reasons = reasons_against_adoption(document, today)
    # The form offered these; a meeting may have been cancelled since the page was opened.
    if not items_to_adopt_at(document, today).filter(pk=item.pk).exists():
        reasons.append(_("The agenda item is not one of a meeting at which it could be decided."))
    return reasons


def _end_activities(document: Document, day: date, going_on: Mapping[int, str], *, by: User, today: date) -> None:
    for activity in activities_that_run(document, today):
        why = going_on.get(activity.pk, "").strip()
        if why and activity.may_go_on:
            activity.goes_on_because = why
        elif activity.starts and activity.starts.first_day <= day:
            activity.ends = RoughDate.parse(day.isoformat())
        else:
            continue  # it was to begin later: what is decided is shown as it is, and no day is invented
        activity.save_next(by=by)


def _supersede(strategy: Document, *, by: User, on: date) -> None:
    """What a strategy replaces is no longer in force, where it was."""
    if not isinstance(strategy, Strategy):
        return
    # In whichever edition it is in force by now. What was superseded or given up before keeps the line that said why.
    replaced = Strategy.objects.filter(slug__in=strategy.replaces.values("slug")).exclude(slug=strategy.slug)
    for earlier in replaced.in_force():
        note = _("Superseded by %(strategy)s.") % {"strategy": strategy.display_title}
        change_status(level=earlier, to=Level.Status.SUPERSEDED, note=note, by=by, on=on)
