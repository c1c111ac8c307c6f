"""Answers to invitations: by link, on the page and by mail, all three to the same place, and the newest counts."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone

from calendar_app.invitations.acts import invite, record_answer, withdraw_invitation
from calendar_app.invitations.answer_links import answer_token
from calendar_app.invitations.replies import take_reply
from calendar_app.invitations.views import ANSWERED
from calendar_app.meetings.acts import change_meeting_state
from calendar_app.models import InvitationMail, MeetingInvitation, ReceivedReply
from ishoj_process.models import Meeting, Seat, User
from tests.conftest import TODAY

from .reply_mails import reply_mail
from .test_mails import edit


@pytest.fixture
def invitation(theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    return MeetingInvitation.objects.select_related("user", "meeting").get()


@pytest.fixture
def link(invitation):
    return f"/kommer-du/{answer_token(invitation)}/"


def stored():
    return MeetingInvitation.objects.get()


def test_link_answers_without_a_log_in_and_only_when_pressed(client, link, invitation):
    page = client.get(link)
    assert "Temamøde 1 for Byrådet" in page.text
    assert stored().answer == "NEEDS-ACTION"  # a mail program has looked, nobody has pressed

    client.post(link, {"answer": "DECLINED", "revision": 0, "comment": "Ferie"})
    assert (stored().answer, stored().answered_via, stored().comment) == ("DECLINED", "link", "Ferie")
    assert "Dit svar: afbud" in " ".join(client.get(link).text.split())
    client.post(link, {"answer": "ACCEPTED", "revision": 0})
    assert stored().answer == "ACCEPTED"


def test_link_answers_where_the_browser_keeps_no_cookies(link):
    browser = Client(enforce_csrf_checks=True)

    assert browser.post(link, {"answer": "ACCEPTED", "revision": 0}).status_code == 302
    assert stored().answer == "ACCEPTED"


@pytest.mark.parametrize("token", ["x", "1:abc:def", "a" * 5000, "æøå", "%00"])
def test_link_that_was_not_made_here_leads_nowhere(client, invitation, token):
    assert client.get(f"/kommer-du/{token}/").status_code == 404
    assert client.post(f"/kommer-du/{token}/", {"answer": "ACCEPTED", "revision": 0}).status_code == 404


def test_link_of_one_person_cannot_be_turned_into_anothers(client, link, invitation):
    value, _, signature = answer_token(invitation).partition(":")
    assert client.get(f"/kommer-du/{value}0:{signature}/").status_code == 404


def test_link_ends_with_the_meeting(client, link, settings):
    settings.PROCESS_TODAY = "2023-08-22"

    assert "ikke længere svare på indkaldelsen" in client.get(link).text
    client.post(link, {"answer": "ACCEPTED", "revision": 0})
    assert stored().answer == "NEEDS-ACTION"


def test_link_is_dead_for_who_was_taken_off_and_for_a_cancelled_meeting(client, link, invitation, secretariat):
    withdraw_invitation(invitation=invitation, by=secretariat)
    assert "ikke længere indkaldt" in client.get(link).text
    client.post(link, {"answer": "ACCEPTED", "revision": 0})
    assert stored().answer == "NEEDS-ACTION"

    change_meeting_state(meeting=invitation.meeting, to="cancelled", by=secretariat, today=TODAY)
    assert "Mødet er aflyst" in client.get(link).text


@pytest.mark.parametrize(("is_published", "sits", "tells"), [(True, False, 1), (False, True, 1), (False, False, 0)])
def test_link_tells_who_was_taken_off_no_more_than_others(
    client, link, invitation, secretariat, is_published, sits, tells
):
    """Of a meeting that is not shown, the link of who was taken off would tell for ever where it moves."""
    withdraw_invitation(invitation=invitation, by=secretariat)
    if not sits:
        Seat.objects.all().delete()
    Meeting.objects.update(is_published=is_published, place="Brohuset")

    page = client.get(link).text

    assert [page.count(text) for text in ("<h1>Temamøde 1", "Brohuset", "21. august")] == [tells] * 3
    assert "ikke længere indkaldt" in page


def test_answer_to_a_time_that_moved_meanwhile_is_asked_for_again(client, link, invitation, secretariat):
    edit(invitation.meeting, secretariat, start_time="18.00", end_time="20.00")

    page = client.post(link, {"answer": "ACCEPTED", "revision": 0}, follow=True)
    assert "Mødet blev flyttet, mens du så på det" in page.text
    assert stored().answer == "NEEDS-ACTION"


@pytest.mark.parametrize("sent", [{}, {"answer": "MAYBE", "revision": 0}, {"answer": "ACCEPTED", "revision": "x"}])
def test_nonsense_is_no_answer(client, link, sent):
    assert client.post(link, sent).status_code == 200
    assert stored().answer == "NEEDS-ACTION"


def test_page_has_the_same_buttons_for_the_invited_alone(client_of, administration, invitation, member):
    url = invitation.meeting.get_absolute_url()
    assert "Jeg melder afbud" in client_of(member).get(url).text
    assert "Jeg melder afbud" not in client_of(administration).get(url).text

    client_of(member).post(f"{url}svar/", {"answer": "TENTATIVE", "revision": 0})
    assert (stored().answer, stored().answered_via) == ("TENTATIVE", "page")
    assert client_of(administration).post(f"{url}svar/", {"answer": "ACCEPTED", "revision": 0}).status_code == 404


def test_secretariat_sees_all_answers_and_a_member_only_their_own(client_of, secretariat, invitation, member):
    other = User.objects.create_user("anden@example.org", name="Demo: anden")
    invite(meeting=invitation.meeting, users=[other], by=secretariat, today=TODAY)
    record_answer(
        invitation=MeetingInvitation.objects.get(user=other), answer="DECLINED", via="page", comment="Privatgrund"
    )

    assert "Privatgrund" in client_of(secretariat).get(f"/moeder/{invitation.meeting_id}/indkaldelser/").text
    assert "Privatgrund" not in client_of(member).get(invitation.meeting.get_absolute_url()).text


def test_page_says_how_many_come(client_of, secretariat, theme_meeting):
    answers = ["ACCEPTED"] * 3 + ["DECLINED", "NEEDS-ACTION", "ACCEPTED", "ACCEPTED"]
    for number, answer in enumerate(answers):
        user = User.objects.create_user(f"{number}@example.org", name=f"Demo: {number}")
        MeetingInvitation.objects.create(meeting=theme_meeting, user=user, answer=answer)
    MeetingInvitation.objects.filter(user__name="Demo: 5").update(withdrawn_at=timezone.now())
    MeetingInvitation.objects.filter(user__name="Demo: 6").update(asked_revision=1)  # the meeting moved since

    page = client_of(secretariat).get(f"/moeder/{theme_meeting.pk}/indkaldelser/").text

    assert "<strong>3 deltager, 1 afbud, 2 har ikke svaret.</strong>" in page


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (datetime(2023, 3, 26, 0, 59, tzinfo=UTC), "26. marts 2023 kl. 01.59"),
        (datetime(2023, 3, 26, 1, 0, tzinfo=UTC), "26. marts 2023 kl. 03.00"),
        (datetime(2023, 10, 29, 0, 59, tzinfo=UTC), "29. oktober 2023 kl. 02.59"),
        (datetime(2023, 10, 29, 1, 0, tzinfo=UTC), "29. oktober 2023 kl. 02.00"),
        (datetime(2023, 10, 28, 23, 0, tzinfo=UTC), "29. oktober 2023 kl. 01.00"),
    ],
)
def test_moments_are_told_by_the_clock_on_the_wall(client_of, secretariat, invitation, sent, shown):
    InvitationMail.objects.update(sent_at=sent)

    assert shown in client_of(secretariat).get(f"/moeder/{invitation.meeting_id}/indkaldelser/").text


def test_who_convenes_is_led_to_those_who_have_had_no_mail(client_of, secretariat, theme_meeting, member):
    client, page = client_of(secretariat), f"/moeder/{theme_meeting.pk}/"
    theme_meeting.track = None
    theme_meeting.save()

    led = client.post(f"{page}tilstand/", {"to": "convened"})
    assert led.url == f"{page}indkaldelser/"
    shown = client.get(led.url).text
    assert "Der er endnu ikke sendt mail til dem, der står nævnt her." in shown
    assert f"{page}indkaldelse.eml" in shown  # for a site whose mails go out of Outlook

    client.post(f"{page}tilstand/", {"to": "planned"})
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    assert client.post(f"{page}tilstand/", {"to": "convened"}).url == page


@pytest.mark.parametrize("count", [1, 3, 40])
def test_page_of_invitations_asks_the_same_at_any_size(
    client_of, secretariat, theme_meeting, count, django_assert_num_queries
):
    users = [User.objects.create_user(f"{number}@example.org", name=f"Demo: {number}") for number in range(count)]
    invite(meeting=theme_meeting, users=users, by=secretariat, today=TODAY)
    client = client_of(secretariat)
    client.get("/")

    with django_assert_num_queries(9):
        client.get(f"/moeder/{theme_meeting.pk}/indkaldelser/")


def at(minutes):
    return timezone.now() - timedelta(minutes=minutes)


def test_newest_mail_counts_in_whatever_order_they_come(invitation):
    for stamp, answer in ((at(10), "DECLINED"), (at(30), "ACCEPTED"), (at(5), "TENTATIVE"), (at(5), "ACCEPTED")):
        take_reply(reply_mail(invitation, answer, stamp=stamp))

    assert (stored().answer, stored().answered_via) == ("TENTATIVE", "mail")


def test_clock_that_runs_ahead_shuts_nothing_out(invitation):
    take_reply(reply_mail(invitation, "DECLINED", stamp=datetime(2099, 1, 1, tzinfo=UTC)))
    record_answer(invitation=invitation, answer="ACCEPTED", via="link")

    assert stored().answer == "ACCEPTED"


def test_reply_to_an_old_time_is_shown_as_such(client_of, invitation, secretariat):
    edit(invitation.meeting, secretariat, start_time="18.00", end_time="20.00")
    take_reply(reply_mail(invitation, "ACCEPTED", revision=0))

    row = stored()
    assert (row.standing_answer, row.is_about_earlier_time) == ("NEEDS-ACTION", True)
    page = client_of(secretariat).get(f"/moeder/{invitation.meeting_id}/indkaldelser/").text
    assert "Svarede på et tidligere tidspunkt: deltager" in page
    take_reply(reply_mail(invitation, "DECLINED", revision=1))
    assert stored().standing_answer == "DECLINED"


def test_reply_is_taken_once_and_nothing_of_it_is_kept(invitation):
    raw = reply_mail(invitation, "ACCEPTED", comment="Kommer lidt senere")
    assert take_reply(raw).trouble == ""
    assert take_reply(raw) is None
    assert ReceivedReply.objects.count() == 1
    assert stored().comment == "Kommer lidt senere"
    assert ReceivedReply.objects.get().text == ""


def troubles():
    return list(ReceivedReply.objects.values_list("trouble", flat=True))


def test_what_cannot_be_placed_waits_for_a_person(invitation, settings):
    take_reply(reply_mail(invitation, "ACCEPTED", attendee="fremmed@example.org", sender="fremmed@example.org"))
    take_reply(reply_mail(invitation, "ACCEPTED", sender="falsk@example.org"))
    take_reply(reply_mail(invitation, "DELEGATED"))
    take_reply(reply_mail(invitation, "ACCEPTED", method="COUNTER"))
    take_reply(reply_mail(invitation, "ACCEPTED", uid="meeting-999999@ishoj-process.invalid"))
    take_reply(reply_mail(invitation, "ACCEPTED", uid=f"meeting-{invitation.meeting_id}@other.example"))
    take_reply(b"From: a@example.org\r\nSubject: Jeg er paa ferie\r\n\r\nHilsen")
    take_reply(b"\xff\xfe\x00 no mail")

    assert sorted(troubles()) == sorted([
        "unknown_sender", "other_sender", "delegated", "counter", "unknown_meeting", "unknown_meeting", "no_reply",
        "no_reply",
    ])  # fmt: skip
    assert stored().answer == "NEEDS-ACTION"


def test_address_is_compared_without_case_or_prefix(invitation):
    take_reply(reply_mail(invitation, "ACCEPTED", attendee="MAILTO:Medlem@Example.ORG", sender="MEDLEM@example.org"))

    assert stored().answer == "ACCEPTED"


def test_person_places_a_message_or_sets_it_aside(client_of, invitation, secretariat):
    client = client_of(secretariat)
    take_reply(reply_mail(invitation, "DECLINED", sender="privat@example.org", comment="Kan ikke"))
    take_reply(b"From: a@example.org\r\nSubject: Autosvar\r\n\r\nHilsen")
    assert "Autosvar" in client.get("/indkaldelser/svar/").text

    odd = ReceivedReply.objects.get(trouble="other_sender")
    page = client.get(f"/indkaldelser/svar/{odd.pk}/")
    assert page.context["form"].initial["answer"] == "DECLINED"
    client.post(f"/indkaldelser/svar/{odd.pk}/", {"placer": 1, "invitation": invitation.pk, "answer": "DECLINED"})
    assert (stored().answer, stored().comment) == ("DECLINED", "Kan ikke")
    auto = ReceivedReply.objects.get(trouble="automatic")
    client.post(f"/indkaldelser/svar/{auto.pk}/", {"til-side": 1})
    assert ReceivedReply.objects.filter(handled_at__isnull=True).count() == 0


def test_meeting_that_stands_in_calendars_is_not_deleted(invitation):
    with pytest.raises(ProtectedError):
        invitation.meeting.delete()


def test_meeting_that_is_deleted_leaves_its_messages(theme_meeting):
    ReceivedReply.objects.create(digest="x", trouble="no_reply", meeting=theme_meeting)
    theme_meeting.delete()

    assert ReceivedReply.objects.get().meeting is None


def test_link_stands_in_no_log(client, link, caplog):
    client.get(f"{link}x/")
    client.get(f"/kommer-du/{'a' * 40}/")

    assert "Not Found" in caplog.text
    assert link.split("/")[2] not in caplog.text
    assert "a" * 40 not in caplog.text


@pytest.mark.parametrize(
    "stamp", ["%Y-%m-%dT%H:%M:%S.000Z", "%Y%m%dT%H%M60Z", "%Y%m%d", "%Y%m%dT0000", "%Y-%m-%dT24:00:00Z"]
)
def test_later_answer_counts_whatever_its_stamp_is_like(invitation, stamp):
    take_reply(reply_mail(invitation, "ACCEPTED", stamp=timezone.now() - timedelta(minutes=30)))
    now = timezone.now()
    raw = reply_mail(invitation, "DECLINED", stamp=now)
    take_reply(raw.replace(f"{now:%Y%m%dT%H%M%SZ}".encode(), now.strftime(stamp).encode()))

    invitation.refresh_from_db()
    assert invitation.answer == "DECLINED"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("ACCEPTED", "Du har svaret, at du deltager."),
        ("TENTATIVE", "Du har svaret, at du måske deltager."),
        ("DECLINED", "Du har svaret, at du ikke deltager."),
    ],
)
def test_what_was_answered_is_said_in_a_sentence(answer, said):
    assert str(ANSWERED[answer]) == said
    assert set(ANSWERED) == set(MeetingInvitation.Answer)
