"""Acts on what bodies leave: given to an heir in bulk from the term's first day on, taken back, explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from calendar_app.meetings.acts import count_revision
from calendar_app.models import HandedOver, MeetingInvitation, Unheired
from ishoj_process.dates.danish import date_text
from ishoj_process.editing.acts import refuse
from ishoj_process.models import Body, CouncilTerm, FollowUp, MainPolicy, Meeting, Strategy, User
from ishoj_process.models.bodies import usual_minutes_of
from ishoj_process.text.plain import is_blank
from strategies.models import Consultee

from .left import Estate, Estates, Kind, Left

LONGEST_REASON = 500


def reasons_against_handing_over(term: CouncilTerm, today: date) -> list[str]:
    """Why nothing is given to heirs yet; an empty list where it is."""
    if today < term.starts:
        # Pages tell who owns and who meets: until then nothing of the new term shows, and the old council works on.
        return [
            _("It is handed over from %(day)s on. Until then the old council works on.")
            % {"day": date_text(term.starts)}
        ]
    return []


@transaction.atomic
def hand_over_work(*, term: CouncilTerm, body: Body, heir: Body, by: User, today: date) -> HandedOver | None:
    """Give an heir all that a body that has ended was working on: documents, hearings, planned meetings, follow-ups.

    What cannot be given, such as a meeting to which people are invited, stays and is still listed. Raises Refused; None
    where there was nothing to give (a double click).
    """
    term = term.locked()
    refuse(reasons_against_handing_over(term, today))
    estates = Estates.read(term, today)
    estate = estates.of(body.pk)
    refuse(_reasons_against(estate, estates, heir))
    moved = [[thing.what, thing.key] for thing in (estate.to_move if estate else []) if _give(thing, body, heir, by)]
    if not moved:
        return None
    return HandedOver.objects.create(term=term, body=body, heir=heir, moved=moved, by=by)


def _reasons_against(estate: Estate | None, estates: Estates, heir: Body) -> list[str]:
    if estate is None:
        return [_("The body does not end with the term before.")]
    if heir.pk not in {body.pk for body in estates.after}:
        return [_("%(body)s does not exist on that day.") % {"body": heir}]
    return []


def _give(thing: Left, body: Body, heir: Body, by: User) -> bool:
    return GIVEN[thing.what](thing.key, body, heir, by)


def _give_strategy(key: int, body: Body, heir: Body, by: User) -> bool:
    row = Strategy.objects.get(pk=key).locked()
    others = set(row.co_owners.values_list("pk", flat=True))
    owner = heir.pk if row.owner_id == body.pk else row.owner_id
    co_owners = ({heir.pk if other == body.pk else other for other in others}) - {owner}
    if (owner, co_owners) == (row.owner_id, others):
        return False
    row.owner_id = owner
    row.save_next(by=by)
    row.co_owners.set(co_owners)
    return True


def _give_policy(key: int, body: Body, heir: Body, by: User) -> bool:
    row = MainPolicy.objects.get(pk=key).locked()
    if row.lead_committee_id != body.pk:
        return False
    row.lead_committee_id = heir.pk
    row.save_next(by=by)
    return True


def _give_consultation(key: int, body: Body, heir: Body, by: User) -> bool:
    """The heir answers in the place of the body, unless it is asked already or owns what it would be asked about."""
    row = Consultee.objects.get(consultation=key, body=body).locked("consultation")
    document = row.consultation.document
    owners = {document.owner.pk} if document.owner else set()
    if isinstance(document, Strategy):
        owners |= {*document.co_owners.values_list("pk", flat=True)}
    if heir.pk in owners or row.consultation.consultees.filter(body=heir).exists():
        return False
    row.body_id = heir.pk
    row.save_next(by=by)
    return True


def _give_meeting(key: int, body: Body, heir: Body, by: User) -> bool:
    """Who is invited has been told by whom: such a meeting is changed by a person."""
    row = Meeting.objects.get(pk=key).locked()
    keys = set(row.bodies.values_list("pk", flat=True))
    if body.pk not in keys or MeetingInvitation.objects.filter(meeting=row).exists():
        return False
    earlier, keys = copy(row), keys - {body.pk} | {heir.pk}
    row.assumed_minutes = usual_minutes_of(Body.objects.filter(pk__in=keys))
    count_revision(earlier, row)
    row.save_next(by=by)
    row.bodies.set(keys)
    return True


def _give_follow_up(key: int, body: Body, heir: Body, by: User) -> bool:
    """What its own meeting decided is followed by the body without being given to it."""
    row = FollowUp.objects.get(pk=key).locked()
    hosts = set(row.item.meeting.bodies.values_list("pk", flat=True))
    has_it = row.body_id == body.pk if row.body_id else body.pk in hosts
    if not has_it or not row.is_open:
        return False
    row.body_id = None if heir.pk in hosts else heir.pk
    row.save_next(by=by)
    return True


Give = Callable[[int, Body, Body, User], bool]
# Of what is not named here nothing is moved: it hangs on what was decided, or follows by itself.
GIVEN: dict[Any, Give] = {
    Kind.STRATEGY: _give_strategy,
    Kind.POLICY: _give_policy,
    Kind.CONSULTATION: _give_consultation,
    Kind.MEETING: _give_meeting,
    Kind.FOLLOW_UP: _give_follow_up,
}


@transaction.atomic
def take_work_back(*, handed: HandedOver, by: User) -> None:
    """Give what was handed over back; what was changed since is given back as well, or stays where it went on.

    Done twice it is done once.
    """
    handed.term.locked()
    rows = HandedOver.objects.select_for_update(of=("self",)).filter(pk=handed.pk)
    stored = rows.select_related("term", "body", "heir").first()
    if stored is None:
        return
    for what, key in stored.moved:
        # What a later release handed over is known to no row here, and stays where it is.
        if what in GIVEN and _is_there(what, key, stored.heir):
            GIVEN[what](key, stored.heir, stored.body, by)
    stored.delete()


def _is_there(what: str, key: int, heir: Body) -> bool:
    if what == Kind.CONSULTATION:
        return Consultee.objects.filter(consultation=key, body=heir).exists()
    tables: dict[Any, Any] = {Kind.STRATEGY: Strategy, Kind.POLICY: MainPolicy, Kind.FOLLOW_UP: FollowUp}
    return bool(tables.get(what, Meeting).objects.filter(pk=key).exists())


@transaction.atomic
def explain_unheired(*, term: CouncilTerm, reasons: Mapping[str, str], by: User, today: date) -> None:
    """Store why things that nobody carries on have no heir; an empty reason takes the one before back."""
    term = term.locked()
    things = {thing.name: thing for row in Estates.read(term, today).rows for thing in [*row.things]}
    for name, reason in reasons.items():
        if (thing := things.get(name)) is None:  # it has an heir meanwhile, or is gone
            continue
        refuse(_reasons_against_reason(reason))
        row = Unheired.objects.filter(term=term, what=thing.what, key=thing.key).first()
        if is_blank(reason):
            if row:
                row.delete()
        elif row is None or row.reason != reason.strip():
            row = row or Unheired(term=term, what=thing.what, key=thing.key)
            row.reason, row.by = reason.strip(), by
            row.save()


def _reasons_against_reason(reason: str) -> list[str]:
    if len(reason.strip()) > LONGEST_REASON:
        return [
            _("“%(text)s” is longer than %(count)s characters.") % {"text": reason[:40] + " …", "count": LONGEST_REASON}
        ]
    return []
