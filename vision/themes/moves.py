"""What a move on the board of themes is, when it no longer means what was meant, and what stands against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import MovedOn, Obstacle
from vision.models import Contribution, Theme

if TYPE_CHECKING:
    from ishoj_process.models import Vision


Destination = Contribution.Destination


class MovedMeanwhile(MovedOn):
    """The contribution no longer stands where it was seen."""

    def __init__(self) -> None:
        super().__init__([_("Somebody has moved it since you saw it. The board is shown as it stands now.")])


@dataclass(frozen=True)
class Move:
    """One contribution, out of a theme (or none) and under another (or none)."""

    contribution: Contribution
    source: Theme | None = None
    target: Theme | None = None
    is_also: bool = False  # it stays wherever else it stands
    unsorts: bool = False  # it waits to be sorted again, as it did before it was gathered

    @property
    def themes(self) -> set[Theme]:
        return {theme for theme in (self.source, self.target) if theme}


def reasons_against_gathering(theme: Theme, contributions: Iterable[Contribution]) -> list[str]:
    """Why the theme may not gather these; an empty list where it may."""
    reasons = reasons_against_changing(theme)
    if any(row.destination in (Destination.COMMITTEE, Destination.ASIDE) for row in contributions):
        reasons.append(_("Some of them were sent to a committee or set aside. Sort them to the vision first."))
    if any(row.vision_id != theme.vision_id for row in contributions):
        reasons.append(_("Some of them belong to another vision."))
    return reasons


def reasons_against_changing(theme: Theme) -> list[str]:
    """Why nothing may be put under the theme or taken out of it: it has been merged or dropped."""
    if theme.is_current:
        return []
    text = _("“%(theme)s” is no longer current. Take it up again first.") % {"theme": theme}
    return [Obstacle(text, _("See the theme"), theme.get_absolute_url())]


def was_moved(move: Move, stands_under: set[Theme]) -> bool:
    """True where the move can no longer mean what was meant; not where it is done already."""
    # To take it out where it no longer stands, or to put it beside, undoes nothing that somebody else did.
    if move.is_also or move.target is None or move.target in stands_under:
        return False
    # Seen under no theme, it must still stand under none: moved now, it would be under two.
    return move.source not in stands_under if move.source else bool(stands_under)


def where_they_stand(contributions: Iterable[Contribution]) -> dict[int, set[Theme]]:
    """{contribution's key: the current themes that it stands under}."""
    # The ties themselves: one query for all, where each contribution would ask for its own themes.
    ties = Theme.contributions.through.objects.filter(contribution__in=contributions, theme__state=Theme.State.CURRENT)
    standing: dict[int, set[Theme]] = defaultdict(set)
    for tie in ties.select_related("theme"):
        standing[tie.contribution_id].add(tie.theme)
    return standing


def next_position(vision: Vision) -> int:
    """Where a new theme stands: last."""
    # Not a count: themes that were merged or dropped leave their numbers empty.
    return (Theme.objects.current().filter(vision=vision).aggregate(last=Max("position"))["last"] or 0) + 1
