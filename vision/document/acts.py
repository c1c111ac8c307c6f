"""Writing the vision: its status, and the guiding lines that are adopted with it."""

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import Refused, store_edit
from ishoj_process.hierarchy.acts import change_status, reasons_against_move
from ishoj_process.models import GuidingLine, Vision
from ishoj_process.models.status import meaning_of
from vision.models import Adoption

from .editions import hand_back


def reasons_against_vision_move(vision, to):
    """As of any document; but a vision that awaits its decision is adopted by the council, with an act of its own."""
    if vision.meaning.awaits_decision and meaning_of(to).is_in_force:
        return [_("The council adopts the vision: record that with the agenda item where it did.")]
    return reasons_against_move(vision, to)


@transaction.atomic
def change_vision_status(*, level, to, by, on, **more):
    """Move the vision's status; raises Refused with the reasons. Taken up again, it is adopted no more."""
    stored = Vision.objects.select_for_update().get(pk=level.pk)
    if stored.status != to and (reasons := reasons_against_vision_move(stored, to)):
        raise Refused(reasons)
    change = move_vision(level=level, to=to, by=by, on=on, **more)
    if change and not meaning_of(to).is_decided:
        Adoption.objects.filter(vision=level).delete()
        hand_back(edition=stored, by=by, on=on)
    return change


@transaction.atomic
def move_vision(*, level, to, by, **more):
    """Move the vision's status as `change_status` does; its guiding lines are adopted with it, or drafts again."""
    change = change_status(level=level, to=to, by=by, **more)
    state = GuidingLine.State.ADOPTED if meaning_of(to).is_decided else GuidingLine.State.DRAFT
    for line in GuidingLine.objects.select_for_update().filter(aim__vision=level).exclude(state=state):
        line.state = state
        line.version += 1
        line.updated_by = line._history_user = by
        line.save()
    return change


def reasons_against_wording(vision):
    """Why the vision's guiding lines may not be changed now; an empty list where they may."""
    if vision.was_adopted:
        return [_("The vision is adopted. Its wording changes by a new edition.")]
    return []


@transaction.atomic
def store_guiding_line(*, form, seen_version, by):
    """Store a guiding line as `store_edit` does; raises Refused where the vision's wording stands fast."""
    if reasons := reasons_against_wording(Vision.objects.select_for_update().get(pk=form.vision.pk)):
        raise Refused(reasons)
    return store_edit(form=form, seen_version=seen_version, by=by)


def reasons_against_removing_line(line):
    """Why a guiding line may not be removed; an empty list where it may."""
    reasons = reasons_against_wording(line.aim.vision)
    if line.alignments.exists():
        reasons.append(_("Policies or strategies say how they carry it out. Remove that there first."))
    return reasons


@transaction.atomic
def remove_guiding_line(*, line, by):
    """Remove a guiding line; raises Refused with the reasons. Its history stays."""
    if reasons := reasons_against_removing_line(line):
        raise Refused(reasons)
    line._history_user = by
    line.delete()
