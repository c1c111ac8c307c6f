"""What reaches the invited though time and place stand; and those who are invited and no longer sit there."""

from datetime import timedelta

import pytest

from calendar_app.inbox.tasks import tasks_of
from calendar_app.invitations.acts import invite
from calendar_app.invitations.delivery import deliver_due
from calendar_app.meetings.acts import change_meeting_state
from calendar_app.models import InvitationMail, MeetingInvitation
from ishoj_process.models import Meeting, Seat, User
from tests.calendar_app.ical.lines import values
from tests.conftest import TODAY

from .test_mails import calendar_of, edit, told

NEW = "Temamøde 1 om natur"


@pytest.fixture
def asked(letterbox, theme_meeting, member, secretariat):
    """The member has been invited by a mail that went out."""
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    deliver_due()
    return theme_meeting


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def test_new_title_is_told_with_the_same_sequence_and_a_newer_stamp(letterbox, asked, secretariat):
    edit(asked, secretariat, title=NEW)
    deliver_due()

    first, second = (calendar_of(mail) for _to, mail in letterbox.mails)
    assert told(letterbox) == [("REQUEST", 0), ("REQUEST", 0)]
    assert values(first, "UID") == values(second, "UID")
    assert values(first, "DTSTAMP") <= values(second, "DTSTAMP")
    stamps = InvitationMail.objects.order_by("pk").values_list("queued_at", flat=True)
    assert stamps[0] < stamps[1]
    assert values(second, "SUMMARY") == [NEW]
    mail = letterbox.mails[-1][1]
    assert mail["Message-ID"] != letterbox.mails[0][1]["Message-ID"]
    assert mail["Subject"].strip().startswith("Ændret: ")
    assert f"Titel: var Temamøde 1 for Byrådet, er nu {NEW}" in text_of(mail)


def test_closed_doors_are_told(letterbox, asked, secretariat):
    edit(asked, secretariat, behind_closed_doors="on")
    deliver_due()

    assert "Døre: var åbne, er nu lukkede" in text_of(letterbox.mails[-1][1])
    assert told(letterbox) == [("REQUEST", 0), ("REQUEST", 0)]


def test_answer_stands_when_only_the_title_is_new(letterbox, asked, secretariat):
    row = MeetingInvitation.objects.get()
    row.answer, row.answer_stamp, row.answered_via = "ACCEPTED", row.invited_at, "page"
    row.save()
    edit(asked, secretariat, title=NEW)
    deliver_due()

    assert MeetingInvitation.objects.get().standing_answer == "ACCEPTED"
    assert b"PARTSTAT=ACCEPTED" in calendar_of(letterbox.mails[-1][1]).replace(b"\r\n ", b"")


def test_title_that_changes_twice_is_told_as_it_stands(letterbox, asked, secretariat):
    for title in ("Temamøde 1 om vand", NEW):
        edit(asked, secretariat, title=title)
    deliver_due()
    assert len(letterbox.mails) == 2
    assert values(calendar_of(letterbox.mails[-1][1]), "SUMMARY") == [NEW]

    edit(asked, secretariat, title="Temamøde 1 om ild")
    deliver_due()
    assert len({mail["Message-ID"] for _to, mail in letterbox.mails}) == 3


def test_title_that_is_what_was_told_is_no_news(letterbox, asked, secretariat):
    edit(asked, secretariat, title="Temamøde 1 for Byrådet", purpose="Nye ord.")
    deliver_due()

    assert len(letterbox.mails) == 1


def test_meeting_that_is_called_after_its_bodies_is_called_after_others(letterbox, asked, secretariat, committee):
    edit(asked, secretariat, title=None)
    deliver_due()
    edit(asked, secretariat, bodies=[committee.pk])
    deliver_due()

    titles = [values(calendar_of(mail), "SUMMARY")[0] for _to, mail in letterbox.mails]
    assert titles == ["Temamøde 1 for Byrådet", "Ishøj Byråd", "Kultur- og Fritidsudvalget"]


def test_no_news_of_what_is_over_or_cancelled(letterbox, asked, secretariat, settings):
    settings.PROCESS_TODAY = "2023-08-22"
    edit(asked, secretariat, title=NEW)
    deliver_due()
    assert len(letterbox.mails) == 1

    settings.PROCESS_TODAY = "2023-08-14"
    change_meeting_state(meeting=Meeting.objects.get(), to="cancelled", by=secretariat, today=TODAY)
    deliver_due()
    edit(asked, secretariat, title="Endnu et navn")
    deliver_due()
    assert told(letterbox) == [("REQUEST", 0), ("CANCEL", 1)]


def test_who_was_told_nothing_yet_is_told_once(letterbox, theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    edit(theme_meeting, secretariat, title=NEW)
    deliver_due()

    assert told(letterbox) == [("REQUEST", 0)]


def test_mail_of_an_earlier_release_had_neither_title_nor_doors(letterbox, asked, secretariat):
    MeetingInvitation.objects.update(told={"when": "mandag den 21. august 2023 kl. 17.00–19.00", "place": "Arken"})
    edit(asked, secretariat, title=NEW)
    deliver_due()

    assert len(letterbox.mails) == 2
    assert "Titel: var" not in text_of(letterbox.mails[-1][1])


def test_who_edits_is_told_who_gets_a_mail(client_of, asked, secretariat):
    client = client_of(secretariat)
    page = client.get(f"/moeder/{asked.pk}/rediger/")
    form = page.context["form"]
    sent = {name: form[name].field.prepare_value(form[name].value()) for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, "", False)} | {"title": NEW}

    asked_first = client.post(f"/moeder/{asked.pk}/rediger/", sent)

    assert "1 indkaldt person får straks en mail." in asked_first.text
    assert Meeting.objects.get().title != NEW


TOLD = "1 indkaldt har ingen plads på mødets dag: Tilbagekald indkaldelsen, eller lad den stå"


def tasks(user):
    return [task.text for task in tasks_of(user, TODAY)]


def end_seats(user, meeting):
    Seat.objects.filter(user=user).update(ends=meeting.start_date - timedelta(days=1))


def test_secretariat_is_asked_about_a_seat_that_ended(letterbox, client_of, asked, member, secretariat):
    assert TOLD not in tasks(secretariat)
    end_seats(member, asked)
    assert TOLD in tasks(secretariat)

    row = MeetingInvitation.objects.get()
    client_of(secretariat).post(f"/indkaldelser/{row.pk}/tag-af/")
    client_of(secretariat).post(f"/indkaldelser/{row.pk}/tag-af/")
    deliver_due()
    assert told(letterbox) == [("REQUEST", 0), ("CANCEL", 1)]
    assert TOLD not in tasks(secretariat)


def test_who_is_to_stay_is_asked_about_no_more(client_of, asked, member, secretariat):
    end_seats(member, asked)
    client, row = client_of(secretariat), MeetingInvitation.objects.get()
    assert "Lad indkaldelsen stå" in client.get(f"/moeder/{asked.pk}/indkaldelser/").text

    client.post(f"/indkaldelser/{row.pk}/bliver/")

    assert TOLD not in tasks(secretariat)
    assert "Lad indkaldelsen stå" not in client.get(f"/moeder/{asked.pk}/indkaldelser/").text


def test_guest_who_was_invited_by_name_is_not_asked_about(asked, secretariat):
    guest = User.objects.create_user("gæst@example.org", name="Demo: gæst")
    invite(meeting=asked, users=[guest], by=secretariat, today=TODAY)

    assert TOLD not in tasks(secretariat)


def test_closed_account_is_asked_about_and_gets_no_cancellation(letterbox, client_of, asked, member, secretariat):
    member.is_active = False
    member.save()
    assert TOLD in tasks(secretariat)

    client_of(secretariat).post(f"/indkaldelser/{MeetingInvitation.objects.get().pk}/tag-af/")
    deliver_due()

    assert told(letterbox) == [("REQUEST", 0)]
    assert not [text for text in tasks(secretariat) if "sendes" in text or "sæde" in text]


@pytest.mark.parametrize("state", ["cancelled", "over"])
def test_nobody_is_asked_about_what_is_cancelled_or_over(asked, member, secretariat, state):
    end_seats(member, asked)
    if state == "cancelled":
        change_meeting_state(meeting=asked, to="cancelled", by=secretariat, today=TODAY)
    today = TODAY if state == "cancelled" else asked.end_date + timedelta(days=1)

    assert TOLD not in [task.text for task in tasks_of(secretariat, today)]
