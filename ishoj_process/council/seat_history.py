"""What was done to seats, act by act: the rows of one act bear one mark in the history, and are taken back together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ishoj_process.dates.danish import moment_text
from ishoj_process.editing.acts import is_named_anywhere
from ishoj_process.models import Body, Seat, User


class What(models.TextChoices):
    """What was done. The words before a mark, so short ones."""

    ENTERED = "entered", gettext_lazy("a seat was entered")
    REMOVED = "removed", gettext_lazy("a seat was removed")
    ENDED = "ended", gettext_lazy("a seat was ended")
    TAKEN_OVER = "taken_over", gettext_lazy("a substitute took a seat over")
    GROUP = "group", gettext_lazy("a member changed group")
    ROLE = "role", gettext_lazy("a member got another role")
    TAKEN_BACK = "taken_back", gettext_lazy("the last change was taken back")


# An entry is taken back by removing the seat, and what was taken back is done once more.
TO_TAKE_BACK = (What.ENDED, What.TAKEN_OVER, What.GROUP, What.ROLE)


@dataclass(frozen=True)
class Hand:
    """Who carries out one act on seats, and the mark by which its rows are found."""

    by: User
    mark: str

    @classmethod
    def of(cls, what: What, by: User, key: str = "") -> Hand:
        return cls(by, f"{what.value} {key or uuid4().hex}")

    def store(self, seat: Seat) -> Seat:
        return seat.mark_history(self.mark).save_next(by=self.by)

    def remove(self, seat: Seat) -> None:
        seat.mark_history(self.mark).delete_signed(by=self.by)


@dataclass(frozen=True)
class Touched:
    """A seat as an act left it, and as it was before; None where the act made it."""

    record: Any
    before: Any

    @property
    def was_removed(self) -> bool:
        return bool(self.record.history_type == "-")


def touched_by(mark: str) -> list[Touched]:
    """Each seat that the act of a mark touched, in the order in which it did."""
    records: dict[int, Any] = {}
    first: dict[int, int] = {}
    for record in Seat.history.filter(history_change_reason=mark).order_by("history_id"):
        records[record.id] = record
        first.setdefault(record.id, record.history_id)
    return [Touched(record, _before(record.id, first[record.id])) for record in records.values()]


def _before(seat: int, history_id: int) -> Any:
    earlier = Seat.history.filter(id=seat, history_id__lt=history_id).order_by("-history_id").first()
    return None if earlier is None or earlier.history_type == "-" else earlier


def reasons_against_taking_back(rows: Iterable[Touched]) -> list[str]:
    """Why an act cannot be taken back; an empty list where it can."""
    for row in rows:
        if Seat.history.filter(id=row.record.id, history_id__gt=row.record.history_id).exists():
            return [_("A seat has been changed again since. Take that back first.")]
        seat = Seat.objects.filter(pk=row.record.id).first()
        if row.before is None and seat and is_named_anywhere(seat):
            return [_("Points, votes or answers hang on the new seat already. End it; nothing is taken back.")]
    return []


@dataclass(frozen=True)
class LastAct:
    """The newest act on the seats of a body, or on one seat, in words."""

    what: str
    who: str
    when: str
    mark: str  # empty: it is not taken back from here


def last_act(*, body: Body | None = None, seat: Seat | None = None) -> LastAct | None:
    """What was done last; None where nobody is known to have done anything."""
    rows = Seat.history.filter(id=seat.pk) if seat else Seat.history.filter(body=body)
    record = rows.select_related("history_user").order_by("-history_id").first()
    what = what_of(record.history_change_reason or "") if record else None
    if what is None:
        return None
    mark = record.history_change_reason if what in TO_TAKE_BACK else ""
    who = str(record.history_user or _("nobody is recorded"))
    return LastAct(str(what.label), who, moment_text(record.history_date), mark)


def what_of(mark: str) -> What | None:
    """What the act of a mark was; None for what this release does not know."""
    word = mark.partition(" ")[0]
    return What(word) if word in What.values else None
