"""What each right of what is shown and sent answers to each reader: every answer that it can give."""

import pytest
from django.utils import timezone

from calendar_app import rights
from calendar_app.models import Subscription, YearPlan
from tests.conftest import TODAY
from tests.readers import INSIDE, KNOWN, ROLES, STAFF, who, who_of

TO = {
    rights.has_inbox: KNOWN,
    rights.can_note: {"member", "other_member", "elected"},
    rights.can_read_own_notes: {"member", "other_member", "former", "coming", "elected"},
    rights.can_plan_year: {"secretariat"},
    rights.may_subscribe: INSIDE,
}


@pytest.mark.parametrize("right", TO, ids=lambda right: right.__name__)
def test_right_without_a_row_by_role(readers, right):
    assert who(readers, right) == TO[right]


@pytest.mark.parametrize(("state", "reads"), [("adopted", ROLES), ("proposal", STAFF)])
def test_year_calendar_by_role(readers, state, reads):
    adopted = {"adopted_on": TODAY} if state == "adopted" else {}
    plan = YearPlan.objects.create(year=2024, state=state, **adopted)

    assert who_of(readers, rights.can_read_year_calendar, rights.reads_year_calendar, plan) == reads


def subscribed(readers):
    return {
        role: Subscription.objects.create(user=user, label=role, token_hash=role)
        for role, user in readers.items()
        if user.is_authenticated
    }


def opened(rows):
    """Those whose address opens, by the row and by the set."""
    live = set(Subscription.objects.live(TODAY))
    by_row = {role for role, row in rows.items() if rights.may_read_by_address(row)}
    assert by_row == {role for role, row in rows.items() if row in live}
    return by_row


def test_address_opens_while_its_holder_may_subscribe(readers):
    assert opened(subscribed(readers)) == INSIDE


def test_address_that_was_ended_opens_nothing(readers):
    rows = subscribed(readers)
    rows["secretariat"].ended_at = timezone.now()
    rows["secretariat"].save()

    assert opened(rows) == INSIDE - {"secretariat"}


def test_address_of_one_who_is_not_let_in_opens_nothing(readers):
    readers["administration"].is_active = False
    readers["administration"].save()

    assert opened(subscribed(readers)) == INSIDE - {"administration"}


@pytest.mark.parametrize(
    ("on_seat", "on_term", "is_held"),
    [
        ({"starts": "2023-08-14", "ends": "2023-08-14"}, {}, True),
        ({"starts": "2023-08-15"}, {}, False),
        ({"ends": "2023-08-13"}, {}, False),
        ({}, {"starts": "2023-08-14"}, True),
        ({}, {"starts": "2023-08-15"}, False),
        ({}, {"ends": "2023-08-14"}, True),
        ({}, {"ends": "2023-08-13"}, False),
    ],
)
def test_member_subscribes_while_one_seat_is_held(readers, term, on_seat, on_term, is_held):
    readers["member"].seats.update(**on_seat)
    readers.pop("other_member")
    type(term).objects.filter(pk=term.pk).update(**on_term)

    assert rights.may_subscribe(readers["member"]) == is_held
    assert opened(subscribed(readers)) == (STAFF | ({"member"} if is_held else set()))
