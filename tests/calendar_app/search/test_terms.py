"""A council term is found by its years and by what terms are called; one that has not begun by those who know of it."""

import pytest

from tests import rows


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Periode 2022–2025", True),
        ("valgperioden 2022-2025", True),
        ("byrådsperiode 2022", True),
        ("overdragelse 2022", True),
        ("overdragelse", True),
        ("2025", True),
        ("periode 2018", False),
        ("politik", False),
    ],
)
def test_term_is_found_by_its_words(client, term, words, found):
    terms = client.get("/soeg/", {"q": words}).context["council_terms"]

    assert [row.name for row in terms] == (["2022-2025"] if found else [])


@pytest.mark.parametrize("role", ["public", "member", "elected", "secretariat"])
def test_coming_term_is_found_by_those_who_prepare_it(role, readers, client_of):
    user = None if role == "public" else readers[role]

    content = client_of(user).get("/soeg/", {"q": "periode 2026"}).content.decode()

    assert ('href="/perioder/2026-2029/"' in content) == (role == "secretariat")


def test_narrowed_search_names_no_terms(client, term, council):
    rows.meeting(council)

    assert client.get("/soeg/", {"q": "2022", "slags": "meeting"}).context["council_terms"] == []
