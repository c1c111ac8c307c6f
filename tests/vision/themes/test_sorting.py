"""Sorting a contribution: under a theme, or one that is made of it, in the form in which it is sent to the vision."""

import uuid

import pytest

from vision.models import Contribution, Theme

BOARD = "/vision/vision-2035/temaer/tavle/"
NEW = "/vision/vision-2035/indspil/nyt/"


@pytest.fixture
def sort(browser):
    def send(contribution, **typed):
        url = f"/vision/indspil/{contribution.pk}/fordel/"
        return browser.post(url, {"version": contribution.version, "to": "vision", **typed}, follow=True)

    return send


def said(response):
    return [str(message) for message in response.context["messages"]]


def titles():
    return [theme.title for theme in Theme.objects.current()]


def test_theme_is_made_of_it_and_has_its_place_in_one_form(sort, make_contribution, make_theme):
    row = make_contribution()
    for place, title in enumerate(["Job", "Idræt"], start=1):
        make_theme(title, position=place)

    response = sort(row, title="Unge i lære", place="1")

    row.refresh_from_db()
    theme = row.themes.get()
    assert (row.destination, titles()) == ("vision", ["Job", "Unge i lære", "Idræt"])
    link = f'<a href="{BOARD}#tema-{theme.pk}">Se det på tavlen</a>'
    assert said(response) == [f"Indspillet er fordelt og står under ”Unge i lære”. {link}"]


@pytest.mark.parametrize(("place", "order"), [("", ["Job", "Nyt"]), ("0", ["Nyt", "Job"])])
def test_new_theme_is_last_or_where_it_is_put(sort, make_contribution, make_theme, place, order):
    make_theme("Job", position=1)

    sort(make_contribution(), title="Nyt", place=place)

    assert titles() == order


def test_theme_that_is_there_gathers_it(sort, make_contribution, make_theme):
    row, theme = make_contribution(), make_theme("Job")

    sort(row, theme=theme.pk)

    assert (list(row.themes.all()), Theme.objects.count()) == ([theme], 1)


def test_first_theme_of_a_vision_is_made_without_a_place_to_choose(sort, browser, make_contribution):
    row = make_contribution()
    form = browser.get(f"/vision/indspil/{row.pk}/fordel/").context["form"]

    sort(row, title="Unge i lære")

    assert ("theme" in form.fields, "place" in form.fields, titles()) == (False, False, ["Unge i lære"])


def test_form_sent_twice_makes_one_theme(sort, make_contribution, make_theme):
    make_theme("Job")
    row, token = make_contribution(), str(uuid.uuid4())

    for _click in range(2):
        sort(row, title="Unge i lære", token=token)

    assert (titles().count("Unge i lære"), row.themes.count()) == (1, 1)


def test_theme_chosen_twice_is_no_fault(sort, make_contribution, make_theme):
    row, theme, token = make_contribution(), make_theme("Job"), str(uuid.uuid4())

    pages = [sort(row, theme=theme.pk, token=token).request["PATH_INFO"] for _click in range(2)]

    assert (pages[0] == pages[1], list(row.themes.all())) == (True, [theme])


@pytest.mark.parametrize("to", [{"to": "aside", "reason": "Hører til i budgettet."}, {"to": "committee"}])
def test_theme_that_was_typed_before_another_place_was_chosen_is_not_made(sort, make_contribution, committee, to):
    row = make_contribution()

    sort(row, **to, body=committee.pk, title="Glemt", place="nonsense", theme="nonsense")

    row.refresh_from_db()
    assert (row.destination, titles()) == (to["to"], [])


@pytest.mark.parametrize(
    ("to", "field", "told"),
    [("aside", "reason", "Skriv, hvorfor det lægges til side."), ("committee", "body", "Vælg udvalget.")],
)
def test_what_a_destination_asks_for_is_starred_and_missed_at_its_field(
    sort, browser, make_contribution, committee, to, field, told
):
    row = make_contribution()

    form = browser.get(f"/vision/indspil/{row.pk}/fordel/").context["form"]
    errors = sort(row, to=to).context["form"].errors

    assert (form.fields[field].required, errors) == (True, {field: [told]})


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"title": "Nyt"}, "Vælg et tema, eller skriv et nyt – ikke begge dele."),
        ({"title": "å" * 201}, None),
        ({"theme": "4711"}, "Temaet er ikke længere gældende. Vælg et andet."),
        ({"theme": "", "title": "Nyt", "place": "7"}, None),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_sorted(
    sort, make_contribution, make_theme, typed, reason
):
    row, theme = make_contribution(), make_theme("Job")

    form = sort(row, **{"theme": theme.pk, **typed}).context["form"]

    row.refresh_from_db()
    assert (row.destination, titles()) == ("unsorted", ["Job"])
    assert reason is None or [reason] in form.errors.values()


@pytest.mark.parametrize("title", ["Job", " job ", "JOB"])
def test_title_of_a_theme_that_is_there_leads_to_it(sort, under, make_contribution, make_theme, title):
    theme = make_theme("Job")
    standing = under(theme, "Står der")

    refused = sort(make_contribution(), title=title).context["form"]
    again = sort(standing, title=title).context["form"]

    assert refused.errors == {"title": ["Der er allerede et tema med den titel. Vælg det på listen."]}
    assert again.errors == {"title": ["Det står allerede under dette tema."]}
    assert titles() == ["Job"]


@pytest.mark.parametrize("title", ["   ", "\u200b"])
def test_invisible_title_is_none(sort, make_contribution, title):
    row = make_contribution()

    sort(row, title=title)

    row.refresh_from_db()
    assert (row.destination, titles()) == ("vision", [])


def test_what_somebody_sorted_meanwhile_makes_no_theme(sort, make_contribution):
    row = make_contribution()
    Contribution.objects.filter(pk=row.pk).update(version=7)

    response = sort(row, title="Unge i lære")

    assert (response.status_code, titles(), response.context["form"]["title"].value()) == (409, [], "Unge i lære")


def test_what_stands_under_a_theme_is_told_so_before_it_is_sent_elsewhere(sort, browser, under, make_theme):
    theme, other = make_theme("Job"), make_theme("Idræt")
    row = under(theme)

    page = browser.get(f"/vision/indspil/{row.pk}/fordel/")
    sort(row, theme=other.pk)

    assert f'<a href="{BOARD}#tema-{theme.pk}">Job</a>' in page.text
    assert [to for to, _label in page.context["form"].fields["to"].choices] == ["vision"]
    assert set(row.themes.all()) == {theme, other}


def test_sent_contribution_leads_to_its_sorting(browser, vision, theme_meeting):
    row = {"text": "Flere skal lære mere.", "said_by": "meeting", "meeting": theme_meeting.pk}

    led = browser.post(NEW, row | {"sort": "1"})
    told = browser.post(NEW, row, follow=True)

    first, second = Contribution.objects.order_by("pk")
    assert led.url == f"/vision/indspil/{first.pk}/fordel/"
    assert said(told)[-1] == f'Indspillet er gemt. <a href="/vision/indspil/{second.pk}/fordel/">Fordel det</a>'


def test_member_who_sent_one_finds_the_way_back_to_the_meeting(client_of, member, vision, theme_meeting):
    row = {"text": "Flere skal lære mere.", "said_by": "member", "meeting": theme_meeting.pk, "sort": "1"}

    response = client_of(member).post(NEW, row, follow=True)

    assert response.request["PATH_INFO"] == NEW
    assert said(response) == [
        f'Indspillet er sendt. <a href="{theme_meeting.get_absolute_url()}">Tilbage til mødet</a>'
    ]


@pytest.mark.parametrize("who", ["administration", "secretariat"])
def test_staff_that_can_speak_for_nobody_is_told_before_the_form(client_of, request, vision, who):
    response = client_of(request.getfixturevalue(who)).get(NEW)

    assert "Et indspil noteres for et møde eller en gruppe, og ingen af dem er oprettet endnu." in response.text
    assert ("form" in response.context, 'href="/moeder/nyt/"' in response.text) == (False, who == "secretariat")


@pytest.mark.parametrize(("day", "is_remembered"), [("2023-08-14", True), ("2023-08-13", False)])
@pytest.mark.parametrize("who", ["administration", "member"])
def test_meeting_chosen_last_today_is_chosen_for_the_next(
    client_of, request, make_contribution, make_meeting, theme_meeting, who, day, is_remembered
):
    user = request.getfixturevalue(who)
    later = make_meeting(kind="theme", start_date="2023-09-04", is_published=True)
    make_contribution(meeting=later, said_on=day, written_by=user)

    usual = theme_meeting.pk if who == "administration" else None
    assert client_of(user).get(NEW).context["form"]["meeting"].value() == (later.pk if is_remembered else usual)


def test_meetings_page_marks_what_was_set_aside(client_of, member, make_contribution, theme_meeting):
    make_contribution(meeting=theme_meeting, destination="aside", reason="Hører til i budgettet.")

    page = client_of(member).get(theme_meeting.get_absolute_url()).text

    assert ("lagt til side" in page.lower(), "Hører til i budgettet." in page) == (True, True)


@pytest.mark.parametrize("asked", ["4711", "nonsense"])
def test_meeting_that_an_address_names_wrongly_is_not_chosen(browser, vision, theme_meeting, asked):
    form = browser.get(f"{NEW}?moede={asked}").context["form"]

    assert (form["said_by"].value(), form["meeting"].value()) == ("meeting", theme_meeting.pk)


@pytest.mark.parametrize(("who", "is_shown"), [("administration", True), ("secretariat", True), ("member", False)])
def test_list_leads_to_the_board(client_of, request, make_contribution, who, is_shown):
    make_contribution()

    page = client_of(request.getfixturevalue(who)).get("/vision/vision-2035/indspil/")

    assert (f'href="{BOARD}"' in page.text.split("<main")[1]) == is_shown
