"""What all acts share: stored without losing what somebody else stored, carried out once, refused with the reasons."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Self, TypeAlias, TypeVar
from uuid import UUID, uuid5

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import ForeignObjectRel, Model, QuerySet
from django.forms import ModelForm
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ishoj_process.models import Submission, User
from ishoj_process.models.base import Counted, Recorded

logger = logging.getLogger(__name__)

Row = TypeVar("Row", bound=Recorded)
Held = TypeVar("Held", bound=Counted)
Files: TypeAlias = MultiValueDict[str, UploadedFile]


class Refused(Exception):
    """An act that the rules do not allow. `reasons` are sentences for people."""

    code = "refused"

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class Obstacle(str):
    """A reason against an act that somebody can remove: a sentence like any other, with the link that leads there."""

    way: tuple[str, str]

    def __new__(cls, text: str, label: str | Promise, url: str) -> Self:
        obstacle = super().__new__(cls, text)
        obstacle.way = (str(label), url)
        return obstacle

    def __str__(self) -> Self:
        return self  # wherever reasons are made text the link goes along


def way_out_of(reason: object) -> tuple[str, str] | None:
    """Words and address of what removes a reason; None of one that nobody can remove from a page."""
    return reason.way if isinstance(reason, Obstacle) else None


class MovedOn(Refused):
    """Refused since somebody else was quicker: what the user saw no longer holds. A page answers it with 409."""

    code = "moved_on"


# What must be once, and what is pointed at (PostgreSQL: 23505, 23503). A check is broken by one request alone, and so
# is a column that may not be empty: both are faults of ours.
RACED = ("UNIQUE constraint failed", "FOREIGN KEY constraint failed")
RACED_STATES = {"23505", "23503"}
QUICKER_TEXT = gettext_lazy("Somebody else has stored changes here in the meantime. Look at them, and save again then.")


def was_quicker(error: Exception) -> bool:
    """Whether the database refused what somebody else stored since it was looked at; noted, as a fault looks alike."""
    if not isinstance(error, IntegrityError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    is_raced = state in RACED_STATES or any(words in str(error) for words in RACED)
    if is_raced:
        # Its first line: the next one holds what was typed.
        logger.error("Refused by the database: %s", str(error).partition("\n")[0])
    return is_raced


def refuse(reasons: list[str]) -> None:
    """Raise Refused where there are reasons against an act; nothing where there are none."""
    if reasons:
        raise Refused(reasons)


class EditConflict(Exception):
    """The row was stored by somebody else since it was read. `stored` is the row as it now stands."""

    stored: Any  # a row of the model that the form was made for, read by its fields

    def __init__(self, stored: Counted) -> None:
        super().__init__(f"{stored!r} has moved on to version {stored.version}")
        self.stored = stored


@transaction.atomic
def store_edit(*, form: ModelForm[Row], seen_version: int | None, by: User | None, stored: Row | None = None) -> Row:
    """Save the form's row with its next version; raise EditConflict where the row has moved on. Returns the row.

    `stored` is the row as it is stored, where the act holds it already.
    """
    row = form.instance
    if row.pk:
        # Read anew, since the form has already written what was typed on its own instance.
        stored = stored or row.locked()
        if stored.version != seen_version:
            raise EditConflict(stored)
    row.next_version(by=by)
    form.save()
    return row


@transaction.atomic
def is_named_anywhere(row: Model) -> bool:
    """Whether any row points at this one. Every table is asked, hidden ones and earlier versions, too.

    A list of names would miss the table that is made next. Of rows that are removed nothing counts: what somebody
    entered by mistake and took back would else hold what it named for ever.
    """
    return any(
        _standing(relation).filter(**{relation.field.name: row}).exists()
        for relation in row._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
    )


def _standing(relation: ForeignObjectRel) -> QuerySet[Any]:
    """The rows of a relation's table; of earlier versions those of rows that are still there."""
    table = relation.related_model
    rows: QuerySet[Any] = table._base_manager.all()
    of: Any = getattr(table, "instance_type", None)
    # Who removed something did it, whatever has become of it.
    if of is None or relation.field.name == "history_user":
        return rows
    return rows.filter(**{f"{of._meta.pk.attname}__in": of._base_manager.order_by().values("pk")})


def hold_seen(row: Held, seen_version: int | None) -> Held:
    """The row as it is stored, held; EditConflict where it has moved on since it was seen. None: nobody saw it."""
    stored = row.locked()
    if seen_version is not None and stored.version != seen_version:
        raise EditConflict(stored)
    return stored


def remove_edited(*, row: Recorded, seen_version: int | None, by: User | None) -> None:
    """Remove a row as it was seen; raise EditConflict where it has moved on. Its history stays, and tells who did."""
    try:
        stored = row.locked()
    except type(row).DoesNotExist:  # the other click of a double one was quicker
        return
    if stored.version != seen_version:
        raise EditConflict(stored)
    # Not the row that was handed over: what may be deleted is what the version was compared with.
    stored.delete_signed(by=by)


def sending_of(data: QueryDict, files: Files | None = None, at: str = "token") -> UUID | None:
    """What both sendings of a double click have in common: the token of the form, and the words that were in it.

    Other words under the same token are another sending: somebody went back and wrote on, and must not be led to what
    was stored before. None of what no page of ours sends.
    """
    try:
        token = UUID(data.get(at, ""))
    except ValueError:
        return None
    said = sorted((name, values) for name, values in data.lists() if name not in (at, "csrfmiddlewaretoken"))
    sent = sorted((name, [(file.name, file.size) for file in each]) for name, each in files.lists()) if files else []
    return uuid5(token, repr((said, sent)))


def led_to(sending: UUID | None) -> str | None:
    """Where this sending of a form led when it was carried out before; None where it was not."""
    return Submission.objects.filter(token=sending).values_list("url", flat=True).first() if sending else None


@transaction.atomic
def carry_out_once(*, sending: UUID | None, act: Callable[[], str]) -> str:
    """Run `act` unless this sending of a form was carried out before; return the address it led to either way."""
    if sending is None:
        return act()
    try:
        with transaction.atomic():
            # The key makes the second of two at once wait and then fail; the savepoint lets it go on after that.
            receipt = Submission.objects.create(token=sending)
    except IntegrityError:
        return Submission.objects.get(token=sending).url
    receipt.url = act()
    receipt.save(update_fields=["url"])
    return receipt.url
