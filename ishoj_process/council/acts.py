"""Acts on the bodies of the council: a new name, a beginning, an end, and who takes over from a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.dates.danish import date_text
from ishoj_process.editing.acts import EditConflict, refuse
from ishoj_process.models import Body, CouncilTerm, Lineage, PublicStamp, Succession, User
from ishoj_process.models.bodies import LONGEST_ABBREVIATION, LONGEST_NAME
from ishoj_process.models.names import DAY, FormerName
from ishoj_process.text.plain import is_blank


def _held(body: Body, seen_version: int | None) -> Body:
    """The body as it is stored, held; EditConflict where somebody else has stored it since it was seen."""
    _hold_all()
    stored = body.locked()
    if seen_version is not None and stored.version != seen_version:
        raise EditConflict(stored)
    return stored


def _hold_all() -> None:
    """Hold every body, so that two who act at once come one after the other: names and successors are asked of all."""
    list(Body.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def rename_body(
    *, body: Body, name: str, abbreviation: str = "", on: date, by: User, seen_version: int | None = None
) -> Body:
    """Call a body otherwise from a day on; until the day before it keeps the name that it has. Returns the body."""
    stored = _held(body, seen_version)
    name, abbreviation = name.strip(), abbreviation.strip()
    refuse(_reasons_against_name(stored, name, abbreviation, on))
    # With a term's first day begins what that term's council is to settle: told when it has begun.
    former = FormerName(stored.name, stored.abbreviation, on - DAY, CouncilTerm.objects.filter(starts=on).exists())
    stored.former_names = (*stored.former_names, former)
    stored.name, stored.abbreviation = name, abbreviation
    _refuse_namesake(stored)
    return stored.save_next(by=by)


def hold_names_back(starts: date) -> None:
    """Of a term that is entered: names that are to begin with its first day are told from then on, as its own are."""
    for body in Body.objects.select_for_update().order_by("pk"):
        names = [replace(row, holds_back=row.holds_back or row.last_day == starts - DAY) for row in body.former_names]
        if tuple(names) != tuple(body.former_names):
            # It follows from the term, and is no change of the body that anybody made.
            Body.objects.filter(pk=body.pk).update(former_names=names)
            PublicStamp.raise_value()


def _reasons_against_name(body: Body, name: str, abbreviation: str, on: date) -> list[str]:
    reasons = [] if not is_blank(name) else [_("Write the new name.")]
    for text, most in ((name, LONGEST_NAME), (abbreviation, LONGEST_ABBREVIATION)):
        if len(text) > most:
            reasons.append(_("“%(text)s” is longer than %(count)s characters.") % {"text": text, "count": most})
    if (name, abbreviation) == (body.name, body.abbreviation):
        reasons.append(_("The body has this name already."))
    if body.former_names and on <= body.former_names[-1].last_day + DAY:
        day = date_text(body.former_names[-1].last_day + DAY)
        reasons.append(_("The body has its present name from %(day)s. A new one must begin later.") % {"day": day})
    if body.begins and on <= body.begins:
        day = date_text(body.begins)
        reasons.append(_("The body begins on %(day)s. A new name must begin later.") % {"day": day})
    if body.ends and body.ends < on:
        reasons.append(_("The body ends on %(day)s, before it would have the name.") % {"day": date_text(body.ends)})
    return reasons


def _refuse_namesake(body: Body) -> None:
    """Two bodies may bear one name at different times, and never on the same day."""
    if other := body.namesake():
        words = {"name": other.name, "address": other.get_absolute_url()}
        refuse([_("Another body has the same name on some of these days: %(name)s (%(address)s).") % words])


@transaction.atomic
def take_name_back(*, body: Body, by: User, seen_version: int | None = None) -> Body:
    """Undo the newest name: the body goes on under the one before it. Returns the body."""
    stored = _held(body, seen_version)
    if not stored.former_names:
        refuse([_("The body has had no other name.")])
    *former, last = stored.former_names
    stored.former_names, stored.name, stored.abbreviation = tuple(former), last.name, last.abbreviation
    _refuse_namesake(stored)
    return stored.save_next(by=by)


@transaction.atomic
def begin_body(*, body: Body, on: date | None, by: User, seen_version: int | None = None) -> Body:
    """Say from which day there is the body; None where that is not known. Returns the body."""
    stored = _held(body, seen_version)
    stored.begins = on
    refuse(_reasons_against_life(stored))
    _refuse_namesake(stored)
    return stored.save_next(by=by)


@transaction.atomic
def end_body(*, body: Body, on: date | None, by: User, seen_version: int | None = None) -> Body:
    """Say which day is the body's last; None where it goes on. Returns the body."""
    stored = _held(body, seen_version)
    stored.ends = on
    refuse(_reasons_against_life(stored))
    _refuse_namesake(stored)
    return stored.save_next(by=by)


def _reasons_against_life(body: Body) -> list[str]:
    """Why the body cannot live from its first day to its last one, whatever others do."""
    first, last = body.begins, body.ends
    reasons = [_("The last day cannot lie before the first.")] if first and last and last < first else []
    if body.former_names:
        earliest, latest = body.former_names[0].last_day, body.former_names[-1].last_day
        if first and first > earliest:
            words = {"name": body.former_names[0].name, "day": date_text(earliest)}
            reasons.append(_("It was called %(name)s until %(day)s, and so was there before.") % words)
        if last and last <= latest:
            words = {"name": body.name, "day": date_text(latest + DAY)}
            reasons.append(_("It is called %(name)s from %(day)s on, and so is there after.") % words)
    return reasons


@transaction.atomic
def hand_over(*, bodies: Sequence[Body], heirs: Sequence[Body], on: date, by: User) -> list[Succession]:
    """Let the heirs carry on the work of the bodies from a day; the bodies end the day before, unless they have ended.

    One body with one heir is taken over, with several it is split; several bodies with one heir are merged. Carried out
    twice it changes nothing (a double click). Returns the successions.
    """
    _hold_all()
    held = {body.pk: body.locked() for body in {*bodies, *heirs}}
    ending, following = [held[body.pk] for body in bodies], [held[heir.pk] for heir in heirs]
    refuse(_reasons_against_handing_over(ending, following, on))
    made = [_succession(body, heir, on) for body in ending for heir in following]
    for body in ending:
        if body.ends is None or body.ends >= on:
            body.ends = on - DAY
            refuse(_reasons_against_life(body))
            body.save_next(by=by)
    return made


def _succession(body: Body, heir: Body, on: date) -> Succession:
    found, _made = Succession.objects.get_or_create(body=body, heir=heir, defaults={"on": on})
    if found.on != on:
        words = {"body": body, "heir": heir, "day": date_text(found.on) if found.on else _("not stated")}
        refuse([_("%(heir)s carries on the work of %(body)s already. The day: %(day)s.") % words])
    return found


def _reasons_against_handing_over(bodies: Sequence[Body], heirs: Sequence[Body], on: date) -> list[str]:
    if not bodies or not heirs:
        return [_("Choose who hands over, and who takes over.")]
    reasons = []
    if {body.pk for body in bodies} & {heir.pk for heir in heirs}:
        reasons.append(_("A body cannot succeed itself."))
    for heir in heirs:
        if not heir.is_within_its_days(on):
            reasons.append(_("%(body)s does not exist on that day.") % {"body": heir.on(on)})
    for body in bodies:
        if body.begins and on <= body.begins:
            words = {"body": body.on(on), "day": date_text(body.begins)}
            reasons.append(_("%(body)s only begins on %(day)s.") % words)
    return reasons or _reasons_against_a_ring(bodies, heirs)


def _reasons_against_a_ring(bodies: Sequence[Body], heirs: Sequence[Body]) -> list[str]:
    lineage = Lineage.read()
    mine = {body.pk for body in bodies}
    if any(lineage.descendants(heir.pk) & mine for heir in heirs):
        return [_("The bodies would succeed each other in a ring.")]
    return []


@transaction.atomic
def take_hand_over_back(*, succession: Succession, by: User) -> None:
    """Undo that a body carries on the work of another; who has no heir left goes on, where the hand-over ended it."""
    _hold_all()
    stored = succession.locked()
    body = stored.body.locked()
    ended_by_it = stored.day_before
    stored.delete()
    if not body.successions.exists() and body.ends and body.ends == ended_by_it:
        body.ends = None
        _refuse_namesake(body)
        body.save_next(by=by)
