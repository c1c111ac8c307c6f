"""Acts on what stands on every agenda of a body, on when an agenda goes out, and on how its meetings usually are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from calendar_app.ical.revision import follow_usual_length
from ishoj_process.editing.acts import refuse, store_edit
from ishoj_process.models import AgendaItem, Body, Meeting, StandingItem, User

if TYPE_CHECKING:
    from django.forms import ModelForm

TEXTS = ("title", "is_closed", "public_title", "case_presentation")


def missing_standing_items(meeting: Meeting) -> QuerySet[StandingItem]:
    """The standing items of the meeting's bodies that its agenda does not have yet."""
    # One that was taken off the draft is missing, and offered again: nobody said that it should stay away.
    there = meeting.items.filter(standing__isnull=False).values("standing")
    # By the item that it came from, not by its title, which the agenda may have made its own.
    return StandingItem.objects.filter(body__in=meeting.bodies.all()).exclude(pk__in=there).order_by("position", "pk")


def reasons_against_inserting(meeting: Meeting) -> list[str]:
    """Why the standing items may not be inserted; an empty list where they may."""
    # Numbers that went out are cited, and new items at the beginning would move them all.
    return [_("The agenda is published.")] if meeting.agenda_is_published else []


@transaction.atomic
def insert_standing_items(*, meeting: Meeting, by: User) -> int:
    """Put the missing standing items at the beginning and the end of a draft agenda; returns how many were put there.

    Done twice it is done once. Raises Refused where the agenda is published.
    """
    meeting = meeting.locked()
    refuse(reasons_against_inserting(meeting))
    # Read behind the lock: of two clicks the second finds nothing missing.
    missing = list(missing_standing_items(meeting))
    first = [_made_of(row, meeting) for row in missing if row.place == StandingItem.Place.FIRST]
    last = [_made_of(row, meeting) for row in missing if row.place == StandingItem.Place.LAST]
    items = list(meeting.items.select_related("standing"))
    # What was inserted before keeps its end of the agenda.
    head = [row for row in items if row.standing and row.standing.place == StandingItem.Place.FIRST]
    tail = [row for row in items if row.standing and row.standing.place == StandingItem.Place.LAST]
    middle = [row for row in items if row not in head and row not in tail]
    for number, item in enumerate([*head, *first, *middle, *tail, *last], start=1):
        # New items have number None until here, and so are always stored.
        if item.number != number:
            item.number = number
            item.save_signed(by=by)
    return len(missing)


def _made_of(standing: StandingItem, meeting: Meeting) -> AgendaItem:
    # A copy: correcting the rule later leaves alone what an agenda said.
    texts = {name: getattr(standing, name) for name in TEXTS}
    return AgendaItem(meeting=meeting, standing=standing, **texts)


@transaction.atomic
def store_agenda_rule(*, form: ModelForm[Body], seen_version: int | None, by: User) -> Body:
    """Store how many working days before its meetings the body's agendas go out. Returns the body."""
    return store_edit(form=form, seen_version=seen_version, by=by)


@transaction.atomic
def store_usual_meeting(*, form: ModelForm[Body], seen_version: int | None, by: User, today: date) -> Body:
    """Store how the body's meetings usually are; those to come show the length from now on. Returns the body."""
    body = store_edit(form=form, seen_version=seen_version, by=by)
    if "usual_minutes" in form.changed_data:
        follow_usual_length(body, today=today)
    return body
