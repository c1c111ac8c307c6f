"""The ground's search sources: meetings, agenda items with their decisions, main policies."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.dates.danish import date_text, span_text
from ishoj_process.models import (
    AgendaItem,
    Attachment,
    Body,
    Case,
    ItemCorrection,
    MainPolicy,
    Meeting,
    MinorityStatement,
)
from ishoj_process.search.watching import declare
from ishoj_process.text.plain import visible_text

from .search.sources import EVERYBODY, NO_DAYS, Source, Variant, seen

OPEN, WHOLE, WITHHELD = "open", "whole", "withheld"


class MeetingSource(Source):
    """A meeting by its name, its place, its bodies and what it is for."""

    model = Meeting
    kinds = {"meeting": (_("meeting"), _("Meetings"))}
    follows = {Body: "bodies"}
    ties = ("bodies",)

    def objects(self):
        return Meeting.objects.prefetch_related("bodies")

    def variants(self, thing):
        names = [body.name for body in thing.bodies.all()]
        facts = " · ".join(filter(None, [str(thing.get_kind_display()).capitalize(), *names, thing.place]))
        return [
            Variant(
                "meeting",
                EVERYBODY,
                thing.display_title,
                [visible_text(thing.purpose), visible_text(thing.outcome), facts],
            )
        ]

    def days(self, thing):
        return days_of_meeting(thing)

    def bodies(self, thing):
        return [body.pk for body in thing.bodies.all()]

    def shown_to(self, user, kinds, today):
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

    def objects(self):
        items = AgendaItem.objects.select_related("meeting", "case")
        return items.prefetch_related("meeting__bodies", "attachments", "corrections", "minority_statements")

    def variants(self, thing):
        texts = [visible_text(getattr(thing, name)) for name in AgendaItem.PRESENTATION]
        attachments = " · ".join(attachment.title for attachment in thing.attachments.all())
        told = [thing.late_reason, thing.withdrawn_reason, *(row.what for row in thing.corrections.all())]
        texts += [attachments, thing.case.number if thing.case else "", " · ".join(filter(None, told))]
        stated = [f"{row.by_whom}: {visible_text(row.text)}" for row in thing.minority_statements.all()]
        public = visible_text(thing.public_decision) if thing.is_closed else ""
        decided = [str(thing.get_outcome_display()), visible_text(thing.decision), public, *stated]
        whole = WHOLE if thing.is_closed else OPEN
        variants = [*_both(whole, thing.title, texts, decided)]
        if thing.is_closed:
            variants += _both(WITHHELD, thing.public_title, [], [visible_text(thing.public_decision)])
        return variants

    def days(self, thing):
        return (date_text(thing.day), thing.day, thing.day) if thing.day else days_of_meeting(thing.meeting)

    def bodies(self, thing):
        return [body.pk for body in thing.meeting.bodies.all()]

    def shown_to(self, user, kinds, today):
        """What was decided is shown with the minutes; all else with the agenda."""
        items = AgendaItem.objects.visible_to(user)
        shown = _shown_variants(user, [kind for kind in kinds if kind == "item"], items)
        return shown | _shown_variants(user, [kind for kind in kinds if kind == "decision"], items.decided_for(user))


def _shown_variants(user, kinds, items):
    if not kinds:
        return Q(pk__in=[])
    closed = items.filter(is_closed=True)
    read = closed.read_whole_by(user)
    return (
        seen(kinds, OPEN, items.filter(is_closed=False))
        | seen(kinds, WHOLE, read)
        | seen(kinds, WITHHELD, closed.exclude(pk__in=read.order_by().values("pk")))
    )


def _both(circle, title, parts, decided):
    """The item, and its decision as a variant of its own where there is one."""
    yield Variant("item", circle, title, parts)
    if any(decided):
        yield Variant("decision", circle, title, decided)


class MainPolicySource(Source):
    """A main policy by its name and its text. At its address stands the newest edition."""

    model = MainPolicy
    kinds = {"policy": (_("main policy"), _("Main policies"))}

    def variants(self, thing):
        return [Variant("policy", EVERYBODY, thing.display_title, [thing.summary, visible_text(thing.text)])]

    def days(self, thing):
        return days_of_adoption(thing)

    def bodies(self, thing):
        return [thing.lead_committee_id] if thing.lead_committee_id else []

    def shown_to(self, user, kinds, today):
        return seen(kinds, EVERYBODY, MainPolicy.objects.visible_to(user).latest_editions())


def days_of_meeting(meeting):
    return span_text(meeting.start_date, meeting.end_date), meeting.start_date, meeting.end_date


def days_of_adoption(level):
    """When a document was adopted, as roughly as that is known."""
    day = level.adopted_on
    return (str(day), day.first_day, day.last_day) if day else NO_DAYS


def declare_all():
    for source in (MeetingSource(), ItemSource(), MainPolicySource()):
        declare(source)
