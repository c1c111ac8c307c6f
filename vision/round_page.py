"""What the pages of a round show: the ballot, who has voted, the count, and its picture."""

from dataclasses import dataclass

from ishoj_process.models import Seat

from .models import Vote
from .rights import can_manage_rounds, can_see_named_votes, voting_seats
from .round_count import count_of

WIDTH, LEFT, ROW = 1000, 330, 64


@dataclass(frozen=True)
class Bar:
    """A candidate's line of the picture: the bar's length follows the points, its dots the groups behind."""

    row: object
    y: int
    length: float
    label: str


def seats_voting(today):
    """The council's seats that may vote, vacant ones left out, by the name of who holds them."""
    seats = Seat.objects.on(today).voting_in_council().filled().select_related("user", "party_group")
    return seats.order_by("user__name", "id")


def turnout(round_, today):
    """How many have voted, of how many; a seat that ended since still counts where it voted."""
    voted = set(round_.ballots.values_list("seat", flat=True))
    return len(voted), len(voted | set(seats_voting(today).values_list("pk", flat=True)))


def seats_by_vote(round_, today):
    """Those that have voted and those that have not, with who votes on each."""
    voted = set(round_.ballots.values_list("seat", flat=True))
    stand_ins = {row.seat_id: row.user for row in round_.stand_ins.select_related("user")}
    rows = [(seat, stand_ins.get(seat.pk)) for seat in seats_voting(today)]
    return {
        "voted": [row for row in rows if row[0].pk in voted],
        "missing": [row for row in rows if row[0].pk not in voted],
    }


def given_by(round_, seat):
    """What the seat gives now: {candidate's key: points}."""
    votes = Vote.objects.filter(ballot__round=round_, ballot__seat=seat)
    return dict(votes.values_list("candidate", "points"))


def round_context(round_, user, today):
    """All that the page shows beside the ballot, as far as the round declared it."""
    voted, seats = turnout(round_, today)
    context = {"round": round_, "voted": voted, "seats": seats, "may_manage": can_manage_rounds(user)}
    if round_.shows_count:
        count = count_of(round_)
        context |= {"count": count, "bars": bars_of(count), "picture_height": ROW * len(count.rows)}
        context["shows_names"] = can_see_named_votes(user, round_)
    if context["may_manage"]:
        context["by_vote"] = seats_by_vote(round_, today)
    return context


def bars_of(count):
    """The picture: a bar for each candidate, the most points first."""
    most = max((row.points for row in count.rows), default=0) or 1
    room = WIDTH - LEFT - 250
    return [Bar(row, number * ROW, room * row.points / most, row.breadth_text) for number, row in enumerate(count.rows)]


def open_round_for(user, vision, today):
    """The round that is open and waits for this member's points; None where there is none."""
    round_ = vision.rounds.filter(state="open").first()
    seats = voting_seats(user, round_, today) if round_ else []
    waits = seats and round_.ballots.filter(seat__in=seats).count() < len(seats)
    return round_ if waits else None
