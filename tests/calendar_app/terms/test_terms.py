"""The terms: what each left in a line, and what one of them keeps: members by day, plans, adoptions, meetings."""

from datetime import date

import pytest
from lxml import html

from ishoj_process.models import (
    AgendaItem,
    CouncilTerm,
    MainPolicy,
    PartyGroup,
    ProcessPlan,
    Seat,
    Strategy,
    User,
    Vision,
)
from tests import rows
from tests.conftest import TODAY
from vision.models import Round

LIST, TERM = "/perioder/", "/perioder/2022-2025/"


@pytest.fixture
def coming(db):
    return rows.next_term(elected_read_from=TODAY)


@pytest.fixture
def adopted(vision, council, other_committee, main_policy, strategy, make_meeting):
    """A vision, a policy and a strategy that were adopted in the term, the strategy at a public meeting."""
    meeting = make_meeting(
        other_committee, title="Udvalgsmøde", kind="committee", start_date=date(2023, 6, 20), agenda_state="published"
    )
    item = AgendaItem.objects.create(meeting=meeting, number=2, title="Biodiversitet")
    for row, day, body in (
        (vision, "2023-12-05", council), (main_policy, "2024", council), (strategy, "2023-06-20", other_committee),
    ):  # fmt: skip
        row.status, row.adopted_on, row.adopted_by = "adopted", day, body
        row.save()
    strategy.adopted_at_item = item
    strategy.save()
    return item


def lines(page):
    return {
        part.heading: [(line.title, line.words, line.place) for line in part.lines] for part in page.context["adopted"]
    }


def test_list_names_what_each_term_left_newest_first(client, settings, term, coming, adopted):
    ProcessPlan.objects.create(term=term, title="Forslag", starts="2023-01-01", ends="2023-03-31")
    plan = ProcessPlan(term=term, title="Procesplan 2023", starts="2023-04-01", ends="2023-12-31")
    plan.state, plan.adopted_at = "adopted", adopted.meeting
    plan.save()
    settings.PROCESS_TODAY = "2026-02-01"

    found = client.get(LIST).context["rows"]

    assert [(row.term.title, row.standing) for row in found] == [
        ("Valgperioden 2026–2029", "i gang"),
        ("Valgperioden 2022–2025", "afsluttet"),
    ]
    assert [(row.plan and row.plan.title, row.strategies_text) for row in found] == [
        (None, "ingen strategier vedtaget"),
        ("Procesplan 2023", "1 strategi vedtaget"),
    ]
    assert [[vision.title for vision in row.visions] for row in found] == [[], ["Vision 2035"]]


def test_vision_is_left_by_the_term_that_adopted_it(client, settings, term, coming, vision, council):
    vision.status, vision.adopted_on, vision.adopted_by = "adopted", "2026-01-20", council
    vision.save()
    settings.PROCESS_TODAY = "2026-02-01"

    assert [[vision.title for vision in row.visions] for row in client.get(LIST).context["rows"]] == [
        ["Vision 2035"],
        [],
    ]


def test_without_terms_the_list_says_so(client, db):
    assert "Der er ikke oprettet nogen valgperioder." in client.get(LIST).content.decode()


def test_list_stands_in_the_main_menu(client, db):
    links = html.fromstring(client.get("/").content).xpath("//nav[@class='site-nav']//a[@href='/perioder/']")

    assert [link.text_content().strip() for link in links] == ["Valgperioder"]


def test_term_of_a_name_in_words_is_called_by_it(term):
    term.name = "Byrådet 2022–2025"

    assert term.title == "Byrådet 2022–2025"


@pytest.mark.parametrize("role", ["public", "member", "former", "coming", "elected", "administration", "secretariat"])
def test_coming_term_is_known_to_those_alone_who_prepare_it(role, readers, client_of, term):
    """Also who was elected to it, and is let to read: what they read is what the bodies work on, not who is to sit."""
    user = None if role == "public" else readers[role]
    knows = role in ("administration", "secretariat")
    browser = client_of(user)

    assert ("2026–2029" in browser.get(LIST).content.decode()) == knows
    assert browser.get("/perioder/2026-2029/").status_code == (200 if knows else 404)
    assert browser.get(TERM).status_code == 200


def test_from_its_first_day_it_is_everybodys(client, settings, coming):
    settings.PROCESS_TODAY = "2026-01-01"

    assert client.get("/perioder/2026-2029/").status_code == 200


def test_unknown_term_is_not_found(client, term):
    assert client.get("/perioder/2018-2021/").status_code == 404


def test_term_tells_what_was_adopted_where_and_when(client, term, adopted):
    assert lines(client.get(TERM)) == {
        "Visioner": [("Vision 2035", "vedtaget den 5. december 2023 af Ishøj Byråd", "")],
        "Hovedpolitikker": [("Miljøpolitik", "vedtaget i 2024 af Ishøj Byråd", "")],
        "Strategier": [
            ("Biodiversitetsstrategi", "vedtaget den 20. juni 2023 af Klima- og Miljøudvalget, på mødet", "Udvalgsmøde")
        ],
    }


def test_body_of_a_meeting_without_a_title_is_named_once(client, term, adopted, other_committee):
    adopted.meeting.title = ""
    adopted.meeting.save()
    words, place = "vedtaget den 20. juni 2023 på mødet i", "Klima- og Miljøudvalget"

    assert lines(client.get(TERM))["Strategier"] == [("Biodiversitetsstrategi", words, place)]


def test_what_was_adopted_in_another_term_stands_there(client, settings, term, coming, adopted):
    Strategy.objects.update(adopted_on="2026-01-20")
    MainPolicy.objects.update(adopted_on="2018-06")
    settings.PROCESS_TODAY = "2026-02-01"

    assert lines(client.get(TERM)) == {
        "Visioner": [("Vision 2035", "vedtaget den 5. december 2023 af Ishøj Byråd", "")],
        "Hovedpolitikker": [],
        "Strategier": [],
    }
    assert [len(part) for part in lines(client.get("/perioder/2026-2029/")).values()] == [0, 0, 1]


def test_superseded_vision_stays_what_the_term_adopted(client, settings, term, coming, adopted, vision):
    Vision.objects.filter(pk=vision.pk).update(status="superseded")
    Vision.objects.create(
        title="Vision 2040", slug="vision-2040", term=coming, supersedes=vision, status="adopted",
        adopted_on="2026-01-20",
    )  # fmt: skip
    settings.PROCESS_TODAY = "2026-02-01"

    page = client.get(TERM)

    assert [title for title, _words, _place in lines(page)["Visioner"]] == ["Vision 2035"]
    assert page.context["vision_in_force"] == vision


@pytest.mark.parametrize(
    "change", [{"is_closed": True, "public_title": "Ejendomssag"}, {"meeting__agenda_state": "draft"}]
)
def test_item_that_the_reader_may_not_read_names_no_meeting(client, client_of, term, adopted, secretariat, change):
    item = adopted
    item.meeting.agenda_state = change.pop("meeting__agenda_state", "published")
    item.meeting.save()
    AgendaItem.objects.filter(pk=item.pk).update(**change)

    assert lines(client.get(TERM))["Strategier"][0][2] == ""
    assert lines(client_of(secretariat).get(TERM))["Strategier"][0][2] == "Udvalgsmøde"


# Who sat where


@pytest.fixture
def people(term, council, committee):
    """A member through the term, one who left, and the substitute who took over."""
    group = PartyGroup.objects.create(letter="A", name="Gruppe A")
    names = {"Formand": {}, "Gruppeformand": {"ends": date(2023, 5, 31)}, "Medlem": {"starts": date(2023, 6, 1)}}
    for name, days in names.items():
        user = User.objects.create_user(f"{name}@example.org", name=name, role="member")
        Seat.objects.create(user=user, body=council, term=term, party_group=group, **days)
    chair = User.objects.get(name="Formand")
    Seat.objects.create(user=chair, body=committee, term=term, role="chair")
    return names


def seated(page):
    return {
        str(row.body): [place.name + (f" ({place.role})" if place.role else "") for place in row.sitting.members]
        for row in page.context["bodies"]
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Formand", "Medlem"]),
        ("?dag=01-01-2022", ["Formand", "Gruppeformand"]),
        ("?dag=31-05-2023", ["Formand", "Gruppeformand"]),
        ("?dag=31-12-2025", ["Formand", "Medlem"]),
        ("?dag=vrøvl", ["Formand", "Medlem"]),
        ("?dag=01-01-2019", ["Formand", "Gruppeformand"]),
        ("?dag=01-01-2030", ["Formand", "Medlem"]),
    ],
)
def test_members_are_those_of_the_day(client, people, other_committee, query, names):
    page = client.get(TERM + query)

    assert seated(page) == {"Ishøj Byråd": names, "Kultur- og Fritidsudvalget": ["Formand (formand)"]}
    assert [str(body) for body in page.context["without_members"]] == ["Klima- og Miljøudvalget"]
    assert ("ligger uden for perioden" in page.content.decode()) == (query in ("?dag=01-01-2019", "?dag=01-01-2030"))


def test_after_its_end_a_term_shows_its_last_day(client, settings, people):
    settings.PROCESS_TODAY = "2030-05-05"

    page = client.get(TERM)

    assert (page.context["as_of"], seated(page)["Ishøj Byråd"]) == ("31. december 2025", ["Formand", "Medlem"])
    assert [label for label, _url, _shown in page.context["days"]] == [
        "Ved periodens begyndelse",
        "Ved periodens slutning",
    ]


def test_bodies_lead_to_their_page_of_that_day(client, people):
    content = client.get(TERM + "?dag=31-05-2023").content.decode()

    assert 'href="/udvalg/ishoej-byraad/?dag=31-05-2023"' in content
    assert "example.org" not in content


# Rounds and meetings


def test_rounds_are_the_councils_and_the_staffs(client, client_of, term, vision, member, make_meeting, council):
    Round.objects.create(vision=vision, title="Runde i salen", state="closed", meeting=make_meeting(council))
    Round.objects.create(vision=vision, title="Runde imellem", state="open")
    Round.objects.create(vision=vision, title="Kladde")
    later = make_meeting(council, start_date=date(2026, 2, 2))
    Round.objects.create(vision=vision, title="Runde i 2026", state="closed", meeting=later)

    assert "Prioriteringsrunder" not in client.get(TERM).content.decode()
    page = client_of(member).get(TERM)
    assert [row.title for row in page.context["rounds"]] == ["Runde imellem", "Runde i salen"]


def test_many_rounds_are_listed_elsewhere(client_of, term, vision, member):
    for number in range(12):
        Round.objects.create(vision=vision, title=f"Runde {number}", state="closed")

    page = client_of(member).get(TERM)

    assert len(page.context["rounds"]) == 10
    assert 'href="/vision/vision-2035/prioritering/"' in page.content.decode()


def test_meetings_are_counted_by_year_as_their_list_has_them(client, term, council, make_meeting):
    days = ["2021-12-31", "2022-01-01", "2023-05-01", "2023-06-01", "2025-12-31", "2026-01-01"]
    for day in days:
        make_meeting(council, start_date=date.fromisoformat(day), is_published=True)
    make_meeting(council, start_date=date(2023, 7, 1), is_published=False)
    rows.meeting(council, start_date=date(2022, 12, 31), end_date=date(2023, 1, 1))

    years = client.get(TERM).context["years"]

    assert [(year.name, year.count) for year in years] == [(2022, 2), (2023, 3), (2025, 1)]
    assert [client.get(year.url).context["page"].paginator.count for year in years] == [2, 3, 1]


def test_constituting_meeting_stands_with_the_term_that_it_belongs_to(client, settings, term, coming, council):
    rows.meeting(council, title="Konstituerende møde", start_date=date(2025, 12, 3), term=coming)
    settings.PROCESS_TODAY = "2026-02-01"

    assert "Konstituerende møde" in client.get("/perioder/2026-2029/").content.decode()
    assert "Konstituerende møde" not in client.get(TERM).content.decode()


# How much is asked


def test_query_counts_do_not_grow(
    client, term, people, adopted, make_meeting, council, other_committee, django_assert_num_queries,
    django_assert_max_num_queries,
):  # fmt: skip
    client.get(LIST)
    with django_assert_max_num_queries(15) as few:
        client.get(LIST)
    with django_assert_max_num_queries(30) as of_one:
        client.get(TERM)
    for number in range(10):
        year = 1980 + 4 * number
        more = CouncilTerm.objects.create(name=f"{year}", starts=date(year, 1, 1), ends=date(year + 3, 12, 31))
        ProcessPlan.objects.create(term=more, title=f"Plan {year}", starts=more.starts, ends=more.ends)
        Vision.objects.create(term=more, title=f"Vision {year}", slug=f"vision-{year}", status="dropped")
    for number in range(40):
        meeting = make_meeting(council, other_committee, start_date=date(2023, 3, 1), agenda_state="published")
        item = AgendaItem.objects.create(meeting=meeting, number=1, title="Sag")
        Strategy.objects.create(
            title=f"Strategi {number}", slug=f"s{number}", owner=other_committee, status="adopted",
            adopted_on="2023-03-01", adopted_by=other_committee, adopted_at_item=item,
        )  # fmt: skip
        user = User.objects.create_user(f"m{number}@example.org", name=f"M {number}", role="member")
        Seat.objects.create(user=user, body=council, term=term)
    with django_assert_num_queries(len(few)):
        client.get(LIST)
    with django_assert_num_queries(len(of_one)):
        client.get(TERM)
