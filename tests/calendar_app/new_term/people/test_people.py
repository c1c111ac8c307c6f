"""The log-ins of those elected: invited by an act of its own, and taken back person by person."""

from datetime import date

import pytest
from django.core import mail
from django.utils import timezone

from calendar_app.invitations.acts import invite, withdraw_invitation
from calendar_app.models import ElectedList
from ishoj_process.models import Seat, User
from tests import rows
from tests.calendar_app.new_term.elected.test_council import stored
from tests.ishoj_process.bodies.test_pages import words

URL = "/perioder/2026-2029/ny/log-ind/"


@pytest.fixture(autouse=True)
def elected(client, coming, council, group):
    """Three are elected by a list."""
    stored(client)


def person(name):
    return User.objects.get(name__startswith=name)


def back(name):
    return f"{URL}{person(name).pk}/fortryd/"


def invited():
    return set(User.objects.exclude(invited_at=None).values_list("name", flat=True))


def test_all_are_invited_once(client, django_capture_on_commit_callbacks):
    assert "Inviter alle 3" in words(client.get(URL))
    with django_capture_on_commit_callbacks(execute=True):
        for _click in range(2):
            client.post(URL, {"all": "1"})

    assert len(invited()) == 3
    assert len(mail.outbox) == 3
    page = words(client.get(URL))
    assert "Inviter alle" not in page
    assert page.count("· inviteret ") == 3
    assert "3 af 3 er inviteret" in words(client.get("/perioder/2026-2029/ny/"))


def test_those_who_are_chosen_are_invited(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(URL, {"person": [person("Anne").pk, 999999, "x"]})

    assert invited() == {"Anne Hansen"}
    assert [letter.to for letter in mail.outbox] == [["anne@ishoej.example"]]


def test_nobody_outside_of_the_term_is_invited(client, member):
    answer = client.post(URL, {"person": [member.pk]}, follow=True)

    assert "Der er ingen at invitere." in words(answer)
    assert invited() == set()


def test_who_has_logged_in_is_not_invited(client):
    User.objects.filter(name="Anne Hansen").update(last_login=timezone.now())
    client.post(URL, {"all": "1"})

    assert invited() == {"Bo Jensen", "Ærø Østergård"}


def test_person_is_taken_back_without_a_trace_before_the_invitation(client):
    url = back("Anne")
    assert "Pladserne og loginnet fjernes." in words(client.get(url))
    answers = [client.post(url).url for _click in range(2)]

    assert answers == [URL, URL]
    assert not User.objects.filter(name="Anne Hansen").exists()
    assert Seat.objects.filter(term__name="2026-2029").count() == 2


def test_person_who_is_invited_is_taken_back_by_themselves(client):
    client.post(URL, {"all": "1"})
    [source] = ElectedList.objects.made()
    client.post(source.take_back_url)
    assert Seat.objects.filter(term__name="2026-2029").count() == 3

    for name in ("Anne", "Bo", "Ærø"):
        client.post(back(name))

    assert not Seat.objects.filter(term__name="2026-2029").exists()
    assert not User.objects.there().filter(role="member").exists()
    client.post(source.take_back_url)
    assert not ElectedList.objects.exists()


def test_log_in_that_was_used_stays(client):
    User.objects.filter(name="Anne Hansen").update(last_login=timezone.now(), invited_at=timezone.now())
    assert "Pladserne fjernes, loginnet bliver." in words(client.get(back("Anne")))
    client.post(back("Anne"))

    assert person("Anne").is_active
    assert not person("Anne").seats.exists()


def test_seats_of_a_term_that_runs_are_not_taken_back(client, settings):
    settings.PROCESS_TODAY = "2026-01-01"
    client.post(back("Anne"))

    assert Seat.objects.filter(term__name="2026-2029").count() == 3


def test_pages_are_the_secretariats(client_of, administration, member):
    for url in (URL, back("Anne")):
        assert [client_of(user).get(url).status_code for user in (administration, member, None)] == [403, 403, 302]


def test_page_asks_no_more_for_more_people(client, coming, council, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get(URL)
    for n in range(31):
        Seat.objects.create(user=User.objects.create_user(f"p{n}@x.example", name=f"P {n}"), body=council, term=coming)
    with django_assert_num_queries(5):
        client.get(URL)


@pytest.mark.parametrize("is_invited", [False, True])
def test_person_called_to_a_meeting_is_told_that_they_are_off_and_keeps_the_log_in(
    client, coming, council, secretariat, is_invited, django_capture_on_commit_callbacks
):
    """A log-in that is deleted is written to no more: the mail that they are off would not go out."""
    meeting = rows.meeting(council, start_date=date(2025, 12, 9), term=coming)
    with django_capture_on_commit_callbacks(execute=True):
        invite(meeting=meeting, by=secretariat, today=date(2025, 11, 19))
        if is_invited:
            client.post(URL, {"person": [person("Anne").pk]})
    page, mail.outbox = words(client.get(back("Anne"))), []
    with django_capture_on_commit_callbacks(execute=True):
        client.post(back("Anne"))

    assert "Pladserne fjernes, loginnet bliver." in page
    assert not Seat.objects.filter(user=person("Anne")).exists()
    assert ["CANCEL" in str(letter.message()) for letter in mail.outbox] == [True]
    assert mail.outbox[0].recipients() == ["Anne Hansen <anne@ishoej.example>"]


def test_person_who_was_told_that_they_are_off_loses_the_log_in(
    client, coming, council, secretariat, django_capture_on_commit_callbacks
):
    meeting = rows.meeting(council, start_date=date(2025, 12, 9), term=coming)
    with django_capture_on_commit_callbacks(execute=True):
        invite(meeting=meeting, by=secretariat, today=date(2025, 11, 19))
        withdraw_invitation(invitation=meeting.invitations.get(user=person("Anne")), by=secretariat)
    client.post(back("Anne"))

    assert person("Anne").deleted_at is not None
    assert not Seat.objects.filter(user=person("Anne")).exists()
