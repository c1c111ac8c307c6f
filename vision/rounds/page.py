"""What the pages of a round show: the ballot, who has voted, the count, and what a reader is told and asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ishoj_process.models import PartyGroup, Seat, User
from ishoj_process.text.danish_sort import danish_key
from vision.models import Round, Substitute, Vote
from vision.rights import can_manage_rounds, can_see_named_votes, can_vote, voting_seats

from .count import Count, Given, count_of
from .drawing import draw_result

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser
    from vision.models.rounds import RoundQuerySet


@dataclass(frozen=True)
class SeatRow:
    """A seat in the round: whose it is, and who votes on it where that is somebody else."""

    seat: Seat
    substitute: User | None

    @property
    def who(self) -> str:
        """`Medlem`, or `Medlem (stedfortræder: En anden)`; the seat may be vacant."""
        holder = str(self.seat.user or _("vacant"))
        if self.substitute is None:
            return holder
        return _("%(holder)s (substitute: %(substitute)s)") % {"holder": holder, "substitute": self.substitute}


@dataclass(frozen=True)
class GivenRow:
    """What one seat gave to what, in a round that was declared open."""

    who: str
    group: PartyGroup | None
    text: str


def seats_voting(round_: Round, today: date) -> QuerySet[Seat]:
    """The council's seats on which somebody votes in the round: those that are held, or have a substitute."""
    seats = Seat.objects.on(today).voting_in_council().select_related("user", "party_group")
    is_held = Q(user__is_active=True) | Q(pk__in=round_.substitutes.voting(today).values("seat"))
    return seats.filter(is_held)


def turnout(round_: Round, today: date) -> tuple[int, int]:
    """How many have voted, of how many; a seat that ended since still counts where it voted."""
    voted = set(round_.ballots.values_list("seat", flat=True))
    return len(voted), len(voted | set(seats_voting(round_, today).values_list("pk", flat=True)))


def seats_by_vote(round_: Round, today: date) -> dict[str, list[SeatRow]]:
    """Those that have voted and those that have not, with who votes on each."""
    voted = set(round_.ballots.values_list("seat", flat=True))
    # Whoever can vote no more is waited for no more, but has voted where the seat has.
    named = _users_of(round_.substitutes.all())
    voting = _users_of(round_.substitutes.voting(today)) if named else {}
    rows = [SeatRow(seat, (named if seat.pk in voted else voting).get(seat.pk)) for seat in seats_voting(round_, today)]
    rows.sort(key=lambda row: danish_key(row.who))
    return {
        "voted": [row for row in rows if row.seat.pk in voted],
        "missing": [row for row in rows if row.seat.pk not in voted],
    }


def _users_of(substitutes: QuerySet[Substitute]) -> dict[int, User]:
    """{key of the seat: who votes on it in place of its holder}"""
    return {row.seat_id: row.user for row in substitutes.select_related("user")}


def given_by(round_: Round, seat: Seat) -> dict[int, int]:
    """What the seat gives now: {candidate's key: points}."""
    votes = Vote.objects.filter(ballot__round=round_, ballot__seat=seat)
    return dict(votes.values_list("candidate", "points"))


def given_rows(round_: Round, count: Count) -> list[GivenRow]:
    """Who gave what, by name: of each seat its candidates, the most points first."""
    # All that were named: what was given is not another's because an account was closed afterwards.
    substitutes = _users_of(round_.substitutes.all())
    by_seat: dict[Seat, list[tuple[Given, str]]] = {}
    for row in count.rows:
        for one in row.given:
            by_seat.setdefault(one.seat, []).append((one, row.candidate.title))
    rows = [
        GivenRow(SeatRow(seat, substitutes.get(seat.pk)).who, given[0][0].group, _given_text(given))
        for seat, given in by_seat.items()
    ]
    return sorted(rows, key=lambda row: danish_key(row.who))


def _given_text(given: list[tuple[Given, str]]) -> str:
    most_first = sorted(given, key=lambda each: -each[0].points)
    return ", ".join(f"{title}:\N{NO-BREAK SPACE}{one.points}" for one, title in most_first)


def declared_text(round_: Round) -> str:
    """What the round declared before it opened about who sees what."""
    if round_.is_secret:
        return _("Secret vote: nobody sees who gave points to what.")
    return _("Open vote: the council and the staff see who gave points to what.")


def standing_context(round_: Round, today: date) -> dict[str, Any]:
    """What all who follow the round may see, the same for each of them."""
    voted, seats = turnout(round_, today)
    count = count_of(round_) if round_.shows_count else None
    return {"round": round_, "voted": voted, "seats": seats, "count": count}


def result_context(round_: Round, user: AnyUser, today: date) -> dict[str, Any]:
    """What page and paper show beside the ballot, as far as the round declared it."""
    context = standing_context(round_, today) | {"declared_text": declared_text(round_)}
    count = context["count"]
    if count and round_.is_closed and count.points:
        context["drawing"] = draw_result(count)
    if count and can_see_named_votes(user, round_):
        context["given"] = given_rows(round_, count)
    return context


def round_context(round_: Round, user: AnyUser, today: date) -> dict[str, Any]:
    """The page: the result, and for the secretariat who has voted."""
    context = result_context(round_, user, today)
    if can_manage_rounds(user):
        context |= {"may_manage": True, "by_vote": seats_by_vote(round_, today)}
    return context


def reason_without_ballot(round_: Round, user: AnyUser, today: date) -> str:
    """Why a member of the council has nothing to give in a round that is open; empty for all others."""
    if not (round_.is_open and can_vote(user)):
        return ""
    own = Seat.objects.on(today).voting_in_council().filter(user=cast(User, user))
    # Whoever can vote no more has given the seat back, unless it voted in secret: its holder has a ballot.
    substitute = round_.substitutes.filter(seat__in=own).select_related("user").first()
    if substitute:
        return _("%(name)s votes on your seat in this round.") % {"name": substitute.user}
    return _("You give no points in this round, as you have no seat in the council today. Ask the secretariat.")


def open_round_for(user: AnyUser, today: date, rounds: RoundQuerySet | None = None) -> Round | None:
    """The open round that waits for this member's points; None where there is none."""
    if not can_vote(user):
        return None
    for round_ in (Round.objects if rounds is None else rounds).open():
        seats = voting_seats(user, round_, today)
        if seats and round_.ballots.filter(seat__in=seats).count() < len(seats):
            return round_
    return None
