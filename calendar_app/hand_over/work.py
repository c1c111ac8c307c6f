"""What is under way when the term ends: hearings that run, answers that are not treated, follow-ups that are open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.dates.danish import date_text
from ishoj_process.models import Body, FollowUp
from ishoj_process.models.status import meaning_of
from ishoj_process.rights import can_see_follow_ups
from strategies.models import Consultation, ConsultationStep, Response

from .heirs import Estate
from .parts import Entry, Group, Heir, Part, one_group
from .parts import Kind as Thing
from .record import Record

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

Kind = ConsultationStep.Kind
MOST_FOLLOW_UPS = 30  # of each body; the others are counted, and the body has a page of all of them


def read_consultations(user: AnyUser, day: date) -> list[Consultation]:
    """Those that had been sent by the day and not been withdrawn by then, the nearest deadline first."""
    rows = Consultation.objects.visible_to(user).gone_out().filter(opened_on__lte=day).defer("text")
    rows = rows.with_documents().prefetch_related("steps", "strategy__co_owners")
    found = [row for row in rows if not _withdrawn_by(row, day)]
    return sorted(found, key=lambda row: (deadline_on(row, day) or date.max, row.pk))


def _withdrawn_by(row: Consultation, day: date) -> bool:
    return row.is_withdrawn and not any(step.on > day for step in row.steps.all() if step.kind == Kind.WITHDRAWN)


def deadline_on(row: Consultation, day: date) -> date | None:
    """The deadline as it was on a day: each step that moved it says from when on it counted."""
    said = [step for step in row.steps.all() if step.deadline]
    # Of what is stored without its steps, the deadline that it has.
    before = [step.deadline for step in said if step.on <= day]
    return before[-1] if before else row.deadline


def hearings_part(rows: Iterable[Consultation], record: Record, estate: Estate) -> Part:
    entries = []
    for row in rows:
        if is_running_on(row, record):
            deadline = deadline_on(row, record.day)
            lines = [_("The deadline is %(day)s.") % {"day": date_text(deadline)}] if deadline else []
            entries.append(_entry(row, lines, estate))
    return Part("hoeringer", _("Consultations that run"), _("No consultation runs."), one_group(entries))


def is_running_on(row: Consultation, record: Record) -> bool:
    """Sent, not closed and not decided upon by the day, and its deadline not passed."""
    day = record.day
    if _is_by(row.closed_on, day) or _is_by(row.reported_on, day):
        return False
    deadline = deadline_on(row, day)
    status = record.status_of(row.document)
    return deadline is not None and deadline >= day and meaning_of(status).may_be_heard


def _is_by(moment: date | None, day: date) -> bool:
    return moment is not None and moment <= day


def _entry(row: Consultation, lines: list[str], estate: Estate) -> Entry:
    ref = (Thing.CONSULTATION, row.pk)
    return Entry(
        _("Consultation of %(document)s") % {"document": row.title},
        row.get_absolute_url(),
        lines,
        heir=estate.of_document(row.document),
        ref=ref,
    )


def answers_part(rows: Iterable[Consultation], user: AnyUser, record: Record, estate: Estate) -> Part:
    """The consultations that were over and whose report was not finished: what was answered waits to be treated."""
    over = [row for row in rows if not is_running_on(row, record) and not _is_by(row.reported_on, record.day)]
    waiting = _untreated(over, user)
    entries = []
    for row in over:
        lines = [_("The answers have not all been treated: the report is not finished.")]
        if row.reported_on:
            lines.append(_("The report was finished on %(day)s.") % {"day": date_text(row.reported_on)})
        elif count := waiting.get(row.pk, 0):
            lines.append(_points_text(count))
        entries.append(_entry(row, lines, estate))
    note = _("The house keeps no days of single points: their number is that of today.")
    nothing = _("No consultation waits for its answers to be treated.")
    return Part("ubesvaret", _("Answers that have not been treated"), nothing, one_group(entries), note)


def _points_text(count: int) -> str:
    return ngettext(
        "%(count)s answer or point has not been treated.", "%(count)s answers or points have not been treated.", count
    ) % {"count": count}


def _untreated(rows: Iterable[Consultation], user: AnyUser) -> dict[int, int]:
    """{consultation's key: how many answers have not been split into points, and how many points not been treated}

    Of the answers that the reader may read: of others it is told that the report is not finished, and no number.
    """
    found: dict[int, int] = defaultdict(int)
    keys = [row.pk for row in rows]
    answers = Response.objects.visible_to(user).sent().filter(consultation__in=keys).prefetch_related("points")
    for row in answers if keys else []:
        points = row.points.all()
        found[row.consultation_id] += row.needs_treatment + sum(not point.is_treated for point in points)
    return found


def follow_ups_part(user: AnyUser, record: Record, estate: Estate) -> Part | None:
    """What is to be done about decisions and was not, by the body that decided; None for who may not read it."""
    if not can_see_follow_ups(user):
        return None
    by_body: dict[int, tuple[Body, list[Entry]]] = {}
    for row in _open_follow_ups(user, record.day):
        hosts = row.item.meeting.hosts
        # Where somebody was given it by name, they have it instead of those who decided it.
        keys = [row.body_id] if row.body_id else [body.pk for body in hosts]
        entry = _of_follow_up(row, record.day, estate.of(keys, (Thing.FOLLOW_UP, row.pk)))
        for body in hosts[:1]:
            by_body.setdefault(body.pk, (body.on(record.day), []))[1].append(entry)
    groups = [_of_body(body, entries) for body, entries in sorted(by_body.values(), key=lambda row: row[0].shown_key)]
    return Part("opfoelgning", _("Follow-ups that are open"), _("No follow-up is open."), groups)


def _open_follow_ups(user: AnyUser, day: date) -> Iterable[FollowUp]:
    rows = FollowUp.objects.visible_to(user).filter(item__meeting__start_date__lte=day)
    rows = rows.select_related("item__meeting").prefetch_related("item__meeting__bodies").order_by("due", "pk")
    return [row for row in rows if not _is_by(row.done_on, day)]


def _of_follow_up(row: FollowUp, day: date, heir: Heir) -> Entry:
    lines = [_("Done by: %(role)s.") % {"role": row.role}]
    if row.due:
        lines.append(_("To be done by %(day)s.") % {"day": row.due_text})
    if row.done_on:
        lines.append(_("The follow-up ended on %(day)s.") % {"day": row.done_text})
    meeting = row.item.meeting
    place = _("%(meeting)s, item %(number)s") % {"meeting": meeting.display_title, "number": row.item.number}
    url = row.get_absolute_url()
    return Entry(row.what, url, lines, heir=heir, place=place, place_url=url, ref=(Thing.FOLLOW_UP, row.pk))


def _of_body(body: Body, entries: list[Entry]) -> Group:
    return Group(str(body), entries, MOST_FOLLOW_UPS, reverse("follow_up_list", args=[body.slug]))
