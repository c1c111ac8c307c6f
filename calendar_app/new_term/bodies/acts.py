"""The one act by which all bodies are made ready for a term: made of the acts on a body, carried out as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from calendar_app.models import SettledStep
from ishoj_process.bodies.acts import remove_body, store_body
from ishoj_process.bodies.forms import BodyForm
from ishoj_process.council.acts import end_body, hand_over, rename_body, take_hand_over_back, take_name_back
from ishoj_process.editing.acts import MovedOn, Refused, refuse
from ishoj_process.models import Body, CouncilTerm, Seat, User
from ishoj_process.models.names import DAY

from .states import Bodies, Change, NewBody, What

GONE = (What.ENDS, What.PASSES_ON)


@transaction.atomic
def settle_bodies(
    *,
    term: CouncilTerm,
    changes: Mapping[int, Change],
    new: Sequence[NewBody],
    removed: Sequence[int] = (),
    seen: str,
    by: User,
) -> None:
    """Let each body become what is wanted on the term's first day; raises MovedOn, and Refused with the reasons.

    What stands already stays; what stands otherwise is taken back first. `removed` are bodies that were to begin.
    """
    term = term.locked()
    bodies = Bodies.read(term.starts)
    if bodies.seen != seen:
        raise MovedOn([_("Somebody else has changed the bodies meanwhile. Look at them again.")])
    rows = {body.pk: body for body in bodies.before}
    wanted = {key: change for key, change in changes.items() if key in rows and change != bodies.changes[key]}
    _refuse_lost_seats(term, [rows[key] for key, change in wanted.items() if change.what in GONE])
    _in_any_order([_undo(bodies, rows[key], by) for key in wanted])
    for body in bodies.begun:
        if body.pk in removed:
            remove_body(row=body, seen_version=body.version, by=by)
    _carry_out(bodies, rows, wanted, new, by)
    SettledStep.objects.get_or_create(term=term, step=SettledStep.Step.BODIES, defaults={"by": by})


def _refuse_lost_seats(term: CouncilTerm, bodies: Sequence[Body]) -> None:
    seats = Seat.objects.filter(term=term, body__in=[body.pk for body in bodies]).select_related("body")
    refuse(
        [
            _("%(body)s has members in the new term already. Take their seats back first.") % {"body": name}
            for name in sorted({str(seat.body) for seat in seats})
        ]
    )


def _undo(bodies: Bodies, body: Body, by: User) -> Callable[[], object]:
    """Take back what is to become of a body, so that it goes on as it is."""
    change = bodies.changes[body.pk]

    def undone() -> None:
        if change.what is What.RENAMED:
            take_name_back(body=body, by=by)
        for row in bodies.successions.get(body.pk, []):
            take_hand_over_back(succession=row, by=by)
        if change.what in GONE and Body.objects.filter(pk=body.pk, ends=bodies.day - DAY).exists():
            end_body(body=body, on=None, by=by)

    return undone


def _carry_out(
    bodies: Bodies, rows: Mapping[int, Body], wanted: Mapping[int, Change], new: Sequence[NewBody], by: User
) -> None:
    # Ends first, and what begins after that: a new body may have the name of one that ended.
    for key, change in wanted.items():
        if change.what in GONE:
            end_body(body=rows[key], on=bodies.day - DAY, by=by)
    _in_any_order(
        [_renaming(rows[key], change, bodies, by) for key, change in wanted.items() if change.what is What.RENAMED]
    )
    begun = {each.key: _begin(each, bodies, by) for each in new}
    for key, change in wanted.items():
        if change.what is What.PASSES_ON:
            heirs = [begun.get(heir) or Body.objects.get(pk=int(heir)) for heir in change.heirs]
            hand_over(bodies=[rows[key]], heirs=heirs, on=bodies.day, by=by)


def _renaming(body: Body, change: Change, bodies: Bodies, by: User) -> Callable[[], object]:
    told = {"name": change.name, "abbreviation": change.abbreviation, "on": bodies.day}
    return lambda: rename_body(body=body, by=by, **told)  # type: ignore[arg-type]


def _begin(each: NewBody, bodies: Bodies, by: User) -> Body:
    told = {"name": each.name, "abbreviation": each.abbreviation, "kind": each.kind, "begins": bodies.day}
    form = BodyForm(told)
    if not form.is_valid():
        refuse([f"{each.name}: {sentence}" for sentences in form.errors.values() for sentence in sentences])
    return store_body(form=form, seen_version=None, by=by)


def _in_any_order(acts: Sequence[Callable[[], object]]) -> None:
    """Carry out acts of which one may stand in another's way, such as a name that a body gives up and another takes."""
    waiting = list(acts)
    while waiting:
        refusals, left = [], []
        for act in waiting:
            try:
                with transaction.atomic():
                    act()
            except Refused as refusal:
                refusals.append(refusal)
                left.append(act)
        if len(left) == len(waiting):
            raise refusals[0]
        waiting = left
