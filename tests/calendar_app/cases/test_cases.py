"""Cases over several bodies: the same number is the same case, items are taken on, the route is each reader's own."""

from datetime import date

import pytest

from calendar_app.cases.acts import carry_over
from ishoj_process.editing.acts import Refused
from ishoj_process.models import AgendaItem, Case, Treatment
from tests.calendar_app.conftest import make_attachment


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def way(make_meeting, committee, council):
    """A committee's meeting, and the council's a fortnight later."""
    return make_meeting(committee, title="Udvalg"), make_meeting(council, title="Byråd", start_date=date(2023, 9, 5))


@pytest.fixture
def item(way, make_item, strategy, uploads_in):
    item = make_item("Biodiversitet", meeting=way[0], case_presentation="<p>Sagen.</p>", decision="<p>Anbefalet.</p>")
    Treatment.objects.create(item=item, strategy=strategy)
    make_attachment(item, title="Kort")
    return item


def test_items_with_the_same_number_are_one_case(browser, way):
    for meeting in way:
        sent = {"title": "Planstrategi", "case_number": "23/4711", "case_url": "https://sager.example.org/4711"}
        browser.post(f"/moeder/{meeting.pk}/punkter/nyt/", sent)

    case = Case.objects.get()
    assert (case.number, case.url, case.items.count()) == ("23/4711", "https://sager.example.org/4711", 2)


def test_number_of_one_item_is_changed_without_moving_the_others(browser, way, make_item):
    case = Case.objects.create(number="1")
    first, second = (make_item(meeting=meeting, case=case) for meeting in way)

    browser.post(f"/punkter/{second.pk}/rediger/", {"title": "Et punkt", "version": 1, "case_number": "2"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.case.number, second.case.number) == ("1", "2")

    browser.post(f"/punkter/{second.pk}/rediger/", {"title": "Et punkt", "version": 2})
    second.refresh_from_db()
    assert second.case is None


def test_item_is_taken_on_with_all_but_its_decision_once(item, way, strategy, secretariat):
    later = carry_over(item=item, meeting=way[1], by=secretariat)
    again = carry_over(item=item, meeting=way[1], by=secretariat)

    item.refresh_from_db()
    assert later == again
    assert (later.title, later.case_presentation, later.decision) == ("Biodiversitet", "<p>Sagen.</p>", "")
    assert later.case == item.case != None  # noqa: E711 - both, and there is one
    assert [row.level for row in later.treatments.all()] == [strategy]
    copy = later.attachments.get()
    assert copy.file.name != item.attachments.get().file.name
    assert copy.file.read() == item.attachments.get().file.read()


def test_nothing_stays_of_an_item_that_cannot_be_taken_on(item, way, uploads_in, secretariat):
    lost = make_attachment(item, title="Kort", number=2)
    lost.file.storage.delete(lost.file.name)
    files = sorted(path for path in uploads_in.rglob("*") if path.is_file())

    with pytest.raises(FileNotFoundError):
        carry_over(item=item, meeting=way[1], by=secretariat)

    assert sorted(path for path in uploads_in.rglob("*") if path.is_file()) == files
    assert AgendaItem.objects.count() == 1


def test_item_is_not_taken_back_in_time_nor_onto_a_published_agenda(item, way, make_meeting, council, secretariat):
    earlier = make_meeting(council, start_date=date(2023, 6, 1))
    published = make_meeting(council, start_date=date(2023, 10, 3), agenda_state="published")

    for meeting, reason in ((earlier, "før det møde"), (published, "offentliggjort"), (way[0], "dette mødes")):
        with pytest.raises(Refused, match=reason):
            carry_over(item=item, meeting=meeting, by=secretariat)
    assert AgendaItem.objects.count() == 1


def test_page_offers_later_meetings_and_leads_to_the_item_there(browser, item, way):
    page = browser.get(f"/punkter/{item.pk}/tag-med/")
    offered = page.context["form"].fields["meeting"].queryset
    assert (way[0] in offered, way[1] in offered) == (False, True)

    response = browser.post(f"/punkter/{item.pk}/tag-med/", {"meeting": way[1].pk})
    assert response.url.startswith(f"/moeder/{way[1].pk}/#punkt-")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_route_shows_each_stop_with_its_decision(
    client, make_meeting, make_item, council, count, django_assert_num_queries
):
    case = Case.objects.create(number="23/1")
    for number in range(1, count + 1):
        meeting = make_meeting(
            council, start_date=date(2023, 8, number), agenda_state="published", minutes_state="published"
        )
        make_item(f"Skridt {number}", meeting=meeting, case=case, outcome="noted")

    with django_assert_num_queries(10):
        page = client.get(f"/sager/{case.pk}/").text

    assert page.count("Taget til efterretning.") == count
    assert f"<h1>Skridt {count}</h1>" in page


def test_route_tells_nothing_that_its_items_do_not(
    client, client_of, make_meeting, make_item, council, member, committee
):
    case = Case.objects.create(number="Hemmeligtnummer")
    meeting = make_meeting(council, agenda_state="published")
    make_item("Grundkoebx", meeting=meeting, case=case, is_closed=True, public_title="Ejendomssag")
    assert client.get(f"/sager/{case.pk}/").status_code == 404
    assert "Hemmeligtnummer" not in client.get(meeting.get_absolute_url()).text
    assert "Grundkoebx" in client_of(member).get(f"/sager/{case.pk}/").text

    make_item("Åben", meeting=make_meeting(committee, agenda_state="published"), case=case)
    make_item("Udkastx", meeting=make_meeting(committee, start_date=date(2023, 12, 1)), case=case)
    page = client.get(f"/sager/{case.pk}/").text
    assert "Ejendomssag" in page
    assert "Grundkoebx" not in page
    assert "Udkastx" not in page
