"""What a secret round keeps to itself: on no page, paper, fragment or history, and in no seat that changes hands."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from ishoj_process.editing.acts import Refused
from ishoj_process.models import User
from vision import rights
from vision.models import Ballot, Round, Vote
from vision.rounds.acts import cast_ballot, close_round, set_substitute

LIST = "/vision/vision-2035/prioritering/"
# Points that stand nowhere else on a page.
GIVEN = (83, 7)


@pytest.fixture
def round_(make_round, seat, today):
    """A secret round in which the member alone has voted, so that every number would tell on them."""
    round_ = make_round(is_secret=True, is_live=False, points=100)
    give(round_, seat, GIVEN, today)
    return round_


@pytest.fixture
def today(seat):
    return seat.term.starts.replace(year=2023)


@pytest.fixture
def substitute(db):
    return User.objects.create_user("suppleant@example.org", name="Suppleanten", role=User.Role.MEMBER)


def give(round_, seat, points, today, by=None):
    keys = round_.candidates.values_list("pk", flat=True)
    cast_ballot(round_=round_, seat=seat, points=dict(zip(keys, points, strict=True)), by=by or seat.user, today=today)


def pages(client, round_):
    """All that an address of the round answers, and those that lead to it."""
    below = ["", "skaerm/", "stilling/", "luk/", "rediger/"]
    paths = [LIST, "/vision/vision-2035/", "/", *(f"/vision/prioritering/{round_.pk}/{page}" for page in below)]
    paths += [f"/admin/vision/round/{round_.pk}/change/", f"/admin/vision/round/{round_.pk}/history/"]
    return {path: client.get(path).text for path in paths}


def leaks(texts):
    signs = [f">{points}<" for points in GIVEN] + [f'="{points}"' for points in GIVEN] + ["round-bar", "round-given"]
    return [(path, sign) for path, text in texts.items() for sign in signs if sign in text]


def test_signs_of_a_leak_are_found_where_a_round_is_open(make_round, seat, today, secretary):
    """The same search, in a round that may tell."""
    round_ = make_round(points=100)
    give(round_, seat, GIVEN, today)

    found = {sign for _path, sign in leaks(pages(secretary, round_))}

    assert found == {">83<", ">7<", '="83"', '="7"', "round-bar", "round-given"}


@pytest.mark.parametrize("who", ["administration", "secretariat"])
@pytest.mark.parametrize("closed", [False, True])
def test_no_page_tells_the_staff_what_was_given(request, client_of, round_, who, closed):
    user = request.getfixturevalue(who)
    user.is_staff = user.is_superuser = True
    user.save()
    if closed:
        close_round(round_=round_, by=user)

    assert leaks(pages(client_of(user), round_)) == []


def test_no_page_tells_another_member_what_was_given(client_of, round_, make_seat):
    assert leaks(pages(client_of(make_seat().user), round_)) == []


def test_the_member_sees_what_they_gave_themselves(voter, round_):
    assert 'value="83"' in voter.get(f"/vision/prioritering/{round_.pk}/").text


def test_closing_forgets_who_gave_what_and_keeps_who_voted(round_, secretariat):
    close_round(round_=round_, by=secretariat)

    assert (Vote.objects.count(), Ballot.objects.count()) == (0, 1)


def test_history_holds_the_rounds_own_fields_alone(round_, secretariat):
    close_round(round_=round_, by=secretariat)

    assert [row.state for row in round_.history.order_by("history_id")] == ["draft", "open", "closed"]
    assert [model for model in (Ballot, Vote) if hasattr(model, "history")] == []


def test_seat_that_has_voted_is_handed_to_nobody(round_, seat, substitute, today, secretariat):
    """Whoever votes on a seat sees what it gave."""
    with pytest.raises(Refused) as refused:
        set_substitute(round_=round_, seat=seat, user=substitute, by=secretariat, today=today)

    assert refused.value.reasons == ["Pladsen har stemt. I en hemmelig runde må ingen andre se dens point."]
    assert rights.voting_seats(substitute, round_, today) == []


def test_seat_on_which_a_substitute_voted_is_not_given_back(make_round, seat, substitute, today, secretariat):
    round_ = make_round(is_secret=True, is_live=False, points=100)
    set_substitute(round_=round_, seat=seat, user=substitute, by=secretariat, today=today)
    give(round_, seat, GIVEN, today, by=substitute)

    with pytest.raises(Refused):
        set_substitute(round_=round_, seat=seat, user=None, by=secretariat, today=today)

    assert rights.voting_seats(seat.user, round_, today) == []


def test_ballot_that_comes_after_the_log_in_ran_out_is_kept_in_no_session(round_, seat):
    Client().post(f"/vision/prioritering/{round_.pk}/", {"seat": seat.pk, "point-1": "83"})

    assert [row.get_decoded() for row in Session.objects.all() if "unsent_form" in row.get_decoded()] == []


def test_ballot_with_a_strange_token_is_kept_in_no_session(round_, seat):
    client = Client(enforce_csrf_checks=True)
    client.force_login(seat.user)

    answer = client.post(
        f"/vision/prioritering/{round_.pk}/",
        {"seat": seat.pk, "point-1": "83"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 403
    assert "unsent_form" not in client.session


@pytest.mark.parametrize(("who", "count"), [("member", 1), ("administration", 2), ("secretariat", 2)])
def test_round_that_is_prepared_is_the_staffs(request, client_of, make_round, who, count):
    draft, opened = make_round(opened=False), make_round()
    user = request.getfixturevalue(who)

    shown = Round.objects.visible_to(user)

    assert shown.count() == count
    assert [rights.can_see_round(user, row) for row in (draft, opened)] == [row in shown for row in (draft, opened)]
    assert len(client_of(user).get(LIST).context["page"].object_list) == count
