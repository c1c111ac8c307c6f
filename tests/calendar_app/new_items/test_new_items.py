"""A new item is written on the agenda's page, with its files, and an empty form follows at its place."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from ishoj_process.models import Attachment, Meeting
from tests.calendar_app.attachments.test_views import on_disk
from tests.ishoj_process.files.test_uploads import pdf


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


def file(name, content=None):
    return SimpleUploadedFile(name, pdf() if content is None else content)


def send(browser, meeting, *files, follow=True, **typed):
    return browser.post(f"/moeder/{meeting.pk}/punkter/nyt/", {"title": "Broen", "file": files, **typed}, follow=follow)


def fold(response):
    found = html.document_fromstring(response.content.decode()).xpath("//details[@id='nyt-punkt']")
    return found[0] if found else None


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_agenda_that_nobody_has_begun_opens_with_the_empty_form(browser, theme_meeting, make_item):
    address = theme_meeting.get_absolute_url()
    assert "open" in fold(browser.get(address)).attrib

    make_item()
    assert "open" not in fold(browser.get(address)).attrib
    assert "open" in fold(browser.get(f"{address}?nyt-punkt=punkt")).attrib


def test_agenda_that_nobody_is_to_write_any_more_opens_without_it(browser, theme_meeting):
    Meeting.objects.filter(pk=theme_meeting.pk).update(start_date="2023-08-01", end_date="2023-08-01")
    assert "open" not in fold(browser.get(theme_meeting.get_absolute_url())).attrib

    Meeting.objects.filter(pk=theme_meeting.pk).update(state="cancelled")
    assert fold(browser.get(theme_meeting.get_absolute_url())) is None


def test_only_the_secretariat_has_the_form_and_not_after_the_approval(
    client_of, browser, administration, theme_meeting
):
    address = theme_meeting.get_absolute_url()
    assert fold(client_of(administration).get(address)) is None

    approved = {"agenda_state": "published", "minutes_state": "approved", "minutes_approved_on": "2023-08-14"}
    Meeting.objects.filter(pk=theme_meeting.pk).update(**approved)
    assert fold(browser.get(address)) is None


def test_new_item_leads_to_itself_or_to_the_next_empty_form(browser, theme_meeting):
    one = send(browser, theme_meeting, follow=False)
    another = send(browser, theme_meeting, another="1", follow=False)

    address = theme_meeting.get_absolute_url()
    assert one.url == f"{address}#punkt-{theme_meeting.items.first().pk}"
    assert another.url == f"{address}?nyt-punkt=3#punkt_title"
    page = browser.get(f"{address}?nyt-punkt=punkt")
    assert fold(page).xpath(".//input[@id='punkt_title']/@value") == []


def test_files_become_attachments_of_the_new_item(browser, theme_meeting, uploads_in):
    page = send(browser, theme_meeting, file("Budget_2024.pdf"), file("kort.pdf"))

    item = theme_meeting.items.get()
    assert [(row.number, row.title) for row in item.attachments.all()] == [(1, "Budget 2024"), (2, "kort")]
    assert said(page) == ["”1. Broen” er gemt. 2 bilag er tilføjet: ”Budget 2024” og ”kort”."]


def test_file_that_is_refused_is_told_by_its_name_and_stops_nothing(browser, theme_meeting, uploads_in):
    page = send(
        browser, theme_meeting, file("a.pdf"), file("tom.pdf", b""), file("skjult.pdf", b"<script>"), another="1"
    )

    assert [row.title for row in theme_meeting.items.get().attachments.all()] == ["a"]
    saved, *refused = said(page)
    assert saved == "”1. Broen” er gemt. 1 bilag er tilføjet: ”a”."
    assert [line.partition(":")[0] for line in refused] == ["tom.pdf", "skjult.pdf"]
    assert len(on_disk(uploads_in)) == 1


def test_script_is_told_where_to_lead_and_the_page_there_tells_what_was_done(browser, theme_meeting, uploads_in):
    typed = {"title": "Broen", "file": [file("a.pdf"), file("tom.pdf", b"")], "another": "1"}
    address, headers = f"/moeder/{theme_meeting.pk}/punkter/nyt/", {"accept": "application/json"}

    answer = browser.post(address, typed, headers=headers)
    assert answer.json() == {"url": f"{theme_meeting.get_absolute_url()}?nyt-punkt=2#punkt_title"}
    saved, refused = said(browser.get(theme_meeting.get_absolute_url()))
    assert (saved, refused.partition(":")[0]) == ("”1. Broen” er gemt. 1 bilag er tilføjet: ”a”.", "tom.pdf")

    assert browser.post(address, {"title": ""}, headers=headers)["Content-Type"].startswith("text/html")


def test_item_whose_files_are_all_refused_is_stored(browser, theme_meeting, uploads_in):
    page = send(browser, theme_meeting, file("tom.pdf", b""))

    assert theme_meeting.items.get().attachments.count() == 0
    assert said(page)[0] == "”1. Broen” er gemt."


def test_second_of_a_double_click_tells_what_the_first_did(browser, theme_meeting, uploads_in):
    token = "7b1f3c4e-2f0a-4a34-9a8e-0c5a4a1d2b3c"
    for _click in range(2):
        page = send(browser, theme_meeting, file("a.pdf"), file("tom.pdf", b""), token=token)

    assert theme_meeting.items.count() == 1
    assert Attachment.objects.count() == len(on_disk(uploads_in)) == 1
    assert said(page)[-1].startswith("tom.pdf: ")


def test_form_that_is_shown_anew_says_that_its_files_must_be_chosen_again(browser, theme_meeting, uploads_in):
    page = send(browser, theme_meeting, file("a.pdf"), title="")

    errors = page.context["form"].errors
    assert errors["title"] == ["Skriv en titel."]
    assert errors["file"] == ["Vælg filerne igen. De bliver ikke husket, når formularen vises på ny."]
    assert (theme_meeting.items.count(), on_disk(uploads_in)) == (0, [])


def test_search_without_a_script_says_that_files_must_be_chosen_again(browser, theme_meeting, uploads_in):
    page = send(browser, theme_meeting, file("a.pdf"), find="vision", find_documents="1")

    assert said(page) == ["Vælg filerne igen. De bliver ikke husket, når formularen vises på ny."]
    assert (page.context["form"]["title"].value(), theme_meeting.items.count()) == ("Broen", 0)


def test_meeting_of_several_days_asks_which_day_on_the_page(browser, make_meeting, council):
    seminar = make_meeting(council, start_date=date(2023, 10, 31), end_date=date(2023, 11, 1))
    page = browser.get(seminar.get_absolute_url())

    assert fold(page).xpath(".//select[@name='day']/option/@value") == ["", "2023-10-31", "2023-11-01"]


def test_more_files_than_may_go_at_once_keep_the_text(browser, theme_meeting, uploads_in):
    page = send(browser, theme_meeting, *(file(f"{number}.pdf") for number in range(21)))

    assert page.context["form"].errors == {"file": ["Vælg højst 20 filer ad gangen. Du har valgt 21."]}
    assert (page.context["form"]["title"].value(), theme_meeting.items.count()) == ("Broen", 0)


def test_files_alone_are_no_reason_to_ask_for_them(browser, theme_meeting):
    assert "file" not in send(browser, theme_meeting, title="").context["form"].errors


def test_late_item_of_a_published_agenda_keeps_its_files_and_tells_its_reason(
    browser, published, make_item, uploads_in
):
    page = send(browser, published, file("a.pdf"), late_reason="Fristen er i morgen.")

    item = published.items.get()
    assert (item.late_reason, item.attachments.count()) == ("Fristen er i morgen.", 1)
    assert item.corrections.count() == 0  # they came with it
    assert "Fristen er i morgen." in page.text
    assert fold(page).find("summary").text_content() == "Nyt tillægspunkt"


def test_item_is_not_stored_where_its_files_find_no_room(browser, theme_meeting, uploads_in, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Attachment, "save", full)
    page = send(browser, theme_meeting, file("a.pdf"))

    assert page.status_code == 200
    assert (theme_meeting.items.count(), on_disk(uploads_in)) == (0, [])
