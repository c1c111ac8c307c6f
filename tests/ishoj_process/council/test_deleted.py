"""Deleted users and bodies: the record keeps names and roles, and seats fall vacant."""

from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db.models import ProtectedError
from django.test import Client

from ishoj_process.models import Attendance, Body, Meeting, Seat, User
from tests.conftest import TODAY

from .test_accounts import PASSWORD, log_in

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def keeper(db):
    return User.objects.create_superuser("sekretariat@example.org", PASSWORD, name="Sekretariatet")


@pytest.fixture
def record(member, council, term, theme_meeting):
    """What a member has a part in: a seat of before, minutes, a status change."""
    Attendance.objects.create(meeting=theme_meeting, user=member)
    return member


def by_row_itself(user, client):
    user.delete()


def by_set(user, client):
    User.objects.filter(pk=user.pk).delete()


def by_page(user, client):
    assert client.post(f"/byraad-og-adgang/brugere/{user.pk}/slet/", {}).status_code == 302


@pytest.mark.parametrize("delete", [by_row_itself, by_set, by_page])
def test_deleted_user_keeps_name_and_role_in_the_record_and_nothing_else(client_of, keeper, record, delete):
    client, home = client_of(record), client_of(keeper)
    name, seats = record.name, record.seats.count()

    delete(record, home)

    record.refresh_from_db()
    attendance = Attendance.objects.get()
    assert (attendance.user.name, attendance.user.role, record.seats.count()) == (name, "member", seats)
    assert (record.is_active, record.has_usable_password(), record.email.endswith(".invalid")) == (False, False, True)
    assert client.get("/min-side/").status_code == 302
    assert record not in home.get("/admin/ishoj_process/user/").context["cl"].result_list
    User.objects.create_user("medlem@example.org", PASSWORD, name="En anden")
    assert log_in(Client(), "medlem@example.org").status_code == 302


def rows_of(body):
    rows = Seat.objects.filter(body=body).order_by("pk")
    return [(str(row.user or ""), row.role, row.starts, row.ends) for row in rows]


def test_seat_of_a_deleted_user_ends_and_stands_vacant(member, council, committee, other_committee, term):
    """The row goes on telling who sat there; the place is the body's, and somebody is to be found for it."""
    Seat.objects.filter(body=committee).update(role="substitute")
    Seat.objects.create(user=member, body=other_committee, term=term, starts=TOMORROW)

    member.delete()
    User.objects.get(pk=member.pk).delete()  # once more changes nothing

    name = "Demo: byrådsmedlem"
    assert rows_of(council) == [(name, "member", None, TODAY), ("", "member", TOMORROW, None)]
    assert rows_of(committee) == [(name, "substitute", None, TODAY)]
    assert rows_of(other_committee) == [("", "member", TOMORROW, None)]


@pytest.mark.parametrize(
    ("starts", "ends", "after"),
    [
        (None, TODAY - timedelta(days=1), TODAY - timedelta(days=1)),
        (None, TODAY, TODAY),
        (TODAY, None, TODAY),
    ],
)
def test_seat_that_has_ended_is_left_as_it_is(member, council, starts, ends, after):
    seats = Seat.objects.filter(body=council)
    seats.update(starts=starts, ends=ends)
    member.delete()

    assert (seats.get(user=member).ends, seats.count()) == (after, 1 if ends else 2)


def test_seat_of_a_term_that_is_over_is_left_as_it_is(member, council, term):
    term.starts, term.ends = date(2018, 1, 1), date(2021, 12, 31)
    term.save()
    member.delete()

    assert rows_of(council) == [("Demo: byrådsmedlem", "member", None, None)]


def test_who_changed_what_stays_when_they_are_deleted(client_of, keeper, member):
    LogEntry.objects.create(user=keeper, action_flag=3, object_repr="Demo: byrådsmedlem")
    keeper.delete()

    assert str(LogEntry.objects.get().user) == "Sekretariatet"


def test_user_without_a_name_keeps_their_address_as_one(db):
    user = User.objects.create_user("uden.navn@example.org", name="")
    user.delete()

    assert str(User.objects.get(pk=user.pk)) == "uden.navn@example.org"


@pytest.mark.parametrize("of_set", [False, True])
def test_body_that_has_held_meetings_is_not_deleted(council, theme_meeting, of_set):
    with pytest.raises(ProtectedError):
        (Body.objects.filter(pk=council.pk) if of_set else council).delete()

    assert Meeting.objects.get().bodies.get() == council


def test_body_without_meetings_is_deleted(council, term):
    Seat.objects.create(body=council, term=term)
    council.delete()

    assert (Body.objects.count(), Seat.objects.count()) == (0, 0)
