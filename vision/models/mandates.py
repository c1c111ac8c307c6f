"""The mandates of the council in a round: each has one ballot, whoever holds it and by whichever row of the seats.

A seat changes hands in more than one way: its row gets another holder, or it ends and another begins; an end and a new
beginning may be one and the same member, and one member may stand in two rows. What is counted is therefore no row
and no person. The round keeps the council as it was known when it opened, follows it at each ballot, and closed it
asks nobody any more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ishoj_process.models import PartyGroup, Seat, User

if TYPE_CHECKING:
    from .rounds import Ballot, Round


@dataclass(frozen=True)
class Group:
    """A party group as it was called then."""

    letter: str
    name: str


class Mandate(models.Model):
    """One of the council's places in one round, with the words of its day.

    `seat` is the row by which it was known last, `holder` whoever holds it, and from its ballot on whoever held it
    then. Both may be gone later: what a closed round says is in the words.
    """

    round = models.ForeignKey("vision.Round", on_delete=models.CASCADE, related_name="mandates")
    # SET_NULL: no round stands in the way of a change of seat.
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    holder_name = models.CharField(gettext_lazy("holder"), max_length=254, blank=True)  # empty: the seat is vacant
    substitute_name = models.CharField(gettext_lazy("substitute"), max_length=254, blank=True)
    # The group of its ballot: members change groups, a result does not.
    party_group = models.ForeignKey(PartyGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    group_letter = models.CharField(gettext_lazy("letter of the group"), max_length=8, blank=True)
    group_name = models.CharField(gettext_lazy("group"), max_length=120, blank=True)

    class Meta:
        verbose_name = gettext_lazy("mandate in a round")
        verbose_name_plural = gettext_lazy("mandates in rounds")
        constraints = [models.UniqueConstraint(fields=["round", "seat"], name="mandate_once_per_seat")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.who}"

    @property
    def group(self) -> Group | None:
        return Group(self.group_letter, self.group_name) if self.group_letter else None

    @property
    def who(self) -> str:
        """`Medlem`, or `Medlem (stedfortræder: En anden)`; the seat may be vacant."""
        holder = self.holder_name or _("vacant")
        if not self.substitute_name:
            return holder
        return _("%(holder)s (substitute: %(substitute)s)") % {"holder": holder, "substitute": self.substitute_name}

    def take(self, seat: Seat, today: date) -> None:
        """Whose it is by a row of the seats; not stored."""
        self.seat, self.holder, self.holder_name = seat, seat.user, ""
        self.party_group = seat.party_group
        self.group_letter = self.group_name = ""
        self.use_words_of(today)

    def use_words_of(self, today: date) -> None:
        """Call holder and group as they are called now, as far as they are still there; not stored."""
        if self.holder:
            self.holder_name = str(self.holder)
        if self.party_group:
            called = self.party_group.on(today).called
            self.group_letter, self.group_name = called.abbreviation, called.name

    def row(self) -> tuple[int | str | None, ...]:
        """What is stored of it."""
        keys = (self.seat_id, self.holder_id, self.party_group_id)
        return (*keys, self.holder_name, self.substitute_name, self.group_letter, self.group_name)

    def is_held_by(self, user_key: int | None) -> bool:
        """Whether it is still whose it was. One whose holder is gone altogether is nobody's, not a vacant seat's."""
        return self.holder_id == user_key and not (self.holder_id is None and self.holder_name)


@dataclass
class Place:
    """A mandate as it stands on a day: by which seats, and who votes on it."""

    mandate: Mandate
    seats: list[Seat]
    ballot: Ballot | None = None
    substitute: User | None = None
    # The row by which the same holder had it before: a substitute who was named on it goes on.
    former_key: int | None = None

    @property
    def seat(self) -> Seat:
        """The one by which it votes, where a member stands in two rows."""
        return next((seat for seat in self.seats if seat.pk == self.mandate.seat_id), self.seats[0])

    @property
    def voter_key(self) -> int | None:
        return self.substitute.pk if self.substitute else self.seat.user_id

    @property
    def is_filled(self) -> bool:
        """Whether somebody votes on it: its holder by an open account of a member, or a substitute."""
        return bool(self.substitute or (self.seat.user and self.seat.user.may_have_a_seat))

    @property
    def seat_keys(self) -> set[int]:
        """The rows by which it may be meant."""
        former = {self.former_key} if self.former_key else set()
        return {seat.pk for seat in self.seats} | former


@dataclass
class Roll:
    """The council in a round on a day: its places, and every ballot that was given."""

    places: list[Place]
    ballots: list[Ballot]
    is_secret: bool
    changed: list[Mandate]  # those of which something else is stored, or nothing yet

    def voted_by(self, user_key: int | None, *, but: Ballot | None = None) -> bool:
        """Whether the person has had a ballot in the round, or another than this one, by whichever seat."""
        others = (ballot for ballot in self.ballots if ballot != but)
        return any(user_key in (ballot.given_by_id, ballot.mandate.holder_id) for ballot in others)

    def place_of(self, seat: Seat) -> Place | None:
        return next((place for place in self.places if seat.pk in place.seat_keys), None)

    def waited_for(self) -> list[Place]:
        """The places on which somebody votes, and has not yet; who gave a ballot on another gives none here."""
        missing = (place for place in self.places if place.ballot is None and place.is_filled)
        return [place for place in missing if not self.voted_by(place.voter_key)]

    def open_to(self, user_key: int | None) -> list[Place]:
        """The places on which somebody votes now: each has one ballot, and each person gives one."""
        return [place for place in self.places if place.voter_key == user_key and self._may_vote(place, user_key)]

    def _may_vote(self, place: Place, user_key: int | None) -> bool:
        if place.ballot is None:
            return not self.voted_by(user_key)
        # What was given is changed by whoever gave it. Whose the seat became since neither votes nor reads.
        if place.ballot.given_by_id == user_key:
            return True
        # Nobody inherits the points of a secret round; of an open one substitute and holder may change what they see,
        # unless they have given others: a person gives one ballot.
        is_holders = place.mandate.is_held_by(place.seat.user_id)
        return not self.is_secret and is_holders and not self.voted_by(user_key, but=place.ballot)


def roll_of(round_: Round, today: date) -> Roll:
    """The council in the round on the day, in a fixed number of queries; nothing is stored."""
    mandates = list(round_.mandates.select_related("seat", "holder", "party_group", "ballot").order_by("pk"))
    stored = {mandate.pk: mandate.row() for mandate in mandates}
    ballots = {mandate.pk: mandate.ballot for mandate in mandates if hasattr(mandate, "ballot")}
    for mandate in mandates:
        mandate.use_words_of(today)
    seats = list(Seat.objects.on(today).voting_in_council().select_related("user", "party_group", "body", "term"))
    places = _places(round_, mandates, seats, ballots, today)
    known = {id(one): one for one in [*mandates, *(place.mandate for place in places)]}
    changed = [one for one in known.values() if one.pk is None or one.row() != stored[one.pk]]
    roll = Roll(places, list(ballots.values()), round_.is_secret, changed)
    _name_substitutes(round_, roll, today)
    return roll


def _places(
    round_: Round, mandates: Sequence[Mandate], seats: Sequence[Seat], ballots: dict[int, Ballot], today: date
) -> list[Place]:
    places: dict[int, Place] = {}  # by the mandate's identity: those of today have no key yet

    def give(mandate: Mandate, seat: Seat) -> None:
        ballot = ballots.get(mandate.pk) if mandate.pk else None
        place = places.setdefault(id(mandate), Place(mandate, [], ballot))
        place.seats.append(seat)
        if len(place.seats) > 1:
            return
        if mandate.is_held_by(seat.user_id):
            place.former_key = mandate.seat_id
        if ballot is None:
            mandate.take(seat, today)
        else:  # a ballot keeps whose it was
            mandate.seat = seat

    by_row = {mandate.seat_id: mandate for mandate in mandates if mandate.seat_id}
    new = [seat for seat in seats if seat.pk not in by_row]
    for seat in seats:
        if seat.pk in by_row:
            give(by_row[seat.pk], seat)
    # Only when all rows that stayed are known: what they leave is taken over by those that are new.
    for seat in sorted(new, key=lambda seat: (_first_day(seat), seat.pk)):
        mandate = _of_same_person(seat, mandates, places)
        if mandate is None:
            free = [one for one in mandates if id(one) not in places and not _returns(one, new)]
            mandate = _taken_over(seat, free, ballots, today) or Mandate(round=round_)
        give(mandate, seat)
    return list(places.values())


def _of_same_person(seat: Seat, mandates: Sequence[Mandate], places: dict[int, Place]) -> Mandate | None:
    """The mandate that the seat's holder has by another row, today or before: ended and begun anew is no other one."""
    if seat.user_id is None:
        return None
    for place in places.values():
        if any(other.user_id == seat.user_id for other in place.seats):
            return place.mandate
    return next((one for one in mandates if one.holder_id == seat.user_id and id(one) not in places), None)


def _returns(mandate: Mandate, new: Sequence[Seat]) -> bool:
    """Whether its own holder has it by a new row, and nobody else takes it over."""
    return mandate.holder_id is not None and any(seat.user_id == mandate.holder_id for seat in new)


def _taken_over(seat: Seat, free: Sequence[Mandate], ballots: Collection[int], today: date) -> Mandate | None:
    """Which of those that nobody holds any more the new seat takes over; None where there is none.

    The one of its own group, as who leaves is followed from the same list (kommunestyrelsesloven § 15), and
    of those the one that was left last. Where both are alike, the one that has voted: unknown means no second ballot.
    """
    letter = seat.party_group.on(today).called.abbreviation if seat.party_group else ""

    def order(mandate: Mandate) -> tuple[bool, int, bool, int]:
        return (mandate.group_letter != letter, -_last_day(mandate), mandate.pk not in ballots, mandate.pk)

    return min(free, key=order, default=None)


def _first_day(seat: Seat) -> date:
    return seat.starts or seat.term.starts


def _last_day(mandate: Mandate) -> int:
    # A row without an end that is held no more, or is gone, was left just now.
    last = mandate.seat.ends if mandate.seat else None
    return (last or date.max).toordinal()


def _name_substitutes(round_: Round, roll: Roll, today: date) -> None:
    substitutes = {row.seat_id: row.user for row in round_.substitutes.voting(today).select_related("user")}
    for place in roll.places if substitutes else ():
        # First the row of today: who was named on the one before has been replaced.
        keys = sorted(place.seat_keys, key=lambda key: (key == place.former_key, key))
        named = next((substitutes[key] for key in keys if key in substitutes), None)
        # Who had a seat meanwhile and voted by it gives no second ballot: the holder votes again.
        place.substitute = None if named and roll.voted_by(named.pk, but=place.ballot) else named
