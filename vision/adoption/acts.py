"""The vision's status; its adoption by the council at an agenda item of its meeting, once; and what comes after it.

A new edition is begun as a copy, a new vision empty; both are worked on beside the one in force, and take its place
when they are adopted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.dates.rough import RoughDate
from ishoj_process.editing.acts import Obstacle, Refused, refuse
from ishoj_process.hierarchy.acts import change_status, edition_begun, reasons_against_move
from ishoj_process.hierarchy.visions import in_force_on, is_later, stands_of_all
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
from ishoj_process.text.slugs import free_slug
from vision.drafts.acts import store_draft
from vision.models import Adoption

if TYPE_CHECKING:
    from django.db.models import QuerySet


COUNCIL = Body.Kind.COUNCIL
LINE_WORDS = ("line_word", "line_word_the", "line_words", "line_words_the")
# The slug too: by it all editions are known as one vision.
COPIED = (
    "title", "slug", "summary", "text", "horizon", "position", "is_published",
    *LINE_WORDS, "source_url", "source_note",
)  # fmt: skip
ADDRESS_WORD = "ny-vision"  # where the title gives no address


def reasons_against_adoption(vision: Vision) -> list[str]:
    """Why the council may not adopt the vision as it stands; an empty list where it may."""
    reasons = reasons_against_move(vision, Level.Status.ADOPTED)
    if not GuidingLine.objects.filter(aim__vision=vision).exists():
        text = _("The vision has no %(lines)s. They are what the council adopts.") % {"lines": vision.line_words}
        reasons.append(Obstacle(text, _("Write them"), vision.get_absolute_url()))
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
    take_place(vision=stored, by=by, on=today)
    return stored


def reasons_against_vision_move(vision: Vision, to: str) -> list[str]:
    """As of any document; but a vision that awaits its decision is adopted by the council, with an act of its own."""
    if vision.meaning.awaits_decision and meaning_of(to).is_in_force:
        return [_("The council adopts the vision: record that with the agenda item where it did.")]
    # Refused before it is looked at who stands in its place: that is no reason where the move is none.
    return reasons_against_move(vision, to) or _reasons_of_others(vision, to)


def _reasons_of_others(vision: Vision, to: str) -> list[str]:
    """That another is in force, where this one was superseded; or in the making, where this one would be again."""
    if vision.meaning.is_superseded and meaning_of(to).is_in_force:
        others = Vision.objects.in_force().exclude(pk=vision.pk)
        return [
            _("“%(document)s” is in force. Take back its adoption first.") % {"document": row.called} for row in others
        ]
    is_made_again = not _is_in_making(vision.status) and _is_in_making(to)
    return reasons_against_making(vision.term, apart_from=vision) if is_made_again else []


def _is_in_making(status: str) -> bool:
    meaning = meaning_of(status)
    return not (meaning.is_decided or meaning.was_given_up)


def reasons_against_making(term: CouncilTerm, *, apart_from: Vision | None = None) -> list[str]:
    """Why no vision may be made for the term now: one is, and two would each gather half of what is said."""
    others = Vision.objects.filter(term=term)
    found = [row for row in others if row != apart_from and _is_in_making(row.status)]
    text = _("“%(vision)s” is already being made for %(term)s. Finish it or give it up first.")
    return [
        Obstacle(text % {"vision": row.called, "term": term}, _("See the vision"), row.get_absolute_url())
        for row in found
    ]


def free_terms(today: date, *, apart_from: Vision | None = None) -> tuple[QuerySet[CouncilTerm], list[str]]:
    """The terms for which a vision may be made; where there is none, why not."""
    terms = CouncilTerm.objects.filter(ends__gte=today)
    against = {term.pk: reasons_against_making(term, apart_from=apart_from) for term in terms}
    taken = [pk for pk, reasons in against.items() if reasons]
    told = [reason for reasons in against.values() for reason in reasons] if len(taken) == len(against) else []
    return terms.exclude(pk__in=taken), told


@transaction.atomic
def change_vision_status(*, level: Vision, to: str, by: User, on: date, **more: Any) -> StatusChange | None:
    """Move the vision's status; raises Refused with the reasons. Taken up again, it is adopted no more."""
    stored = level.locked()
    # The status that it has already is no move: a double click is not refused.
    if stored.status != to and (reasons := reasons_against_vision_move(stored, to)):
        raise Refused(reasons)
    was_in_force = stored.meaning.is_in_force
    change = move_vision(level=level, to=to, by=by, on=on, **more)
    if change and meaning_of(to).is_in_force:
        take_place(vision=level.locked(), by=by, on=on)
    if change and not meaning_of(to).is_decided:
        # A mistaken adoption is taken back as any status is; its wording stays among the drafts.
        Adoption.objects.filter(vision=level).delete()
        if was_in_force:
            give_place_back(vision=stored, by=by, on=on)
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


def reasons_against_new_edition(vision: Vision) -> list[str]:
    """Why no new edition of the vision may be begun now; an empty list where one may."""
    return [] if vision.meaning.is_in_force else [_("Only an adopted vision gets a new edition.")]


@transaction.atomic
def begin_new_edition(*, vision: Vision, term: CouncilTerm, note: str, by: User, on: date) -> Vision:
    """A copy of the adopted vision to work on, its guiding lines drafts again with all that they are tied to.

    Begun twice, it is begun once; one that was given up is taken up again as it was left. Raises Refused with the
    reasons, one of which is that another vision is being made for the term.
    """
    stored = vision.locked()
    begun = edition_begun(stored)
    if begun and not begun.meaning.was_given_up:
        return begun
    refuse(reasons_against_new_edition(stored) or reasons_against_making(term, apart_from=begun))
    if begun:
        return _taken_up_again(begun, term, note, by, on)
    edition = Vision(
        **{name: getattr(stored, name) for name in COPIED},
        term=term,
        edition=stored.edition + 1,
        status=Level.Status.IN_PREPARATION,
    )
    _store_begun(edition, note, by, on)
    for aim in stored.aims.prefetch_related("guiding_lines__alignments", "guiding_lines__themes"):
        _copy_aim(aim, edition, by, with_ties=True)
    return edition


@transaction.atomic
def begin_new_vision(
    *, title: str, slug: str, term: CouncilTerm, with_lines: bool, is_published: bool, note: str, by: User, on: date
) -> Vision:
    """A vision of its own beside the one in force, which it takes the place of when the council adopts it.

    Empty, unless the guiding lines of the one in force are asked for: as drafts, and with none of their ties, since
    nobody has said yet how anything serves the new one. Begun twice it is begun once. Raises Refused with the reasons.
    """
    # The term is held, and no vision: of the first there is none to hold, and two would be begun at once.
    CouncilTerm.objects.select_for_update().get(pk=term.pk)
    same = Vision.objects.filter(term=term, title=title, status=Level.Status.IN_PREPARATION, text="").first()
    if same and StatusChange.objects.filter(vision=same, note=note, on=on, by=by).exists():
        return same
    refuse(reasons_against_making(term))
    before = vision_in_force_now()
    words = {name: getattr(before, name) for name in LINE_WORDS} if before else {}
    vision = Vision(
        title=title,
        slug=slug or free_slug(Vision, title, fallback=ADDRESS_WORD),
        term=term,
        is_published=is_published,
        status=Level.Status.IN_PREPARATION,
        **words,
    )
    _store_begun(vision, note, by, on)
    if before and with_lines:
        for aim in before.aims.prefetch_related("guiding_lines"):
            _copy_aim(aim, vision, by, with_ties=False)
    return vision


def _store_begun(vision: Vision, note: str, by: User, on: date) -> None:
    vision.supersedes = _free(vision_in_force_now())
    vision.sign(by=by).save()
    # No move, but told like one: the history of an edition begins with it.
    StatusChange.objects.create(vision=vision, to_status=vision.status, note=note, on=on, by=by)


def vision_in_force_now() -> Vision | None:
    """The one that is adopted and superseded by none, whatever the day."""
    stand = in_force_on(stands_of_all(), date.max)
    return Vision.objects.get(pk=stand.pk) if stand else None


def _free(before: Vision | None) -> Vision | None:
    """The vision, unless another is begun to take its place: which does, is settled when one is adopted."""
    taken = before and Vision.objects.filter(supersedes=before).exists()
    return None if taken else before


def _taken_up_again(edition: Vision, term: CouncilTerm, note: str, by: User, on: date) -> Vision:
    """The edition that was given up, under way again in this term."""
    stored = edition.locked()
    stored.term = term
    stored.save_next(by=by)
    change_status(level=stored, to=Level.Status.IN_PREPARATION, note=note, by=by, on=on)
    # `change_status` stores a row of its own: this one still has the old status.
    stored.refresh_from_db()
    return stored


def _copy_aim(aim: VisionAim, vision: Vision, by: User, *, with_ties: bool) -> None:
    copy = VisionAim(vision=vision, title=aim.title, position=aim.position).sign(by=by)
    copy.save()
    for line in aim.guiding_lines.all():
        _copy_line(line, copy, by, with_ties=with_ties)


def _copy_line(line: GuidingLine, aim: VisionAim, by: User, *, with_ties: bool) -> None:
    """The line; of an edition with the themes that it grew from and the words of those who serve it."""
    fields = {name: getattr(line, name) for name in ("title", "explanation", "position")}
    copy = GuidingLine(aim=aim, carries_on=line, **fields).sign(by=by)
    copy.save()
    if with_ties:
        copy.themes.set(line.themes.all())
        _follow(line.alignments.all(), copy, by)


def _follow(rows: Iterable[Alignment], target: GuidingLine, by: User) -> None:
    """The words of those who serve a line follow to the one that carries it on, each document once."""
    said = {(row.strategy_id, row.main_policy_id) for row in target.alignments.all()}
    for row in rows:
        places = {"strategy_id": row.strategy_id, "main_policy_id": row.main_policy_id}
        if (row.strategy_id, row.main_policy_id) not in said:
            Alignment(guiding_line=target, how=row.how, **places).sign(by=by).save()


def take_place(*, vision: Vision, by: User, on: date) -> None:
    """An adopted vision takes the place of the one in force; an edition takes over, too, what was tied to it since.

    One that turns out to have been adopted before the one in force takes no place: it is found, not decided.
    """
    others = [stand for stand in stands_of_all() if stand.pk != vision.pk]
    before = in_force_on(others, date.max)
    if before and not is_later(vision, before):
        return
    earlier = Vision.objects.get(pk=before.pk) if before else _known_before(vision)
    _tie(vision, earlier, by)
    for one in Vision.objects.in_force().exclude(pk=vision.pk):
        # What was laid aside before keeps the line that said why.
        note = _("Superseded by %(vision)s.") % {"vision": vision.called}
        change_status(level=one, to=Level.Status.SUPERSEDED, note=note, by=by, on=on)
    if earlier and earlier.slug == vision.slug:
        _follow_lines(earlier, vision, by)
        _move_policies(earlier, vision, by)


def _known_before(vision: Vision) -> Vision | None:
    """What it was begun to supersede, where that was decided and is in force no more."""
    before = vision.supersedes
    return before if before and before.was_adopted else None  # type: ignore[return-value]  # a vision, too


def give_place_back(*, vision: Vision, by: User, on: date) -> None:
    """A vision adopted by mistake gives the place back to the one before it."""
    before = vision.supersedes
    if before is None or not before.meaning.is_superseded:
        return
    note = _("In force again: the adoption of %(vision)s was withdrawn.") % {"vision": vision.called}
    change_status(level=before, to=Level.Status.ADOPTED, note=note, by=by, on=on)
    if before.slug == vision.slug:
        _move_policies(vision, before, by)  # type: ignore[arg-type]  # what a vision supersedes is a vision


def _tie(vision: Vision, before: Vision | None, by: User) -> None:
    """Settle which one it supersedes; another that was begun to do so finds its place when it is adopted itself."""
    if vision.supersedes_id == (before and before.pk):
        return
    for other in Vision.objects.select_for_update().filter(supersedes=before, supersedes__isnull=False):
        other.supersedes = None
        other.save_next(by=by)
    vision.supersedes = before
    vision.save_next(by=by)


def _follow_lines(before: Vision, edition: Vision, by: User) -> None:
    """What was said since the edition was begun of lines that it carries on."""
    for line in GuidingLine.objects.filter(aim__vision=edition, carries_on__aim__vision=before):
        since = Alignment.objects.filter(guiding_line=line.carries_on_id, created_at__gt=line.created_at)
        _follow(since, line, by)


def _move_policies(source: Vision, target: Vision, by: User) -> None:
    # One by one, not update(): each has a version and a history.
    for policy in MainPolicy.objects.select_for_update().filter(vision=source):
        policy.vision = target
        policy.save_next(by=by)
