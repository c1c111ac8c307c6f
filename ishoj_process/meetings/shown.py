"""Meetings, their agenda items and who was there, as one reader may see them: pages, papers and feeds get these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from ishoj_process import rights
from ishoj_process.models import (
    AgendaItem,
    Attachment,
    Attendance,
    Body,
    Case,
    FollowUp,
    ItemCorrection,
    Level,
    Meeting,
    Seat,
    Treatment,
    User,
)
from ishoj_process.models.council import SeatQuerySet

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


Meetings = TypeVar("Meetings", bound=QuerySet[Meeting])


def visible_meeting(request: HttpRequest, pk: int) -> Meeting:
    """The meeting; 404 for those who may not know that it exists."""
    meeting = get_object_or_404(for_page(Meeting.objects.all()), pk=pk)
    # 404 and not 403: a 403 would tell that there is such a meeting.
    if not rights.can_see_meeting(request.user, meeting):
        raise Http404
    return meeting


def for_page(meetings: Meetings) -> Meetings:
    """A meeting with all that its lines of text are made of, so that showing it asks no more."""
    tied = ("before__before", "track__plan__adopted_at", "track__plan__term", "term")
    return meetings.select_related(*tied).prefetch_related("bodies", "before__bodies")


def shown_meetings(user: AnyUser, name: str = "meeting") -> Prefetch:
    """To prefetch: the meeting that each row names as far as the reader may know of it, else None."""
    # Prefetched: a join would bring along a meeting that the reader may not see.
    return Prefetch(name, Meeting.objects.visible_to(user).select_related("term").prefetch_related("bodies"))


def visible_before(user: AnyUser, meeting: Meeting) -> Meeting | None:
    """The meeting that this one is held before, where the reader may know of it."""
    return meeting.before if meeting.before and rights.can_see_meeting(user, meeting.before) else None


def seats_at(meeting: Meeting) -> SeatQuerySet:
    """The seats of the meeting's bodies that somebody holds on its first day, or else from its term's first day on."""
    return Seat.objects.on(meeting.seats_day).filled().filter(body__in=meeting.bodies.all())


def invited(meeting: Meeting) -> QuerySet[User]:
    """Those who sit in the meeting's bodies on the day whose seats count, each once; substitutes when called."""
    seats = seats_at(meeting).exclude(role=Seat.Role.SUBSTITUTE)
    # Through the keys: who sits in two of the bodies would stand twice by a join.
    return User.objects.mailable().filter(pk__in=seats.values("user")).order_by("name", "pk")


@dataclass(frozen=True)
class AttendanceLine:
    """One line of the minutes: `Til stede`, with the attendances that it gathers."""

    label: str
    rows: list[Attendance]


def expected_members(meeting: Meeting) -> list[User]:
    """Those who sit in the meeting's bodies that day, and whoever the minutes name already."""
    # Seats change hands: who was noted down stays in the minutes.
    named = Attendance.objects.filter(meeting=meeting).values("user")
    return list((invited(meeting) | User.objects.filter(pk__in=named)).order_by("name", "pk").distinct())


def possible_substitutes(meeting: Meeting) -> list[User]:
    """Those who have a substitute's seat in the meeting's bodies that day, and whoever the minutes name already."""
    named = Attendance.objects.filter(meeting=meeting, substitute__isnull=False).values("substitute")
    found = User.objects.filter(pk__in=seats_at(meeting).filter(role=Seat.Role.SUBSTITUTE).values("user"))
    return list((found | User.objects.filter(pk__in=named)).order_by("name", "pk").distinct())


def attendance_lines(meeting: Meeting) -> list[AttendanceLine]:
    """The attendance for reading, one line for each state that somebody has; empty where none is recorded."""
    rows = list(meeting.attendances.select_related("user", "substitute"))
    lines = [
        AttendanceLine(state.label.capitalize(), [row for row in rows if row.state == state])
        for state in Attendance.State
    ]
    return [line for line in lines if line.rows]


Section = AgendaItem.Section

ITEM_FACTS = ("attachments", "corrections", "running_numbers__body", "minority_statements", "follow_ups")
# Of the documents that an item treats the agenda says the name and the status.
NOT_SAID = ("text", "summary", "source_url", "source_note", "status_note", "adopted_on")


@dataclass(frozen=True)
class ShownSection:
    """A part of an item's text under its heading."""

    section: Section | None  # none of the item's own: what a minority stated
    label: str
    html: str


@dataclass(frozen=True)
class ShownEffect:
    """A document that the item treats, with what the decision does to it as far as that is said."""

    level: Level
    text: str


@dataclass(frozen=True)
class ShownItem:
    """What one reader may see of an agenda item; of a withheld one the public title and decision, and its number."""

    pk: int
    number: int
    title: str
    day: date | None
    is_closed: bool
    is_withheld: bool
    is_withdrawn: bool = False
    has_decision: bool = False
    running_numbers: str = ""
    sections: list[ShownSection] = field(default_factory=list)
    deciding_body: Body | None = None
    attachments: list[Attachment] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    effects: list[ShownEffect] = field(default_factory=list)
    case: Case | None = None
    late_reason: str = ""
    withdrawn_reason: str = ""
    corrections: list[ItemCorrection] = field(default_factory=list)
    statements: list[tuple[int, str]] = field(default_factory=list)  # of minorities: [(key, by whom)]
    follow_ups: list[FollowUp] = field(default_factory=list)

    @property
    def decision(self) -> str:
        """What was decided, as far as it is shown: of a withheld item the public decision."""
        shown = Section.PUBLIC_DECISION if self.is_withheld else Section.DECISION
        return next((row.html for row in self.sections if row.section is shown), "")


def with_item_facts(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """A set of items with all that showing them asks for, in a fixed number of queries."""
    return items.select_related("deciding_body", "case").prefetch_related(*item_facts())


def item_facts(prefix: str = "") -> list[str | Prefetch]:
    """What is read along with items that lie at the end of a path, such as `item__`."""
    documents = [
        Prefetch(f"{prefix}treatments__{name}", level.objects.defer(*NOT_SAID))
        for level, name in Treatment.LEVEL_FIELDS.items()
    ]
    return [*(f"{prefix}{name}" for name in ITEM_FACTS), *documents]


def shown_agenda(user: AnyUser, meeting: Meeting) -> list[ShownItem]:
    """The items of the meeting as this reader may see them; none of an agenda that they may not see."""
    if not rights.can_see_agenda(user, meeting):
        return []
    items = with_item_facts(meeting.items.all())
    for item in items:
        # The one at hand, with all that is loaded of it: else each item would ask for its own.
        item.meeting = meeting
    return [shown_item(user, item) for item in items]


def shown_item(user: AnyUser, item: AgendaItem) -> ShownItem:
    """The item as this reader may see it; of a closed one the public title and public decision alone."""
    common: dict[str, Any] = {
        "pk": item.pk,
        "number": item.number,
        "day": item.day,
        "is_closed": item.is_closed,
        "is_withdrawn": item.is_withdrawn,
        "running_numbers": _numbers(item),
    }
    sees_minutes = rights.can_see_minutes(user, item.meeting)
    common["has_decision"] = sees_minutes and bool(item.outcome or item.decision or item.public_decision)
    # Made of what it may say, not of the whole with parts taken out: a field that is added later starts hidden.
    if item.is_closed and not rights.can_see_closed_items(user, item.meeting):
        shown = [Section.PUBLIC_DECISION] if sees_minutes else []
        return ShownItem(**common, title=item.public_title, is_withheld=True, sections=_sections(item, shown))
    minutes = [Section.DECISION, *([Section.PUBLIC_DECISION] if item.is_closed else [])] if sees_minutes else []
    treatments = [row for row in item.treatments.all() if rights.can_see_level(user, row.level)]
    return ShownItem(
        **common,
        title=item.title,
        is_withheld=False,
        sections=[*_sections(item, [*AgendaItem.PRESENTATION, *minutes]), *(_statements(item) if sees_minutes else [])],
        deciding_body=item.deciding_body,
        attachments=list(item.attachments.all()),
        levels=[row.level for row in treatments],
        # What it does to a document is told with what was decided.
        effects=[ShownEffect(row.level, row.get_effect_display() if sees_minutes else "") for row in treatments],
        case=item.case,
        late_reason=item.late_reason,
        withdrawn_reason=item.withdrawn_reason,
        corrections=list(item.corrections.all()),
        statements=[(row.pk, row.by_whom) for row in item.minority_statements.all()] if sees_minutes else [],
        # As `sees_follow_up` has it: the item is read here, and its minutes were asked for.
        follow_ups=list(item.follow_ups.all()) if sees_minutes and rights.can_see_follow_ups(user) else [],
    )


def _numbers(item: AgendaItem) -> str:
    """`159/2023`; of a joint meeting one for each body, with its name."""
    numbers = item.running_numbers.all()
    if len(numbers) < 2:
        return "".join(str(row) for row in numbers)
    return ", ".join(f"{row} ({row.body.short_name})" for row in numbers)


def _sections(item: AgendaItem, sections: Iterable[Section]) -> list[ShownSection]:
    return [ShownSection(section, section.label, html) for section in sections if (html := _html(item, section))]


def _html(item: AgendaItem, section: Section) -> str:
    """The section's text; the usual words of a decision stand before what was added to them."""
    text = getattr(item, section.value)
    if section is not Section.DECISION or not item.outcome:
        return text
    # The text is sanitised where it is stored and again where it is shown.
    return format_html("<p><strong>{}.</strong></p>{}", item.get_outcome_display(), mark_safe(text))


def _statements(item: AgendaItem) -> list[ShownSection]:
    return [
        ShownSection(None, _("Minority statement by %(whom)s") % {"whom": row.by_whom}, row.text)
        for row in item.minority_statements.all()
    ]
