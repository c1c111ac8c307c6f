"""Prioritisation: preparing, opening and closing a round, and casting a ballot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.dates import clock
from ishoj_process.editing.acts import Obstacle, refuse, store_edit
from ishoj_process.models import GuidingLine, Seat, User, Vision
from vision.models import Ballot, Candidate, Round, SecretResult, Substitute, Theme, Vote
from vision.models.mandates import Place, Roll
from vision.rights import can_vote, possible_substitutes, voting_places
from vision.states import RoundState

from .count import FEWEST_VOTERS, step_of, units_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import ModelForm


def reasons_against_settings(round_: Round) -> list[str]:
    """Why a round's settings may not be changed now: who sees what was settled when it opened."""
    return [] if round_.is_draft else [_("The round has been opened. How it is counted and shown stands fast.")]


@transaction.atomic
def store_round(*, form: ModelForm[Round], seen_version: int | None, by: User) -> Round:
    """Store a round with the candidates chosen in the form; Refused once it has been opened."""
    # First whether somebody else was quicker: a second click then finds its own work done, and is not refused.
    round_ = store_edit(form=form, seen_version=seen_version, by=by)
    refuse(reasons_against_settings(round_))
    _set_candidates(round_, form.cleaned_data["candidates"])
    return round_


def _set_candidates(round_: Round, rows: Sequence[Theme | GuidingLine]) -> None:
    """The candidates in the order of `rows`, each a theme or a guiding line."""
    # Made anew, and nobody loses points by it: a round that was opened is refused before.
    round_.candidates.all().delete()
    field = "guiding_line" if round_.subject == Round.Subject.LINES else "theme"
    Candidate.objects.bulk_create(
        Candidate(round=round_, title=row.title, position=position, **{field: row})
        for position, row in enumerate(rows, start=1)
    )


def themes_or_lines(vision: Vision, subject: str) -> QuerySet[GuidingLine] | QuerySet[Theme]:
    """The rows that a round may be about: the vision's current themes, or its guiding lines, in their order."""
    if subject == Round.Subject.LINES:
        return GuidingLine.objects.filter(aim__vision=vision).order_by("aim__position", "position", "id")
    return Theme.objects.current().filter(vision=vision)


def reasons_against_opening(round_: Round) -> list[str]:
    """Why the round may not be opened; an empty list where it may."""
    if not round_.is_draft:
        return [_("The round has been opened before.")]
    reasons: list[str] = []
    if round_.candidates.count() < 2:
        text, way = _("Choose at least two to prioritise between."), reverse("round_edit", args=[round_.pk])
        reasons.append(Obstacle(text, _("Edit the round"), f"{way}#div_id_candidates"))
    return reasons + reasons_of_open_round(round_.vision)


def reasons_of_open_round(vision: Vision) -> list[str]:
    """Why no other round of the vision may be opened: one is open, and two would be given points side by side."""
    rounds = Round.objects.filter(vision=vision, state=Round.State.OPEN)
    text = _("Another round is open. Close it first.")
    return [Obstacle(text, _("See the round"), row.get_absolute_url()) for row in rounds[:1]]


@transaction.atomic
def open_round(*, round_: Round, by: User, today: date | None = None) -> Round:
    """Let the members give points. Opening what is open changes nothing; raises Refused with the reasons."""
    # All of the vision's are held: of two who open different ones at once the second is refused.
    list(Round.objects.select_for_update().filter(vision=round_.vision_id).order_by("pk").values_list("pk"))
    stored = round_.locked()
    if stored.is_open:
        return stored
    refuse(reasons_against_opening(stored))
    for candidate in stored.candidates.select_related("theme", "guiding_line"):
        # Members vote on these words: theme and line may be worded otherwise later.
        candidate.title = cast(Theme | GuidingLine, candidate.theme_or_line).title  # a constraint holds one of them
        candidate.save()
    # Who sits in the council when it opens: whoever comes later takes over what somebody left.
    _follow_council(stored, today or clock.today())
    return _moved(stored, Round.State.OPEN, by, opened_at=timezone.now())


def reasons_against_closing(round_: Round) -> list[str]:
    return [_("The round has not been opened.")] if round_.is_draft else []


@transaction.atomic
def close_round(*, round_: Round, by: User, today: date | None = None) -> Round:
    """Count and close for good; of a secret round only the sums remain. Closing what is closed changes nothing."""
    stored = round_.locked()
    if stored.is_closed:
        return stored
    refuse(reasons_against_closing(stored))
    _keep_names_and_numbers(stored, today or clock.today())
    if stored.is_secret:
        _keep_only_sums(stored)
    return _moved(stored, Round.State.CLOSED, by, closed_at=timezone.now())


def _follow_council(round_: Round, today: date) -> Roll:
    """Store who holds which mandate on the day, so that the next change of seat is measured against it."""
    roll = round_.roll(today)
    for mandate in roll.changed:
        mandate.save()
    for place in roll.places:
        # A substitute goes along where the holder has another row: ended and begun anew is the same mandate.
        if place.substitute and place.former_key and place.former_key != place.seat.pk:
            named = round_.substitutes.filter(seat__in=place.seat_keys)
            # One who can vote no more may stand on the new row.
            named.exclude(user=place.substitute).delete()
            named.update(seat=place.seat)
    return roll


def _keep_names_and_numbers(round_: Round, today: date) -> None:
    """What the closed round says of its voters: from here on it asks neither users nor seats nor groups."""
    roll = _follow_council(round_, today)
    waited_for = roll.waited_for()
    for place in waited_for:
        place.mandate.substitute_name = str(place.substitute or "")
        place.mandate.save()
    # A seat on which nobody could vote is no part of the turnout.
    counted = [place.mandate.pk for place in waited_for] + [ballot.mandate_id for ballot in roll.ballots]
    round_.mandates.exclude(pk__in=counted).delete()


def _keep_only_sums(round_: Round) -> None:
    """Store each candidate's sum and step of breadth, and forget who gave what."""
    groups = round_.ballots.values_list("pk", "mandate__group_letter")
    ballots = {ballot: letter or None for ballot, letter in groups}
    votes = list(Vote.objects.filter(ballot__round=round_).values_list("ballot", "candidate", "points"))
    # Of fewer not even the sums are kept; their votes go all the same.
    if len(ballots) >= FEWEST_VOTERS:
        units = units_of(ballots)
        sums: Counter[int] = Counter()
        behind: dict[int, set[str | None]] = {}
        for ballot, candidate, points in votes:
            sums[candidate] += points
            if ballot in units:
                behind.setdefault(candidate, set()).add(units[ballot])
        SecretResult.objects.bulk_create(
            _secret_result(candidate, sums[candidate], len(behind.get(candidate, ())), len({*units.values()}))
            for candidate in round_.candidates.values_list("pk", flat=True)
        )
    # The ballots stay: that a seat has voted is no secret, and the turnout counts them.
    Vote.objects.filter(ballot__round=round_).delete()


def _secret_result(candidate: int, points: int, supporters: int, units: int) -> SecretResult:
    low, high = step_of(supporters, units) or (None, None)
    return SecretResult(candidate_id=candidate, points=points, groups_from=low, groups_to=high)


@transaction.atomic
def cast_ballot(*, round_: Round, seat: Seat, points: Mapping[int, int], by: User, today: date) -> Ballot:
    """Store how a seat distributes its points, in place of what it gave before.

    `points` maps candidates' keys to whole numbers; zeros are left out. Raises Refused with the reasons.
    """
    stored = round_.locked()
    # The round is held: it does not close while points are written, and `turn` misses no ballot.
    given = {candidate: number for candidate, number in points.items() if number}
    if not stored.is_open:
        refuse([_("The round is closed.") if stored.is_closed else _("The round has not been opened yet.")])
    # Read once: whoever takes the seat over between two readings would hold the mandate that another gave a ballot on.
    roll = _follow_council(stored, today)
    refuse(_reasons_against_ballot(stored, roll, seat, given, by))
    mandate = cast(Place, roll.place_of(seat)).mandate  # there is one, as there is no reason against it
    mandate.substitute_name = "" if by.pk == mandate.holder_id else str(by)
    mandate.save()
    ballot, _created = Ballot.objects.update_or_create(mandate=mandate, defaults={"round": stored, "given_by": by})
    ballot.votes.all().delete()
    Vote.objects.bulk_create(Vote(ballot=ballot, candidate_id=key, points=number) for key, number in given.items())
    # Not save(): a ballot is no new version of the round, and concerns nothing public.
    Round.objects.filter(pk=stored.pk).update(turn=stored.turn + 1)
    return ballot


def _reasons_against_ballot(round_: Round, roll: Roll, seat: Seat, given: dict[int, int], by: User) -> list[str]:
    if not any(seat.pk in place.seat_keys for place in voting_places(by, roll)):
        return [_("You do not vote on this seat.")]
    # A ballot without points would count as one that voted.
    if not given:
        return [_("Give at least one point.")]
    # A request made by hand: the page's own fields allow neither.
    if min(given.values()) < 0 or not given.keys() <= {*round_.candidates.values_list("pk", flat=True)}:
        return [_("The points could not be read. Open the page again.")]
    too_many = sum(given.values()) - round_.points
    if too_many > 0:
        text = ngettext(
            "You have given %(count)s point too many.", "You have given %(count)s points too many.", too_many
        )
        return [text % {"count": too_many}]
    return []


def _reasons_against_substitute(round_: Round, roll: Roll, place: Place | None, user: User, today: date) -> list[str]:
    """Why somebody may not vote on a place in this round; an empty list where they may."""
    if reasons := _reasons_against_moving_seat(round_, place):
        return reasons
    # A closed account would hold the seat, and nobody could vote on it.
    if not (can_vote(user) and user.is_active):
        return [_("Only members of the council and their substitutes vote.")]
    if not possible_substitutes(today).filter(pk=user.pk).exists():
        return [_("Whoever has a seat of their own votes on that.")]
    if any(other is not place and other.substitute == user for other in roll.places):
        return [_("The substitute already votes on another seat.")]
    gave_this = place and place.ballot and place.ballot.given_by_id == user.pk
    if roll.voted_by(user.pk) and not gave_this:
        return [_("The substitute has voted in this round already. Each person votes once.")]
    return []


def _reasons_against_moving_seat(round_: Round, place: Place | None) -> list[str]:
    """Whoever votes on a seat sees the points that it gave: in a secret round they are nobody else's to see."""
    if round_.is_closed:
        return [_("The round is closed.")]
    if place is None or place.ballot is None:
        return []
    if round_.is_secret:
        return [_("The seat has voted. In a secret round nobody else may see its points.")]
    if not place.mandate.is_held_by(place.seat.user_id):
        return [_("The seat voted before it was taken over. What was given counts, and nobody changes it.")]
    return []


@transaction.atomic
def set_substitute(*, round_: Round, seat: Seat, user: User | None, by: User, today: date) -> None:
    """Let `user` vote on the seat in this round, or nobody but its holder where `user` is None."""
    stored = round_.locked()
    roll = stored.roll(today)  # one reading, as of a ballot
    place = roll.place_of(seat)
    if user is None:
        refuse(_reasons_against_moving_seat(stored, place))
    else:
        refuse(_reasons_against_substitute(stored, roll, place, user, today))
    # Whoever was named is so by any of the mandate's rows; and whom nobody votes for any more stands in no one's way.
    keys = place.seat_keys if place else {seat.pk}
    stored.substitutes.filter(Q(seat__in=keys) | Q(user=user)).delete()
    if user:
        Substitute.objects.create(round=stored, seat=place.seat if place else seat, user=user, named_by=by)


def _moved(round_: Round, state: RoundState, by: User, **at: datetime) -> Round:
    round_.state = state
    for name, value in at.items():
        setattr(round_, name, value)
    return round_.save_next(by=by)
