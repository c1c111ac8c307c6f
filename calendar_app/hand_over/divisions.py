"""Where the groups stood apart in the term: rounds of points, dissent from a vision, and what minorities stated."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ishoj_process.models import CouncilTerm, MinorityStatement
from ishoj_process.readers import reader_of
from ishoj_process.rights import reads_decision
from ishoj_process.rules import below, select
from vision.models import Adoption, Round
from vision.rights import can_see_named_votes, can_see_rounds, sees_adoption
from vision.rounds.count import CandidateCount, Count, counts_of
from vision.states import RoundState

from .heirs import Estate
from .parts import Entry, Group, Part

if TYPE_CHECKING:
    from datetime import date

    from ishoj_process.readers import AnyUser

MOST_ROUNDS = 10
MOST_CANDIDATES = 3
MOST_STATEMENTS = 50


def divisions_part(term: CouncilTerm, user: AnyUser, day: date, estate: Estate) -> Part:
    groups = [
        Group(_("Adopted, but not by all"), list(_dissents(term, user, day, estate))),
        Group(_("Rounds of prioritisation"), list(_rounds(term, user, day, estate)) if can_see_rounds(user) else []),
        Group(_("Minority statements"), list(_statements(term, user, day, estate))),
    ]
    found = [group for group in groups if group.entries]
    nothing = _("Nothing is recorded on which the groups stood apart.")
    return Part("uenighed", _("Where the groups stood apart"), nothing, found)


def _dissents(term: CouncilTerm, user: AnyUser, day: date, estate: Estate) -> Iterable[Entry]:
    rows = select(Adoption.objects.all(), sees_adoption(reader_of(user))).filter(is_unanimous=False)
    rows = rows.filter(item__meeting__start_date__range=(term.starts, day))
    rows = rows.select_related("vision", "item__meeting").prefetch_related("dissenting_groups", "item__meeting__bodies")
    for row in rows.order_by("item__meeting__start_date", "pk"):
        lines = [f"{row.stood_text}.", *([row.dissent] if row.dissent else [])]
        meeting = row.item.meeting
        yield Entry(
            row.vision.called, row.vision.get_absolute_url(), lines, heir=estate.council,
            place=f"{meeting.display_title}, {meeting.date_text}", place_url=row.item.get_absolute_url(),
        )  # fmt: skip


def _rounds(term: CouncilTerm, user: AnyUser, day: date, estate: Estate) -> Iterable[Entry]:
    """The latest rounds that are closed, with what part of the groups alone stood behind."""
    rows = Round.objects.visible_to(user).filter(state=RoundState.CLOSED).select_related("meeting", "vision")
    found = [row for row in rows.order_by("-pk") if _is_of(row, term, day)][:MOST_ROUNDS]
    counts = counts_of(found)
    for row in found:
        if lines := _apart(counts[row.pk], names_groups=can_see_named_votes(user, row)):
            yield Entry(row.title, row.get_absolute_url(), lines, heir=estate.council)


def _is_of(round_: Round, term: CouncilTerm, day: date) -> bool:
    if round_.meeting:
        return term.starts <= round_.meeting.start_date <= day
    return round_.vision.term_id == term.pk


def _apart(count: Count, *, names_groups: bool) -> list[str]:
    """What got the most points without all groups that voted for something behind it; the steps of a secret round."""
    groups = {group for row in count.rows for group in row.groups}
    most = len(groups) if names_groups else max((row.groups_to or 0 for row in count.rows), default=0)
    rows = [row for row in count.rows if row.points and row.groups_to is not None and row.groups_to < most]
    return [_apart_text(row, names_groups) for row in rows[:MOST_CANDIDATES]]


def _apart_text(row: CandidateCount, names_groups: bool) -> str:
    words = {"candidate": row.candidate.title, "points": row.points, "groups": row.breadth_text}
    if names_groups and row.groups:
        words["letters"] = ", ".join(group.letter for group in row.groups)
        return _("%(candidate)s: %(points)s points from %(groups)s (%(letters)s).") % words
    return _("%(candidate)s: %(points)s points from %(groups)s.") % words


def _statements(term: CouncilTerm, user: AnyUser, day: date, estate: Estate) -> Iterable[Entry]:
    rows = select(MinorityStatement.objects.all(), below("item", reads_decision(reader_of(user))))
    rows = rows.filter(item__meeting__start_date__range=(term.starts, day)).defer("text")
    rows = rows.select_related("item__meeting").prefetch_related("item__meeting__bodies")
    for row in rows.order_by("-item__meeting__start_date", "pk")[:MOST_STATEMENTS]:
        meeting = row.item.meeting
        keys: Collection[int] = [body.pk for body in meeting.hosts]
        yield Entry(
            row.item.title, row.get_absolute_url(), [_("Stated by: %(whom)s.") % {"whom": row.by_whom}],
            heir=estate.of(keys), place=f"{meeting.display_title}, {meeting.date_text}",
            place_url=meeting.get_absolute_url(),
        )  # fmt: skip
