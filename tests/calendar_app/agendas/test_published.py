"""After publication: numbers that stay, changes that are seen, late items with a reason, and the body's rule."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.agendas.acts import change_agenda_state
from calendar_app.agendas.page import agenda_timing, timing
from calendar_app.agendas.running_numbers import give_numbers
from ishoj_process.dates.working_days import is_working_day
from ishoj_process.editing.acts import Refused
from ishoj_process.models import AgendaItem, Meeting, RunningNumber
from tests.conftest import TODAY


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


def publish(meeting, by, on=TODAY):
    meeting.refresh_from_db()
    return change_agenda_state(meeting=meeting, to="published", by=by, today=on)


def numbers(body):
    return [(row.item.title, row.number) for row in RunningNumber.objects.filter(body=body).order_by("number")]


def edit(item, **changes):
    return {"title": item.title, "version": item.version, **changes}


def small_pdf():
    file = BytesIO()
    pikepdf.new().save(file)
    return SimpleUploadedFile("bilag.pdf", file.getvalue())


def test_items_are_numbered_through_the_year_of_each_body(make_meeting, make_item, council, committee, secretariat):
    first, joint, next_year = (
        make_meeting(council),
        make_meeting(council, committee, start_date=date(2023, 9, 5)),
        make_meeting(council, start_date=date(2024, 1, 9)),
    )
    for meeting, title in ((first, "a"), (first, "b"), (joint, "c"), (next_year, "d")):
        make_item(title, meeting=meeting)
    for meeting in (first, joint, next_year):
        publish(meeting, secretariat)

    assert sorted(numbers(council)) == [("a", 1), ("b", 2), ("c", 3), ("d", 1)]
    assert numbers(committee) == [("c", 1)]


def test_number_is_kept_and_never_given_again(make_meeting, make_item, council, secretariat):
    meeting = make_meeting(council)
    gone, kept = make_item("gone", meeting=meeting), make_item("kept", meeting=meeting)
    publish(meeting, secretariat)
    meeting.refresh_from_db()
    change_agenda_state(meeting=meeting, to="draft", by=secretariat, today=TODAY)
    kept.number, gone.number = 1, 2
    kept.save()
    gone.delete()
    make_item("new", meeting=meeting, number=2)
    publish(meeting, secretariat)
    give_numbers(meeting)

    assert numbers(council) == [("kept", 2), ("new", 3)]


def test_number_stands_on_page_and_paper(browser, client, agenda_item, secretariat):
    publish(agenda_item.meeting, secretariat)

    assert "Løbenr. 1/2023" in " ".join(client.get(agenda_item.meeting.get_absolute_url()).text.split())


def test_agenda_is_taken_back_the_same_day_only(agenda_item, secretariat):
    meeting = publish(agenda_item.meeting, secretariat)

    with pytest.raises(Refused, match="tidligere dag"):
        change_agenda_state(meeting=meeting, to="draft", by=secretariat, today=date(2023, 8, 15))
    assert change_agenda_state(meeting=meeting, to="draft", by=secretariat, today=TODAY).agenda_published_on is None


def test_change_of_a_published_item_is_told_to_everybody(browser, client, agenda_item, secretariat):
    publish(agenda_item.meeting, secretariat)
    url = f"/punkter/{agenda_item.pk}/rediger/"

    silent = browser.post(url, edit(agenda_item, title="Nyt oplæg"))
    assert list(silent.context["form"].errors) == ["correction"]
    assert silent.context["form"]["title"].value() == "Nyt oplæg"

    browser.post(url, edit(agenda_item, title="Nyt oplæg", correction="Titlen er rettet."))
    page = " ".join(client.get(agenda_item.meeting.get_absolute_url()).text.split())
    assert "Rettet den 14. august 2023:</strong> Titlen er rettet." in page


def test_draft_is_changed_without_a_word(browser, agenda_item):
    browser.post(f"/punkter/{agenda_item.pk}/rediger/", edit(agenda_item, title="Nyt oplæg"))

    assert AgendaItem.objects.get().title == "Nyt oplæg"
    assert AgendaItem.objects.get().corrections.count() == 0


def test_late_item_needs_a_reason_and_is_numbered_last(browser, client, agenda_item, council, secretariat):
    meeting = publish(agenda_item.meeting, secretariat)
    url = f"/moeder/{meeting.pk}/punkter/nyt/"

    assert list(browser.post(url, {"title": "Hastesag"}).context["form"].errors) == ["late_reason"]
    browser.post(url, {"title": "Hastesag", "late_reason": "Fristen hos staten er i morgen."})

    assert numbers(council) == [("Direktionens debatoplæg", 1), ("Hastesag", 2)]
    assert "Fristen hos staten er i morgen." in client.get(meeting.get_absolute_url()).text


def test_published_item_is_taken_off_with_its_reason_and_put_back(browser, client, agenda_item, secretariat):
    publish(agenda_item.meeting, secretariat)
    url = f"/punkter/{agenda_item.pk}/tag-af/"

    assert browser.post(url, {"reason": " "}).context["form"].errors
    browser.post(url, {"reason": "Ikke belyst."})
    assert "<s>Direktionens debatoplæg</s>" in client.get(agenda_item.meeting.get_absolute_url()).text
    assert "Ikke belyst." in client.get(agenda_item.meeting.get_absolute_url()).text

    browser.post(url, {"tilbage": "1"})
    assert AgendaItem.objects.get().withdrawn_reason == ""


def test_reason_of_a_closed_item_is_not_public(browser, client, make_item, published, secretariat):
    item = make_item("Køb", is_closed=True, public_title="Ejendomssag", late_reason="Saelgerx venter")
    item.corrections.create(what="Prisenx er rettet", on=TODAY)
    browser.post(f"/punkter/{item.pk}/tag-af/", {"reason": "Budgivernex"})

    page = client.get(published.get_absolute_url()).text
    assert "<s>Ejendomssag</s>" in page
    assert [word for word in ("Saelgerx", "Prisenx", "Budgivernex") if word in page] == []


def test_numbers_of_attachments_are_never_given_again(browser, client, agenda_item, uploads_in, secretariat):
    def upload(title):
        return browser.post(f"/punkter/{agenda_item.pk}/bilag/nyt/", {"title": title, "file": small_pdf()})

    upload("et")
    upload("to")
    browser.post(f"/bilag/{agenda_item.attachments.last().pk}/slet/")
    upload("tre")
    assert list(agenda_item.attachments.values_list("number", "title")) == [(1, "et"), (3, "tre")]
    assert agenda_item.corrections.count() == 0

    publish(agenda_item.meeting, secretariat)
    upload("fire")
    browser.post(f"/bilag/{agenda_item.attachments.first().pk}/slet/")
    told = list(agenda_item.corrections.values_list("what", flat=True))
    assert told == ["Bilag 4 er tilføjet: fire", "Bilag 1 er fjernet."]


def test_item_is_dragged_to_the_place_of_another(browser, make_item, theme_meeting):
    items = [make_item(title) for title in "abcd"]

    def drop(item, on, seen):
        browser.post(f"/punkter/{item.pk}/flyt/", {"til": on, "nummer": seen})
        return "".join(theme_meeting.items.values_list("title", flat=True))

    assert drop(items[3], on=1, seen=4) == "dabc"
    assert drop(items[3], on=3, seen=4) == "dabc"  # a double click: it stands elsewhere by now
    assert drop(items[3], on=4, seen=1) == "abcd"
    assert drop(items[0], on=99, seen=1) == "abcd"


DAYS = st.dates(date(2022, 1, 1), date(2031, 12, 31))


@given(day=DAYS, days=st.integers(1, 30), out=DAYS)
def test_rule_counts_working_days_back_and_only_warns(day, days, out):
    found = timing(days, day, out, is_out=True)

    assert is_working_day(found.last_day)
    between = (date.fromordinal(n) for n in range(found.last_day.toordinal(), day.toordinal()))
    assert sum(is_working_day(each) for each in between) == days
    assert found.is_late == (out > found.last_day)


def test_rule_is_told_before_and_after(browser, agenda_item, council, secretariat):
    council.agenda_days = 4
    council.save()
    meeting = Meeting.objects.get(pk=agenda_item.meeting_id)
    page = meeting.get_absolute_url()

    assert "senest tirsdag den 15. august 2023, 4 hverdage før mødet" in browser.get(page).text
    publish(meeting, secretariat, on=date(2023, 8, 16))
    assert "Den skulle være udsendt senest tirsdag den 15. august 2023" in browser.get(page).text


def test_body_without_a_rule_is_not_warned_about(browser, agenda_item):
    assert agenda_timing(agenda_item.meeting, TODAY) is None
    assert "hverdag" not in browser.get(agenda_item.meeting.get_absolute_url()).text


def test_five_september_is_warned_about_from_the_thirtieth_of_august():
    found = timing(4, date(2023, 9, 5), date(2023, 8, 30), is_out=True)

    assert (found.last_day, found.is_late) == (date(2023, 8, 30), False)
    assert "i tide" in found.text
