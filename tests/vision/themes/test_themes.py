"""The list of themes and a theme's page: what each reader finds, and what it costs."""

import pytest

from ishoj_process.models import Alignment, Strategy


def titles(response):
    return [row["theme"].title for row in response.context["rows"]]


def test_list_before_the_first_meeting_says_when_themes_come(client, way):
    response = client.get("/vision/vision-2035/temaer/")

    assert titles(response) == []
    assert "De første kommer frem på Temamøde 1 for Byrådet, mandag den 21. august 2023" in response.text


def test_list_without_a_vision_leads_to_where_there_will_be_one(client, browser, db):
    assert [one.get("/vision/temaer/").url for one in (client, browser)] == ["/vision/", "/vision/"]
    assert client.get("/vision/vision-2035/temaer/").status_code == 404


@pytest.mark.parametrize(
    ("who", "found"),
    [
        (None, ["offentligt"]),
        ("member", ["delt", "offentligt"]),
        ("administration", ["arbejde", "delt", "offentligt"]),
        ("secretariat", ["arbejde", "delt", "offentligt"]),
    ],
)
def test_list_holds_and_counts_what_the_reader_may_see(request, client_of, make_theme, who, found):
    make_theme("offentligt", is_published=True)
    make_theme("delt", summary="Resuméet af det delte.")
    make_theme("arbejde", summary="Resuméet af arbejdet.", is_shared=False)
    client = client_of(request.getfixturevalue(who) if who else None)

    response = client.get("/vision/vision-2035/temaer/")

    assert titles(response) == found
    assert response.context["position"].startswith(f"Der er kommet {len(found)} tema")
    assert ("Resuméet af det delte." in response.text) == ("delt" in found)
    assert ("Resuméet af arbejdet." in response.text) == ("arbejde" in found)


@pytest.mark.parametrize(
    ("fields", "seen_by"),
    [
        ({"is_published": True}, {None, "member", "administration", "secretariat"}),
        ({}, {"member", "administration", "secretariat"}),
        ({"is_shared": False}, {"administration", "secretariat"}),
    ],
)
@pytest.mark.parametrize("who", [None, "member", "administration", "secretariat"])
def test_theme_is_not_found_by_those_who_may_not_know_of_it(request, client_of, make_theme, who, fields, seen_by):
    theme = make_theme(**fields)
    client = client_of(request.getfixturevalue(who) if who else None)

    assert client.get(theme.get_absolute_url()).status_code == (200 if who in seen_by else 404)


def test_themes_are_sorted_as_danes_sort(client, make_theme):
    for title in ("Åbenhed", "Uddannelse", "Ældre", "Øst"):
        make_theme(title, is_published=True)
    make_theme("Til sidst", is_published=True, position=1)

    assert titles(client.get("/vision/vision-2035/temaer/")) == ["Uddannelse", "Ældre", "Øst", "Åbenhed", "Til sidst"]


def test_theme_shows_its_thread(client, make_theme, challenge, line, strategy, theme_meeting):
    Alignment.objects.create(guiding_line=line, strategy=strategy, how="Den skaber steder at mødes.")
    theme = make_theme(is_published=True, raised_at=theme_meeting, text="<p>Foreningerne bærer.</p>")
    theme.challenges.add(challenge)
    theme.guiding_lines.add(line)

    response = client.get(theme.get_absolute_url())

    assert response.context["meeting"] == theme_meeting
    assert [shown.line for shown in response.context["lines"]] == [line]
    words = ["Foreningerne bærer.", "Uddannelsesniveau", "Temamøde 1 for Byrådet", "Den skaber steder at mødes."]
    assert [word for word in words if word not in response.text] == []


def test_theme_names_no_meeting_or_document_that_the_reader_may_not_see(
    client, make_theme, line, strategy, theme_meeting
):
    Strategy.objects.update(is_published=False)
    Alignment.objects.create(guiding_line=line, strategy=strategy, how="Hemmeligt endnu.")
    theme_meeting.is_published = False
    theme_meeting.save()
    theme = make_theme(is_published=True, raised_at=theme_meeting)
    theme.guiding_lines.add(line)

    pages = [client.get(url).text for url in (theme.get_absolute_url(), "/vision/vision-2035/temaer/")]

    hidden = ["Temamøde 1", "Hemmeligt endnu.", "Biodiversitetsstrategi"]
    assert [word for word in hidden for page in pages if word in page] == []


@pytest.mark.parametrize("url", ["/vision/vision-2035/temaer/", "/vision/temaer/{pk}/"])
def test_reading_answers_post_with_405(client, make_theme, url):
    assert client.post(url.format(pk=make_theme(is_published=True).pk)).status_code == 405


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_costs_the_same_at_any_size(client, way, make_theme, theme_meeting, django_assert_num_queries, count):
    for number in range(count):
        make_theme(f"Tema {number}", is_published=True, raised_at=theme_meeting)

    with django_assert_num_queries(10):
        response = client.get("/vision/vision-2035/temaer/")

    assert (len(titles(response)), response.context["page"].paginator.count) == (min(count, 25), count)


def test_list_is_paged(client, vision, make_theme):
    for number in range(26):
        make_theme(f"Tema {number:02}", is_published=True)

    assert titles(client.get("/vision/vision-2035/temaer/?side=2")) == ["Tema 25"]


@pytest.mark.parametrize("count", [1, 3])
def test_theme_costs_the_same_at_any_size(client, line, aim, strategy, make_theme, django_assert_num_queries, count):
    theme = make_theme(is_published=True)
    for number in range(count):
        other = type(line).objects.create(aim=aim, title=f"Linje {number}")
        Alignment.objects.create(guiding_line=other, strategy=strategy, how="Sådan.")
        theme.guiding_lines.add(other)

    with django_assert_num_queries(7):
        client.get(theme.get_absolute_url())


@pytest.mark.parametrize("url", ["/vision/temaer/{pk}/versioner/", "/vision/vision-2035/debatoplaeg/versioner/"])
@pytest.mark.parametrize(
    ("who", "status"), [(None, 302), ("member", 403), ("administration", 200), ("secretariat", 200)]
)
def test_earlier_versions_are_the_staffs(request, client_of, make_theme, paper, url, who, status):
    client = client_of(request.getfixturevalue(who) if who else None)
    url = url.format(pk=make_theme(is_published=True).pk)

    assert client.get(url).status_code == status


def test_earlier_versions_tell_what_was_changed(client_of, secretariat, make_theme):
    theme = make_theme()
    theme.title = "Stærke foreninger"
    theme.save()

    versions = client_of(secretariat).get(f"/vision/temaer/{theme.pk}/versioner/").context["versions"]

    changes = [[(change.label, change.before, change.after) for change in version.changes] for version in versions]
    assert changes == [[("Titel", "Foreningsliv", "Stærke foreninger")], []]


@pytest.mark.parametrize(
    ("today", "word", "headings"),
    [
        ("2023-08-14", "Til", ["Temaer til mødet", "Indspil til mødet"]),
        ("2023-08-21", "Rejst på", ["Temaer rejst her", "Indspil fra mødet"]),
    ],
)
def test_nothing_was_raised_at_a_meeting_to_come(
    client_of, member, settings, make_theme, theme_meeting, today, word, headings
):
    settings.PROCESS_TODAY = today
    theme = make_theme(raised_at=theme_meeting)
    client = client_of(member)

    rows = client.get("/vision/vision-2035/temaer/").context["rows"]
    meeting = client.get(theme_meeting.get_absolute_url()).text

    assert [row["raised"] for row in rows] == [word]
    assert client.get(theme.get_absolute_url()).context["raised"] == word
    assert [heading in meeting for heading in headings] == [True, True]
