"""The documents of an item are searched by words of their titles and added, on the form and without losing its text."""

import pytest

from calendar_app.agendas.documents import MOST_FOUND, found_by
from ishoj_process.models import Strategy


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def make_strategies(strategy):
    def make(*titles):
        rows = [Strategy(title=title, slug=f"s-{n}", owner=strategy.owner) for n, title in enumerate(titles)]
        return Strategy.objects.bulk_create(rows)

    return make


def names(words, **options):
    return [name for _code, name in found_by(words, **options)[0]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bolig", ["Strategi: Almenbolig i Ishøj"]),
        ("BOLIG ishoj", []),
        ("bolig ishøj", ["Strategi: Almenbolig i Ishøj"]),
        ("skolerne", ["Strategi: Skole for alle"]),
        ("strategi alle", ["Strategi: Skole for alle"]),
        ("strategi skole færge", []),
        ("  ", []),
        ("?!", []),
    ],
)
def test_documents_are_found_by_parts_and_forms_of_words(make_strategies, words, found):
    make_strategies("Almenbolig i Ishøj", "Skole for alle")

    assert names(words) == found


def test_what_is_chosen_is_not_found_once_more(make_strategies):
    row, _other = make_strategies("Skole for alle", "Skole for få")

    assert names("skole", without=[f"strategy-{row.pk}"]) == ["Strategi: Skole for få"]


def test_many_are_counted_and_the_first_shown(browser, make_strategies):
    make_strategies(*(f"Skole {number}" for number in range(14)))

    answer = browser.get("/punkter/dokumenter/?find=skole").json()

    assert len(answer["found"]) == MOST_FOUND
    assert answer["told"] == "14 dokumenter har disse ord i titlen. De første 10 vises. Skriv mere af titlen."
    assert browser.get("/punkter/dokumenter/").json() == {"found": [], "told": "Skriv et ord i titlen."}


def test_draft_asks_for_the_names_of_its_codes(browser, vision, strategy):
    codes = f"strategy-{strategy.pk} vision-{vision.pk} vision-999 vision-x agendaitem-1 vision-{'9' * 30}"

    found = browser.get("/punkter/dokumenter/", {"koder": codes}).json()["found"]

    assert [row["code"] for row in found] == [f"strategy-{strategy.pk}", f"vision-{vision.pk}"]


def test_search_sends_the_form_and_gets_it_back_as_it_was_typed(browser, agenda_item, vision, strategy):
    url = f"/punkter/{agenda_item.pk}/rediger/"
    typed = {"title": "", "case_presentation": "<p>Halvskrevet</p>", "documents": f"vision-{vision.pk}", "version": "1"}

    page = browser.post(url, {**typed, "find": strategy.title.split()[0], "find_documents": "1"})
    form = page.context["form"]
    assert (page.status_code, dict(form.errors), form["case_presentation"].value()) == (200, {}, "<p>Halvskrevet</p>")
    assert f'name="add_document" value="strategy-{strategy.pk}"' in page.text
    assert "autofocus" in page.text

    page = browser.post(url, {**typed, "find": "", "add_document": f"strategy-{strategy.pk}"})
    assert page.context["form"]["documents"].value() == [f"vision-{vision.pk}", f"strategy-{strategy.pk}"]

    chosen = f"vision-{vision.pk} strategy-{strategy.pk}"
    page = browser.post(url, {**typed, "documents": chosen, "remove_document": f"vision-{vision.pk}"})
    assert page.context["form"]["documents"].value() == [f"strategy-{strategy.pk}"]
    assert f'name="remove_document" value="strategy-{strategy.pk}"' in page.text
    agenda_item.refresh_from_db()
    assert (agenda_item.version, agenda_item.treatments.count()) == (1, 0)


def test_enter_searches_where_words_are_typed_and_stores_where_none_are(browser, theme_meeting, strategy):
    url = f"/moeder/{theme_meeting.pk}/punkter/nyt/"

    searched = browser.post(url, {"title": "Broen", "enter": "1", "find": strategy.title})
    assert (searched.status_code, theme_meeting.items.count()) == (200, 0)

    assert f'name="found_for" value="{strategy.title}"' in searched.text
    for count, words in enumerate([{"find": " "}, {"find": strategy.title, "found_for": strategy.title}], start=1):
        stored = browser.post(url, {"title": "Broen", "enter": "1", **words})
        assert (stored.status_code, theme_meeting.items.count()) == (302, count)


def test_words_left_in_the_search_do_not_keep_the_form_from_being_stored(browser, theme_meeting):
    browser.post(f"/moeder/{theme_meeting.pk}/punkter/nyt/", {"title": "Broen", "find": "skole"})

    assert theme_meeting.items.count() == 1


@pytest.mark.parametrize("count", [1, 9])
def test_form_asks_the_same_however_many_documents_there_are(
    browser, agenda_item, make_strategies, count, django_assert_num_queries
):
    make_strategies(*(f"Skole {number}" for number in range(count)))
    browser.get(f"/punkter/{agenda_item.pk}/rediger/")

    with django_assert_num_queries(5):
        browser.get(f"/punkter/{agenda_item.pk}/rediger/")
