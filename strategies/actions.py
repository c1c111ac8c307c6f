"""Acts on the committees' track."""

from django.db import transaction


@transaction.atomic
def remove_activity(*, activity, by):
    """Remove an activity of a strategy. The row's history tells who did."""
    activity._history_user = by
    activity.delete()
