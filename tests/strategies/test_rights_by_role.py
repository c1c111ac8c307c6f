"""What each right of the committees' track answers to each reader: every answer that it can give."""

import pytest

from ishoj_process.models import Level
from strategies import rights
from strategies.models import Consultation, Response
from tests.readers import ELECTED, INSIDE, READING, ROLES, STAFF, who, who_of

OWNERS = STAFF | ELECTED | {"member"}
TO = {
    rights.can_edit_strategies: {"administration"},
    rights.can_see_pace: READING,
    rights.can_read_wordings_sent: READING,
    rights.can_edit_consultations: {"administration"},
    rights.can_see_hearing_matrix: READING,
    rights.can_answer_at_all: INSIDE,
}
DECIDED = ("", "adopted", "superseded")
CONSULTATIONS = {  # state, public, strategy shown: who sees it where the member does not own it
    ("prepared", True, True): STAFF,
    ("sent", True, True): ROLES,
    ("sent", False, True): READING,
    ("sent", True, False): STAFF,
    ("withdrawn", True, True): ROLES,
    ("later", True, True): STAFF,
}
RESPONSES = {  # sent, reported, public, strategy shown: who reads it where the member's body did not write it
    (True, True, True, True): ROLES,
    (False, True, True, True): STAFF,
    (True, False, True, True): READING,
    (True, True, False, True): READING,
    (True, True, True, False): STAFF,
}


@pytest.mark.parametrize("right", TO, ids=lambda right: right.__name__)
def test_right_without_a_row_by_role(readers, right):
    assert who(readers, right) == TO[right]


@pytest.mark.parametrize("status", ["", *Level.Status, "later"])
@pytest.mark.parametrize(
    ("owner", "co_owner", "own"),
    [("committee", None, True), ("other_committee", "committee", True), ("other_committee", None, False),
     (None, None, False)],
)  # fmt: skip
def test_wording_by_role(request, readers, strategy, status, owner, co_owner, own):
    strategy.status, strategy.owner = status, request.getfixturevalue(owner) if owner else None
    strategy.save()
    strategy.co_owners.set([request.getfixturevalue(co_owner)] if co_owner else [])

    read = who_of(readers, rights.can_read_wording, rights.reads_wording, strategy)

    assert read == (ROLES if status in DECIDED else OWNERS if own else STAFF)


@pytest.mark.parametrize("state", CONSULTATIONS, ids=str)
def test_consultation_by_role(readers, make_consultation, written, state):
    consultation = make_consultation(state=state[0], is_public=state[1])
    written.is_published = state[2]
    written.save()

    assert who_of(readers, rights.can_see_consultation, rights.sees_consultation, consultation) == CONSULTATIONS[state]
    assert who(readers, lambda user: Consultation.objects.visible_to(user).exists()) == CONSULTATIONS[state]


def test_consultation_that_is_prepared_is_its_owners(readers, prepared, written, committee):
    written.owner = committee
    written.save()

    assert who_of(readers, rights.can_see_consultation, rights.sees_consultation, prepared) == OWNERS


def test_consultee_answers_by_its_chair_or_the_administration(readers, make_consultation, committee, other_committee):
    own, other = make_consultation(committee, other_committee).consultees.order_by("body__name")
    own, other = (own, other) if own.body == committee else (other, own)
    assert who_of(readers, rights.can_answer_consultation, rights.answers_for_consultee, own) == {"administration"}

    del readers["member"].readers_by_day
    readers["member"].seats.filter(body=committee).update(role="chair")

    assert who_of(readers, rights.can_answer_consultation, rights.answers_for_consultee, own) == {
        "member",
        "administration",
    }
    assert who_of(readers, rights.can_answer_consultation, rights.answers_for_consultee, other) == {"administration"}


@pytest.mark.parametrize("state", RESPONSES, ids=str)
def test_response_by_role(readers, make_consultation, written, other_committee, respond, state):
    sent, reported, is_public, shown = state
    consultation = make_consultation(
        other_committee, is_public=is_public, reported_on="2023-10-01" if reported else None
    )
    response = respond(consultation, other_committee, sent_on="2023-08-10" if sent else None)
    written.is_published = shown
    written.save()

    assert who_of(readers, rights.can_see_response, rights.sees_response, response) == RESPONSES[state]
    assert who(readers, lambda user: Response.objects.visible_to(user).exists()) == RESPONSES[state]


def test_draft_of_a_response_is_its_bodys_own(readers, make_consultation, committee, respond):
    response = respond(make_consultation(committee), committee, sent_on=None)

    assert who_of(readers, rights.can_see_response, rights.sees_response, response) == OWNERS


def test_answer_from_outside_belongs_to_no_body(readers, make_consultation):
    outside = make_consultation().responses.create(sender_kind="citizen", text="Husk skolerne.")

    assert who_of(readers, rights.can_see_response, rights.sees_response, outside) == STAFF
