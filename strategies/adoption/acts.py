"""A strategy is adopted by the body that has the right to decide, at an agenda item of its own meeting, and once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.dates.rough import RoughDate
from ishoj_process.editing.acts import refuse
from ishoj_process.hierarchy.acts import change_status
from ishoj_process.models import AgendaItem, Level, Meeting, Strategy, Treatment
from strategies.models import Activity, Consultation
from strategies.strategy.acts import move_strategy, reasons_against_decision, reminders_before_decision

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ishoj_process.models import Body, User

ADOPTED = Level.Status.ADOPTED


def reasons_against_adoption(strategy: Strategy, today: date) -> list[str]:
    """Why the strategy may not be adopted as it stands; an empty list where it may."""
    reasons = reasons_against_decision(strategy, ADOPTED, today)
    if not strategy.text:
        reasons.append(_("The strategy has no text yet. The text is what is adopted."))
    if strategy.decided_by is None:
        reasons.append(_("Nobody has stated who owns the strategy or who decides it."))
    return reasons


def reminders_before_adoption(strategy: Strategy, today: date) -> list[str]:
    """What to think of first; it refuses nothing."""
    reminders = reminders_before_decision(strategy, today)
    if strategy.consultations.at_standing(Consultation.Standing.ENDED, today).exists():
        reminders.append(_("The consultation report is not finished. The answers are to be treated first."))
    return reminders


def items_to_adopt_at(strategy: Strategy, today: date) -> QuerySet[AgendaItem]:
    """The open agenda items of meetings that have begun, the latest first: the deciding body's, and its heirs'."""
    if strategy.decided_by is None:
        return AgendaItem.objects.none()
    meetings = Meeting.objects.for_bodies([strategy.decided_by.pk]).filter(start_date__lte=today)
    # Council and committees act in meetings (kommunestyrelsesloven §§ 8 and 20); seminars only prepare.
    kinds = (Meeting.Kind.COUNCIL, Meeting.Kind.COMMITTEE)
    meetings = meetings.filter(kind__in=kinds).exclude(state=Meeting.State.CANCELLED)
    items = AgendaItem.objects.filter(is_closed=False, meeting__in=meetings)
    return (
        items.select_related("meeting").prefetch_related("meeting__bodies").order_by("-meeting__start_date", "number")
    )


def _deciding(strategy: Strategy, item: AgendaItem) -> Body | None:
    """The body that decides at the item: the one that is stated, or whoever of the meeting carries on its work."""
    stated, meeting = strategy.decided_by, item.meeting
    hosts = meeting.hosts
    if stated is None or stated in hosts:
        return stated
    return next((host for host in hosts if host in stated.heirs_on(meeting.start_date)), stated)


def activities_that_run(strategy: Strategy, today: date) -> list[Activity]:
    """What would still be open when the strategy is adopted: the act asks what becomes of each."""
    return [row for row in strategy.activities.all() if row.is_running(today) or row.is_open_ended]


@transaction.atomic
def adopt_strategy(
    *,
    strategy: Strategy,
    item: AgendaItem,
    note: str,
    by: User,
    today: date,
    going_on: Mapping[int, str] | None = None,
) -> Strategy:
    """Adopt the strategy at an agenda item; what it replaces is superseded. Raises Refused with reasons.

    What still runs of its activities ends that day, but for those of which `going_on` says why: {key: why}.
    The day of adoption is the meeting's first. Done twice it is done once: an adopted strategy is returned as it is.
    """
    stored = strategy.locked("owner", "deciding_body")
    # A double click; to refuse it would tell of a failure where all went well.
    if stored.meaning.is_in_force:
        return stored
    refuse(_reasons_against_adoption_at(item, stored, today))
    _end_activities(stored, item.meeting.start_date, going_on or {}, by=by, today=today)
    # The item's page then shows the strategy, also where nobody had tied the two before.
    Treatment.objects.get_or_create(item=item, strategy=stored)
    move_strategy(
        level=stored,
        to=ADOPTED,
        note=note,
        by=by,
        on=today,
        adopted_on=RoughDate.parse(item.meeting.start_date.isoformat()),
        adopted_by=_deciding(stored, item),
        adopted_at_item=item,
    )
    _supersede(stored, by=by, on=today)
    # The move read and stored a row of its own, so `stored` still has the version before it.
    stored.refresh_from_db()
    return stored


def _reasons_against_adoption_at(item: AgendaItem, strategy: Strategy, today: date) -> list[str]:
    reasons = reasons_against_adoption(strategy, today)
    # The form offered these; a meeting may have been cancelled since the page was opened.
    if not items_to_adopt_at(strategy, today).filter(pk=item.pk).exists():
        reasons.append(_("The agenda item is not one of a meeting at which it could be decided."))
    return reasons


def _end_activities(strategy: Strategy, day: date, going_on: Mapping[int, str], *, by: User, today: date) -> None:
    for activity in activities_that_run(strategy, today):
        why = going_on.get(activity.pk, "").strip()
        if why and activity.may_go_on:
            activity.goes_on_because = why
        elif activity.starts and activity.starts.first_day <= day:
            activity.ends = RoughDate.parse(day.isoformat())
        else:
            continue  # it was to begin later: what is decided is shown as it is, and no day is invented
        activity.save_next(by=by)


def _supersede(strategy: Strategy, *, by: User, on: date) -> None:
    """What the strategy replaces is no longer in force, where it was."""
    # In whichever edition it is in force by now. What was superseded or given up before keeps the line that said why.
    replaced = Strategy.objects.filter(slug__in=strategy.replaces.values("slug")).exclude(slug=strategy.slug)
    for earlier in replaced.in_force():
        note = _("Superseded by %(strategy)s.") % {"strategy": strategy.display_title}
        change_status(level=earlier, to=Level.Status.SUPERSEDED, note=note, by=by, on=on)
