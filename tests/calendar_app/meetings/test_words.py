"""An act on a meeting is asked about, pressed and told in words of the meeting: from when to when, and who is told."""

from datetime import date, time
from html import unescape

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from calendar_app.invitations.acts import invite, withdraw_invitation
from calendar_app.invitations.page import invitation_lines
from calendar_app.meetings.words import button_of_saving, moved_text, question_of_cancelling, question_of_saving
from calendar_app.models import InvitationMail
from ishoj_process.models import Meeting

from .test_edit import typed

TODAY = date(2023, 8, 14)
THURSDAY = date(2023, 8, 24)


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def meeting(make_meeting, council):
    return make_meeting(council, kind="council", start_date=THURSDAY, start_time=time(17))


def text_of(response):
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def moved(meeting, **changes):
    later = Meeting.objects.get(pk=meeting.pk)
    for name, value in changes.items():
        setattr(later, name, value)
    if "start_date" in changes and "end_date" not in changes:
        later.end_date = later.start_date
    return later


@pytest.mark.parametrize(
    ("changes", "question", "button", "told"),
    [
        (
            {"start_date": date(2023, 8, 31)},
            "Flyt mødet i Byrådet fra torsdag den 24. til torsdag den 31. august 2023?",
            "Flyt, og send 1 mail",
            "Mødet er flyttet til torsdag den 31. august 2023.",
        ),
        (
            {"start_date": date(2023, 9, 1)},
            "Flyt mødet i Byrådet fra torsdag den 24. august til fredag den 1. september 2023?",
            "Flyt, og send 1 mail",
            "Mødet er flyttet til fredag den 1. september 2023.",
        ),
        (
            {"start_date": date(2024, 1, 4)},
            "Flyt mødet i Byrådet fra torsdag den 24. august 2023 til torsdag den 4. januar 2024?",
            "Flyt, og send 1 mail",
            "Mødet er flyttet til torsdag den 4. januar 2024.",
        ),
        (
            {"end_date": date(2023, 8, 25)},
            "Flyt mødet i Byrådet fra torsdag den 24. august 2023 til"
            " torsdag den 24. august – fredag den 25. august 2023?",
            "Flyt, og send 1 mail",
            "Mødet er flyttet til torsdag den 24. august – fredag den 25. august 2023.",
        ),
        (
            {"start_time": time(18, 30)},
            "Flyt mødet i Byrådet torsdag den 24. august 2023 fra kl. 17.00 til kl. 18.30?",
            "Flyt, og send 1 mail",
            "Mødet er flyttet til torsdag den 24. august 2023 kl. 18.30.",
        ),
        (
            {"end_time": time(20)},
            "Ret tidspunktet for mødet i Byrådet torsdag den 24. august 2023?",
            "Gem, og send 1 mail",
            "",
        ),
        (
            {"place": "Salen"},
            "Gem ændringen af mødet i Byrådet torsdag den 24. august 2023?",
            "Gem, og send 1 mail",
            "",
        ),
    ],
)
def test_a_change_is_asked_about_and_told_from_when_to_when(meeting, changes, question, button, told):
    later = moved(meeting, **changes)

    assert question_of_saving(meeting, later).replace("Ishøj Byråd", "Byrådet") == question
    assert (button_of_saving(meeting, later, 1), moved_text(meeting, later)) == (button, told)


def test_without_mails_the_button_says_what_it_does_to_the_meeting(meeting):
    assert button_of_saving(meeting, moved(meeting, start_date=date(2023, 8, 31)), 0) == "Flyt mødet"
    assert button_of_saving(meeting, moved(meeting, place="Salen"), 0) == "Gem"
    assert button_of_saving(meeting, moved(meeting, start_time=None), 2) == "Flyt, og send 2 mails"


def test_a_meeting_with_a_title_or_without_a_body_is_cancelled_and_not_its_body(make_meeting, council):
    titled = make_meeting(council, title="Budgetseminar", start_date=THURSDAY)
    alone = make_meeting(start_date=THURSDAY, title="")

    assert question_of_cancelling(titled) == "Aflys mødet ”Budgetseminar” torsdag den 24. august 2023?"
    assert question_of_cancelling(alone) == "Aflys mødet torsdag den 24. august 2023?"


def test_moving_says_beforehand_and_afterwards_who_is_told(browser, meeting, member, secretariat):
    url = f"/moeder/{meeting.pk}/rediger/"
    assert "får en mail, hvis du ændrer" not in text_of(browser.get(url))
    invite(meeting=meeting, users=[member], by=secretariat, today=TODAY)
    InvitationMail.objects.update(sent_at=timezone.now())

    assert "1 person er indkaldt og får en mail, hvis du ændrer dag, tidspunkt eller sted." in text_of(browser.get(url))
    change = typed(meeting, start_date="31-08-2023", end_date="31-08-2023")
    assert "Flyt, og send 1 mail" in text_of(browser.post(url, change))
    done = browser.post(url, {**change, "confirmed": "1"}, follow=True)

    assert "Mødet er flyttet til torsdag den 31. august 2023. 1 mail er på vej." in text_of(done)
    assert what_was_sent(meeting) == ["Beskeden om flytning", "Indkaldelsen"]


def test_mail_of_a_change_is_called_so_and_a_second_invitation_is_an_invitation(browser, meeting, member, secretariat):
    invite(meeting=meeting, users=[member], by=secretariat, today=TODAY)
    InvitationMail.objects.update(sent_at=timezone.now())
    browser.post(f"/moeder/{meeting.pk}/rediger/", {**typed(meeting, title="Nyt navn"), "confirmed": "1"})
    assert what_was_sent(meeting) == ["Beskeden om ændring", "Indkaldelsen"]

    InvitationMail.objects.update(sent_at=timezone.now())
    withdraw_invitation(invitation=meeting.invitations.get(), by=secretariat)
    InvitationMail.objects.update(sent_at=timezone.now())
    invite(meeting=meeting, users=[member], by=secretariat, today=TODAY)
    assert what_was_sent(meeting) == ["Indkaldelsen", "Aflysningen", "Beskeden om ændring", "Indkaldelsen"]


def what_was_sent(meeting):
    return [
        mail.text.partition(" venter ")[0].partition(" er sendt ")[0] for mail in invitation_lines(meeting)[0].mails
    ]
