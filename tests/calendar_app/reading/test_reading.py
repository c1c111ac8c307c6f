"""A member's own reading: notes that nobody else sees, what is new since then, and the folder to take along."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.admin import site
from django.core.management import call_command

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
    deleting = client.get(f"/admin/ishoj_process/user/{member.pk}/delete/")
    assert SECRET not in deleting.text
    assert SECRET not in caplog.text
    assert SECRET not in str(PrivateNote.objects.get())


def test_note_is_changed_and_removed(client_of, noted, member):
    client = client_of(member)
    client.post(f"/punkter/{noted.pk}/note/", {"note": "Andet"})
    assert PrivateNote.objects.get().text == "Andet"
    client.post(f"/punkter/{noted.pk}/note/", {"note": "  "})
    assert PrivateNote.objects.count() == 0
    client.post(f"/punkter/{noted.pk}/note/", {"note": "x" * 10_001})
    assert PrivateNote.objects.count() == 0


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
