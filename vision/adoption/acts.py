"""The vision's status; its adoption by the council at an agenda item of its meeting, once; and its new editions.

A new edition is begun as a copy, worked on beside the adopted one, and takes its place when it is adopted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.dates.rough import RoughDate
from ishoj_process.editing.acts import Refused, refuse
from ishoj_process.hierarchy.acts import change_status, reasons_against_move
from ishoj_process.models import (
    AgendaItem,
    Alignment,
    Body,
    CouncilTerm,
    GuidingLine,
    Level,
    MainPolicy,
    Meeting,
    PartyGroup,
    StatusChange,
    User,
    Vision,
    VisionAim,
)
from ishoj_process.models.status import meaning_of
from vision.drafts.acts import store_draft
from vision.models import Adoption

if TYPE_CHECKING:
    from django.db.models import QuerySet


COUNCIL = Body.Kind.COUNCIL
# The slug too: by it all editions are known as one vision.
COPIED = (
    "title", "slug", "summary", "text", "horizon", "position", "is_published",
    "line_word", "line_word_the", "line_words", "line_words_the", "source_url", "source_note",
)  # fmt: skip


def reasons_against_adoption(vision: Vision) -> list[str]:
    """Why the council may not adopt the vision as it stands; an empty list where it may."""
    reasons = reasons_against_move(vision, Level.Status.ADOPTED)
    if not GuidingLine.objects.filter(aim__vision=vision).exists():
        words = {"lines": vision.line_words}
        reasons.append(_("The vision has no %(lines)s. They are what the council adopts.") % words)
    return reasons


def reasons_against_item(item: AgendaItem, today: date) -> list[str]:
    """Why the vision may not be adopted at this agenda item; an empty list where it may."""
    meeting = item.meeting
    # The council acts in meetings (kommunestyrelsesloven § 8); theme meetings and seminars only prepare.
    if meeting.kind != Meeting.Kind.COUNCIL or not meeting.bodies.filter(kind=COUNCIL).exists():
        return [_("The vision is adopted at a council meeting. Theme meetings and seminars decide nothing.")]
    # The page offers no such item, but a meeting may be cancelled while the page is open.
    if meeting.is_cancelled:
        return [_("The meeting is cancelled.")]
    return [_("The meeting has not been held yet.")] if meeting.start_date > today else []


def items_to_adopt_at(today: date) -> QuerySet[AgendaItem]:
    """The open agenda items of council meetings that have begun, the latest meeting first."""
    meetings = Meeting.objects.filter(kind=Meeting.Kind.COUNCIL, bodies__kind=COUNCIL, start_date__lte=today)
    # The page of the vision names the item to the public, which may not read a closed one.
    items = AgendaItem.objects.filter(is_closed=False, meeting__in=meetings.exclude(state=Meeting.State.CANCELLED))
    return (
        items.select_related("meeting").prefetch_related("meeting__bodies").order_by("-meeting__start_date", "number")
    )


@transaction.atomic
def adopt_vision(
    *,
    vision: Vision,
    item: AgendaItem,
    is_unanimous: bool,
    dissenting_groups: Iterable[PartyGroup],
    dissent: str,
    note: str,
    by: User,
    today: date,
) -> Vision:
    """Freeze the wording as a draft of its own and adopt it with its guiding lines; Refused with reasons.

    Done twice it is done once: an adopted vision is returned as it is.
    """
    stored = vision.locked()
    if stored.meaning.is_in_force:
        return stored
    refuse([*reasons_against_adoption(stored), *reasons_against_item(item, today)])
    # Before the status moves, which freezes the wording: kept is what the council had before it.
    draft = store_draft(vision=stored, note=_("As the council adopted it."), by=by, on=today)
    adoption = Adoption.objects.create(
        vision=stored, item=item, draft=draft, is_unanimous=is_unanimous, dissent="" if is_unanimous else dissent
    )
    adoption.dissenting_groups.set([] if is_unanimous else dissenting_groups)
    move_vision(
        level=stored,
        to=Level.Status.ADOPTED,
        note=note,
        by=by,
        on=today,
        # The day of the decision, not of its recording.
        adopted_on=RoughDate.parse(item.meeting.start_date.isoformat()),
        adopted_by=item.meeting.bodies.get(kind=COUNCIL),
        adopted_at_item=item,
    )
    # `change_status` stores a row of its own: this one still has the old status.
    stored.refresh_from_db()
    hand_over(edition=stored, by=by, on=today)
    return stored


def reasons_against_vision_move(vision: Vision, to: str) -> list[str]:
    """As of any document; but a vision that awaits its decision is adopted by the council, with an act of its own."""
    if vision.meaning.awaits_decision and meaning_of(to).is_in_force:
        return [_("The council adopts the vision: record that with the agenda item where it did.")]
    return reasons_against_move(vision, to)


@transaction.atomic
def change_vision_status(*, level: Vision, to: str, by: User, on: date, **more: Any) -> StatusChange | None:
    """Move the vision's status; raises Refused with the reasons. Taken up again, it is adopted no more."""
    stored = level.locked()
    # The status that it has already is no move: a double click is not refused.
    if stored.status != to and (reasons := reasons_against_vision_move(stored, to)):
        raise Refused(reasons)
    change = move_vision(level=level, to=to, by=by, on=on, **more)
    if change and not meaning_of(to).is_decided:
        # A mistaken adoption is taken back as any status is; its wording stays among the drafts.
        Adoption.objects.filter(vision=level).delete()
        hand_back(edition=stored, by=by, on=on)
    return change


@transaction.atomic
def move_vision(*, level: Vision, to: str, by: User, **more: Any) -> StatusChange | None:
    """Move the vision's status as `change_status` does; its guiding lines are adopted with it, or drafts again."""
    change = change_status(level=level, to=to, by=by, **more)
    state = GuidingLine.State.ADOPTED if meaning_of(to).is_decided else GuidingLine.State.DRAFT
    # One by one, not update(): each line has a version and a history.
    for line in GuidingLine.objects.select_for_update().filter(aim__vision=level).exclude(state=state):
        line.state = state
        line.save_next(by=by)
    return change


def edition_given_up(vision: Vision) -> Vision | None:
    """The edition that was to take the vision's place, where it was given up."""
    edition = Vision.objects.filter(supersedes=vision).first()
    return edition if edition and edition.meaning.was_given_up else None


def reasons_against_new_edition(vision: Vision) -> list[str]:
    """Why no new edition of the vision may be begun now; an empty list where one may."""
    return [] if vision.meaning.is_in_force else [_("Only an adopted vision gets a new edition.")]


@transaction.atomic
def begin_new_edition(*, vision: Vision, term: CouncilTerm, note: str, by: User, on: date) -> Vision:
    """A copy of the adopted vision to work on, its guiding lines drafts again with all that they are tied to.

    Begun twice, it is begun once; one that was given up is taken up again as it was left, since only one edition can
    take the place of another. Raises Refused with the reasons.
    """
    stored = vision.locked()
    begun = Vision.objects.filter(supersedes=stored).first()
    if begun and not begun.meaning.was_given_up:
        return begun
    refuse(reasons_against_new_edition(stored))
    if begun:
        return _taken_up_again(begun, term, note, by, on)
    edition = Vision(
        **{name: getattr(stored, name) for name in COPIED},
        term=term,
        edition=stored.edition + 1,
        supersedes=stored,
        status=Level.Status.IN_PREPARATION,
    )
    edition.sign(by=by).save()
    # No move, but told like one: the history of an edition begins with it.
    StatusChange.objects.create(vision=edition, to_status=edition.status, note=note, on=on, by=by)
    for aim in stored.aims.prefetch_related("guiding_lines__alignments", "guiding_lines__themes"):
        _copy_aim(aim, edition, by)
    return edition


def _taken_up_again(edition: Vision, term: CouncilTerm, note: str, by: User, on: date) -> Vision:
    """The edition that was given up, under way again in this term."""
    stored = edition.locked()
    stored.term = term
    stored.save_next(by=by)
    change_status(level=stored, to=Level.Status.IN_PREPARATION, note=note, by=by, on=on)
    # `change_status` stores a row of its own: this one still has the old status.
    stored.refresh_from_db()
    return stored


def _copy_aim(aim: VisionAim, edition: Vision, by: User) -> None:
    copy = VisionAim(vision=edition, title=aim.title, position=aim.position).sign(by=by)
    copy.save()
    for line in aim.guiding_lines.all():
        _copy_line(line, copy, by)


def _copy_line(line: GuidingLine, aim: VisionAim, by: User) -> None:
    """The line with the themes that it grew from and the words of those who serve it."""
    fields = {name: getattr(line, name) for name in ("title", "explanation", "position")}
    copy = GuidingLine(aim=aim, **fields).sign(by=by)
    copy.save()
    copy.themes.set(line.themes.all())
    for row in line.alignments.all():
        places = {"strategy_id": row.strategy_id, "main_policy_id": row.main_policy_id}
        Alignment(guiding_line=copy, how=row.how, **places).sign(by=by).save()


def hand_over(*, edition: Vision, by: User, on: date) -> None:
    """What an adopted edition takes over from the one before it: its place, and the main policies under it."""
    before = edition.supersedes
    if before is None or not before.meaning.is_in_force:
        return
    # What was laid aside before keeps the line that said why.
    note = _("Superseded by edition %(number)s.") % {"number": edition.edition}
    change_status(level=before, to=Level.Status.SUPERSEDED, note=note, by=by, on=on)
    _move_policies(before, edition, by)  # type: ignore[arg-type]  # what a vision supersedes is a vision


def hand_back(*, edition: Vision, by: User, on: date) -> None:
    """An edition adopted by mistake gives the place back to the one before it."""
    before = edition.supersedes
    if before is None or not before.meaning.is_superseded:
        return
    note = _("In force again: the adoption of edition %(number)s was withdrawn.") % {"number": edition.edition}
    change_status(level=before, to=Level.Status.ADOPTED, note=note, by=by, on=on)
    _move_policies(edition, before, by)  # type: ignore[arg-type]  # as above


def _move_policies(source: Vision, target: Vision, by: User) -> None:
    # One by one, not update(): each has a version and a history.
    for policy in MainPolicy.objects.select_for_update().filter(vision=source):
        policy.vision = target
        policy.save_next(by=by)
