"""Store what somebody edited, without losing what somebody else stored in the meantime."""

from django.db import IntegrityError, transaction

from ishoj_process.models import Submission


class Refused(Exception):
    """An act that the rules do not allow. `reasons` are sentences for people."""

    code = "refused"

    def __init__(self, reasons: list[str]):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class MovedOn(Refused):
    """Refused since somebody else was quicker: what the user saw no longer holds. A page answers it with 409."""

    code = "moved_on"


def refuse(reasons: list[str]) -> None:
    """Raise Refused where there are reasons against an act; nothing where there are none."""
    if reasons:
        raise Refused(reasons)


class EditConflict(Exception):
    """The row was stored by somebody else since it was read. `stored` is the row as it now stands."""

    def __init__(self, stored):
        super().__init__(f"{stored!r} has moved on to version {stored.version}")
        self.stored = stored


@transaction.atomic
def store_edit(*, form, seen_version, by, stored=None):
    """Save the form's row with its next version; raise EditConflict where the row has moved on. Returns the row.

    `stored` is the row as it is stored, where the act holds it already.
    """
    row = form.instance
    if row.pk:
        stored = stored or row.locked()
        if stored.version != seen_version:
            raise EditConflict(stored)
    row.next_version(by=by)
    form.save()
    return row


@transaction.atomic
def remove_edited(*, row, seen_version, by):
    """Remove a row as it was seen; raise EditConflict where it has moved on. Its history stays, and tells who did."""
    try:
        stored = row.locked()
    except type(row).DoesNotExist:  # the other click of a double one was quicker
        return
    if stored.version != seen_version:
        raise EditConflict(stored)
    stored.delete_signed(by=by)


def led_to(token):
    """Where a form with this token led when it was carried out before; None where it was not."""
    return Submission.objects.filter(token=token).values_list("url", flat=True).first() if token else None


@transaction.atomic
def carry_out_once(*, token, act):
    """Run `act` unless a form with this token was carried out before; return the address it led to either way."""
    try:
        with transaction.atomic():
            receipt = Submission.objects.create(token=token)
    except IntegrityError:
        return Submission.objects.get(token=token).url
    receipt.url = act()
    receipt.save(update_fields=["url"])
    return receipt.url
