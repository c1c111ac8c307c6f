"""Acts on the documents of the hierarchy: move a status, say how a document serves a guiding line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.db import transaction
from django.db.models import Q
from django.forms import ModelForm
from django.utils.translation import gettext as _

from ishoj_process.dates.rough import RoughDate
from ishoj_process.editing.acts import EditConflict, refuse, store_edit
from ishoj_process.models import AgendaItem, Alignment, Body, Level, MainPolicy, StatusChange, Strategy, User
from ishoj_process.models.status import label_of, meaning_of
from ishoj_process.text.plain import is_blank

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ishoj_process.models.hierarchy import LevelQuerySet

AnyLevel = TypeVar("AnyLevel", bound=Level)

# The slug too: by it all editions are known as one document. Its adoption, its review and what it replaces are its own.
WORDS = ("title", "slug", "summary", "text", "position", "is_published", "source_url", "source_note")
EDITION_FIELDS: dict[type[Level], tuple[str, ...]] = {
    MainPolicy: (*WORDS, "vision", "lead_committee"),
    Strategy: (
        *WORDS, "main_policy", "owner", "kind", "period_from", "period_to", "is_cross_cutting", "official_role",
        "deciding_body",
    ),
}  # fmt: skip


def reasons_against_move(level: Level, to: str) -> list[str]:
    """Why the document may not go from its status to this one, whatever else is known; empty where it may."""
    if to not in level.allowed_moves():
        words = {"from": level.status_text, "to": label_of(to)}
        return [_("From “%(from)s” the status cannot be changed to “%(to)s”.") % words]
    return _reasons_of_editions(level, to)


def _reasons_of_editions(level: Level, to: str) -> list[str]:
    """That another edition is in force where this one was superseded, or is worked on where it would be again."""
    if level.meaning.is_superseded and meaning_of(to).is_in_force:
        return _reasons_of_heirs(level)
    begun = edition_begun(level) if level.was_adopted and not meaning_of(to).is_decided else None
    if begun and not begun.meaning.was_given_up:
        return [_("“%(document)s” has been begun. Give it up first.") % {"document": begun.called}]
    return []


def _reasons_of_heirs(level: Level) -> list[str]:
    """That another is in force in its place, or took it and was laid aside since: the last of a chain comes back."""
    heirs = type(level).objects.filter(Q(supersedes=level) | Q(slug=level.slug)).exclude(pk=level.pk)
    in_force = _("“%(document)s” is in force. Take back its adoption first.")
    if found := [in_force % {"document": row.called} for row in heirs.in_force()]:
        return found
    later = [row for row in heirs if row.supersedes_id == level.pk and row.was_adopted]
    return [_("“%(title)s” has taken its place.") % {"title": row.called} for row in later]


def editions_of(level: AnyLevel) -> LevelQuerySet[AnyLevel]:
    """All editions of the document; they share its address."""
    return cast("LevelQuerySet[AnyLevel]", type(level).objects.filter(slug=level.slug))


def edition_begun(level: AnyLevel) -> AnyLevel | None:
    """The edition after this one that has not been adopted: one that is worked on, or that was given up."""
    later = editions_of(level).filter(edition__gt=level.edition).order_by("-edition")
    return next((edition for edition in later if not edition.was_adopted), None)


def edition_given_up(level: AnyLevel) -> AnyLevel | None:
    """The edition that was to take its place, where it was given up."""
    edition = edition_begun(level)
    return edition if edition and edition.meaning.was_given_up else None


def reasons_against_status(
    level: Level, to: str, *, adopted_on: RoughDate | None = None, adopted_by: Body | None = None
) -> list[str]:
    """Why the document may not take this status; an empty list where it may."""
    missing = missing_of_adoption(level, to, adopted_on=adopted_on, adopted_by=adopted_by)
    return [*reasons_against_move(level, to), *missing.values()]


def missing_of_adoption(
    level: Level, to: str, *, adopted_on: RoughDate | None, adopted_by: Body | None
) -> dict[str, str]:
    """What an adoption must state and does not yet: {field: reason}; empty for every other status."""
    if not meaning_of(to).is_in_force or level.was_adopted:  # one in force again was adopted before
        return {}
    missing = {}
    if not (adopted_on or level.adopted_on):
        missing["adopted_on"] = _("State when it was adopted.")
    if not (adopted_by or level.adopted_by_id):
        missing["adopted_by"] = _("State who adopted it.")
    return missing


@transaction.atomic
def change_status(
    *,
    level: Level,
    to: str,
    note: str,
    by: User | None,
    on: date,
    adopted_on: RoughDate | None = None,
    adopted_by: Body | None = None,
    adopted_at_item: AgendaItem | None = None,
) -> StatusChange | None:
    """Move the document's status, with a line of text saying why; raises Refused with the reasons.

    `on` is the process's day. Moving to the status that it already has changes nothing (a double click).
    Returns the StatusChange, or None where nothing changed.
    """
    # Held: of two who move it at once, the second is judged by where the first left it.
    stored = type(level).objects.select_for_update().get(pk=level.pk)
    if stored.status == to:
        return None
    refuse(reasons_against_status(stored, to, adopted_on=adopted_on, adopted_by=adopted_by))
    if is_blank(note):
        refuse([_("Say why: each move keeps a line for those who read on.")])
    change = StatusChange(
        from_status=stored.status, to_status=to, note=note, on=on, by=by, **{StatusChange.field_for(stored): stored}
    )
    # What was noted, or doubted, was said of the status before.
    stored.status, stored.status_note, stored.is_unconfirmed = to, "", False
    stored.superseded_on = on if stored.meaning.is_superseded else None
    _set_adoption(stored, adopted_on, adopted_by, adopted_at_item)
    stored.save_next(by=by)
    change.save()
    return change


@transaction.atomic
def move_edition(*, level: Level, to: str, by: User, on: date, **words: Any) -> StatusChange | None:
    """Move the status as `change_status` does; an edition takes the place of the one before it, or gives it back."""
    was_in_force = level.locked().meaning.is_in_force
    change = change_status(level=level, to=to, by=by, on=on, **words)
    stored = level.locked()
    if change and stored.meaning.is_in_force:
        take_place(edition=stored, by=by, on=on)
    elif change and was_in_force and not stored.was_adopted:
        give_place_back(edition=stored, by=by, on=on)
    return change


def take_place(*, edition: Level, by: User, on: date) -> None:
    """What an adopted edition takes over from the one before it: its place, and what was tied to it."""
    before = edition.supersedes
    if before is None or not edition.is_later_edition:
        return
    # What was laid aside before keeps the line that said why.
    if before.meaning.is_in_force:
        note = _("Superseded by %(vision)s.") % {"vision": edition.called}
        change_status(level=before, to=Level.Status.SUPERSEDED, note=note, by=by, on=on)
    # Of what the edition had when it was begun, some may have been taken out on purpose: only what came since follows.
    follow_alignments(alignments_of(before).filter(created_at__gt=edition.created_at), edition, by=by)
    _move_below(before, edition, by)


def give_place_back(*, edition: Level, by: User, on: date) -> None:
    """An edition adopted by mistake gives the place back to the one before it."""
    before = edition.supersedes
    if before is None or not before.meaning.is_superseded:
        return
    note = _("In force again: the adoption of %(vision)s was withdrawn.") % {"vision": edition.called}
    change_status(level=before, to=Level.Status.ADOPTED, note=note, by=by, on=on)
    _move_below(edition, before, by)


def alignments_of(level: Level) -> QuerySet[Alignment]:
    """What a policy or a strategy says of how it serves guiding lines."""
    return Alignment.objects.filter(**{StatusChange.field_for(level): level})


def follow_alignments(rows: Iterable[Alignment], edition: Level, *, by: User) -> None:
    """What a document says of how it serves guiding lines follows to its edition, once for each line."""
    said = {row.guiding_line_id for row in alignments_of(edition)}
    tie = {StatusChange.field_for(edition): edition}
    for row in rows:
        if row.guiding_line_id not in said:
            Alignment(guiding_line_id=row.guiding_line_id, how=row.how, **tie).sign(by=by).save()


def _move_below(source: Level, target: Level, by: User) -> None:
    """What lies below a main policy, or serves it beside its home, goes along with it."""
    if not (isinstance(source, MainPolicy) and isinstance(target, MainPolicy)):
        return
    # One by one, not update(): each has a version and a history. What was superseded keeps the home that it had.
    lying = Strategy.objects.select_for_update().exclude(status=Level.Status.SUPERSEDED)
    for strategy in lying.filter(main_policy=source):
        strategy.main_policy = target
        strategy.save_next(by=by)
    for strategy in lying.filter(also_serves=source):
        strategy.also_serves.remove(source)
        strategy.also_serves.add(target)
        strategy.save_next(by=by)


def reasons_against_edition(level: Level) -> list[str]:
    """Why no new edition of the document may be begun now; an empty list where one may."""
    return [] if level.meaning.is_in_force else [_("Only what is adopted gets a new edition.")]


@transaction.atomic
def begin_edition(
    *, level: AnyLevel, note: str, by: User, on: date, copy_parts: Callable[[AnyLevel, AnyLevel], None] | None = None
) -> AnyLevel:
    """A copy of the adopted document to work on beside it, with what it says of how it serves the vision.

    Begun twice, it is begun once; one that was given up is taken up again as it was left. Raises Refused with the
    reasons. `copy_parts` takes along what hangs on the document in a package above.
    """
    stored = level.locked()
    begun = edition_begun(stored)
    if begun and not begun.meaning.was_given_up:
        return begun
    refuse(reasons_against_edition(stored))
    if begun:
        change_status(level=begun, to=Level.Status.IN_PREPARATION, note=note, by=by, on=on)
        begun.refresh_from_db()
        return begun
    words = {name: getattr(stored, name) for name in EDITION_FIELDS[type(stored)]}
    edition = type(stored)(**words, edition=stored.edition + 1, supersedes=stored, status=Level.Status.IN_PREPARATION)
    edition.sign(by=by).save()
    tie = {StatusChange.field_for(edition): edition}
    # No move, but told like one: the history of an edition begins with it.
    StatusChange.objects.create(to_status=edition.status, note=note, on=on, by=by, **tie)
    follow_alignments(alignments_of(stored), edition, by=by)
    if copy_parts:
        copy_parts(stored, edition)
    return edition


@transaction.atomic
def keep_status(*, level: Level, note: str, by: User | None, on: date) -> StatusChange | None:
    """Say with a line of text that the document still stands where it did, so that others know that it was looked at.

    The same line by the same person on the same day is a double click. Returns the StatusChange, or None where
    nothing was added. Raises Refused where there is no status to keep, or no line.
    """
    stored = type(level).objects.select_for_update().get(pk=level.pk)
    if not stored.status or is_blank(note):
        refuse([_("Say why: each move keeps a line for those who read on.")])
    tie = {StatusChange.field_for(stored): stored}
    latest = StatusChange.objects.filter(**tie).first()
    if latest and (latest.to_status, latest.note, latest.on, latest.by) == (stored.status, note, on, by):
        return None
    return StatusChange.objects.create(
        from_status=stored.status, to_status=stored.status, note=note, on=on, by=by, **tie
    )


def _set_adoption(level: Level, on: RoughDate | None, body: Body | None, item: AgendaItem | None) -> None:
    """An adopted document keeps when, by whom and where; one that is taken up again loses the date."""
    if level.meaning.is_in_force:
        level.adopted_on = on or level.adopted_on
        level.adopted_by = body or level.adopted_by
        level.adopted_at_item = item or level.adopted_at_item
    # One that is superseded keeps all three, for it was adopted once.
    elif not level.was_adopted:
        level.adopted_on = level.adopted_by = level.adopted_at_item = None


@transaction.atomic
def store_alignment(*, form: ModelForm[Alignment], seen_version: int | None, by: User | None) -> Alignment:
    """Store how a document serves a guiding line, once for each line; raises EditConflict where another one did."""
    row = form.instance
    same = {"guiding_line": row.guiding_line, "strategy": row.strategy, "main_policy": row.main_policy}
    # Asked here: the document is no field of the form, and Django checks no constraint of a field left out.
    if other := Alignment.objects.select_for_update().filter(**same).exclude(pk=row.pk).first():
        raise EditConflict(other)
    return store_edit(form=form, seen_version=seen_version, by=by)
