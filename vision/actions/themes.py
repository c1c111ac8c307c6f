"""Structuring themes: gathering contributions, merging, splitting, dropping and taking up again.

Each verb is one transaction, and says `by` whom. Done twice it is done once.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.actions.levels import TransitionRefused

from ..models import Contribution, Theme
from .contributions import sort_to_vision

Destination = Contribution.Destination


def reasons_against_gathering(theme, contributions):
    """Why the theme may not gather these; an empty list where it may."""
    reasons = [] if theme.is_current else [_("The theme is no longer current. Take it up again first.")]
    if any(row.destination in (Destination.COMMITTEE, Destination.ASIDE) for row in contributions):
        reasons.append(_("Some of them were sent to a committee or set aside. Sort them to the vision first."))
    if any(row.vision_id != theme.vision_id for row in contributions):
        reasons.append(_("Some of them belong to another vision."))
    return reasons


@transaction.atomic
def gather(*, theme, contributions, by, on):
    """Put contributions under a theme; those not sorted yet go to the vision. Raises TransitionRefused."""
    stored, rows = _locked(theme), list(contributions)
    _refuse(reasons_against_gathering(stored, rows))
    sort_to_vision(contributions=rows, by=by, on=on)
    stored.contributions.add(*rows)
    return _touched(stored, by)


@transaction.atomic
def take_out(*, theme, contributions, by):
    """Take contributions out of a theme; they stay with the vision."""
    stored = _locked(theme)
    stored.contributions.remove(*contributions)
    return _touched(stored, by)


@transaction.atomic
def move_contribution(*, contribution, source, target, by, on):
    """From one theme to another; `source` None adds to the target, `target` None takes out of the source."""
    if target:
        gather(theme=target, contributions=[contribution], by=by, on=on)
    if source and source != target:
        take_out(theme=source, contributions=[contribution], by=by)


def reasons_against_merging(theme, into):
    """Why the theme may not be merged into the other; an empty list where it may."""
    if theme == into:
        return [_("A theme cannot be merged into itself.")]
    if theme.vision_id != into.vision_id:
        return [_("The themes belong to different visions.")]
    if not into.is_current:
        return [_("“%(theme)s” is no longer current. Choose another.") % {"theme": into}]
    return [] if theme.is_current else [_("“%(theme)s” is no longer current.") % {"theme": theme}]


@transaction.atomic
def merge_theme(*, theme, into, by, on):
    """Let one theme take over all that another is tied to. The merged one keeps its own, so that it can be restored."""
    stored, target = _locked(theme), _locked(into)
    if stored.is_merged and stored.merged_into_id == target.pk:
        return target
    _refuse(reasons_against_merging(stored, target))
    for name in ("contributions", "challenges", "guiding_lines"):
        getattr(target, name).add(*getattr(stored, name).all())
    stored.state, stored.merged_into, stored.closed_on = Theme.State.MERGED, target, on
    _touched(stored, by)
    return _touched(target, by)


@transaction.atomic
def split_theme(*, theme, title, contributions, by):
    """Make a new theme of some of a theme's contributions, with its challenges and its meeting."""
    stored, rows = _locked(theme), list(contributions)
    reasons = [] if stored.is_current else [_("The theme is no longer current. Take it up again first.")]
    if not rows:
        reasons.append(_("Choose the contributions that the new theme is to have."))
    _refuse(reasons)
    kept = {name: getattr(stored, name) for name in ("vision", "raised_at", "is_shared", "is_published")}
    part = Theme(title=title, split_from=stored, position=stored.position, **kept)
    part.updated_by = part._history_user = by
    part.save()
    part.challenges.set(stored.challenges.all())
    part.contributions.set(rows)
    stored.contributions.remove(*rows)
    _touched(stored, by)
    return part


def reasons_against_dropping(theme, reason):
    if theme.is_merged:
        return [_("The theme has been merged into another.")]
    return [] if reason.strip() else [_("Say why the theme is dropped.")]


@transaction.atomic
def drop_theme(*, theme, reason, by, on):
    """Drop a theme with a reason; it stays to be found."""
    stored = _locked(theme)
    if stored.is_dropped:
        return stored
    _refuse(reasons_against_dropping(stored, reason))
    stored.state, stored.drop_reason, stored.closed_on = Theme.State.DROPPED, reason.strip(), on
    return _touched(stored, by)


@transaction.atomic
def reopen_theme(*, theme, by):
    """Take up again what was merged or dropped. What another theme took over from it stays there, too."""
    stored = _locked(theme)
    if stored.is_current:
        return stored
    stored.state, stored.merged_into, stored.drop_reason, stored.closed_on = Theme.State.CURRENT, None, "", None
    return _touched(stored, by)


@transaction.atomic
def move_theme(*, theme, up, by):
    """One place up or down among the vision's current themes; at the end it stays."""
    stored = _locked(theme)
    order = list(Theme.objects.current().filter(vision=stored.vision_id).select_for_update())
    place = next((index for index, one in enumerate(order) if one.pk == stored.pk), None)
    other = None if place is None else place + (-1 if up else 1)
    if other is None or not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for position, one in enumerate(order, start=1):
        if one.position != position:
            one.position = position
            _touched(one, by)


def reasons_against_removing(theme):
    """Why a theme may not be removed for good; what has a history is dropped instead."""
    has_past = theme.contributions.exists() or theme.merged_from.exists() or theme.guiding_lines.exists()
    if has_past or theme.candidacies.exists():
        return [_("Contributions, other themes, guiding lines or a round of points stand on it. Drop it instead.")]
    return []


@transaction.atomic
def remove_theme(*, theme, seen_version, by):
    """Remove a theme as it was seen; TransitionRefused where somebody has changed it since. Its history stays."""
    stored = _locked(theme)
    if stored.version != seen_version:
        raise TransitionRefused([_("Somebody has changed the theme since you saw it. Look at it again.")])
    _refuse(reasons_against_removing(stored))
    stored._history_user = by
    stored.delete()


def _locked(theme):
    return Theme.objects.select_for_update().get(pk=theme.pk)


def _refuse(reasons):
    if reasons:
        raise TransitionRefused(reasons)


def _touched(theme, by):
    """The next version of the theme, signed."""
    theme.version += 1
    theme.updated_by = theme._history_user = by
    theme.save()
    return theme
