"""The search: Danish forms of words, what comes first, what it is narrowed to, and whatever anybody types."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from ishoj_process.models import AgendaItem, Body, MainPolicy, Meeting, SearchEntry, Strategy
from ishoj_process.search.excerpt import LENGTH, excerpt, marked
from ishoj_process.search.finding import shown_entries
from ishoj_process.text.stems import MOST_TERMS, terms_of
from tests.conftest import TODAY
from tests.nonsense.promises import often

URL = "/soeg/"


@pytest.fixture
def titles(client):
    """The titles of what a reader without log-in finds, in order."""

    def find(words, **narrowed):
        hits = client.get(URL, {"q": words, **narrowed}).context["hits"]
        return ["".join(piece.text for piece in hit.title) for hit in hits]

    return find


def policy(title, **fields):
    slug = f"politik-{MainPolicy.objects.count()}"
    return MainPolicy.objects.create(title=title, slug=slug, **fields)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("høring", "Høringer"),
        ("høring", "høringsfristen"),
        ("Høringerne", "HØRING"),
        ("strategi", "strategier"),
        ("strategiernes", "Strategi"),
        ("byråd", "Byrådets"),
        ("BYRÅDET", "byråd"),
        ("ÆLDRE", "ældreråd"),
        ("æblerne", "Æble"),
        ("ødelæggelse", "ØDELÆGGELSER"),
        ("ådal", "Ådalen"),
        ("Aadal", "Ådalen"),
        ("hoering", "høringer"),
        ("café", "cafe"),
        ("2035", "Vision 2035"),
        ("cykel", "Cykler"),
        ("cyklerne", "Cykelstier"),
        ("regler", "Regel"),
        ("midler", "Hjælpemidler og middel"),
        ("hotel", "Hotelplan"),
        ("by", "By"),
        ("på vej til skole", "En skole på vejen"),
    ],
)
def test_word_is_found_in_its_other_forms(db, titles, asked, written):
    policy(written)

    assert titles(asked) == [written]


@pytest.mark.parametrize(
    ("asked", "written"),
    [("råd", "Rad af huse"), ("by", "bygge"), ("skole", "Vej"), ("skole vej", "En skole"), ("høringsfrist", "høring")],
)
def test_other_word_is_not_found(db, titles, asked, written):
    policy(written)

    assert titles(asked) == []


def test_title_comes_before_text_and_the_word_before_longer_ones(db, titles):
    policy("I teksten, længere", text="<p>Cyklistforbundet er hørt.</p>")
    policy("I teksten", summary="Flere skal være cyklist.")
    policy("Cyklistpolitik")
    policy("Cyklist")

    assert titles("cyklisten") == ["Cyklist", "Cyklistpolitik", "I teksten", "I teksten, længere"]


def test_newest_comes_first_among_equals(make_meeting, council, titles):
    for year in (2022, 2024, 2023):
        make_meeting(council, title=f"Budgetmøde {year}", start_date=date(year, 9, 1), purpose="<p>Om penge.</p>")

    assert titles("budgetmøde") == ["Budgetmøde 2024", "Budgetmøde 2023", "Budgetmøde 2022"]


@pytest.fixture
def two_meetings(make_meeting, council, committee):
    make_meeting(council, title="Cykler i marts", start_date=date(2023, 3, 8), end_date=date(2023, 3, 9))
    make_meeting(council, committee, title="Cykler i maj", start_date=date(2023, 5, 8))
    policy("Cykler uden dag", lead_committee=committee)


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({}, {"Cykler i marts", "Cykler i maj", "Cykler uden dag"}),
        ({"slags": "meeting"}, {"Cykler i marts", "Cykler i maj"}),
        ({"slags": "theme"}, set()),
        ({"udvalg": "ishoej-byraad"}, {"Cykler i marts", "Cykler i maj"}),
        ({"udvalg": "kultur-og-fritidsudvalget"}, {"Cykler i maj", "Cykler uden dag"}),
        ({"fra": "09-03-2023"}, {"Cykler i marts", "Cykler i maj"}),
        ({"fra": "10-03-2023"}, {"Cykler i maj"}),
        ({"til": "08-03-2023"}, {"Cykler i marts"}),
        ({"til": "7. marts 2023"}, set()),
        ({"fra": "2023-03-09", "til": "2023-05-08", "slags": "meeting"}, {"Cykler i marts", "Cykler i maj"}),
    ],
)
def test_search_is_narrowed(two_meetings, titles, narrowed, found):
    assert set(titles("cykel", **narrowed)) == found


@pytest.mark.parametrize(
    "wrong", [{"slags": "alt"}, {"udvalg": "x\x00"}, {"fra": "i går"}, {"fra": "2023-05-01", "til": "2023-04-01"}]
)
def test_what_cannot_be_understood_is_marked_and_kept(two_meetings, client, wrong):
    response = client.get(URL, {"q": "cykel", **wrong})

    name, typed = list(wrong.items())[-1]
    assert (response.status_code, list(response.context["form"].errors)) == (200, [name])
    assert response.context["form"][name].value() == typed
    assert response.context["hits"] == []


def test_hit_shows_kind_place_and_the_words_around_it(make_meeting, council, client):
    meeting = make_meeting(council, title="Byrådsmøde", agenda_state="published", minutes_state="published")
    text = f"<p>{'Indledning. ' * 40}Der er <strong>frist</strong> den 1. maj.</p>"
    item = AgendaItem.objects.create(
        meeting=meeting,
        number=3,
        title="Plan for cykler",
        case_presentation=text,
        decision="<p>Fristen er vedtaget.</p>",
    )

    hits = client.get(URL, {"q": "fristen"}).context["hits"]

    shown = [(hit.kind, hit.facts, hit.url, [piece.text for piece in hit.excerpt if piece.is_hit]) for hit in hits]
    where = ("Ishøj Byråd · 21. august 2023", item.get_absolute_url())
    assert shown == [("punkt", *where, ["frist"]), ("beslutning", *where, ["Fristen"])]
    page = client.get(URL, {"q": "fristen"}).content.decode()
    assert "<mark>frist</mark> den 1. maj." in page
    assert "Indledning. " * 12 not in page


def test_elements_in_what_was_written_stay_words(client, db):
    policy("Skilte", summary="Om <script>alert(1)</script> & skilte")

    page = client.get(URL, {"q": "skilte"}).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <mark>skilte</mark>" in page


def test_excerpt_stands_around_the_first_hit():
    text = "ord " * 200 + "Høringen slutter nu. " + "mere " * 200

    pieces = excerpt(text, terms_of("høring"))

    shown = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.is_hit] == ["Høringen"]
    assert shown.startswith("… ord ")
    assert shown.endswith(" …")
    assert len(shown) < LENGTH + 10


def test_pieces_are_the_text():
    text = "Høring om høringsfristen: hør!"

    assert "".join(piece.text for piece in marked(text, terms_of("høring"))) == text
    assert [piece.text for piece in marked(text, terms_of("høring")) if piece.is_hit] == ["Høring", "høringsfristen"]


@pytest.mark.parametrize(
    ("query", "says"),
    [("", "Det kan du søge efter"), ("og i på", "for almindelige"), ("?*%", "for almindelige"), ("xyz", "Prøv dette")],
)
def test_page_says_what_to_try(client, db, query, says):
    assert says in client.get(URL, {"q": query}).content.decode()


def test_no_hits_suggest_fewer_words_and_no_filter(client, db):
    context = client.get(URL, {"q": "cykel og havn", "slags": "theme"}).context

    assert [word for word, _url in context["suggestions"]] == ["cykel", "havn"]
    assert (context["suggestions"][0][1], context["everywhere"]) == ("?q=cykel", "?q=cykel+og+havn")


def test_pages_of_twenty_keep_what_was_asked(make_meeting, council, client):
    for _n in range(23):
        make_meeting(council, title="Fællesmøde")

    first, second = (client.get(URL, {"q": "fællesmøde", "slags": "meeting", "side": side}) for side in (1, 2))

    urls = [[hit.url for hit in response.context["hits"]] for response in (first, second)]
    assert ([len(page) for page in urls], len({*urls[0], *urls[1]})) == ([20, 3], 23)
    assert "?q=f%C3%A6llesm%C3%B8de&amp;slags=meeting&amp;side=2" in first.content.decode()
    assert "23 resultater for ”fællesmøde”." in first.content.decode()


def test_search_asks_as_often_for_three_hundred_hits_as_for_one(make_meeting, council, client_of, member):
    client = client_of(member)
    ContentType.objects.get_for_model(SearchEntry)
    counts = {}
    for wanted in (1, 3, 300):
        days = [date(2023, 1, 1 + n % 28) for n in range(wanted - Meeting.objects.count())]
        Meeting.objects.bulk_create(
            Meeting(kind="theme", title="Havnemøde", start_date=day, end_date=day) for day in days
        )
        with CaptureQueriesContext(connection) as context:
            assert client.get(URL, {"q": "havnemøder"}).context["page"].paginator.count == wanted
        counts[wanted] = len(context)

    assert counts == {1: 9, 3: 9, 300: 9}


def test_documents_stand_before_a_year_of_empty_meetings(make_meeting, council, strategy, client):
    Body.objects.filter(pk=council.pk).update(name="Klimarådet")
    Strategy.objects.filter(pk=strategy.pk).update(title="Klimastrategi")
    Strategy.objects.get(pk=strategy.pk).save()
    for month in (9, 10, 7, 6):
        make_meeting(council, start_date=date(2023, month, 1))
    told = make_meeting(council, start_date=date(2022, 1, 1), purpose="<p>At tale om klima.</p>")

    page = client.get(URL, {"q": "klima"})

    assert [(group.label, group.count) for group in page.context["groups"]] == [
        ("I dokumentets navn", 1),
        ("Møder", 1),
        ("Møder uden dagsorden", 4),
    ]
    assert page.context["groups"][1].hits[0].url == told.get_absolute_url()
    # The next to come, the one after it, and then those that were held, the last of them first.
    assert [hit.facts[-18:].split(". ")[1] for hit in page.context["groups"][2].hits] == [
        "september 2023",
        "oktober 2023",
        "juli 2023",
        "juni 2023",
    ]


def test_filters_are_folded_until_one_is_used(client, db):
    assert '<details class="filter-more">' in client.get(URL, {"q": "klima"}).text
    assert '<details class="filter-more" open>' in client.get(URL, {"q": "klima", "slags": "theme"}).text
    assert '<details class="filter-more" open>' in client.get(URL, {"q": "klima", "fra": "nonsens"}).text


def test_box_stands_on_every_page_but_the_search_itself(client, db):
    assert 'role="search"' in client.get("/moeder/").content.decode()
    assert client.get(URL).content.decode().count('role="search"') == 1
    assert 'role="search"' in client.get("/findes-ikke/").content.decode()


WORDS = [
    "høring",
    '"',
    "'",
    "*",
    "AND",
    "OR",
    "NOT",
    "NEAR(",
    ")",
    "%",
    "\\",
    "\x00",
    "og",
    "🙂",
    ":",
    "-",
    "^",
    "{title}",
]
HOSTILE = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))


@often(15, 500)
@given(query=HOSTILE)
@example(query="høring AND NOT NEAR(strategi")
@example(query="x" * 10_000)
@example(query="a" * 200)
@example(query=" ".join("abcdefghijklmnopqrstuvwxyz"))
@example(query="1e5 0x1F -3.14 a.b.dk/x?y http://x.dk me@x.dk 12:30")
@example(query="İıſß ﬁ ǆ Ⅷ ² ٣ 漢字 Ωμέγα е́")
@example(query="\ud7ff\u202e\u200d")
def test_whatever_is_typed_gets_a_calm_page(db, client, query):
    policy("Høring") if not MainPolicy.objects.exists() else None

    response = client.get(URL, {"q": query, "side": query[:5]})

    assert response.status_code == 200
    assert len(terms_of(query)) <= MOST_TERMS


@often(8, 200)
@given(st.from_regex(r"[\w]{3,12}", fullmatch=True))
@example("1e55")
@example("漢字漢")
@example("aaa")
@example("´´´a")
def test_what_was_written_is_found_as_it_was_written(db, titles, word):
    MainPolicy.objects.all().delete()
    policy(word)

    assert titles(word) == ([word] if terms_of(word) else [])


def test_what_a_reader_sees_is_asked_as_sets(db):
    """A question for each entry seems so dear to PostgreSQL that it compiles the search: three seconds among 21,000."""
    asked = str(shown_entries(AnonymousUser(), TODAY).query)

    assert '"thing_id" IN (SELECT' in asked
    assert "EXISTS" not in asked
