"""Putting contributions under themes, moving them and taking them out. What undoes a move is another move.

Each verb is one transaction, and says `by` whom. Done twice it is done once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import MovedOn, refuse
from vision.contributions.acts import sort_to_vision, unsort
from vision.models import Contribution, Theme

if TYPE_CHECKING:
    from ishoj_process.models import Meeting, User, Vision


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


Moved: TypeAlias = dict[Theme, list[Contribution]]  # what is put under a theme, or taken out of it


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
    words = {"theme": theme}
    return [] if theme.is_current else [_("“%(theme)s” is no longer current. Take it up again first.") % words]


@transaction.atomic
def gather(*, theme: Theme, contributions: Iterable[Contribution], by: User, on: date) -> Theme:
    """Put contributions under a theme; those not sorted yet go to the vision. Raises Refused."""
    [stored], rows = locked_themes([theme]), locked_contributions(contributions)
    refuse(reasons_against_gathering(stored, rows))
    sort_to_vision(contributions=rows, by=by, on=on)
    stored.contributions.add(*rows)
    return stored.save_next(by=by)


@transaction.atomic
def take_out(*, theme: Theme, contributions: Iterable[Contribution], by: User) -> Theme:
    """Take contributions out of a theme; they stay with the vision. Raises Refused."""
    [stored] = locked_themes([theme])
    refuse(reasons_against_changing(stored))
    stored.contributions.remove(*contributions)
    return stored.save_next(by=by)


@transaction.atomic
def move_contributions(*, moves: Sequence[Move], by: User, on: date) -> list[Move]:
    """Carry out those that are not done already; returns the moves that undo them.

    Raises Refused with the reasons, and MovedMeanwhile where one no longer stands where it was seen.
    """
    # Themes before contributions, in every verb here: two who lock in another order wait for each other.
    locked_themes(theme for move in moves for theme in move.themes)
    rows = locked_contributions([move.contribution for move in moves])
    # Read before gathering sorts them: undone, they wait to be sorted again.
    waiting, standing = {row.pk for row in rows if not row.is_sorted}, _where_they_stand(rows)
    added: Moved = defaultdict(list)
    removed: Moved = defaultdict(list)
    undoing = []
    for move in moves:
        row, stands_under = move.contribution, standing[move.contribution.pk]
        if _was_moved(move, stands_under):
            raise MovedMeanwhile
        target = None if move.target in stands_under else move.target
        source = move.source if move.source in stands_under and move.source != move.target else None
        if target:
            added[target].append(row)
        if source:
            removed[source].append(row)
        if target or source:
            undoing.append(Move(row, target, source, is_also=target is None, unsorts=row.pk in waiting))
    _carry_out(added, removed, by, on)
    # After the move: only then is it known which stand under no theme.
    unsort(contributions=[move.contribution for move in moves if move.unsorts], by=by)
    return undoing


def _carry_out(added: Moved, removed: Moved, by: User, on: date) -> None:
    for theme, contributions in added.items():
        gather(theme=theme, contributions=contributions, by=by, on=on)
    for theme, contributions in removed.items():
        take_out(theme=theme, contributions=contributions, by=by)


def _was_moved(move: Move, stands_under: set[Theme]) -> bool:
    """True where the move can no longer mean what was meant; not where it is done already."""
    if move.is_also or move.target is None or move.target in stands_under:
        return False
    return move.source not in stands_under if move.source else bool(stands_under)


def _where_they_stand(contributions: Iterable[Contribution]) -> dict[int, set[Theme]]:
    """{contribution's key: the current themes that it stands under}."""
    ties = Theme.contributions.through.objects.filter(contribution__in=contributions, theme__state=Theme.State.CURRENT)
    standing: dict[int, set[Theme]] = defaultdict(set)
    for tie in ties.select_related("theme"):
        standing[tie.contribution_id].add(tie.theme)
    return standing


@transaction.atomic
def new_theme_of(*, title: str, vision: Vision, moves: Sequence[Move], by: User, on: date) -> Theme:
    """Make a new theme of contributions, each taken from where it stands.

    Where all come from one theme it is split from that, with its challenges and its meeting; otherwise it was raised
    where all of them were said. `moves` name no target.
    """
    refuse([] if moves else [_("Choose the contributions that the new theme is to have.")])
    sources = {move.source for move in moves}
    # The one source may be none: cards that stood under no theme.
    parent = sources.pop() if len(sources) == 1 else None
    theme = Theme(vision=vision, title=title, position=next_position(vision))
    if parent:
        theme.split_from, theme.raised_at = parent, parent.raised_at
        # Splitting neither publishes nor hides: those who saw the words see them still.
        theme.is_shared, theme.is_published = parent.is_shared, parent.is_published
    else:
        theme.raised_at = _said_at([move.contribution for move in moves])
    theme.save_next(by=by)
    theme.challenges.set(parent.challenges.all() if parent else [])
    move_contributions(moves=[Move(move.contribution, move.source, theme) for move in moves], by=by, on=on)
    return theme


def _said_at(contributions: Iterable[Contribution]) -> Meeting | None:
    """The one meeting at which all were said; None where they were not."""
    meetings = {row.meeting for row in contributions}
    return meetings.pop() if len(meetings) == 1 else None


def next_position(vision: Vision) -> int:
    """Where a new theme stands: last."""
    return (Theme.objects.current().filter(vision=vision).aggregate(last=Max("position"))["last"] or 0) + 1


def locked_themes(themes: Iterable[Theme]) -> list[Theme]:
    """The themes as they are stored, locked in one order whoever asks; MovedMeanwhile where one has been removed."""
    keys = list(dict.fromkeys(theme.pk for theme in themes))
    stored = {theme.pk: theme for theme in Theme.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    if len(stored) < len(keys):
        raise MovedMeanwhile
    return [stored[key] for key in keys]


def locked_contributions(contributions: Iterable[Contribution]) -> list[Contribution]:
    """The contributions as they are stored, locked in one order."""
    keys = [row.pk for row in contributions]
    return list(Contribution.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
