"""The link of a video meeting goes to those who are invited alone; a meeting without seats is warned of."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from calendar_app.ical.event import entry
from calendar_app.ical.revision import may_be_news
from calendar_app.invitations.draft import mail_draft
from calendar_app.invitations.ics import invitation
from calendar_app.invitations.mail import _changes, facts_told, invitation_mail
from calendar_app.models import MeetingInvitation
from ishoj_process.models import Meeting, Seat
from tests.conftest import TODAY

LINK = "https://video.example.org/j/4711?pwd=a;b,c"
NOW = datetime(2023, 8, 14, 12, tzinfo=UTC)
NOBODY = "Ingen har den dag en plads i det organ, der holder mødet."


@pytest.fixture
def by_video(theme_meeting):
    theme_meeting.video_url = LINK
    theme_meeting.save()
    return theme_meeting


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("public", False),
        ("unknown", False),
        ("other_member", False),
        ("former", False),
        ("coming", False),
        ("administration", False),
        ("member", True),
        ("secretariat", True),
    ],
)
def test_link_is_on_the_page_for_those_whose_meeting_it_is(readers, client_of, by_video, who, sees):
    user = readers[who] if who != "public" else None

    assert (LINK.replace("&", "&amp;") in client_of(user).get(by_video.get_absolute_url()).content.decode()) is sees


def test_guest_who_is_invited_sees_it_until_the_invitation_is_withdrawn(client_of, by_video, administration):
    row = MeetingInvitation.objects.create(meeting=by_video, user=administration)
    assert LINK in client_of(administration).get(by_video.get_absolute_url()).content.decode()
    MeetingInvitation.objects.filter(pk=row.pk).update(withdrawn_at=NOW)
    assert LINK not in client_of(administration).get(by_video.get_absolute_url()).content.decode()


def test_nobody_joins_a_cancelled_meeting(client_of, by_video, member):
    Meeting.objects.filter(pk=by_video.pk).update(state="cancelled")

    assert LINK not in client_of(member).get(by_video.get_absolute_url()).content.decode()


def test_invitation_holds_it_as_a_conference(by_video, member):
    (event,) = Calendar.from_ical(invitation(by_video, [member], at=NOW)).walk("VEVENT")
    conference = event["CONFERENCE"]

    assert str(conference) == LINK
    assert (conference.params["VALUE"], conference.params["LABEL"]) == ("URI", "Videomøde")
    assert list(conference.params["FEATURE"]) == ["AUDIO", "VIDEO"]


@pytest.mark.parametrize("words", [{"method": "CANCEL"}, {"method": "REQUEST", "is_withdrawal": True}])
def test_who_is_no_longer_invited_gets_no_link(by_video, member, words):
    assert LINK[:28] not in invitation(by_video, [member], at=NOW, **words).decode()


def test_entry_of_feeds_and_downloads_never_holds_it(client, by_video):
    assert LINK[:28] not in entry(by_video).to_ical().decode()
    for url in ("/", "/moeder/", f"{by_video.get_absolute_url()}", "/tidslinje/"):
        assert LINK[:28] not in client.get(url).content.decode()


def test_mail_says_it_in_text_and_in_html(by_video, member):
    invited = MeetingInvitation.objects.create(meeting=by_video, user=member)
    mail = invited.mails.create(method="REQUEST", revision=0, queued_at=NOW, next_try_at=NOW)
    message = invitation_mail(mail)

    assert f"Videomøde: {LINK}" in message.body
    assert LINK in message.alternatives[0][0]
    assert LINK.encode()[:28] in mail_draft(by_video, [member], at=NOW)


def test_new_link_is_told_to_the_invited_and_takes_no_answer_back(by_video, member):
    earlier = Meeting.objects.get(pk=by_video.pk)
    invited = MeetingInvitation.objects.create(meeting=by_video, user=member, told=facts_told(earlier))
    by_video.video_url = "https://video.example.org/j/4712"

    assert may_be_news(earlier, by_video) is True
    assert _changes(invited, by_video) == [
        f"Videomøde: var {LINK}, er nu https://video.example.org/j/4712",
    ]


@pytest.mark.parametrize("link", ["http://video.example.org/j", "javascript:alert(1)", "ftp://video.example.org"])
def test_only_https_is_taken(client_of, secretariat, by_video, link):
    typed = {"kind": "theme", "bodies": [by_video.bodies.get().pk], "start_date": "21-08-2023", "version": 2}
    response = client_of(secretariat).post(f"{by_video.get_absolute_url()}rediger/", {**typed, "video_url": link})

    assert list(response.context["form"].errors) == ["video_url"]


def test_meeting_that_nobody_has_a_seat_in_is_warned_of_when_it_is_made(client_of, secretariat, council, member):
    client = client_of(secretariat)
    typed = {"kind": "theme", "bodies": [council.pk], "start_date": "21-08-2023", "version": 1}

    assert NOBODY not in client.post("/moeder/nyt/", typed, follow=True).content.decode()
    Seat.objects.all().delete()
    assert NOBODY in client.post("/moeder/nyt/", typed, follow=True).content.decode()


@pytest.mark.parametrize("with_seat", [True, False])
def test_and_when_it_is_convened(client_of, secretariat, make_meeting, council, member, with_seat):
    meeting = make_meeting(council, start_date=TODAY)
    if not with_seat:
        Seat.objects.all().delete()

    response = client_of(secretariat).post(f"{meeting.get_absolute_url()}tilstand/", {"to": "convened"}, follow=True)

    assert (NOBODY in response.content.decode()) is not with_seat
    assert Meeting.objects.get().state == "convened"
