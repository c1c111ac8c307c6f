"""What a reader may know of what is out for consultation: the one answer that badge, sentence, list and matrix give."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ishoj_process.hierarchy import words as level_words
from ishoj_process.hierarchy.heard import Key
from ishoj_process.models import Strategy, tie_to
from strategies.models import Activity, Consultation

if TYPE_CHECKING:
    from ishoj_process.models import Document
    from ishoj_process.readers import AnyUser


def told_hearings(user: AnyUser, today: date) -> list[Activity]:
    """The consultations that a source tells of and that run on the day: as public as their strategies are."""
    shown = Strategy.objects.visible_to(user)
    rows = Activity.objects.consultations().that_may_run().filter(strategy__in=shown)
    # In Python: rough days do not compare in SQL.
    return [row for row in rows.select_related("strategy__owner") if row.is_running(today)]


def known_in_consultation(user: AnyUser, today: date, document: Document | None = None) -> frozenset[Key]:
    """The keys of what is out for consultation as far as the reader may know; two queries for a whole page.

    A page about one document asks of no other. Sources tell of strategies alone.
    Each of them has a page of its own that the reader may open and that says the same, or a source that tells of it.
    """
    hearings = [] if document and document.column != Strategy.column else told_hearings(user, today)
    told = {(Strategy.column, row.strategy_id) for row in hearings}
    rows = Consultation.objects.visible_to(user).running(today).only("main_policy", "strategy")
    rows = rows.filter(**tie_to(document)) if document else rows
    return frozenset(told) | {row.document_key for row in rows}


def position_text(document: Document, in_consultation: Collection[Key]) -> str:
    """Where does it stand? One sentence for the first line of its page, which says what the badge below it says."""
    if (document.column, document.pk) in in_consultation:
        return _("It is out for consultation now.")
    return level_words.position_text(document)
