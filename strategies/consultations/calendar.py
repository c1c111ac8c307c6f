"""When the bodies of a consultation meet, and what its deadline is held to. The rules themselves are pure functions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ishoj_process.dates.danish import date_text, joined, weekday_date_text
from ishoj_process.models import CouncilTerm, MainPolicy, Meeting

from .deadline import Proposal, Rules, answered_by, check_deadline, latest_deadline, propose_deadline

if TYPE_CHECKING:
    from ishoj_process.models import Body, Document
    from strategies.models import Consultation, Consultee

# Theme meetings and seminars decide nothing, so no body can answer at one.
ORDINARY = (Meeting.Kind.COUNCIL, Meeting.Kind.COMMITTEE)


@dataclass(frozen=True)
class Schedule:
    """A deadline, proposed or chosen, the meeting at which each body can answer, and what is wrong with it."""

    proposal: Proposal
    meetings: dict[Body, Meeting | None]
    later: dict[Body, date]  # of those without a meeting in time: the deadline that their next one allows
    rules: list[str]
    findings: list[str]

    @property
    def deadline(self) -> date:
        return self.proposal.deadline

    @property
    def deadline_text(self) -> str:
        return weekday_date_text(self.proposal.deadline)

    @property
    def without_meeting(self) -> list[Body]:
        return self.proposal.without_meeting


def rules_on(day: date) -> Rules:
    """What the term that the day lies in says of consultations."""
    return _rules_of(CouncilTerm.objects.on(day).first())


def rules_on_each(days: Iterable[date]) -> dict[date, Rules]:
    """{day: what the term that the day lies in says of consultations}; one question for all of the days."""
    terms = list(CouncilTerm.objects.order_by("-starts"))
    return {day: _rules_of(next((term for term in terms if term.starts <= day <= term.ends), None)) for day in days}


def _rules_of(term: CouncilTerm | None) -> Rules:
    # An unsaved term has the model's defaults, so that a day outside of every term has rules, too.
    term = term or CouncilTerm()
    return Rules(weeks=term.consultation_weeks, owner_days=term.owner_days)


def schedule_of(consultation: Consultation, opens: date, deadline: date | None = None) -> Schedule:
    """The schedule of a consultation that is sent on a day; with the deadline that somebody chose, or the proposed."""
    bodies = [consultee.body for consultee in consultation.consultees.select_related("body")]
    calendars = _calendars(bodies, opens)
    decides = consultation.decides_at.start_date if consultation.decides_at else None
    days = {body: list(meetings) for body, meetings in calendars.items()}
    rules = rules_on(opens)
    if deadline:
        proposal = check_deadline(deadline, opens=opens, decides=decides, calendars=days, rules=rules)
    else:
        proposal = propose_deadline(opens=opens, decides=decides, calendars=days, rules=rules)
    meetings = {body: calendars[body][day] if day else None for body, day in proposal.slots.items()}
    later = {body: answered_by(day) for body in proposal.without_meeting if (day := min(days[body], default=None))}
    rule_words = rule_texts(rules, consultation.document)
    return Schedule(proposal, meetings, later, rule_words, finding_texts(proposal, consultation))


def last_meetings(bodies: Collection[Body], opens: date, deadline: date) -> dict[Body, Meeting | None]:
    """For each body the last ordinary meeting from which it can answer by the deadline: {body: meeting or None}."""
    found: dict[Body, Meeting | None] = {}
    for body, meetings in _calendars(bodies, opens).items():
        in_time = [day for day in meetings if answered_by(day) <= deadline]
        found[body] = meetings[max(in_time)] if in_time else None
    return found


def extra_meetings(consultation: Consultation) -> dict[Body, Meeting | None]:
    """For each body that was to answer at an extra meeting the one that has been entered since, in time; or None."""
    if consultation.opened_on is None or consultation.deadline is None:
        return {}
    bodies = [row.body for row in consultation.consultees.all() if row.awaits_extra_meeting]
    return last_meetings(bodies, consultation.opened_on, consultation.deadline) if bodies else {}


def without_extra_meeting(consultees: Iterable[Consultee]) -> list[Consultee]:
    """Those that were to answer at an extra meeting and for which none has been entered in time."""
    rows = [row for row in consultees if row.consultation.opened_on and row.consultation.deadline]
    if not rows:
        return []
    # Two questions for all of them, however many consultations they are of.
    opened = min(row.consultation.opened_on for row in rows if row.consultation.opened_on)
    calendars = _calendars({row.body for row in rows}, opened)
    return [row for row in rows if not any(_is_in_time(day, row.consultation) for day in calendars[row.body])]


def _is_in_time(day: date, consultation: Consultation) -> bool:
    opened, deadline = consultation.opened_on, consultation.deadline
    return opened is not None and deadline is not None and opened < day and answered_by(day) <= deadline


def _calendars(bodies: Collection[Body], opens: date) -> dict[Body, dict[date, Meeting]]:
    """For each body its ordinary meetings after the day: {body: {day: meeting}}."""
    found: dict[Body, dict[date, Meeting]] = {body: {} for body in bodies}
    # A joint meeting lists bodies that were not asked, too.
    by_key = {body.pk: body for body in bodies}
    # distinct, below: a joint meeting of two that were asked would come twice.
    meetings = Meeting.objects.filter(kind__in=ORDINARY, start_date__gt=opens, bodies__in=bodies)
    for meeting in meetings.exclude(state=Meeting.State.CANCELLED).distinct().prefetch_related("bodies"):
        for body in meeting.bodies.all():
            if body.pk in by_key:
                # The deadline counts days: of two meetings on one day the first will do.
                found[by_key[body.pk]].setdefault(meeting.start_date, meeting)
    return found


def who_decides(document: Document) -> dict[str, str]:
    """Who decides afterwards, as sentences call it: of a main policy the council, and else the owner."""
    who = _("the council") if isinstance(document, MainPolicy) else pgettext("who decides a document", "the owner")
    return {"who": who, "Who": capfirst(who)}


def rule_texts(rules: Rules, document: Document) -> list[str]:
    """The rules as they are shown beside a deadline."""
    weeks = ngettext(
        "A consultation lasts at least %(count)s week. Days in July are not counted.",
        "A consultation lasts at least %(count)s weeks. Days in July are not counted.",
        rules.weeks,
    )
    days = ngettext(
        "Between the deadline and the meeting at which %(who)s decides lies at least %(count)s working day.",
        "Between the deadline and the meeting at which %(who)s decides lie at least %(count)s working days.",
        rules.owner_days,
    )
    return [
        weeks % {"count": rules.weeks},
        days % {"count": rules.owner_days, **who_decides(document)},
        _("A body answers at an ordinary meeting; the answer is sent the next working day."),
        _("Weekends, Danish holidays and the days on which the town hall is closed are not working days."),
    ]


def finding_texts(proposal: Proposal, consultation: Consultation) -> list[str]:
    """What is wrong with a deadline, in words, with the choices that there are; an empty list where nothing is."""
    findings = []
    if proposal.is_too_short:
        words = {"day": weekday_date_text(proposal.earliest)}
        findings.append(_("The consultation is shorter than the rule. It may end on %(day)s at the earliest.") % words)
    meeting = consultation.decides_at
    if proposal.is_too_late and proposal.latest and meeting:
        words = {"day": weekday_date_text(proposal.latest), "meeting": date_text(meeting.start_date)}
        text = _("%(Who)s has too little time before its meeting on %(meeting)s. The last day would be %(day)s.")
        findings.append(text % {**words, **who_decides(consultation.document)})
    if proposal.is_in_july:
        findings.append(_("The deadline lies in July, when few meet."))
    if without := proposal.without_meeting:
        text = ngettext(
            "%(bodies)s has no ordinary meeting in time. Choose below how it answers.",
            "%(bodies)s have no ordinary meeting in time. Choose below how they answer.",
            len(without),
        )
        findings.append(text % {"bodies": joined(map(str, without))})
    return findings


def not_sent_text(schedule: Schedule) -> str:
    """Why a consultation comes back unsent: another deadline has other meetings, which are to be read first."""
    text = _("Not sent yet: The deadline is changed to %(day)s. Look at the new meeting days, and press Send again.")
    return text % {"day": schedule.deadline_text}


def what_has_moved(consultation: Consultation, rules: Rules | None = None) -> list[str]:
    """What a running consultation's deadline no longer fits, since meetings were moved or cancelled after it was sent.

    The deadline was confirmed and stays; the findings are sentences for those who may extend it. `rules` are those of
    the term in which it was sent, where they are not told.
    """
    # Nothing was confirmed yet, so there is nothing that could no longer fit.
    if consultation.deadline is None or consultation.opened_on is None:
        return []
    moved = [
        _moved_text(row.body, row.meeting, consultation.deadline)
        for row in consultation.consultees.all()
        # Whoever has answered needs its meeting no more.
        if row.meeting and row.sent_response is None
    ]
    return [*filter(None, moved), *_owner_findings(consultation, rules)]


def _moved_text(body: Body, meeting: Meeting, deadline: date) -> str:
    words = {"body": body, "day": meeting.date_text, "deadline": weekday_date_text(deadline)}
    if meeting.is_cancelled:
        return _("The meeting at which %(body)s was to answer, %(day)s, has been cancelled.") % words
    if answered_by(meeting.start_date) > deadline:
        return _("%(body)s meets %(day)s, too late to answer before the deadline, %(deadline)s.") % words
    return ""


def _owner_findings(consultation: Consultation, rules: Rules | None) -> list[str]:
    meeting = consultation.decides_at
    if meeting is None or consultation.deadline is None or consultation.opened_on is None:
        return []
    words = {"day": meeting.date_text, **who_decides(consultation.document)}
    if meeting.is_cancelled:
        return [_("The meeting at which %(who)s was to decide, %(day)s, has been cancelled.") % words]
    # By the rules of the day on which it was sent: a new term does not make an old deadline wrong.
    if consultation.deadline > latest_deadline(meeting.start_date, rules or rules_on(consultation.opened_on)):
        return [_("%(Who)s meets %(day)s and has less time after the deadline than the rule says.") % words]
    return []
