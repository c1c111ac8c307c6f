"""The addresses of calendars and invitations: who gets what, and how it is labelled."""

from datetime import date

import pytest
from django.urls import reverse

from ishoj_process.models import Meeting, User
from tests.calendar_app.ical.lines import event_uids, faults

MESSAGES = ("meeting_request_ics", "meeting_request_eml")


@pytest.fixture
def hidden(make_meeting, council):
    return make_meeting(council, title="Hemmeligt møde", is_published=False)


@pytest.fixture
def readers(client_of, member, administration, secretariat):
    """A browser of each kind of reader; the public has no log-in."""
    users = {"public": None, "member": member, "administration": administration, "secretariat": secretariat}
    return {name: client_of(user) for name, user in users.items()}


def address(name, *args):
    return reverse(name, args=args)


def test_the_addresses_are_those_that_were_promised(theme_meeting):
    pk = theme_meeting.pk

    assert [
        address("calendar_feed"),
        address("body_feed", "ishoej-byraad"),
        address("meeting_ics", pk),
        address("meeting_request_ics", pk),
        address("meeting_request_eml", pk),
    ] == [
        "/kalender.ics",
        "/kalender/ishoej-byraad.ics",
        f"/moeder/{pk}.ics",
        f"/moeder/{pk}/indkaldelse.ics",
        f"/moeder/{pk}/indkaldelse.eml",
    ]


def test_every_reader_gets_the_same_bytes(readers, theme_meeting, hidden):
    for url in ("/kalender.ics", "/kalender/ishoej-byraad.ics", address("meeting_ics", theme_meeting.pk)):
        bodies = {client.get(url).content for client in readers.values()}

        assert len(bodies) == 1
        assert event_uids(bodies.pop()) == [f"meeting-{theme_meeting.pk}@ishoj-process.invalid"]


@pytest.mark.parametrize("url", ["/kalender.ics", "/kalender/ishoej-byraad.ics"])
def test_a_feed_is_labelled_to_be_shown_and_asked_about(client, theme_meeting, url):
    response = client.get(url)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.has_header("Content-Disposition")
    assert not response.has_header("Vary")
    assert client.get(url, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_what_a_logged_in_reader_got_is_kept_nowhere(client_of, member, theme_meeting):
    assert client_of(member).get("/kalender.ics")["Cache-Control"] == "private, no-store"


def test_a_feed_changes_with_a_meeting_and_with_its_end(client, theme_meeting):
    tags = [client.get("/kalender.ics")["ETag"]]
    theme_meeting.title = "Et nyt navn"
    theme_meeting.save()
    tags.append(client.get("/kalender.ics")["ETag"])
    theme_meeting.delete()
    tags.append(client.get("/kalender.ics")["ETag"])

    assert len(set(tags)) == 3


def test_one_meeting_is_a_file_to_be_saved(client, theme_meeting):
    url = address("meeting_ics", theme_meeting.pk)
    response = client.get(url)

    assert faults(response.content) == []
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''2023-08-21%20Temam%C3%B8de%201%20for%20Byr%C3%A5det.ics"
    )
    assert response["Cache-Control"] == "public, no-cache"
    assert client.get(url, headers={"if-none-match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("url", ["/kalender/findes-ikke.ics", "/moeder/999999.ics"])
def test_what_does_not_exist_is_not_found(client, theme_meeting, url):
    assert client.get(url).status_code == 404


def test_an_unpublished_meeting_is_found_by_those_who_may_know_of_it(readers, client_of, hidden, theme_meeting):
    stranger = client_of(User.objects.create_user("anden@example.org", name="Demo: uden sæde"))
    url = address("meeting_ics", hidden.pk)

    answers = {name: client.get(url) for name, client in {**readers, "without a seat": stranger}.items()}

    assert {name: answer.status_code for name, answer in answers.items()} == {
        "public": 404,
        "without a seat": 404,
        "member": 200,
        "administration": 200,
        "secretariat": 200,
    }
    assert answers["member"]["Cache-Control"] == "private, no-store"
    assert not answers["member"].has_header("ETag")


def test_a_joint_meeting_stands_in_the_feed_of_each_body(client, make_meeting, council, committee):
    make_meeting(council, committee)

    feeds = {client.get(f"/kalender/{body.slug}.ics").content.count(b"BEGIN:VEVENT") for body in (council, committee)}

    assert feeds == {1}


@pytest.mark.parametrize("name", MESSAGES)
def test_messages_are_the_secretariats_alone(readers, theme_meeting, name):
    url = address(name, theme_meeting.pk)

    answers = {reader: client.get(url) for reader, client in readers.items()}

    assert {reader: answer.status_code for reader, answer in answers.items()} == {
        "public": 302,
        "member": 403,
        "administration": 403,
        "secretariat": 200,
    }
    assert answers["public"]["Location"] == f"/log-ind/?next={url}"


@pytest.mark.parametrize(
    ("name", "content_type", "suffix"),
    [
        ("meeting_request_ics", "text/calendar; charset=utf-8", "ics"),
        ("meeting_request_eml", "message/rfc822", "eml"),
    ],
)
def test_a_message_is_a_private_file(readers, theme_meeting, name, content_type, suffix):
    response = readers["secretariat"].get(address(name, theme_meeting.pk))

    assert response["Content-Type"] == content_type
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"].endswith(f"Byr%C3%A5det.{suffix}")
    assert b"METHOD:REQUEST" in response.content or b'method="REQUEST"' in response.content


@pytest.mark.parametrize("name", MESSAGES)
def test_a_meeting_without_members_says_so_on_its_page(client_of, secretariat, theme_meeting, name):
    client = client_of(secretariat)

    response = client.get(address(name, theme_meeting.pk))

    assert (response.status_code, response["Location"]) == (302, theme_meeting.get_absolute_url())
    assert [str(message) for message in response.wsgi_request._messages] == [
        "Der er ingen at indkalde: Ingen medlemmer har en plads i mødets udvalg eller råd den dag."
    ]


@pytest.mark.parametrize("name", ["calendar_feed", "body_feed", "meeting_ics", *MESSAGES])
def test_nothing_is_sent_here_by_post(client_of, secretariat, theme_meeting, name):
    args = {"calendar_feed": [], "body_feed": ["ishoej-byraad"]}.get(name, [theme_meeting.pk])

    assert client_of(secretariat).post(address(name, *args)).status_code == 405


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_pages_of_a_feed_cost_the_same_at_any_length(client, council, count, django_assert_num_queries):
    day = date(2023, 9, 5)
    for meeting in Meeting.objects.bulk_create(
        [Meeting(kind="theme", start_date=day, end_date=day) for _ in range(count)]
    ):
        meeting.bodies.add(council)

    with django_assert_num_queries(5):
        client.get("/kalender/ishoej-byraad.ics")
    with django_assert_num_queries(2):
        client.get("/kalender/ishoej-byraad.ics")
