"""Acts on a council's term: entered, and changed."""

from __future__ import annotations

from django.db import transaction
from django.forms import ModelForm
from django.utils.translation import gettext as _

from ishoj_process.council.acts import hold_names_back
from ishoj_process.dates.danish import date_text
from ishoj_process.editing.acts import EditConflict, is_named_anywhere, refuse
from ishoj_process.models import CouncilTerm, User


@transaction.atomic
def store_term(*, form: ModelForm[CouncilTerm], seen_version: int | None, by: User) -> CouncilTerm:
    """Enter a term, or change it; raises EditConflict, and Refused where two councils would sit on one day."""
    term = form.instance
    if term.pk:
        stored = term.locked()
        if stored.version != seen_version:
            raise EditConflict(stored)
    refuse(_reasons_against_days(term))
    term.next_version(by=by)
    form.save()
    hold_names_back(term.starts)
    return term


def _reasons_against_days(term: CouncilTerm) -> list[str]:
    rows = (
        CouncilTerm.objects.select_for_update().exclude(pk=term.pk).filter(starts__lte=term.ends, ends__gte=term.starts)
    )
    return [
        _("%(term)s lasts from %(first)s to %(last)s, on some of the same days.")
        % {"term": row, "first": date_text(row.starts), "last": date_text(row.ends)}
        for row in rows
    ]


def reasons_against_removing(term: CouncilTerm) -> list[str]:
    return [_("Seats, plans or meetings belong to the term. It is not removed.")] if is_named_anywhere(term) else []


@transaction.atomic
def remove_term(*, term: CouncilTerm, by: User) -> None:
    """Remove a term that was entered by mistake; refused where anything belongs to it."""
    stored = term.locked()
    refuse(reasons_against_removing(stored))
    stored.delete_signed(by=by)
