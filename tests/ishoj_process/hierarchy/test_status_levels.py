"""A status is changed in one way on all three levels, and an adoption is shown as far as one may know of it."""

import pytest

from ishoj_process.models import AgendaItem, Level, StatusChange, Strategy, Treatment

PAGES = [
    "/vision/vision-2035/status/",
    "/politikker/miljoepolitik/status/",
    "/strategier/biodiversitetsstrategi/status/",
]
DETAIL = "/strategier/biodiversitetsstrategi/"
STATUS = f"{DETAIL}status/"


@pytest.fixture
def levels(vision, main_policy, strategy):
    """One document of each level, all of them considered."""
    for level in (vision, main_policy, strategy):
        type(level).objects.update(status="considered")


@pytest.fixture
def browser(client_of, administration):
    return client_of(administration)


@pytest.mark.parametrize("page", PAGES)
def test_status_is_moved_and_shown_as_history(browser, levels, page):
    browser.post(page, {"to": "chosen", "note": "Udvalget har valgt den."})

    assert [(row.to_status, row.note) for row in StatusChange.objects.all()] == [("chosen", "Udvalget har valgt den.")]
    assert "Udvalget har valgt den." in browser.get(page).content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_status_sent_twice_is_moved_once(browser, levels, page):
    answers = [browser.post(page, {"to": "chosen", "note": "Valgt."}).status_code for _attempt in range(2)]

    assert (answers, StatusChange.objects.count()) == ([302, 302], 1)


@pytest.mark.parametrize("page", PAGES)
def test_status_that_may_not_follow_is_refused_with_its_reason(browser, levels, page):
    response = browser.post(page, {"to": "adopted", "note": "Vedtaget."})

    assert response.context["form"].errors == {
        "to": ["Status kan ikke ændres fra ”overvejes” til ”vedtaget”."],
    }
    assert StatusChange.objects.count() == 0


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["member", "secretariat"])
def test_status_is_the_administrations(request, client_of, levels, page, role):
    client = client_of(request.getfixturevalue(role))

    assert client.post(page, {"to": "chosen", "note": "Valgt."}).status_code == 403
    assert StatusChange.objects.count() == 0


@pytest.mark.parametrize("page", PAGES)
def test_status_is_neither_put_nor_deleted(browser, levels, page):
    assert [browser.put(page).status_code, browser.delete(page).status_code] == [405, 405]


def test_page_lists_every_status_and_why_one_may_not_be_chosen(browser, levels):
    page = browser.get(STATUS).content.decode()

    assert page.count('type="radio"') == len(Level.Status)
    assert "Status kan ikke ændres fra ”overvejes” til ”afløst”." in page
    assert "rettes ved at skifte tilbage" in page


def test_page_asks_about_the_adoption_where_that_may_follow(browser, strategy):
    offered = []
    for status in ("in_preparation", "before_decision", ""):
        Strategy.objects.update(status=status)
        offered.append("adopted_on" in browser.get(STATUS).context["form"].fields)

    assert offered == [False, False, True]


def test_adoption_is_shown_with_day_body_and_agenda_item(browser, client_of, strategy, council, theme_meeting):
    theme_meeting.agenda_state = "published"
    theme_meeting.save()
    item = AgendaItem.objects.create(meeting=theme_meeting, number=3, title="Biodiversitet")
    Treatment.objects.create(item=item, strategy=strategy)
    Strategy.objects.update(status="")
    typed = {"to": "adopted", "note": "Vedtaget.", "adopted_on": "20-06-2023", "adopted_by": council.pk}

    browser.post(STATUS, typed | {"adopted_at_item": item.pk})

    response = client_of().get(DETAIL)
    assert response.context["position"] == "Den er vedtaget og gælder."
    assert response.context["adopted_at"].url == f"/moeder/{theme_meeting.pk}/#punkt-{item.pk}"
    assert "20. juni 2023" in response.content.decode()


def test_adoption_at_a_draft_agenda_is_not_told_to_the_public(client_of, browser, strategy, theme_meeting):
    item = AgendaItem.objects.create(meeting=theme_meeting, number=3, title="Hemmeligt udkast")
    Treatment.objects.create(item=item, strategy=strategy)
    Strategy.objects.update(status="adopted", adopted_at_item=item)

    shown = ["Hemmeligt udkast" in client.get(DETAIL).content.decode() for client in (client_of(), browser)]
    assert shown == [False, True]
