"""Acts on the parts of a policy or a strategy: what was adopted with it stands fast, what tells of the work goes on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import refuse, remove_edited, store_edit
from ishoj_process.models import OneDocument
from strategies.models import ConcreteSolution

if TYPE_CHECKING:
    from django.forms import ModelForm

    from ishoj_process.models import User
    from strategies.models import Activity, Milestone

    Part: TypeAlias = Activity | ConcreteSolution | Milestone


def reasons_against_changing(part: Part) -> list[str]:
    """Why a part may not be entered, changed or removed; an empty list where it may."""
    # Only these are part of what was decided; milestones and activities tell of the work, which goes on.
    if isinstance(part, ConcreteSolution) and part.strategy.was_adopted:
        return [_("The solutions were adopted with the strategy. They change by a new strategy that replaces it.")]
    return []


def hold_document(part: Part) -> None:
    """Read anew what the part belongs to, and hold it until the transaction ends."""
    document = part.document if isinstance(part, OneDocument) else part.strategy
    setattr(part, document.column, document.locked())


@transaction.atomic
def store_part(*, form: ModelForm[Part], seen_version: int | None, by: User) -> Part:
    """Store a part as `store_edit` does; raises Refused with the reasons."""
    part = form.instance
    # Held, so that the document is not adopted between the question and the storing.
    # On the part itself: the rule then asks the document as it is held, not as the page read it.
    hold_document(part)
    refuse(reasons_against_changing(part))
    return store_edit(form=form, seen_version=seen_version, by=by)


@transaction.atomic
def remove_part(*, row: Part, seen_version: int | None, by: User) -> None:
    """Remove a part as it was seen; raises Refused with the reasons, and EditConflict."""
    # Its own version does not rise when the document is adopted, so that alone would let it go out of what was decided.
    hold_document(row)
    refuse(reasons_against_changing(row))
    remove_edited(row=row, seen_version=seen_version, by=by)


@transaction.atomic
def reach_milestone(*, milestone: Milestone, by: User, on: date) -> Milestone:
    """Note that a milestone was reached today. One that was reached keeps its day (a double click)."""
    stored = milestone.locked()
    if stored.is_reached:
        return stored
    # The day of the click: another is typed in the form of the milestone.
    stored.reached_on = on
    return stored.save_next(by=by)
