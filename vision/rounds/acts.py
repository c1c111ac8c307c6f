"""Prioritisation: preparing, opening and closing a round, and casting a ballot."""

from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.editing.acts import refuse, store_edit
from ishoj_process.models import GuidingLine, Seat
from vision.models import Ballot, Candidate, Round, SecretResult, StandIn, Theme, Vote
from vision.rights import can_vote, voting_seats

from .count import FEWEST_VOTERS, step_of, units_of


def reasons_against_settings(round_):
    """Why a round's settings may not be changed now: who sees what was settled when it opened."""
    return [] if round_.is_draft else [_("The round has been opened. How it is counted and shown stands fast.")]


@transaction.atomic
def store_round(*, form, seen_version, by):
    """Store a round with the candidates chosen in the form; Refused once it has been opened."""
    # First whether somebody else was quicker: a second click then finds its own work done, and is not refused.
    round_ = store_edit(form=form, seen_version=seen_version, by=by)
    refuse(reasons_against_settings(round_))
    _set_candidates(round_, form.cleaned_data["candidates"])
    return round_


def _set_candidates(round_, things):
    """The candidates in the order of `things`, each a theme or a guiding line."""
    round_.candidates.all().delete()
    field = "guiding_line" if round_.subject == Round.Subject.LINES else "theme"
    Candidate.objects.bulk_create(
        Candidate(round=round_, title=thing.title, position=position, **{field: thing})
        for position, thing in enumerate(things, start=1)
    )


def things_to_prioritise(vision, subject):
    """The rows that a round may be about: the vision's current themes, or its guiding lines, in their order."""
    if subject == Round.Subject.LINES:
        return GuidingLine.objects.filter(aim__vision=vision).order_by("aim__position", "position", "id")
    return Theme.objects.current().filter(vision=vision)


def reasons_against_opening(round_):
    """Why the round may not be opened; an empty list where it may."""
    if not round_.is_draft:
        return [_("The round has been opened before.")]
    reasons = []
    if round_.candidates.count() < 2:
        reasons.append(_("Choose at least two to prioritise between."))
    if Round.objects.filter(vision=round_.vision_id, state=Round.State.OPEN).exists():
        reasons.append(_("Another round is open. Close it first."))
    return reasons


@transaction.atomic
def open_round(*, round_, by):
    """Let the members give points. Opening what is open changes nothing; raises Refused with the reasons."""
    stored = round_.locked()
    if stored.is_open:
        return stored
    refuse(reasons_against_opening(stored))
    for candidate in stored.candidates.select_related("theme", "guiding_line"):
        candidate.title = candidate.thing.title
        candidate.save()
    return _moved(stored, Round.State.OPEN, by, opened_at=timezone.now())


def reasons_against_closing(round_):
    return [_("The round has not been opened.")] if round_.is_draft else []


@transaction.atomic
def close_round(*, round_, by):
    """Count and close for good; of a secret round only the sums remain. Closing what is closed changes nothing."""
    stored = round_.locked()
    if stored.is_closed:
        return stored
    refuse(reasons_against_closing(stored))
    if stored.is_secret:
        _keep_only_sums(stored)
    return _moved(stored, Round.State.CLOSED, by, closed_at=timezone.now())


def _keep_only_sums(round_):
    """Store each candidate's sum and step of breadth, and forget who gave what."""
    ballots = dict(round_.ballots.values_list("pk", "party_group"))
    votes = list(Vote.objects.filter(ballot__round=round_).values_list("ballot", "candidate", "points"))
    if len(ballots) >= FEWEST_VOTERS:
        units = units_of(ballots)
        sums, behind = Counter(), {}
        for ballot, candidate, points in votes:
            sums[candidate] += points
            if ballot in units:
                behind.setdefault(candidate, set()).add(units[ballot])
        SecretResult.objects.bulk_create(
            _secret_result(candidate, sums[candidate], len(behind.get(candidate, ())), len({*units.values()}))
            for candidate in round_.candidates.values_list("pk", flat=True)
        )
    Vote.objects.filter(ballot__round=round_).delete()


def _secret_result(candidate, points, supporters, units):
    low, high = step_of(supporters, units) or (None, None)
    return SecretResult(candidate_id=candidate, points=points, groups_from=low, groups_to=high)


@transaction.atomic
def cast_ballot(*, round_, seat, points, by, today):
    """Store how a seat distributes its points, in place of what it gave before.

    `points` maps candidates' keys to whole numbers; zeros are left out. Raises Refused with the reasons.
    """
    stored = round_.locked()
    given = {candidate: number for candidate, number in points.items() if number}
    refuse(_reasons_against_ballot(stored, seat, given, by, today))
    ballot, _created = Ballot.objects.update_or_create(
        round=stored, seat=seat, defaults={"party_group_id": seat.party_group_id}
    )
    ballot.votes.all().delete()
    Vote.objects.bulk_create(Vote(ballot=ballot, candidate_id=key, points=number) for key, number in given.items())
    # Not save(): a ballot is no new version of the round, and concerns nothing public.
    Round.objects.filter(pk=stored.pk).update(turn=stored.turn + 1)
    return ballot


def _reasons_against_ballot(round_, seat, given, by, today):
    if not round_.is_open:
        return [_("The round is closed.") if round_.is_closed else _("The round has not been opened yet.")]
    if seat not in voting_seats(by, round_, today):
        return [_("You do not vote on this seat.")]
    if not given:
        return [_("Give at least one point.")]
    if min(given.values()) < 0 or not given.keys() <= {*round_.candidates.values_list("pk", flat=True)}:
        return [_("The points could not be read. Open the page again.")]
    too_many = sum(given.values()) - round_.points
    if too_many > 0:
        text = ngettext(
            "You have given %(count)s point too many.", "You have given %(count)s points too many.", too_many
        )
        return [text % {"count": too_many}]
    return []


def reasons_against_stand_in(round_, seat, user, today):
    """Why somebody may not vote on a seat in this round; an empty list where they may."""
    if reasons := _reasons_against_moving_seat(round_, seat):
        return reasons
    if not can_vote(user):
        return [_("Only members of the council and their substitutes vote.")]
    if Seat.objects.on(today).voting_in_council().filter(user=user).exists():
        return [_("Whoever has a seat of their own votes on that.")]
    if StandIn.objects.filter(round=round_, user=user).exclude(seat=seat).exists():
        return [_("The substitute already votes on another seat.")]
    return []


def _reasons_against_moving_seat(round_, seat):
    """Whoever votes on a seat sees the points that it gave: in a secret round they are nobody else's to see."""
    if round_.is_closed:
        return [_("The round is closed.")]
    if round_.is_secret and round_.ballots.filter(seat=seat).exists():
        return [_("The seat has voted. In a secret round nobody else may see its points.")]
    return []


@transaction.atomic
def set_stand_in(*, round_, seat, user, today):
    """Let `user` vote on the seat in this round, or nobody but its holder where `user` is None."""
    stored = round_.locked()
    if user is None:
        refuse(_reasons_against_moving_seat(stored, seat))
        StandIn.objects.filter(round=stored, seat=seat).delete()
        return
    refuse(reasons_against_stand_in(stored, seat, user, today))
    StandIn.objects.update_or_create(round=stored, seat=seat, defaults={"user": user})


def _moved(round_, state, by, **at):
    round_.state = state
    for name, value in at.items():
        setattr(round_, name, value)
    return round_.save_next(by=by)
