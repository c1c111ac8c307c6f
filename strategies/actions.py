"""Acts on the committees' track."""

from django.db import transaction

from ishoj_process.models import Strategy


@transaction.atomic
def store_activity(*, form, strategy, by):
    """Store an activity of the strategy, signed in the strategy's own history. Returns the Activity."""
    _sign(strategy, by)
    form.instance.strategy = strategy
    return form.save()


@transaction.atomic
def remove_activity(*, activity, by):
    """Remove an activity; a second time there is nothing left to remove."""
    _sign(activity.strategy, by)
    activity.delete()


def _sign(strategy, by):
    stored = Strategy.objects.select_for_update().get(pk=strategy.pk)
    stored.version += 1
    stored.updated_by = stored._history_user = by
    stored.save()
