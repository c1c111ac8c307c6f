"""What the pages of a round show: the ballot, who has voted, the count, and what a reader is told and asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ishoj_process.models import Seat
from ishoj_process.text.danish_sort import danish_key
from vision.models import Mandate, Round
from vision.models.mandates import Group, Place, Roll
from vision.rights import can_manage_rounds, can_see_named_votes, can_vote, voting_places

from .count import Count, Given, count_of
from .drawing import draw_result

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser
    from vision.models.rounds import RoundQuerySet


@dataclass(frozen=True)
class SeatRow:
    """A mandate in the round, by its seat: whose it is, and who votes on it where that is somebody else."""

    who: str
    seat: Seat | None  # of a closed round it may be gone


@dataclass(frozen=True)
class GivenRow:
    """What one mandate gave to what, in a round that was declared open."""

    who: str
    group: Group | None
    text: str


def roll_for(round_: Round, today: date) -> Roll | None:
    """The council in the round, asked once for all that a page says of it; None of a round that keeps its own."""
    return None if round_.is_closed else round_.roll(today)


def turnout(round_: Round, roll: Roll | None) -> tuple[int, int]:
    """How many have voted, of how many; a mandate that nobody holds any more still counts where it voted."""
    if roll is None:
        return round_.ballots.count(), round_.mandates.count()
    return len(roll.ballots), len(roll.ballots) + len(roll.waited_for())


def seats_by_vote(round_: Round, today: date) -> dict[str, list[SeatRow]]:
    """Those that have voted and those that have not, with who votes on each."""
    return _by_vote(round_, roll_for(round_, today))


def _by_vote(round_: Round, roll: Roll | None) -> dict[str, list[SeatRow]]:
    if roll:
        voted = [_row_of(ballot.mandate) for ballot in roll.ballots]
        missing = [SeatRow(_who_votes(place), place.seat) for place in roll.waited_for()]
    else:
        mandates = list(round_.mandates.select_related("seat", "ballot"))
        voted = [_row_of(mandate) for mandate in mandates if hasattr(mandate, "ballot")]
        missing = [_row_of(mandate) for mandate in mandates if not hasattr(mandate, "ballot")]
    return {"voted": _sorted(voted), "missing": _sorted(missing)}


def _row_of(mandate: Mandate) -> SeatRow:
    return SeatRow(mandate.who, mandate.seat)


def _who_votes(place: Place) -> str:
    """As the mandate says it, of today: whoever was named and can vote no more is waited for no more."""
    place.mandate.substitute_name = str(place.substitute or "")
    return place.mandate.who


def _sorted(rows: list[SeatRow]) -> list[SeatRow]:
    return sorted(rows, key=lambda row: danish_key(row.who))


def given_by(place: Place) -> dict[int, int]:
    """What the mandate gives now: {candidate's key: points}."""
    return dict(place.ballot.votes.values_list("candidate", "points")) if place.ballot else {}


def given_rows(count: Count) -> list[GivenRow]:
    """Who gave what, by name: of each mandate its candidates, the most points first."""
    by_mandate: dict[Mandate, list[tuple[Given, str]]] = {}
    for row in count.rows:
        for one in row.given:
            by_mandate.setdefault(one.mandate, []).append((one, row.candidate.title))
    rows = [GivenRow(mandate.who, mandate.group, _given_text(given)) for mandate, given in by_mandate.items()]
    return sorted(rows, key=lambda row: danish_key(row.who))


def _given_text(given: list[tuple[Given, str]]) -> str:
    most_first = sorted(given, key=lambda each: -each[0].points)
    return ", ".join(f"{title}:\N{NO-BREAK SPACE}{one.points}" for one, title in most_first)


def declared_text(round_: Round) -> str:
    """What the round declared before it opened about who sees what."""
    if round_.is_secret:
        return _("Secret vote: nobody sees who gave points to what.")
    return _("Open vote: the council and the staff see who gave points to what.")


def standing_context(round_: Round, roll: Roll | None) -> dict[str, Any]:
    """What all who follow the round may see, the same for each of them."""
    voted, seats = turnout(round_, roll)
    count = count_of(round_) if round_.shows_count else None
    return {"round": round_, "voted": voted, "seats": seats, "count": count}


def result_context(round_: Round, user: AnyUser, roll: Roll | None) -> dict[str, Any]:
    """What page and paper show beside the ballot, as far as the round declared it."""
    context = standing_context(round_, roll) | {"declared_text": declared_text(round_)}
    count = context["count"]
    if count and round_.is_closed and count.points:
        context["drawing"] = draw_result(count)
    if count and can_see_named_votes(user, round_):
        context["given"] = given_rows(count)
    return context


def round_context(round_: Round, user: AnyUser, roll: Roll | None) -> dict[str, Any]:
    """The page: the result, and for the secretariat who has voted."""
    context = result_context(round_, user, roll)
    if can_manage_rounds(user):
        context |= {"may_manage": True, "by_vote": _by_vote(round_, roll)}
    return context


def reason_without_ballot(round_: Round, user: AnyUser, roll: Roll | None) -> str:
    """Why a member of the council has nothing to give in a round that is open; empty for all others."""
    if not (roll and round_.is_open and can_vote(user)):
        return ""
    own = next((place for place in roll.places if user.pk in {seat.user_id for seat in place.seats}), None)
    if own and own.substitute:
        return _("%(name)s votes on your seat in this round.") % {"name": own.substitute}
    if own and own.ballot and own.mandate.is_held_by(user.pk):
        return _("%(name)s voted on your seat in this round. What was given counts.") % {"name": own.ballot.given_by}
    if roll.voted_by(user.pk):
        return _("You have voted in this round, and what you gave counts. Each person votes once.")
    if own and own.ballot:
        return _("Your seat has voted in this round before you took it over. You can vote in the next one.")
    return _("You give no points in this round, as you have no seat in the council today. Ask the secretariat.")


def open_round_for(user: AnyUser, today: date, rounds: RoundQuerySet | None = None) -> Round | None:
    """The open round that waits for this member's points; None where there is none."""
    if not can_vote(user):
        return None
    for round_ in (Round.objects if rounds is None else rounds).open():
        if any(place.ballot is None for place in voting_places(user, round_.roll(today))):
            return round_
    return None
