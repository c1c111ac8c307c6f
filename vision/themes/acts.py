"""Structuring themes: gathering and moving contributions, merging, splitting, dropping, taking up again, their order.

Each verb is one transaction, and says `by` whom. Done twice it is done once; what somebody has changed since it was
seen is looked at again first. What undoes a move is another move.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import MovedOn, refuse
from vision.contributions.acts import sort_contribution, sort_to_vision, unsort
from vision.models import Contribution, Theme

from .moves import (
    Move,
    MovedMeanwhile,
    next_position,
    reasons_against_changing,
    reasons_against_gathering,
    was_moved,
    where_they_stand,
)

if TYPE_CHECKING:
    from ishoj_process.models import Meeting, User, Vision


Destination = Contribution.Destination
Moved: TypeAlias = dict[Theme, list[Contribution]]  # what is put under a theme, or taken out of it


def locked_themes(themes: Iterable[Theme]) -> list[Theme]:
    """The themes as they are stored, locked in one order whoever asks; MovedMeanwhile where one has been removed."""
    # Each once, in the order given: `merge_themes` takes the first for its target.
    keys = list(dict.fromkeys(theme.pk for theme in themes))
    stored = {theme.pk: theme for theme in Theme.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    if len(stored) < len(keys):
        raise MovedMeanwhile
    return [stored[key] for key in keys]


def locked_contributions(contributions: Iterable[Contribution]) -> list[Contribution]:
    """The contributions as they are stored, locked in one order."""
    keys = [row.pk for row in contributions]
    return list(Contribution.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


@transaction.atomic
def gather(*, theme: Theme, contributions: Iterable[Contribution], by: User, on: date) -> Theme:
    """Put contributions under a theme; those not sorted yet go to the vision. Raises Refused."""
    [stored], rows = locked_themes([theme]), locked_contributions(contributions)
    refuse(reasons_against_gathering(stored, rows))
    sort_to_vision(contributions=rows, by=by, on=on)
    # A tie is in no column of the theme. The next version tells those who are about to split or to merge it.
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
    waiting, standing = {row.pk for row in rows if not row.is_sorted}, where_they_stand(rows)
    added: Moved = defaultdict(list)
    removed: Moved = defaultdict(list)
    undoing = []
    for move in moves:
        row, stands_under = move.contribution, standing[move.contribution.pk]
        if was_moved(move, stands_under):
            raise MovedMeanwhile
        # What is done already is left out, so that undoing puts back no more than was moved.
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


@transaction.atomic
def sort_under_theme(
    *,
    contribution: Contribution,
    theme: Theme | None,
    title: str,
    place: int | None,
    seen_version: int | None,
    by: User,
    on: date,
) -> Theme:
    """Sort a contribution to the vision and put it under a theme; without one, under a new one with the title.

    `place` is the new theme's, counted from 0; without one it is the last. Raises Refused, and EditConflict as
    `sort_contribution` does.
    """
    # Themes before contributions, as in every verb here. A new one moves those behind its place.
    current = Theme.objects.current().filter(vision=contribution.vision_id)
    locked_themes([theme] if theme else [] if place is None else current)
    stored = sort_contribution(
        contribution=contribution,
        to=Destination.VISION,
        body=None,
        reason="",
        seen_version=seen_version,
        by=by,
        on=on,
    )
    if theme:
        return gather(theme=theme, contributions=[stored], by=by, on=on)
    made = new_theme_of(title=title, vision=stored.vision, moves=[Move(stored)], by=by, on=on)
    if place is not None:
        place_theme(theme=made, place=place, by=by)
    return made


def reasons_against_merging(theme: Theme, into: Theme) -> list[str]:
    """Why the theme may not be merged into the other; an empty list where it may."""
    if theme == into:
        return [_("A theme cannot be merged into itself.")]
    if theme.vision_id != into.vision_id:
        return [_("The themes belong to different visions.")]
    # So that a chain of merged themes ends: `led_to` follows it to its last.
    if not into.is_current:
        return [_("“%(theme)s” is no longer current. Choose another.") % {"theme": into}]
    return [] if theme.is_current else [_("“%(theme)s” is no longer current.") % {"theme": theme}]


@transaction.atomic
def merge_themes(*, themes: Sequence[Theme], into: Theme, by: User, on: date) -> Theme:
    """Let one theme take over all that the others are tied to; each is given as it was seen.

    The merged ones keep their own ties, so that they can be restored. Raises Refused.
    """
    # All at once, as that is what locks them in one order; the second call finds locked rows.
    target = locked_themes([into, *themes])[0]
    stored = locked_themes(themes)
    # Named twice, or merged there already, it is merged once.
    waiting = [theme for theme in stored if theme.merged_into_id != target.pk]
    refuse([reason for theme in waiting for reason in reasons_against_merging(theme, target)])
    seen = {theme.pk: theme.version for theme in themes}
    for theme in waiting:
        _hold_to(theme, seen[theme.pk])
    for theme in waiting:
        _take_over(target, theme)
        theme.state, theme.merged_into, theme.closed_on = Theme.State.MERGED, target, on
        theme.save_next(by=by)
    # A version up for the target, too: a form that was opened before shows other ties.
    return target.save_next(by=by) if waiting else target


def _take_over(target: Theme, theme: Theme) -> None:
    """What left the vision since the theme gathered it is not taken along."""
    target.contributions.add(*theme.contributions.filter(destination=Destination.VISION))
    for name in ("challenges", "guiding_lines"):
        getattr(target, name).add(*getattr(theme, name).all())


def _hold_to(theme: Theme, seen_version: int | None) -> None:
    """Raise MovedOn where somebody has changed the theme since it was seen."""
    if theme.version != seen_version:
        raise MovedOn([_("Somebody has changed “%(theme)s” since you saw it. Look at it again.") % {"theme": theme}])


@transaction.atomic
def split_theme(
    *, theme: Theme, title: str, contributions: Iterable[Contribution], seen_version: int | None, by: User, on: date
) -> Theme:
    """Make a new theme of some of a theme's contributions, with its challenges and its meeting."""
    [stored] = locked_themes([theme])
    refuse(reasons_against_changing(stored))
    _hold_to(stored, seen_version)
    moves = [Move(row, stored) for row in contributions]
    return new_theme_of(title=title, vision=stored.vision, moves=moves, by=by, on=on)


def reasons_against_dropping(theme: Theme, reason: str) -> list[str]:
    if theme.is_merged:
        return [_("The theme has been merged into another.")]
    if theme.is_dropped:
        return [_("The theme has been dropped already.")]
    return [] if reason.strip() else [_("Say why the theme is dropped.")]


@transaction.atomic
def drop_theme(*, theme: Theme, reason: str, seen_version: int | None, by: User, on: date) -> Theme:
    """Drop a theme with a reason; it stays to be found."""
    [stored] = locked_themes([theme])
    # The second click of a double one; another reason is a decision of its own.
    if stored.is_dropped and stored.drop_reason == reason.strip():
        return stored
    refuse(reasons_against_dropping(stored, reason))
    _hold_to(stored, seen_version)
    stored.state, stored.drop_reason, stored.closed_on = Theme.State.DROPPED, reason.strip(), on
    return stored.save_next(by=by)


@transaction.atomic
def reopen_theme(*, theme: Theme, by: User) -> Theme:
    """Take up again what was merged or dropped. What another theme took over from it stays there, too.

    Contributions that were sent to a committee or set aside in the meantime do not come back with it.
    """
    [stored] = locked_themes([theme])
    if stored.is_current:
        return stored
    gone = stored.contributions.filter(destination__in=[Destination.COMMITTEE, Destination.ASIDE])
    stored.contributions.remove(*gone)
    stored.state, stored.merged_into, stored.drop_reason, stored.closed_on = Theme.State.CURRENT, None, "", None
    return stored.save_next(by=by)


@transaction.atomic
def place_theme(*, theme: Theme, place: int, by: User) -> None:
    """Give a theme its place, counted from 0, among the vision's current themes; beyond the last it is the last."""
    current = Theme.objects.current().filter(vision=theme.vision_id)
    # All at once and by their keys, not in their order: two who move themes would else wait for each other for ever.
    stored, *others = locked_themes([theme, *current.exclude(pk=theme.pk)])
    refuse(reasons_against_changing(stored))
    # As they are stored now: while one waited for the lock, another may have moved or closed some of them.
    others = [one for one in others if one.is_current]
    order = sorted([stored, *others], key=lambda one: (one.position, one.sort_key, one.pk))
    order.insert(place, order.pop(order.index(stored)))
    for position, one in enumerate(order, start=1):
        # Only those that move: a new version is a conflict for whoever has the theme open.
        if one.position != position:
            one.position = position
            one.save_next(by=by)


def reasons_against_removing(theme: Theme) -> list[str]:
    """Why a theme may not be removed for good; what has a history is dropped instead."""
    # The database would refuse `merged_from` and `candidacies` as well; the others would vanish without a word.
    ties = ("contributions", "merged_from", "split_into", "guiding_lines", "candidacies")
    if theme.is_merged:
        return [_("The theme has been merged into another. It stays to be found.")]
    if any(getattr(theme, name).exists() for name in ties):
        text = _("Contributions, other themes, %(lines)s or a round of points stand on it. Drop it instead.")
        return [text % {"lines": theme.vision.line_words}]
    return []


@transaction.atomic
def remove_theme(*, theme: Theme, seen_version: int | None, by: User) -> None:
    """Remove a theme as it was seen; Refused where somebody has changed it since. Its history stays."""
    stored = Theme.objects.select_for_update().filter(pk=theme.pk).first()
    if stored is None:  # the other click of a double one was quicker
        return
    if stored.version != seen_version:
        raise MovedOn([_("Somebody has changed the theme since you saw it. Look at it again.")])
    refuse(reasons_against_removing(stored))
    stored.delete_signed(by=by)
