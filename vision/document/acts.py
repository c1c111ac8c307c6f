"""Writing the vision's guiding lines, as long as its wording may be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import refuse, store_edit
from ishoj_process.models import GuidingLine, User, Vision

if TYPE_CHECKING:
    from vision.document.forms import GuidingLineForm


def reasons_against_wording(vision: Vision) -> list[str]:
    """Why the vision's guiding lines may not be changed now; an empty list where they may."""
    # Not `is_frozen`, which asks for a text: guiding lines are adopted with the vision also where nobody has its text.
    if vision.was_adopted:
        return [_("The vision is adopted. Its wording changes by a new edition.")]
    return []


@transaction.atomic
def store_guiding_line(*, form: GuidingLineForm, seen_version: int | None, by: User) -> GuidingLine:
    """Store a guiding line as `store_edit` does; raises Refused where the vision's wording stands fast."""
    # The vision is held, not the line: adopting it freezes all lines, and a new one has no row to hold.
    refuse(reasons_against_wording(Vision.objects.select_for_update().get(pk=form.vision.pk)))
    return store_edit(form=form, seen_version=seen_version, by=by)


def reasons_against_removing_line(line: GuidingLine) -> list[str]:
    """Why a guiding line may not be removed; an empty list where it may."""
    reasons = reasons_against_wording(line.aim.vision)
    if line.alignments.exists():
        reasons.append(_("Policies or strategies say how they carry it out. Remove that there first."))
    # The database refuses it, too: a result would lose a row.
    if line.candidacies.exists():
        reasons.append(_("It stands in a round of points, whose result it belongs to."))
    return reasons


@transaction.atomic
def remove_guiding_line(*, line: GuidingLine, by: User) -> None:
    """Remove a guiding line; raises Refused with the reasons. Its history stays. Done twice it is done once."""
    # The vision first, as in `store_guiding_line`: it is not adopted between the question and the removing.
    Vision.objects.select_for_update().get(pk=line.aim.vision_id)
    stored = GuidingLine.objects.select_for_update().filter(pk=line.pk).first()
    if stored is None:  # the other click of a double one was quicker
        return
    refuse(reasons_against_removing_line(stored))
    stored.delete_signed(by=by)
