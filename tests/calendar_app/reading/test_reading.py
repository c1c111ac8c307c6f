"""A member's own reading: notes that nobody else sees, what is new since then, and the folder to take along."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.admin import site
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from calendar_app.models import AgendaReading, PrivateNote
from ishoj_process.models import Meeting, Seat, User
from tests.calendar_app.conftest import make_attachment

SECRET = "Privattanke om punktet"


@pytest.fixture
def item(published, make_item):
    return make_item("Debatoplæg")


@pytest.fixture
def other_member(term, council):
    user = User.objects.create_user("andet@example.org", name="Demo: andet medlem")
    Seat.objects.create(user=user, body=council, term=term)
    return user


@pytest.fixture
def noted(client_of, member, item):
    client_of(member).post(f"/punkter/{item.pk}/note/", {"note": SECRET})
    return item


def mark_read(client, meeting):
    mark = client.get(meeting.get_absolute_url()).context["news"].mark
    return client.post(f"/moeder/{meeting.pk}/laest/", {"mark": mark})


def test_note_is_its_writers_alone(request, client_of, noted, member, other_member):
    pages = [noted.meeting.get_absolute_url(), f"/moeder/{noted.meeting_id}/dagsorden.pdf", "/", "/min-side/"]
    keeper = User.objects.create_superuser("alt@example.org", "en-lang-adgangskode", name="Demo: alt")

    assert SECRET in client_of(member).get(pages[0]).text
    for reader in (None, other_member, request.getfixturevalue("secretariat"), keeper):
        client = client_of(reader)
        assert [page for page in pages if SECRET.encode() in client.get(page).content] == []


def test_note_is_in_no_admin_page_nor_history_nor_log(client_of, noted, member, caplog):
    keeper = User.objects.create_superuser("alt@example.org", "en-lang-adgangskode", name="Demo: alt")
    client = client_of(keeper)

    assert PrivateNote not in site._registry
    assert not hasattr(PrivateNote, "history")
    assert SECRET not in client.get(f"/admin/ishoj_process/user/{member.pk}/change/").text
    assert SECRET not in client.get(f"/byraad-og-adgang/brugere/{member.pk}/slet/").text
    assert SECRET not in caplog.text
    assert SECRET not in str(PrivateNote.objects.get())


def test_note_is_changed_and_removed(client_of, noted, member):
    client = client_of(member)
    send_note(client, noted, "Andet")
    assert PrivateNote.objects.get().text == "Andet"
    send_note(client, noted, "  ")
    assert PrivateNote.objects.count() == 0


def seen_by(client, item):
    """What the page says that its reader has before them."""
    agenda = client.get(item.meeting.get_absolute_url()).context["agenda"]
    return next(line.note_mark for line in agenda.lines if line.item.pk == item.pk)


def send_note(client, item, text, seen=None):
    seen = seen_by(client, item) if seen is None else seen
    return client.post(f"/punkter/{item.pk}/note/", {"note": text, "seen": seen})


def send_in_place(client, item, text, seen):
    typed = {"note": text, "seen": seen}
    return client.post(f"/punkter/{item.pk}/note/", typed, headers={"accept": "application/json"})


def test_note_is_kept_while_the_page_stays_and_the_next_one_follows_it(client_of, item, member):
    client = client_of(member)

    first = send_in_place(client, item, "Den første", "").json()
    second = send_in_place(client, item, "Den næste", first["fields"]["seen"]).json()

    assert first["text"] == "Din note er gemt. Kun du kan se den."
    assert second["fields"]["seen"] == seen_by(client, item)
    # It was told there, and is not told again on the page that is opened next.
    assert "Din note er gemt" not in client.get("/").text


@pytest.mark.parametrize(("text", "seen", "status"), [("x" * 10_001, "", 200), ("Nyt", "noget andet", 409)])
def test_note_that_is_refused_while_the_page_stays_is_shown_on_its_own(client_of, noted, member, text, seen, status):
    answer = send_in_place(client_of(member), noted, text, seen)

    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (status, "text/html")
    assert PrivateNote.objects.get().text == SECRET


def test_note_that_is_too_long_is_kept_in_its_form(client_of, item, member):
    answer = send_note(client_of(member), item, "x" * 10_001)

    assert PrivateNote.objects.count() == 0
    assert "x" * 10_001 in answer.text
    assert "højst" in answer.text


def test_note_of_another_window_is_not_overwritten(client_of, noted, member):
    """Two windows that both show the first note: the second to be sent sees both, and decides."""
    client = client_of(member)
    seen = seen_by(client, noted)
    send_note(client, noted, "Fra det ene vindue", seen)
    answer = send_note(client, noted, "Fra det andet vindue", seen)

    assert (answer.status_code, PrivateNote.objects.get().text) == (409, "Fra det ene vindue")
    assert ("Fra det ene vindue" in answer.text, "Fra det andet vindue" in answer.text) == (True, True)
    send_note(client, noted, "Begge", answer.context["form"]["seen"].value())
    assert PrivateNote.objects.get().text == "Begge"


@pytest.mark.parametrize(("first", "second"), [("", "Nyt"), ("Nyt", "")])
def test_note_that_was_removed_or_changed_elsewhere_is_asked_about(client_of, noted, member, first, second):
    client = client_of(member)
    seen = seen_by(client, noted)
    send_note(client, noted, first, seen)

    assert send_note(client, noted, second, seen).status_code == 409
    assert list(PrivateNote.objects.values_list("text", flat=True)) == list(filter(None, [first]))


def test_first_note_is_written_in_two_windows(client_of, item, member):
    client = client_of(member)
    send_note(client, item, "Den ene", "")

    assert send_note(client, item, "Den anden", "").status_code == 409
    assert PrivateNote.objects.get().text == "Den ene"


def test_same_note_sent_twice_is_no_conflict(client_of, noted, member):
    client = client_of(member)
    seen = seen_by(client, noted)

    assert [send_note(client, noted, "Nyt", seen).status_code for _time in range(2)] == [302, 302]


def test_note_in_two_windows_tells_nothing_of_a_closed_item(client_of, make_item, published, committee, term, council):
    closed = make_item("Koebx", is_closed=True, public_title="Ejendomssag")
    other = User.objects.create_user("udvalg@example.org", name="Demo: udvalgsmedlem")
    Seat.objects.create(user=other, body=committee, term=term)
    client = client_of(other)
    send_note(client, closed, "Den ene", "")

    assert "Koebx" not in send_note(client, closed, "Den anden", "").text


def test_note_is_not_written_to_what_one_may_not_see(client_of, member, make_meeting, make_item, committee):
    hidden = make_item(meeting=make_meeting(committee, start_date=date(2023, 9, 1)))

    assert client_of(member).post(f"/punkter/{hidden.pk}/note/", {"note": "x"}).status_code == 404


def test_nothing_is_marked_for_who_never_said_that_they_read(client_of, item, member):
    news = client_of(member).get(item.meeting.get_absolute_url()).context["news"]

    assert (news.read_on, news.words) == ("", {})


def test_what_is_new_since_is_marked_item_by_item(client_of, item, make_item, member, uploads_in):
    client, still = client_of(member), make_item("Uændret")
    mark_read(client, item.meeting)
    make_attachment(item)
    new = make_item("Nyt punkt")

    news = client.get(item.meeting.get_absolute_url()).context["news"]
    assert news.words == {item.pk: "ændret", new.pk: "nyt"}
    assert still.pk not in news.words

    mark_read(client, item.meeting)
    assert client.get(item.meeting.get_absolute_url()).context["news"].is_all_read


def test_what_the_reader_cannot_see_is_no_news(client_of, item, member):
    client = client_of(member)
    mark_read(client, item.meeting)
    item.decision = "<p>Skrives lige nu</p>"
    item.save()
    assert client.get(item.meeting.get_absolute_url()).context["news"].words == {}

    Meeting.objects.update(minutes_state="published")
    assert client.get(item.meeting.get_absolute_url()).context["news"].words == {item.pk: "ændret"}


def test_what_changed_while_one_read_is_not_taken_for_read(client_of, item, member):
    client = client_of(member)
    mark = client.get(item.meeting.get_absolute_url()).context["news"].mark
    item.title = "Nyt oplæg"
    item.save()

    client.post(f"/moeder/{item.meeting_id}/laest/", {"mark": mark})
    assert AgendaReading.objects.count() == 0


def names_in(response):
    return ZipFile(BytesIO(b"".join(response.streaming_content))).namelist()


def test_folder_holds_the_agenda_and_each_attachment(client, item, uploads_in):
    make_attachment(item, title="Kort: nord/syd", content=b"%PDF-1.7 kort")
    response = client.get(f"/moeder/{item.meeting_id}/mappe.zip")
    archive = ZipFile(BytesIO(b"".join(response.streaming_content)))

    pdf, attached = archive.namelist()
    assert pdf == "dagsorden 2023-08-21 Temamøde 1 for Byrådet.pdf"
    assert attached == "Punkt 1 Debatoplæg/Bilag 1 Kort nord syd.pdf"
    assert archive.read(pdf).startswith(b"%PDF")
    assert archive.read(attached) == b"%PDF-1.7 kort"
    assert "private" in response["Cache-Control"]


def test_folder_holds_nothing_that_the_reader_may_not_see(client, client_of, member, item, make_item, uploads_in):
    closed = make_item("Koebx", is_closed=True, public_title="Ejendomssag")
    make_attachment(closed, title="Skoedex")

    public = names_in(client.get(f"/moeder/{item.meeting_id}/mappe.zip"))
    assert [name for name in public if "Koebx" in name or "Skoedex" in name] == []
    own = names_in(client_of(member).get(f"/moeder/{item.meeting_id}/mappe.zip"))
    assert "Punkt 2 Koebx/Bilag 1 Skoedex.pdf" in own


def test_folder_of_a_draft_is_the_staffs(client, theme_meeting):
    assert client.get(f"/moeder/{theme_meeting.pk}/mappe.zip").status_code == 404


def test_notes_go_with_their_writer(noted, member):
    member.delete()
    call_command("check")

    assert PrivateNote.objects.count() == 0


def test_note_without_log_in_is_shown_to_its_writer_and_kept_nowhere(client, item):
    answer = send_note(client, item, SECRET, "")

    assert (answer.status_code, SECRET in answer.text) == (403, True)
    assert SECRET not in str([session.get_decoded() for session in Session.objects.all()])


def test_note_with_the_token_of_an_earlier_log_in_is_shown_to_its_writer(item, member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    page = f"/punkter/{item.pk}/note/"
    own, foreign = [
        client.post(page, {"note": SECRET}, headers={"sec-fetch-site": site}) for site in ("same-origin", "cross-site")
    ]

    assert [(answer.status_code, SECRET in answer.text) for answer in (own, foreign)] == [(403, True), (403, False)]
