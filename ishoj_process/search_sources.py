"""The ground's search sources: meetings, and agenda items with their decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.dates.danish import date_text, span_text
from ishoj_process.models import (
    AgendaItem,
    Attachment,
    Body,
    Case,
    ItemCorrection,
    Level,
    Meeting,
    MinorityStatement,
)
from ishoj_process.models.agendas import AgendaItemQuerySet
from ishoj_process.search.watching import declare
from ishoj_process.text.plain import visible_text

from .search.sources import EVERYBODY, NO_DAYS, Days, Source, Variant, seen

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

OPEN, WHOLE, WITHHELD = "open", "whole", "withheld"


class MeetingSource(Source):
    """A meeting by its name, its place, its bodies and what it is for."""

    model = Meeting
    kinds = {"meeting": (_("meeting"), _("Meetings"))}
    follows = {Body: "bodies"}
    # Beside `follows`: that tells of a body that is renamed, this of one that is added or taken off.
    ties = ("bodies",)

    def objects(self) -> QuerySet[Meeting]:
        return Meeting.objects.prefetch_related("bodies")

    def variants(self, thing: Meeting) -> Iterable[Variant]:
        names = [*map(str, thing.hosts), *thing.partner_names]
        facts = " · ".join(filter(None, [str(thing.get_kind_display()).capitalize(), *names, thing.place]))
        return [
            Variant(
                "meeting",
                EVERYBODY,
                thing.display_title,
                [visible_text(thing.purpose), visible_text(thing.outcome), facts],
                words=[name for body in thing.bodies.all() for name in body.all_names],
            )
        ]

    def days(self, thing: Meeting) -> Days:
        return days_of_meeting(thing)

    def named_on(self, thing: Meeting) -> date:
        return thing.start_date

    def bodies(self, thing: Meeting) -> Iterable[int]:
        return [body.pk for body in thing.bodies.all()]

    def shown_to(self, user: AnyUser, kinds: list[str], today: date) -> Q:
        return seen(kinds, EVERYBODY, Meeting.objects.visible_to(user))


class ItemSource(Source):
    """An agenda item, and its decision beside it. Of a closed one everybody has a variant that says what is public."""

    model = AgendaItem
    kinds = {
        "item": (_("agenda item"), _("Agenda items")),
        "decision": (pgettext_lazy("of an agenda item", "decision"), _("Decisions")),
    }
    follows = {
        Attachment: "attachments",
        Meeting: "meeting",
        ItemCorrection: "corrections",
        MinorityStatement: "minority_statements",
        Case: "case",
    }

    def objects(self) -> QuerySet[AgendaItem]:
        items = AgendaItem.objects.select_related("meeting", "case")
        return items.prefetch_related("meeting__bodies", "attachments", "corrections", "minority_statements")

    def variants(self, thing: AgendaItem) -> Iterable[Variant]:
        texts = [visible_text(getattr(thing, name)) for name in AgendaItem.PRESENTATION]
        attachments = " · ".join(attachment.title for attachment in thing.attachments.all())
        told = [thing.late_reason, thing.withdrawn_reason, *(row.what for row in thing.corrections.all())]
        texts += [attachments, thing.case.number if thing.case else "", " · ".join(filter(None, told))]
        stated = [f"{row.by_whom}: {visible_text(row.text)}" for row in thing.minority_statements.all()]
        # Left from when the item was closed, it stands on no page any more.
        public = visible_text(thing.public_decision) if thing.is_closed else ""
        decided = [str(thing.get_outcome_display()), visible_text(thing.decision), public, *stated]
        whole = WHOLE if thing.is_closed else OPEN
        variants = [*_both(whole, thing.title, texts, decided)]
        if thing.is_closed:
            # Of nothing but what is public: that a word stands in the rest may not be found out by searching for it.
            variants += _both(WITHHELD, thing.public_title, [], [visible_text(thing.public_decision)])
        return variants

    def days(self, thing: AgendaItem) -> Days:
        return (date_text(thing.day), thing.day, thing.day) if thing.day else days_of_meeting(thing.meeting)

    def named_on(self, thing: AgendaItem) -> date | None:
        return thing.day_of_treatment

    def bodies(self, thing: AgendaItem) -> Iterable[int]:
        return [body.pk for body in thing.meeting.bodies.all()]

    def shown_to(self, user: AnyUser, kinds: list[str], today: date) -> Q:
        """What was decided is shown with the minutes; all else with the agenda."""
        items = AgendaItem.objects.visible_to(user)
        # Apart, as published agendas have decisions that are not public yet.
        shown = _shown_variants(user, [kind for kind in kinds if kind == "item"], items)
        return shown | _shown_variants(user, [kind for kind in kinds if kind == "decision"], items.decided_for(user))


def _shown_variants(user: AnyUser, kinds: list[str], items: AgendaItemQuerySet) -> Q:
    if not kinds:
        return Q(pk__in=[])
    closed = items.filter(is_closed=True)
    read = closed.read_whole_by(user)
    return (
        seen(kinds, OPEN, items.filter(is_closed=False))
        | seen(kinds, WHOLE, read)
        # But for those that the reader reads whole: one item would else be two hits.
        | seen(kinds, WITHHELD, closed.exclude(pk__in=read.order_by().values("pk")))
    )


def _both(circle: str, title: str, parts: list[str], decided: list[str]) -> Iterator[Variant]:
    """The item, and its decision as a variant of its own where there is one."""
    yield Variant("item", circle, title, parts)
    if any(decided):
        yield Variant("decision", circle, title, decided)


def days_of_meeting(meeting: Meeting) -> Days:
    return span_text(meeting.start_date, meeting.end_date), meeting.start_date, meeting.end_date


def days_of_adoption(level: Level) -> Days:
    """When a document was adopted, as roughly as that is known."""
    day = level.adopted_on
    return (str(day), day.first_day, day.last_day) if day else NO_DAYS


def declare_all() -> None:
    for source in (MeetingSource(), ItemSource()):
        declare(source)
