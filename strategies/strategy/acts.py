"""Moving the status of a policy or a strategy, held to the duty to hear where the term says so; new editions of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import Refused
from ishoj_process.hierarchy.acts import begin_edition, move_edition, reasons_against_move
from ishoj_process.models import Strategy, tie_to
from ishoj_process.models.status import meaning_of
from strategies.involvement.duty import missing_hearings, must_hear
from strategies.models import ConcreteSolution, Consultation, Milestone

if TYPE_CHECKING:
    from ishoj_process.models import Document, StatusChange, User

Part: TypeAlias = ConcreteSolution | Milestone


def reasons_against_decision(document: Document, to: str, today: date) -> list[str]:
    """Why the document may not take this status; the duty to hear refuses only where the term's setting says so."""
    reasons = reasons_against_move(document, to)
    # Not a matter of the term's setting: answers that were asked for must be able to change the text.
    if not meaning_of(to).may_be_heard and document.meaning.may_be_heard:
        running = Consultation.objects.running(today).filter(**tie_to(document))
        reasons += [_("It is out for consultation until %(day)s.") % {"day": row.deadline_text} for row in running]
    # What was adopted once is only set aside or taken up again by this: the hearing lies behind it.
    if meaning_of(to).is_decision and not document.was_adopted and must_hear(today):
        reasons += missing_hearings(document, today)
    return reasons


def reminders_before_decision(document: Document, today: date) -> list[str]:
    """What the duty to hear reminds of where it does not refuse."""
    is_on_the_way = any(meaning_of(to).is_decision for to in document.allowed_moves()) and not document.was_adopted
    return missing_hearings(document, today) if is_on_the_way and not must_hear(today) else []


def reasons_against_move_by_hand(document: Document, to: str, today: date) -> list[str]:
    """Why the status page may not move the document so; to adopt what was before decision is an act of its own."""
    # Only where it awaits decision: of a document found without a status the page records what is known.
    if meaning_of(to).is_in_force and document.meaning.awaits_decision:
        return [_("It is adopted at an agenda item. Use “Record the adoption” on its page.")]
    return reasons_against_decision(document, to, today)


@transaction.atomic
def move_by_hand(*, level: Document, to: str, by: User, on: date, **words: Any) -> StatusChange | None:
    """Move the status as the status page may; raises Refused with the reasons."""
    stored = level.locked()
    # The status that it already has is a double click, which `change_status` answers; to refuse it would alarm.
    if stored.status != to and (reasons := reasons_against_move_by_hand(stored, to, on)):
        raise Refused(reasons)
    return move_document(level=level, to=to, by=by, on=on, **words)


@transaction.atomic
def move_document(*, level: Document, to: str, by: User, on: date, **words: Any) -> StatusChange | None:
    """Move the document's status; raises Refused with the reasons. As `change_status` otherwise."""
    stored = level.locked("supersedes")
    if stored.status != to and (reasons := reasons_against_decision(stored, to, on)):
        raise Refused(reasons)
    change = move_edition(level=stored, to=to, by=by, on=on, **words)
    if change and meaning_of(to).is_in_force and stored.is_later_edition and stored.supersedes:
        before = cast("Document", stored.supersedes)
        since = {"created_at__gt": stored.created_at}
        if isinstance(before, Strategy):
            _follow(before.solutions.filter(**since), stored, by)
        _follow(before.milestones.filter(**since, reached_on=None), stored, by)
        _note_reached(before, stored, by)
    return change


@transaction.atomic
def begin_document_edition(*, level: Document, note: str, by: User, on: date) -> Document:
    """As `begin_edition` does, with its open milestones; of a strategy with who owns it together, what it also serves
    and its solutions.

    Files, activities and consultations are those of the edition that they were about.
    """

    def copy_parts(source: Document, edition: Document) -> None:
        if isinstance(source, Strategy) and isinstance(edition, Strategy):
            edition.co_owners.set(source.co_owners.all())
            edition.also_serves.set(source.also_serves.all())
            _follow(source.solutions.all(), edition, by)
        _follow(source.milestones.filter(reached_on=None), edition, by)

    return begin_edition(level=level, note=note, by=by, on=on, copy_parts=copy_parts)


# By what a part is known as the same in another edition, and what of it is taken along.
SAME: dict[type[Part], tuple[str, ...]] = {ConcreteSolution: ("title", "audience"), Milestone: ("title", "due")}
PART_FIELDS: dict[type[Part], tuple[str, ...]] = {
    ConcreteSolution: ("title", "audience", "target_group", "text", "position"),
    Milestone: ("title", "due", "note"),
}


def _follow(rows: Iterable[Part], edition: Document, by: User) -> None:
    """The parts follow to the edition, each once."""
    for row in rows:
        same = {name: getattr(row, name) for name in SAME[type(row)]}
        if not type(row).objects.filter(**tie_to(edition), **same).exists():
            words = {name: getattr(row, name) for name in PART_FIELDS[type(row)]}
            type(row)(**tie_to(edition), **words).sign(by=by).save()


def _note_reached(before: Document, edition: Document, by: User) -> None:
    """A milestone that was reached while the edition was worked on is reached in it, too."""
    for row in before.milestones.exclude(reached_on=None):
        for same in edition.milestones.filter(title=row.title, due=row.due, reached_on=None):
            same.reached_on = row.reached_on
            same.save_next(by=by)
