"""What the pages of policies and strategies share: the history, the meetings, and what a document serves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from ishoj_process import rights
from ishoj_process.meetings import shown
from ishoj_process.models import (
    Alignment,
    CouncilTerm,
    GuidingLine,
    Level,
    MainPolicy,
    Meeting,
    StatusChange,
    Strategy,
    Treatment,
    Vision,
)

from .editions import editions_beside, may_get_edition, other_editions
from .visions import guiding_vision
from .words import without_lines_text

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

    from .visions import GuidingVision


@dataclass(frozen=True)
class TreatedAt:
    """An agenda item that treated the document, as the reader may see it."""

    item: shown.ShownItem
    meeting: Meeting

    @property
    def url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#punkt-{self.item.pk}"


def level_context(level: MainPolicy | Strategy, user: AnyUser, today: date) -> dict[str, Any]:
    """All that page and document share, in a fixed number of queries."""
    vision = guiding_vision(user, today)
    meetings = treated_at(level, user)
    may_edit, editions = rights.can_edit_hierarchy(user), other_editions(level, user)
    own_term, term_today = terms_of(level, today)
    return {
        "level": level,
        "today": today,
        "term": own_term,
        "term_today": term_today,
        "changes": list(StatusChange.objects.filter(**{StatusChange.field_for(level): level}).select_related("by")),
        "may_see_signatures": rights.can_see_signatures(user),
        "alignments": alignments_of(level, user),
        "nothing_served": nothing_served_text(vision),
        "treated_at": meetings,
        "adopted_at": adopted_at(level, meetings),
        "others": editions_beside(level, editions),
        "may_edit": may_edit,
        "may_begin_edition": may_edit and may_get_edition(level, editions),
        "may_see_versions": rights.can_see_earlier_versions(user),
        "has_guiding_lines": vision is not None and vision.has_lines,
    }


def terms_of(level: Level, today: date) -> tuple[CouncilTerm | None, CouncilTerm | None]:
    """The term whose way of working a document tells of, and that of today.

    The first is that in which it was adopted, as far as that is known: what a later council settles says nothing of how
    this document came about.
    """
    days = [level.adopted_day, today] if level.was_adopted and level.adopted_day else [today]
    terms = list(CouncilTerm.objects.on(days[0]) | CouncilTerm.objects.on(today))
    found = [next((term for term in terms if term.starts <= day <= term.ends), None) for day in days]
    return next((term for term in found if term), None), found[-1]


def shown_policies(user: AnyUser) -> Prefetch:
    """To prefetch: each strategy's main policy as far as the reader may know of it, else None."""
    # Prefetched: a join would bring along a policy that the reader may not see.
    return Prefetch("main_policy", MainPolicy.objects.visible_to(user))


def nothing_served_text(vision: GuidingVision | None) -> str:
    """What stands where a document says of no guiding line how it serves it: not yet, until the vision is adopted."""
    if vision is None:
        return ""
    if not vision.has_lines:
        return without_lines_text(vision)
    words = {"lines": vision.line_words_the}
    if vision.was_adopted:
        return _("Nobody has stated how it contributes to %(lines)s.") % words
    return _("Nobody has stated yet how it contributes to %(lines)s.") % words


def alignments_of(level: MainPolicy | Strategy, user: AnyUser) -> list[Alignment]:
    """How the document serves guiding lines of visions that the reader may see."""
    return list(level.alignments.visible_to(user).select_related("guiding_line__aim__vision"))


def treated_at(level: Level, user: AnyUser) -> list[TreatedAt]:
    """The meetings at which the document was or will be treated, the latest first."""
    rows = (
        Treatment.objects.visible_to(user)
        .filter(**{Treatment.field_for(level): level})
        .select_related("item__meeting__before", "item__deciding_body", "item__case")
        .prefetch_related("item__meeting__bodies", *shown.item_facts("item__"))
        .order_by("-item__meeting__start_date", "item__number")
    )
    return [TreatedAt(shown.shown_item(user, row.item), row.item.meeting) for row in rows]


def adopted_at(level: Level, meetings: list[TreatedAt]) -> TreatedAt | None:
    """The one of the meetings that treated the document at which it was adopted; None where that is not known."""
    # Among those that the reader sees: an adoption behind closed doors names no meeting to others.
    return next((row for row in meetings if row.item.pk == level.adopted_at_item_id), None)


def alignment_targets(level: Level, visions: Iterable[Vision]) -> QuerySet[GuidingLine]:
    """Guiding lines of the visions that the document does not say yet how it serves."""
    said = Alignment.objects.filter(**{StatusChange.field_for(level): level}).values("guiding_line")
    return GuidingLine.objects.filter(aim__vision__in=visions).exclude(pk__in=said).select_related("aim__vision")
