"""An answer by mail that nobody has proven: shown as such, counted apart, until link or page says the same."""

from datetime import timedelta

import pytest
from django.utils import timezone

from calendar_app.inbox.tasks import tasks_of
from calendar_app.invitations.acts import invite, record_answer
from calendar_app.invitations.answer_links import answer_token
from calendar_app.invitations.delivery import deliver_due
from calendar_app.invitations.replies import take_reply
from calendar_app.meetings.acts import change_meeting_state
from calendar_app.models import MeetingInvitation, ReceivedReply
from tests.conftest import TODAY

from .reply_mails import reply_mail
from .test_mails import calendar_of


@pytest.fixture
def invitation(theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    return MeetingInvitation.objects.select_related("user", "meeting").get()


def stored():
    return MeetingInvitation.objects.get()


def ago(minutes):
    return timezone.now() - timedelta(minutes=minutes)


def text(response):
    return " ".join(response.text.split())


def test_answer_by_mail_is_shown_as_unconfirmed_and_counted_apart(client_of, invitation, secretariat):
    take_reply(reply_mail(invitation, "ACCEPTED"))

    page = client_of(secretariat).get(f"/moeder/{invitation.meeting_id}/indkaldelser/")
    assert "<strong>Ubekræftet: 1 deltager.</strong>" in text(page)
    assert "ubekræftet: deltager<" in text(page).lower().replace(" <", "<")
    assert (stored().answer, stored().confirmed_answer) == ("ACCEPTED", "NEEDS-ACTION")


@pytest.mark.parametrize("way", ["link", "page"])
def test_link_or_page_confirms_it(client, client_of, invitation, member, way):
    take_reply(reply_mail(invitation, "ACCEPTED", comment="Lidt senere"))
    url = f"/kommer-du/{answer_token(invitation)}/" if way == "link" else invitation.meeting.get_absolute_url()
    reader = client if way == "link" else client_of(member)
    assert "En mail i dit navn siger: deltager." in text(reader.get(url))

    reader.post(
        f"{url}svar/" if way == "page" else url, {"answer": "ACCEPTED", "revision": 0, "comment": "Lidt senere"}
    )

    assert (stored().confirmed_answer, stored().answered_via, stored().comment) == ("ACCEPTED", way, "Lidt senere")
    assert stored().mail_text == "Svar paa indkaldelsen"
    assert "En mail i dit navn" not in text(reader.get(url))


def test_member_is_asked_to_confirm_it(invitation, member):
    take_reply(reply_mail(invitation, "ACCEPTED"))
    assert [task.text for task in tasks_of(member, TODAY)] == ["Dit svar med mail på 1 indkaldelse skal bekræftes"]

    record_answer(invitation=invitation, answer="ACCEPTED", via="page")
    assert tasks_of(member, TODAY) == []


def test_what_was_said_for_certain_is_not_undone_by_a_mail(invitation):
    record_answer(invitation=invitation, answer="ACCEPTED", via="page", comment="Helt sikkert")
    invitation.refresh_from_db()
    row = take_reply(
        reply_mail(invitation, "DECLINED", stamp=timezone.now() + timedelta(minutes=1), comment="Alligevel ikke")
    )

    assert (stored().confirmed_answer, stored().comment) == ("ACCEPTED", "Helt sikkert")
    assert (row.trouble, row.answer, row.text) == ("unconfirmed", "DECLINED", "Alligevel ikke\n\nSvar paa indkaldelsen")


@pytest.fixture
def contradicted(invitation):
    """Answered for certain, and a mail since then says otherwise."""
    record_answer(invitation=invitation, answer="ACCEPTED", via="page", comment="Helt sikkert")
    return invitation, take_reply(mail_after(invitation, "DECLINED", comment="Kan ikke"))


def mail_after(invitation, answer, **changes):
    return reply_mail(invitation, answer, stamp=timezone.now() + timedelta(minutes=1), **changes)


def way_of(client, client_of, invitation, way):
    if way == "link":
        url = f"/kommer-du/{answer_token(invitation)}/"
        return client, url, url
    page = invitation.meeting.get_absolute_url()
    return client_of(invitation.user), page, f"{page}svar/"


@pytest.mark.parametrize("way", ["link", "page"])
def test_mail_that_says_otherwise_is_confirmed_by_one_press(client, client_of, contradicted, way):
    reader, page, action = way_of(client, client_of, contradicted[0], way)
    asked = text(reader.get(page))
    assert ("siger noget andet: afbud." in asked, "Kan ikke<br>" in asked) == (True, True)

    reader.post(action, {"mail": "confirm", "reply": contradicted[1].pk})

    row = ReceivedReply.objects.get()
    assert (stored().confirmed_answer, stored().answered_via, stored().comment) == ("DECLINED", way, "Kan ikke")
    assert (stored().mail_text, row.handled_by) == ("Svar paa indkaldelsen", contradicted[0].user)
    assert "siger noget andet" not in text(reader.get(page))


@pytest.mark.parametrize("way", ["link", "page"])
def test_mail_that_says_otherwise_is_dropped_by_one_press(client, client_of, contradicted, way):
    reader, page, action = way_of(client, client_of, contradicted[0], way)
    reader.post(action, {"mail": "drop", "reply": contradicted[1].pk})

    assert (stored().confirmed_answer, stored().comment) == ("ACCEPTED", "Helt sikkert")
    assert ReceivedReply.objects.get().handled_by == contradicted[0].user
    assert "siger noget andet" not in text(reader.get(page))


def test_mail_that_says_otherwise_waits_on_ones_own_page(contradicted, member):
    told = "En mail siger noget andet end dit svar på 1 indkaldelse: bekræft den, eller se bort fra den"
    assert [task.text for task in tasks_of(member, TODAY)] == [told]

    record_answer(invitation=contradicted[0], answer="ACCEPTED", via="page")
    assert tasks_of(member, TODAY) == []


@pytest.mark.parametrize("sent", [{"mail": "confirm"}, {"mail": "x"}, {"mail": "confirm", "reply": "x"}])
def test_press_that_names_no_mail_changes_nothing(client_of, contradicted, member, sent):
    client_of(member).post(f"{contradicted[0].meeting.get_absolute_url()}svar/", sent)

    assert (stored().answer, ReceivedReply.objects.get().handled_at) == ("ACCEPTED", None)


def test_mail_about_another_person_is_not_ones_own(client_of, contradicted, make_meeting, council, secretariat, member):
    other = make_meeting(council, start_date=TODAY + timedelta(days=9))
    invite(meeting=other, by=secretariat, today=TODAY)
    page = other.get_absolute_url()
    client_of(member).post(f"{page}svar/", {"mail": "confirm", "reply": contradicted[1].pk})

    assert set(MeetingInvitation.objects.values_list("answer", flat=True)) == {"ACCEPTED", "NEEDS-ACTION"}
    assert "siger noget andet" not in text(client_of(member).get(page))


def test_press_on_a_mail_that_was_dealt_with_changes_nothing(client_of, contradicted, member):
    action = f"{contradicted[0].meeting.get_absolute_url()}svar/"
    client_of(member).post(action, {"mail": "drop", "reply": contradicted[1].pk})
    client_of(member).post(action, {"mail": "confirm", "reply": contradicted[1].pk})

    assert stored().answer == "ACCEPTED"


def test_words_beside_the_same_answer_are_left_to_the_secretariat(contradicted, member):
    same = take_reply(mail_after(contradicted[0], "ACCEPTED", comment="Jeg går kl. 18"))
    record_answer(invitation=contradicted[0], answer="ACCEPTED", via="page")

    contradicted[1].refresh_from_db()
    same.refresh_from_db()
    assert (contradicted[1].handled_at is None, same.handled_at) == (False, None)


def test_several_mails_are_asked_about_by_the_newest(client_of, contradicted, member):
    newest = take_reply(mail_after(contradicted[0], "TENTATIVE"))
    page = contradicted[0].meeting.get_absolute_url()
    assert client_of(member).get(page).context["contradiction"].reply == newest

    client_of(member).post(f"{page}svar/", {"mail": "drop", "reply": newest.pk})
    assert ReceivedReply.objects.filter(handled_at=None).count() == 0


def test_mail_about_an_earlier_time_is_not_asked_about(client_of, contradicted, member):
    MeetingInvitation.objects.update(asked_revision=3, revision=3)
    page = contradicted[0].meeting.get_absolute_url()

    assert client_of(member).get(page).context["contradiction"] is None
    assert [task.text for task in tasks_of(member, TODAY)] == ["Du har ikke svaret på indkaldelsen til 1 møde"]


def test_proven_mail_counts_over_what_was_said_before(invitation):
    record_answer(invitation=invitation, answer="ACCEPTED", via="page")
    record_answer(invitation=invitation, answer="DECLINED", via="mail", is_proven=True)

    assert stored().confirmed_answer == "DECLINED"


def test_update_tells_no_calendar_what_nobody_confirmed(letterbox, invitation, secretariat):
    take_reply(reply_mail(invitation, "ACCEPTED"))
    change_meeting_state(meeting=invitation.meeting, to="convened", by=secretariat, today=TODAY)
    deliver_due()

    assert b"PARTSTAT=NEEDS-ACTION" in calendar_of(letterbox.mails[-1][1]).replace(b"\r\n ", b"")


def test_words_beside_an_answer_are_shown(client_of, invitation, secretariat):
    take_reply(reply_mail(invitation, "ACCEPTED", comment="Lidt senere"))

    page = text(client_of(secretariat).get(f"/moeder/{invitation.meeting_id}/indkaldelser/"))
    assert ("”Lidt senere”" in page, "Svar paa indkaldelsen" in page) == (True, True)
    assert ReceivedReply.objects.get().text == ""


def test_comment_that_is_too_long_stands_whole_beside_its_beginning(invitation):
    take_reply(reply_mail(invitation, "ACCEPTED", comment="x" * 600))

    assert len(stored().comment) == 500
    assert "x" * 600 in stored().mail_text


def test_second_answer_of_the_same_moment_is_kept(invitation):
    stamp = ago(5)
    take_reply(reply_mail(invitation, "TENTATIVE", stamp=stamp))
    row = take_reply(reply_mail(invitation, "ACCEPTED", stamp=stamp))

    assert (stored().answer, row.trouble, row.answer) == ("TENTATIVE", "same_moment", "ACCEPTED")


def test_earlier_answer_that_comes_late_leaves_its_words(invitation):
    take_reply(reply_mail(invitation, "TENTATIVE", stamp=ago(5)))
    row = take_reply(reply_mail(invitation, "ACCEPTED", stamp=ago(10), comment="Måske senere"))

    assert (stored().answer, row.trouble) == ("TENTATIVE", "earlier")
    assert row.text.startswith("Måske senere")


def test_earlier_answer_that_comes_late_is_told_though_it_has_no_words(invitation):
    record_answer(invitation=invitation, answer="ACCEPTED", via="page")
    row = take_reply(reply_mail(invitation, "DECLINED", stamp=ago(10)).replace(b"Svar paa indkaldelsen", b""))

    assert (stored().answer, row.trouble, row.answer) == ("ACCEPTED", "earlier", "DECLINED")


def test_answer_of_before_the_meeting_moved_is_told_though_the_new_time_was_answered(invitation, secretariat):
    MeetingInvitation.objects.update(asked_revision=2, revision=2)
    take_reply(reply_mail(invitation, "ACCEPTED", revision=2, stamp=ago(30)))
    row = take_reply(reply_mail(invitation, "DECLINED", revision=1, stamp=ago(5)))

    assert (stored().answer, row.trouble, row.answer) == ("ACCEPTED", "earlier", "DECLINED")


def kept():
    return list(ReceivedReply.objects.exclude(trouble="").values_list("trouble", "answer", "sender", "text"))


@pytest.mark.parametrize("way", ["mail", "link", "page"])
def test_words_of_a_mail_stay_when_another_answer_takes_its_place(invitation, member, way):
    take_reply(reply_mail(invitation, "ACCEPTED", stamp=ago(10), comment="Vegetar"))
    if way == "mail":
        take_reply(reply_mail(invitation, "DECLINED").replace(b"Svar paa indkaldelsen", b"Nej"))
    else:
        record_answer(invitation=invitation, answer="DECLINED", via=way, comment="Nej")

    words = "Vegetar\n\nSvar paa indkaldelsen" if way == "mail" else "Svar paa indkaldelsen"
    assert stored().answer == "DECLINED"
    assert kept() == [("earlier", "ACCEPTED", member.email, words)]


def test_comment_stays_when_a_mail_says_the_same_again_without_one(invitation):
    take_reply(reply_mail(invitation, "ACCEPTED", stamp=ago(10), comment="Vegetar"))
    take_reply(reply_mail(invitation, "ACCEPTED"))

    assert (stored().comment, stored().mail_text, kept()) == ("Vegetar", "Svar paa indkaldelsen", [])


def test_comment_that_was_taken_back_on_the_page_is_not_kept(invitation):
    record_answer(invitation=invitation, answer="ACCEPTED", via="page", comment="Vegetar")
    record_answer(invitation=invitation, answer="ACCEPTED", via="page", comment="")
    record_answer(invitation=invitation, answer="DECLINED", via="link", comment="Nej")

    assert (stored().comment, kept()) == ("Nej", [])


def test_message_that_is_placed_after_a_later_answer_is_not_said_to_be_noted(client_of, invitation, secretariat):
    row = take_reply(reply_mail(invitation, "DECLINED", sender="privat@example.org", comment="Kan ikke"))
    record_answer(invitation=invitation, answer="ACCEPTED", via="page")
    page = client_of(secretariat).post(
        f"/indkaldelser/svar/{row.pk}/", {"placer": 1, "invitation": invitation.pk, "answer": "DECLINED"}
    )

    assert "Personen har svaret, efter at denne besked kom." in page.text
    assert (stored().answer, ReceivedReply.objects.get(pk=row.pk).handled_at) == ("ACCEPTED", None)


def test_same_answer_by_another_way_is_no_news(invitation):
    raw = reply_mail(invitation, "TENTATIVE", stamp=ago(5))
    take_reply(raw)

    assert take_reply(b"Received: by another.example\n" + raw).trouble == ""


def test_message_is_proposed_to_who_sent_it(client_of, invitation, secretariat):
    row = take_reply(reply_mail(invitation, "DELEGATED"))

    page = client_of(secretariat).get(f"/indkaldelser/svar/{row.pk}/")
    assert page.context["form"].initial["invitation"] == invitation.pk


def test_what_the_secretariat_places_counts(client_of, invitation, secretariat):
    row = take_reply(reply_mail(invitation, "DECLINED", sender="privat@example.org", comment="Kan ikke"))
    client_of(secretariat).post(
        f"/indkaldelser/svar/{row.pk}/", {"placer": 1, "invitation": invitation.pk, "answer": "DECLINED"}
    )

    assert (stored().confirmed_answer, stored().comment, stored().mail_text) == (
        "DECLINED", "Kan ikke", "Svar paa indkaldelsen",
    )  # fmt: skip
