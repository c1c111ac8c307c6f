"""Rounds of points: prepared, opened, voted in, closed for good; a secret one keeps no trace of who gave what."""

from datetime import date

import pytest

from ishoj_process.editing.acts import Refused
from ishoj_process.models import Body, GuidingLine, PartyGroup, Seat, User
from vision import rights
from vision.models import Ballot, Candidate, Round, SecretResult, Vote
from vision.rounds.acts import cast_ballot, close_round, open_round, set_substitute, themes_or_lines
from vision.rounds.count import count_of
from vision.rounds.page import seats_by_vote

TODAY = date(2023, 10, 31)


@pytest.fixture
def groups(db):
    return [PartyGroup.objects.create(letter=letter, name=f"Gruppe {letter}") for letter in "ABC"]


@pytest.fixture
def seats(term, council, groups):
    """Six seats: two in each of groups A and B, one in C, one outside the groups."""
    letters = [groups[0], groups[0], groups[1], groups[1], groups[2], None]
    return [
        Seat.objects.create(body=council, term=term, user=make_member(number), party_group=group)
        for number, group in enumerate(letters)
    ]


def make_member(number):
    return User.objects.create_user(f"medlem{number}@example.org", name=f"Medlem {number}", role=User.Role.MEMBER)


@pytest.fixture
def make_round(vision, make_theme, secretariat):
    """A round about three themes, open unless told otherwise."""

    def make(*, opened=True, **fields):
        round_ = Round.objects.create(vision=vision, title="Prioritering", **fields)
        for position, title in enumerate(["Foreningsliv", "Uddannelse", "Klima"], start=1):
            Candidate.objects.create(round=round_, theme=make_theme(title), title=title, position=position)
        return open_round(round_=round_, by=secretariat) if opened else round_

    return make


def vote(round_, seat, *points, by=None, today=TODAY):
    keys = round_.candidates.values_list("pk", flat=True)
    given = dict(zip(keys, points, strict=False))
    return cast_ballot(round_=round_, seat=seat, points=given, by=by or seat.user, today=today)


def result(round_):
    return [(row.candidate.title, row.points, row.groups_from, row.groups_to) for row in count_of(round_).rows]


def test_points_and_groups_are_counted(make_round, seats):
    round_ = make_round()

    vote(round_, seats[0], 3, 2)
    vote(round_, seats[1], 5)
    vote(round_, seats[2], 0, 4)

    assert result(round_) == [("Foreningsliv", 8, 1, 1), ("Uddannelse", 6, 2, 2), ("Klima", 0, 0, 0)]


def test_count_says_which_groups_and_how_many_outside_them(make_round, seats):
    round_ = make_round()
    for seat in (seats[4], seats[0], seats[5]):
        vote(round_, seat, 1)

    row = count_of(round_).rows[0]

    assert ([group.letter for group in row.groups], row.without_group) == (["A", "C"], 1)


def test_ballot_is_changed_until_the_round_closes(make_round, seats, secretariat):
    round_ = make_round()
    vote(round_, seats[0], 5)
    vote(round_, seats[0], 0, 5)
    close_round(round_=round_, by=secretariat)

    with pytest.raises(Refused) as refused:
        vote(round_, seats[0], 5)

    assert refused.value.reasons == ["Runden er lukket."]
    assert result(round_) == [("Uddannelse", 5, 1, 1), ("Foreningsliv", 0, 0, 0), ("Klima", 0, 0, 0)]


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ((), "Giv mindst ét point."),
        ((0, 0, 0), "Giv mindst ét point."),
        ((6,), "Du har givet 1 point for meget."),
        ((3, 3, 2), "Du har givet 3 point for meget."),
        ((9, -4), "Pointene kunne ikke læses. Åbn siden igen."),
    ],
)
def test_ballot_is_refused_with_the_reason(make_round, seats, points, reason):
    round_ = make_round()

    with pytest.raises(Refused) as refused:
        vote(round_, seats[0], *points)

    assert (refused.value.reasons, Ballot.objects.count()) == ([reason], 0)


def test_points_to_another_rounds_candidate_are_refused(make_round, seats, secretariat):
    earlier = make_round()
    close_round(round_=earlier, by=secretariat)
    round_ = make_round()

    with pytest.raises(Refused):
        cast_ballot(
            round_=round_, seat=seats[0], points={earlier.candidates.first().pk: 1}, by=seats[0].user, today=TODAY
        )

    assert Ballot.objects.count() == 0


def test_round_that_is_not_open_takes_no_ballot(make_round, seats):
    with pytest.raises(Refused) as refused:
        vote(make_round(opened=False), seats[0], 1)

    assert refused.value.reasons == ["Runden er ikke åbnet endnu."]


def test_nobody_votes_on_anothers_seat(make_round, seats, administration, secretariat):
    round_ = make_round()

    for user in (seats[1].user, administration, secretariat):
        with pytest.raises(Refused) as refused:
            vote(round_, seats[0], 1, by=user)
        assert refused.value.reasons == ["Du stemmer ikke på den plads."]


def test_member_of_a_committee_alone_has_no_seat_to_vote_on(make_round, term, committee):
    user = make_member(9)
    Seat.objects.create(body=committee, term=term, user=user)

    assert rights.voting_seats(user, make_round(), TODAY) == []


def test_seat_that_has_ended_votes_no_more(make_round, seats):
    seats[0].ends = date(2023, 10, 30)
    seats[0].save()

    assert rights.voting_seats(seats[0].user, make_round(), TODAY) == []


def test_substitute_votes_on_the_seat_and_the_points_count_once(make_round, seats, term, council, secretariat):
    round_ = make_round()
    substitute = make_member(9)
    Seat.objects.create(body=council, term=term, user=substitute, role=Seat.Role.SUBSTITUTE)
    assert rights.voting_seats(substitute, round_, TODAY) == []
    vote(round_, seats[0], 5)

    set_substitute(round_=round_, seat=seats[0], user=substitute, by=secretariat, today=TODAY)
    vote(round_, seats[0], 0, 4, by=substitute)

    assert rights.voting_seats(seats[0].user, round_, TODAY) == []
    assert (Ballot.objects.count(), count_of(round_).points) == (1, 4)


def test_substitute_is_taken_off_again(make_round, seats, secretariat):
    round_ = make_round()
    set_substitute(round_=round_, seat=seats[0], user=make_member(9), by=secretariat, today=TODAY)

    set_substitute(round_=round_, seat=seats[0], user=None, by=secretariat, today=TODAY)

    assert rights.voting_seats(seats[0].user, round_, TODAY) == [seats[0]]


def test_who_has_a_seat_is_no_substitute(make_round, seats, secretariat):
    with pytest.raises(Refused) as refused:
        set_substitute(round_=make_round(), seat=seats[0], user=seats[1].user, by=secretariat, today=TODAY)

    assert refused.value.reasons == ["Den, der selv har en plads, stemmer på den."]


def test_substitute_votes_on_one_seat_only(make_round, seats, secretariat):
    round_, substitute = make_round(), make_member(9)
    set_substitute(round_=round_, seat=seats[0], user=substitute, by=secretariat, today=TODAY)

    with pytest.raises(Refused) as refused:
        set_substitute(round_=round_, seat=seats[1], user=substitute, by=secretariat, today=TODAY)

    assert refused.value.reasons == ["Stedfortræderen stemmer allerede på en anden plads."]


def test_staff_is_no_substitute(make_round, seats, administration, secretariat):
    with pytest.raises(Refused) as refused:
        set_substitute(round_=make_round(), seat=seats[0], user=administration, by=secretariat, today=TODAY)

    assert refused.value.reasons == ["Kun Byrådets medlemmer og deres stedfortrædere stemmer."]


def test_closed_account_is_no_substitute(make_round, seats, secretariat):
    closed = make_member(9)
    closed.is_active = False
    closed.save()

    with pytest.raises(Refused):
        set_substitute(round_=make_round(), seat=seats[0], user=closed, by=secretariat, today=TODAY)


def closed_account(substitute, term, council):
    User.objects.filter(pk=substitute.pk).update(is_active=False)


def seat_of_their_own(substitute, term, council):
    Seat.objects.create(body=council, term=term, user=substitute)


def changed_role(substitute, term, council):
    User.objects.filter(pk=substitute.pk).update(role=User.Role.ADMINISTRATION)


@pytest.fixture(params=[closed_account, seat_of_their_own, changed_role])
def ended(request, term, council):
    """What ends that somebody votes for another, once they have been named."""
    return lambda substitute: request.param(substitute, term, council)


def test_seat_is_its_holders_again_when_the_substitute_can_vote_no_more(make_round, seats, secretariat, ended):
    round_, substitute = make_round(), make_member(9)
    set_substitute(round_=round_, seat=seats[0], user=substitute, by=secretariat, today=TODAY)
    vote(round_, seats[0], 5, by=substitute)
    ended(substitute)
    substitute = User.objects.get(pk=substitute.pk)

    assert seats[0] not in rights.voting_seats(substitute, round_, TODAY)
    assert rights.voting_seats(seats[0].user, round_, TODAY) == [seats[0]]
    with pytest.raises(Refused):
        vote(round_, seats[0], 4, by=substitute)


def test_seat_that_voted_in_secret_is_not_its_holders_again(make_round, seats, secretariat, ended):
    """The holder would see what the substitute gave."""
    round_, substitute = make_round(is_secret=True, is_live=False), make_member(9)
    set_substitute(round_=round_, seat=seats[0], user=substitute, by=secretariat, today=TODAY)
    vote(round_, seats[0], 5, by=substitute)
    ended(substitute)

    substitute = User.objects.get(pk=substitute.pk)
    assert rights.voting_seats(seats[0].user, round_, TODAY) == []
    assert seats[0] not in rights.voting_seats(substitute, round_, TODAY)


def test_seat_without_a_vote_is_its_holders_again_in_a_secret_round(make_round, seats, secretariat, ended):
    round_, substitute = make_round(is_secret=True, is_live=False), make_member(9)
    set_substitute(round_=round_, seat=seats[0], user=substitute, by=secretariat, today=TODAY)
    ended(substitute)

    assert rights.voting_seats(seats[0].user, round_, TODAY) == [seats[0]]


def test_vacant_seat_is_waited_for_no_more_when_its_substitute_can_vote_no_more(make_round, seats, secretariat, ended):
    round_, substitute = make_round(), make_member(9)
    Seat.objects.filter(pk=seats[0].pk).update(user=None)
    set_substitute(round_=round_, seat=seats[0], user=substitute, by=secretariat, today=TODAY)
    before = {row.seat.pk for row in seats_by_vote(round_, TODAY)["missing"]}
    ended(substitute)

    assert before == {seat.pk for seat in seats}
    assert seats[0].pk not in {row.seat.pk for row in seats_by_vote(round_, TODAY)["missing"]}


def test_row_tells_who_let_the_substitute_vote(make_round, seats, secretariat):
    round_ = make_round()
    set_substitute(round_=round_, seat=seats[0], user=make_member(9), by=secretariat, today=TODAY)

    assert round_.substitutes.get().named_by == secretariat


def test_round_with_one_candidate_does_not_open(vision, make_theme, secretariat):
    round_ = Round.objects.create(vision=vision, title="Prioritering")
    Candidate.objects.create(round=round_, theme=make_theme(), title="Foreningsliv")

    with pytest.raises(Refused) as refused:
        open_round(round_=round_, by=secretariat)

    assert refused.value.reasons == ["Vælg mindst to at prioritere mellem."]


def test_second_round_waits_for_the_first(make_round, vision, secretariat):
    make_round()

    with pytest.raises(Refused) as refused:
        make_round()

    assert refused.value.reasons == ["En anden runde er åben. Luk den først."]


def test_opening_and_closing_twice_does_it_once(make_round, secretariat):
    round_ = make_round()
    assert open_round(round_=round_, by=secretariat).version == round_.version

    closed = close_round(round_=round_, by=secretariat)

    assert close_round(round_=round_, by=secretariat).closed_at == closed.closed_at


def test_closed_round_does_not_open_again(make_round, secretariat):
    round_ = close_round(round_=make_round(), by=secretariat)

    with pytest.raises(Refused) as refused:
        open_round(round_=round_, by=secretariat)

    assert refused.value.reasons == ["Runden har været åbnet før."]


def test_secret_round_keeps_sums_and_forgets_who(make_round, seats, secretariat):
    round_ = make_round(is_secret=True, is_live=False)
    for seat in seats:
        vote(round_, seat, 3, 1)

    round_ = close_round(round_=round_, by=secretariat)

    assert Vote.objects.count() == 0
    assert Ballot.objects.count() == 6
    # Three units: groups A and B, and the two who are alone.
    assert result(round_) == [("Foreningsliv", 18, 2, 3), ("Uddannelse", 6, 2, 3), ("Klima", 0, 0, 1)]


@pytest.mark.parametrize(("voters", "shows_sums"), [(2, False), (3, True)])
def test_secret_round_of_two_voters_shows_no_sums(make_round, seats, secretariat, voters, shows_sums):
    round_ = make_round(is_secret=True, is_live=False)
    for seat in seats[:voters]:
        vote(round_, seat, 5)

    round_ = close_round(round_=round_, by=secretariat)

    assert (SecretResult.objects.exists(), Vote.objects.exists()) == (shows_sums, False)
    assert count_of(round_).is_withheld is not shows_sums


@pytest.mark.parametrize(("is_live", "shows"), [(True, True), (False, False)])
def test_count_is_shown_while_open_only_where_it_is_live(make_round, is_live, shows):
    assert make_round(is_live=is_live).shows_count is shows


def test_count_of_a_secret_round_is_not_shown_while_it_is_open(make_round, seats):
    round_ = make_round(is_secret=True, is_live=False)
    vote(round_, seats[0], 5)

    assert not round_.shows_count
    assert not rights.can_see_named_votes(seats[1].user, round_)


def test_candidates_are_current_themes_or_guiding_lines(vision, make_theme, line):
    theme = make_theme()
    make_theme("Opgivet", state="dropped", drop_reason="Dækket af et andet.")

    assert list(themes_or_lines(vision, Round.Subject.THEMES)) == [theme]
    assert list(themes_or_lines(vision, Round.Subject.LINES)) == [GuidingLine.objects.get()]


def test_title_stays_as_it_was_when_the_round_opened(make_round):
    round_ = make_round()
    theme = round_.candidates.first().theme
    theme.title = "Nyt navn"
    theme.save()

    assert round_.candidates.first().title == "Foreningsliv"


def test_count_asks_the_same_number_of_queries_for_many(make_round, seats, django_assert_num_queries):
    round_ = make_round()
    for seat in seats:
        vote(round_, seat, 1, 2, 2)

    with django_assert_num_queries(3):
        assert count_of(round_).voted == 6


def test_seat_of_another_council_body_kind_is_no_council_seat(term, committee):
    Seat.objects.create(body=committee, term=term, user=make_member(9))

    assert Seat.objects.voting_in_council().filter(body__kind=Body.Kind.STANDING).count() == 0
