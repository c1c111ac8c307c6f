"""Acts on a person's calendar addresses: make, renew, end, take up again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from calendar_app.models import Subscription
from calendar_app.models.subscriptions import fingerprint
from ishoj_process.editing.acts import refuse
from ishoj_process.models import User

if TYPE_CHECKING:
    from django.forms import ModelForm


def reasons_against_another(user: User) -> list[str]:
    """Why the person may have no further address; an empty list where they may."""
    if user.subscriptions.in_use().count() < Subscription.MOST:
        return []
    return [_("You have %(most)s calendar addresses already. End one first.") % {"most": Subscription.MOST}]


@transaction.atomic
def make_subscription(*, form: ModelForm[Subscription], token: str, by: User) -> Subscription:
    """Store a new address with what its form says; raises Refused where there are enough."""
    _hold(by)
    refuse(reasons_against_another(by))
    # The fingerprint alone: who reads the database opens no calendar with it.
    form.instance.user, form.instance.token_hash = by, fingerprint(token)
    return form.save()


@transaction.atomic
def change_choice(*, form: ModelForm[Subscription]) -> Subscription:
    """Store what an address holds, and nothing else of it."""
    subscription = form.save(commit=False)
    # Not the whole row: its secret may have been renewed, or it may have been ended, since this page was made.
    subscription.save(update_fields=["label", "kinds", "reminder"])
    form.save_m2m()
    return subscription


def renew_address(*, subscription: Subscription, token: str) -> Subscription:
    """Give it another secret: from now on the old address opens nothing."""
    # `last_read_on` was of the old address: the new one nobody has fetched yet.
    Subscription.objects.filter(pk=subscription.pk).update(token_hash=fingerprint(token), last_read_on=None)
    return subscription


@transaction.atomic
def end_subscription(*, subscription: Subscription) -> None:
    """Let the address open nothing. It is kept for some weeks, so that a wrong click is undone; longer ones go."""
    now = timezone.now()
    # Only where it has not ended: a second click must not begin its weeks anew.
    Subscription.objects.filter(pk=subscription.pk, ended_at__isnull=True).update(ended_at=now)
    long_ago = now - timedelta(days=Subscription.UNDONE_WITHIN)
    Subscription.objects.filter(user=subscription.user, ended_at__lt=long_ago).delete()


@transaction.atomic
def take_up_again(*, subscription: Subscription) -> None:
    """Undo that it was ended: programs that have the address go on; raises Refused where there are enough."""
    _hold(subscription.user)
    if subscription.ended_at is None:
        return
    refuse(reasons_against_another(subscription.user))
    Subscription.objects.filter(pk=subscription.pk).update(ended_at=None)


def note_read(*, subscription: Subscription, on: date) -> None:
    """Keep the day on which a program fetched it last; once a day at most."""
    if subscription.last_read_on != on:
        Subscription.objects.filter(pk=subscription.pk).update(last_read_on=on)


def _hold(user: User) -> None:
    """One address is made after another, so that many at once do not pass the limit together."""
    user.locked()
