"""A body's page through time: its names, its days, who carries on its work, and the page as of another day."""

from datetime import date, timedelta

import pytest

from ishoj_process.council.acts import begin_body, end_body, hand_over, rename_body
from ishoj_process.models import Body

DAY = timedelta(days=1)
ON = date(2024, 1, 1)
URL = "/udvalg/kultur-og-fritidsudvalget/"


@pytest.fixture
def renamed(committee, secretariat):
    return rename_body(body=committee, name="Kulturudvalget", abbreviation="KU", on=ON, by=secretariat)


def words(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("today", "asked", "heading"),
    [
        ("2023-12-31", "", "Kultur- og Fritidsudvalget"),
        ("2024-01-01", "", 'Kulturudvalget <span class="muted">(KU)</span>'),
        ("2024-01-01", "?dag=31-12-2023", "Kultur- og Fritidsudvalget"),
        ("2024-01-01", "?dag=2024-02-01", 'Kulturudvalget <span class="muted">(KU)</span>'),
        ("2024-01-01", "?dag=i+går", 'Kulturudvalget <span class="muted">(KU)</span>'),
    ],
)
def test_page_bears_the_name_of_the_day(client, settings, renamed, today, asked, heading):
    settings.PROCESS_TODAY = today

    assert f"<h1> {heading}</h1>" in words(client.get(URL + asked))


def test_page_tells_all_names_with_their_days(client, settings, renamed, secretariat):
    settings.PROCESS_TODAY = "2024-05-01"
    begin_body(body=renamed, on=date(2018, 1, 1), by=secretariat)
    page = client.get(URL)

    assert [(line.name, line.days) for line in page.context["names"]] == [
        ("Kultur- og Fritidsudvalget", "fra den 1. januar 2018 til den 31. december 2023"),
        ("Kulturudvalget (KU)", "fra den 1. januar 2024"),
    ]
    assert "Vist pr." not in words(page)
    page = words(client.get(f"{URL}?dag=01-06-2022"))
    assert "Vist pr. 1. juni 2022." in page
    assert "Dokumenter og møder vises, som de kendes i dag." in page
    assert "som de kendes i dag" not in words(client.get(URL))


def test_page_of_a_body_of_one_name_says_nothing_of_names(client, committee):
    page = client.get(URL)

    assert (page.context["names"], "Navne" in words(page), 'name="dag"' in words(page)) == ([], False, True)


def test_day_that_cannot_be_read_is_told(client, renamed):
    page = words(client.get(f"{URL}?dag=i+går"))

    assert "Skriv en dato, der findes" in page
    assert "Vist pr." not in page


@pytest.mark.parametrize("count", [1, 3])
def test_names_and_heirs_cost_nothing_more(client, committee, secretariat, django_assert_num_queries, count):
    for number in range(count):
        on = ON + number * DAY
        rename_body(body=committee, name=f"Navn {number}", on=on, by=secretariat)
        heir = Body.objects.create(name=f"Arving {number}", slug=f"arving-{number}", kind="standing")
        hand_over(bodies=[heir], heirs=[committee], on=on, by=secretariat)

    with django_assert_num_queries(9):
        client.get(URL)


def test_both_ends_of_a_succession_tell_its_day(client, settings, committee, other_committee, secretariat):
    hand_over(bodies=[committee], heirs=[other_committee], on=ON, by=secretariat)
    old, new = URL, other_committee.get_absolute_url()
    link = '<a href="/udvalg/klima-og-miljoeudvalget/">Klima- og Miljøudvalget</a>'

    settings.PROCESS_TODAY = "2023-12-31"
    assert f"Fra den 1. januar 2024 føres arbejdet videre af {link}." in words(client.get(old))
    assert "viderefører" not in words(client.get(new))
    assert "Kultur- og Fritidsudvalget" in words(client.get("/udvalg/"))

    settings.PROCESS_TODAY = "2024-01-01"
    page = words(client.get(old))
    assert f"Arbejdet føres videre af {link}, fra den 1. januar 2024." in page
    assert "Det ophørte den 31. december 2023." in page
    assert client.get(new).context["predecessors"][0].body == committee
    assert "Kultur- og Fritidsudvalget" not in words(client.get("/udvalg/"))


def test_split_names_all_heirs(client, settings, committee, secretariat):
    heirs = [Body.objects.create(name=name, slug=name.lower(), kind="standing", begins=ON) for name in ("Aa", "Bb")]
    hand_over(bodies=[committee], heirs=heirs, on=ON, by=secretariat)
    settings.PROCESS_TODAY = "2024-01-01"

    assert [heir.body for heir in client.get(URL).context["heirs"]] == heirs


def test_body_that_is_to_begin_says_when(client, committee, secretariat):
    begin_body(body=committee, on=ON, by=secretariat)

    page = words(client.get(URL))
    assert "Det begynder den 1. januar 2024." in page
    assert "Et af byrådets udvalg" not in page
    assert committee not in [row.body for row in client.get("/udvalg/").context["committees"].rows]


def test_list_stands_in_the_order_of_the_names_of_today(client, settings, committee, other_committee, secretariat):
    rename_body(body=other_committee, name="Ældreudvalget", on=ON, by=secretariat)

    def order():
        return [str(row.body) for row in client.get("/udvalg/").context["committees"].rows]

    assert order() == ["Klima- og Miljøudvalget", "Kultur- og Fritidsudvalget"]
    settings.PROCESS_TODAY = "2024-01-01"
    assert order() == ["Kultur- og Fritidsudvalget", "Ældreudvalget"]


def test_earlier_versions_of_a_body_tell_its_names(client_of, secretariat, renamed):
    end_body(body=renamed, on=date(2025, 12, 31), by=secretariat)

    page = words(client_of(secretariat).get(f"/udgaver/udvalg/{renamed.pk}/"))
    assert "Kultur- og Fritidsudvalget til og med den 31. december 2023" in page
    assert "31. december 2025" in page
