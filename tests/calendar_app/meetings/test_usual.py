"""A new meeting begins with what its body usually does: as it is stated, else as the body's last meeting was."""

from datetime import date, time

import pytest

from ishoj_process.models import Body, Meeting


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


def begun(browser, body):
    """What the form holds for a meeting of the body: kind, place, hour."""
    form = browser.get(f"/moeder/nyt/?udvalg={body.slug}").context["form"]
    assert form["bodies"].value() == [body.pk]
    return tuple(form[name].value() for name in ("kind", "place", "start_time"))


def test_of_a_body_that_has_never_met_nothing_is_guessed(browser, council, committee):
    assert begun(browser, council) == ("council", "", "")
    assert begun(browser, committee) == ("committee", "", "")


def test_last_ordinary_meeting_gives_place_and_hour(browser, council, committee, make_meeting):
    make_meeting(council, kind="council", start_date=date(2023, 5, 2), place="Rådssalen", start_time=time(17))
    make_meeting(council, kind="council", start_date=date(2023, 6, 6), start_time=time(18, 30))
    make_meeting(council, kind="council", start_date=date(2023, 6, 7), place="Teltet", state="cancelled")
    make_meeting(council, kind="theme", start_date=date(2023, 8, 21), place="Salen", start_time=time(9))

    assert begun(browser, council) == ("council", "Rådssalen", "18.30")
    assert begun(browser, committee) == ("committee", "", "")


def test_what_the_body_states_stands_before_its_last_meeting(browser, council, make_meeting):
    make_meeting(council, kind="council", place="Rådssalen", start_time=time(17))
    Body.objects.update(usual_place="Kulturhuset", usual_start=time(16))

    assert begun(browser, council) == ("council", "Kulturhuset", "16.00")


def test_each_body_brings_what_it_usually_does_to_the_form(browser, council, make_meeting):
    make_meeting(council, kind="council", place='Sal "A"', start_time=time(17))

    page = browser.get("/moeder/nyt/").text

    assert 'data-usual-kind="council" data-usual-place="Sal &quot;A&quot;" data-usual-start_time="17.00"' in page
    assert "usual_meeting.js" in page


def test_meeting_that_is_there_is_not_filled_in(browser, theme_meeting):
    Body.objects.update(usual_place="Kulturhuset")

    page = browser.get(f"/moeder/{theme_meeting.pk}/rediger/")

    assert page.context["form"]["place"].value() == ""
    assert "data-usual-" not in page.text


@pytest.mark.parametrize("slug", ["findes-ikke", "", "x" * 300, "%00"])
def test_body_that_there_is_not_begins_an_empty_form(browser, council, slug):
    assert browser.get(f"/moeder/nyt/?udvalg={slug}").context["form"]["bodies"].value() in (None, [])


def test_list_of_one_bodys_meetings_leads_to_a_new_one_of_it(browser, council):
    assert "/moeder/nyt/?udvalg=ishoej-byraad" in browser.get("/moeder/?udvalg=ishoej-byraad").text


@pytest.mark.parametrize("count", [1, 6])
def test_form_asks_the_same_however_many_bodies_and_meetings(
    browser, council, make_meeting, count, django_assert_num_queries
):
    for number in range(count):
        body = Body.objects.create(name=f"Udvalg {number}", slug=f"u-{number}", kind="standing")
        make_meeting(body, kind="committee", place="Salen")
    assert Meeting.objects.count() == count
    browser.get("/moeder/nyt/")

    with django_assert_num_queries(9):
        browser.get("/moeder/nyt/")
