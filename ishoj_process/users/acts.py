"""Acts on the people who log in: made, changed, closed, invited by mail, and deleted with the record kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms import ModelForm
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import EditConflict, Refused, hold_seen, is_named_anywhere, refuse
from ishoj_process.models import PublicStamp, User
from ishoj_process.rights import is_let_in
from ishoj_process.rules import holds

from .invitation import send_user_invitation

EDITED = ("name", "email", "role", "is_active")
AGAIN_AFTER = timedelta(minutes=1)  # a second press within it is a double click


@transaction.atomic
def store_user(*, form: ModelForm[User], seen_version: int | None, by: User) -> User:
    """Make a log-in, or change one; raises EditConflict, and Refused where somebody would shut themselves out."""
    user = form.instance
    if user.pk:
        stored = user.locked()
        if stored.version != seen_version:
            raise EditConflict(stored)
        refuse(_reasons_against_change(user, stored, by))
    else:
        # By the invitation's link the person chooses one that nobody else has known.
        user.set_unusable_password()
    user.count_version().sign_history(by=by)
    form.save()
    PublicStamp.raise_value()  # a name may stand on a page
    return user


def _reasons_against_change(changed: User, stored: User, by: User) -> list[str]:
    if stored.deleted_at:
        return [_("The log-in is deleted.")]
    if changed.pk != by.pk:
        return []
    reasons = []
    if changed.role != stored.role:
        reasons.append(_("You cannot take away your own role. Ask a colleague in the secretariat."))
    if not changed.is_active:
        reasons.append(_("You cannot close your own log-in. Ask a colleague in the secretariat."))
    return reasons


@transaction.atomic
def take_user_change_back(*, user: User, seen_version: int | None, by: User) -> User:
    """Undo the newest change of a log-in: name, address, role and whether it is open. Raises Refused, EditConflict.

    Returns the user.
    """
    stored = hold_seen(user, seen_version)
    before = version_before(stored)
    if before is None:
        refuse([_("Nothing of the log-in has been changed.")])
    changed = User.objects.get(pk=stored.pk)
    for name in EDITED:
        setattr(changed, name, getattr(before, name))
    refuse(_reasons_against_change(changed, stored, by))
    try:
        changed.full_clean(exclude=["password"])
    except ValidationError as error:
        raise Refused(error.messages) from error
    changed.count_version().sign_history(by=by)
    changed.save()
    PublicStamp.raise_value()
    return changed


def version_before(user: User) -> Any:
    """How the log-in was before its newest change; None where nothing was changed, or it was deleted."""
    newest = list(user.history.order_by("-history_id")[:2])
    return newest[1] if len(newest) == 2 and not user.deleted_at else None


@transaction.atomic
def invite_user(*, user: User, site: str, by: User, now: datetime) -> User:
    """Send a link to choose a password, after the transaction; again as often as it is asked for. Returns the user."""
    stored = user.locked()
    refuse(reasons_against_invitation(stored))
    if stored.invited_at and now - stored.invited_at < AGAIN_AFTER:
        return stored
    stored.invited_at = now
    stored.save(update_fields=["invited_at"])
    transaction.on_commit(lambda: send_user_invitation.enqueue(stored.pk, site))
    return stored


def reasons_against_invitation(user: User) -> list[str]:
    """Why nobody can be invited to this log-in; an empty list where they can."""
    if user.deleted_at or not user.is_active:
        return [_("The log-in is closed.")]
    if user.last_login:
        return [_("%(name)s has logged in, and gets a new password under “Forgotten password”.") % {"name": user}]
    if not holds(is_let_in(), user):
        return [_("Nobody can be written to at this address.")]
    return []


@transaction.atomic
def delete_user(*, user: User, by: User) -> None:
    """Delete a log-in; name and role stay where the person did something, and their seats end with this day."""
    if user.pk == by.pk:
        refuse([_("You cannot delete your own log-in. Ask a colleague in the secretariat.")])
    stored = user.locked()
    if not stored.deleted_at:
        stored.delete()


@transaction.atomic
def remove_unused_user(*, user: User, by: User) -> None:
    """Remove a log-in that was made by mistake and that nobody has used: no trace of it stays. Raises Refused.

    Who has been invited, has logged in or is named by anything at all is deleted and not removed (`delete_user`).
    """
    stored = user.locked()
    if stored.invited_at or stored.last_login or is_named_anywhere(stored):
        refuse([_("%(name)s is invited, or something hangs on the log-in already.") % {"name": stored}])
    # Not the user's own `delete`, which keeps a row for what somebody has done.
    key = stored.pk
    models.Model.delete(stored)
    User.history.filter(id=key).delete()
    PublicStamp.raise_value()
