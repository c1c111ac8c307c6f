"""What the pages about consultations show: where one stands, who was asked, what was answered, what may be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.dates.danish import joined
from ishoj_process.models import Seat
from ishoj_process.rights import can_edit_meetings, can_read_item, can_see_level, can_see_meeting, can_see_signatures
from strategies import rights
from strategies.models import Consultation, Consultee, Response, ResponsePoint

from . import acts
from .acts import reasons_against_answering
from .calendar import extra_meetings, what_has_moved, who_decides

if TYPE_CHECKING:
    from django.http import QueryDict

    from ishoj_process.editing.acting import Then
    from ishoj_process.models import AgendaItem, Document, Meeting
    from ishoj_process.readers import AnyUser
    from strategies.models.consultations import ConsulteeMark

PAGE_SIZE = 25
Standing = Consultation.Standing
Outcome = ResponsePoint.Outcome


@dataclass(frozen=True)
class Act:
    """Something that may be done to a consultation, or in words why not."""

    label: str
    url: str
    reasons: list[str] = field(default_factory=list)
    is_main: bool = False
    is_post: bool = False


@dataclass(frozen=True)
class Part:
    """A body that was asked, as one reader may see it."""

    consultee: Consultee
    mark: ConsulteeMark
    response: Response | None
    may_answer: bool
    meeting: Meeting | None = None  # where it is expected to answer, as far as the reader may know of that meeting
    meeting_url: str = ""  # where an extra meeting is entered, for who may and as long as there is none

    @property
    def may_acknowledge(self) -> bool:
        return self.may_answer and self.mark.key == "invited"

    @property
    def is_waited_for(self) -> bool:
        return self.mark.key in ("to_be_asked", "invited", "seen", "overdue")


def responses_of(consultation: Consultation, user: AnyUser) -> list[Response]:
    """The answers that the reader may read; each knows its consultation."""
    responses = list(consultation.responses.all())
    for response in responses:
        # The same object: rights and lateness would read it anew for every answer.
        response.consultation = consultation
        response.shown_item = _shown_item(user, response.item)
    return [response for response in responses if rights.can_see_response(user, response)]


def shown_meeting(user: AnyUser, meeting: Meeting | None) -> Meeting | None:
    """The meeting as far as the reader may know of it."""
    # A consultation is read by more people than the calendar of a committee is.
    return meeting if meeting and can_see_meeting(user, meeting) else None


def _shown_item(user: AnyUser, item: AgendaItem | None) -> AgendaItem | None:
    """The agenda item at which a body decided, where the reader may read it."""
    # An item may be closed, and its title alone would tell what it is about.
    return item if item and can_read_item(user, item) else None


def detail_context(consultation: Consultation, user: AnyUser, today: date, asked: QueryDict) -> dict[str, Any]:
    """All that the page shows, in a fixed number of queries. `asked` is the address's query."""
    responses = responses_of(consultation, user)
    parts = parts_of(consultation, user, today)
    may_edit = rights.can_edit_consultations(user)
    return {
        "consultation": consultation,
        "standing": consultation.standing(today),
        "position": position_text(consultation, parts, responses, today),
        "readers": readers_text(consultation) if may_edit else "",
        "parts": parts,
        # For those who can extend the deadline; to the others it would tell of meetings that they may not know of.
        "moved": what_has_moved(consultation) if may_edit and consultation.is_running(today) else [],
        "who_decides": who_decides(consultation.document)["Who"],
        "decides_at": shown_meeting(user, consultation.decides_at),
        "document_kind": consultation.document._meta.verbose_name,
        "may_see_document": can_see_level(user, consultation.document),
        "shows_text_changes": _may_compare(user, consultation),
        "outside": _page_of([row for row in responses if not row.consultee_id], asked),
        "sheets": consultation.sheets.all() if may_edit else [],
        "may_edit": may_edit,
        "may_enter": may_edit and consultation.is_public and not reasons_against_answering(consultation),
        "may_treat": may_edit and consultation.is_sent and not consultation.reported_on,
        "acts": acts_on(consultation, today) if may_edit else [],
        "steps": consultation.steps.all(),
        "may_see_signatures": can_see_signatures(user),
    }


def _page_of(responses: list[Response], asked: QueryDict) -> Page[Response]:
    """A page of the answers from outside: the one that is asked for, or the one that an answer stands on."""
    paginator = Paginator(responses, PAGE_SIZE)
    # A link to an answer names the answer and no page, since pages shift when more are entered.
    place = next((place for place, row in enumerate(responses) if str(row.pk) == asked.get("svar")), 0)
    return paginator.get_page(asked.get("side") or place // PAGE_SIZE + 1)


def _may_compare(user: AnyUser, consultation: Consultation) -> bool:
    """Whether the text has been changed since it was sent, and the reader may see how it stands now."""
    document = consultation.document
    return consultation.text_has_changed and can_see_level(user, document) and rights.can_read_wording(user, document)


def parts_of(consultation: Consultation, user: AnyUser, today: date) -> list[Part]:
    """The bodies that were asked. That an answer has come all see who see the consultation; not all may read it."""
    answers = {response.consultee_id: response for response in consultation.responses.all()}
    takes_answers, extra = not reasons_against_answering(consultation), extra_meetings(consultation)
    parts = []
    # By the names of the day on which they were asked: a later one must not move them about.
    for consultee in sorted(consultation.consultees.all(), key=lambda row: row.body.shown_key):
        consultee.consultation, response = consultation, answers.get(consultee.pk)
        if response:
            # What was read in one go is tied by hand: `mark` asks the consultee for its answer.
            response.consultation, consultee.response = consultation, response
        may_read = response is not None and rights.can_see_response(user, response)
        may_answer = takes_answers and rights.can_answer_consultation(user, consultee)
        meeting = shown_meeting(user, consultee.meeting or extra.get(consultee.body))
        url = _meeting_url(user, consultee) if consultee.body in extra and not extra[consultee.body] else ""
        # The mark is made of the answer before it is held back: that one has come is no secret.
        parts.append(Part(consultee, consultee.mark(today), response if may_read else None, may_answer, meeting, url))
    return parts


def _meeting_url(user: AnyUser, consultee: Consultee) -> str:
    return f"{reverse('meeting_create')}?udvalg={consultee.body.slug}" if can_edit_meetings(user) else ""


def position_text(consultation: Consultation, parts: list[Part], responses: list[Response], today: date) -> str:
    """Where does it stand? One sentence or two for the page's first line."""
    standing = consultation.standing(today)
    if standing == Standing.PREPARED:
        return _("The consultation is being prepared. It has not been sent.")
    if standing == Standing.WITHDRAWN:
        return _("The consultation has been withdrawn.")
    if standing == Standing.REPORTED:
        return _("The answers have been treated. %(points)s") % {"points": outcome_text(responses)}
    answered = answered_text(sum(not part.is_waited_for for part in parts), len(parts))
    if standing == Standing.RUNNING:
        return _("The consultation is running. The deadline is %(day)s. %(answered)s") % {
            "day": consultation.deadline_text,
            "answered": answered,
        }
    return _("The deadline has passed. %(answered)s %(points)s") % {
        "answered": answered,
        "points": untreated_text(responses),
    }


def hearing_step(document: Document) -> Then:
    """What may be done about a document that is worked on: prepare a consultation, or go on with the prepared one."""
    if not document.meaning.may_be_heard or acts.reasons_against_hearing(document):
        return None
    if prepared := document.consultations.filter(state=Consultation.State.PREPARED).first():
        return _("Go on with the consultation"), prepared.get_absolute_url()
    return _("Prepare a consultation"), document.address("consultation_create")


def readers_text(consultation: Consultation) -> str:
    """Who sees it, for who sends it: the rule is `rights.sees_consultation`."""
    is_public = consultation.is_public and consultation.document.is_published
    if consultation.is_prepared:
        if is_public:
            return _("When it is sent, everybody can see it.")
        return _("When it is sent, the council and the staff can see it. The public cannot.")
    if is_public:
        return _("Everybody can see the consultation.")
    return _("Only the council and the staff can see the consultation. The public cannot.")


def sent_text(consultation: Consultation, today: date) -> str:
    """To whom it was sent, and how they are told."""
    bodies = [row.body for row in consultation.consultees.select_related("body")]
    if not bodies:
        return _("The consultation has been sent. Everybody can see it.")
    sent = _("The consultation has been sent to %(bodies)s.") % {"bodies": joined(map(str, bodies))}
    # Who has no login has no page of tasks, and no mail either.
    told = _("None of their members has a login. Tell them yourself.")
    if Seat.objects.on(today).filter(body__in=bodies, user__isnull=False).exists():
        told = _("Their members have it among their tasks now, and in their next gathered mail, where they get it.")
    return f"{sent} {told}"


def told_text(consultation: Consultation, today: date) -> str:
    """Until when it would run, and who is told that it ends: those who sit in the bodies that were asked."""
    owner = consultation.document.owner
    bodies = [*consultation.consultees.values_list("body", flat=True), *([owner.pk] if owner else [])]
    members = Seat.objects.on(today).filter(body__in=bodies, user__isnull=False).order_by()
    count = members.values("user").distinct().count()
    told = ngettext(
        "%(count)s member of the bodies that were asked, and of the owner, is told in the next gathered mail, "
        "where they get it.",
        "%(count)s members of the bodies that were asked, and of the owner, are told in their next gathered mail, "
        "where they get it.",
        count,
    )
    until = _("The deadline is %(day)s") % {"day": consultation.deadline_text}
    none = _("Nobody sits in the bodies that were asked, and so nobody is told.")
    return f"{until}. {told % {'count': count} if count else none}"


def answered_text(answered: int, asked: int) -> str:
    """`3 af 5 har svaret.`; empty where no body was asked."""
    return _("%(answered)s of %(asked)s have answered.") % {"answered": answered, "asked": asked} if asked else ""


def untreated_text(responses: list[Response]) -> str:
    """How many answers and points still wait to be treated."""
    unsplit = sum(row.needs_treatment for row in responses)
    untreated = sum(not point.is_treated for row in responses for point in row.points.all())
    if not unsplit + untreated:
        return _("Everything that was answered has been treated.")
    return ngettext(
        "%(count)s answer or point has not been treated.",
        "%(count)s answers or points have not been treated.",
        unsplit + untreated,
    ) % {"count": unsplit + untreated}


def outcome_text(responses: list[Response]) -> str:
    """`4 punkter er fulgt, 1 er delvist fulgt, og 2 er ikke fulgt.`"""
    # `.all()` reads what was prefetched; a filter would be a query for each answer.
    outcomes = [point.outcome for row in responses for point in row.points.all()]
    if not outcomes:
        return _("Nobody had remarks.")
    count = {outcome: outcomes.count(outcome) for outcome in Outcome}
    return _("Of the points %(adopted)s were followed, %(partly)s partly followed and %(not)s not followed.") % count


def acts_on(consultation: Consultation, today: date) -> list[Act]:
    """What the administration may do to the consultation now."""

    def url(name: str) -> str:
        return reverse(f"consultation_{name}", args=[consultation.pk])

    if consultation.is_prepared:
        return [
            Act(
                _("Send the consultation"), url("send"), acts.reasons_against_sending(consultation, today), is_main=True
            ),
            Act(_("Edit"), url("edit")),
            Act(_("Remove"), url("remove")),
        ]
    # Nothing either to one in a state that this release does not know.
    if not consultation.is_sent or consultation.reported_on:
        return []
    finish = Act(
        _("Finish the report"), url("report_finish"), acts.reasons_against_reporting(consultation, today), is_post=True
    )
    extend = Act(_("Extend the deadline"), url("extend"), acts.reasons_against_extending(consultation))
    close = Act(_("Close it before the deadline"), url("close"), acts.reasons_against_closing(consultation, today))
    withdraw = Act(_("Withdraw it"), url("withdraw"), acts.reasons_against_withdrawing(consultation))
    more = Act(_("Ask more"), url("ask_more"), acts.reasons_against_asking(consultation, today))
    return [more, extend, close, withdraw] if consultation.is_running(today) else [finish, extend, withdraw]
