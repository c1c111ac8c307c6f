"""Structuring themes: each verb is one transaction, and says `by` whom."""

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.actions.levels import TransitionRefused

from ..models import Theme


@transaction.atomic
def remove_theme(*, theme, seen_version, by):
    """Remove a theme as it was seen; TransitionRefused where somebody has changed it since. Its history stays."""
    stored = Theme.objects.select_for_update().get(pk=theme.pk)
    if stored.version != seen_version:
        raise TransitionRefused([_("Somebody has changed the theme since you saw it. Look at it again.")])
    stored._history_user = by
    stored.delete()
