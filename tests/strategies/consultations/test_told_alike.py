"""A hearing is told alike by badge, sentence, list, matrix and its own page, to each reader in each of its states."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from ishoj_process.models import Body, Strategy
from strategies.models import Activity, Consultation
from strategies.strategy.page import strategy_context
from tests.conftest import TODAY

READERS = (None, "member", "administration", "secretariat")
PASSED = date(2023, 8, 10)
# By state: what is stored, and whether it runs for the council's own and for the public.
STATES = {
    "prepared": ({"state": "prepared", "opened_on": None, "deadline": None, "text": ""}, False, False),
    "among committees": ({}, True, False),
    "public": ({"is_public": True}, True, True),
    "closed early": ({"is_public": True, "closed_on": PASSED}, False, False),
    "deadline passed": ({"is_public": True, "deadline": PASSED}, False, False),
    "reported": ({"is_public": True, "closed_on": PASSED, "reported_on": PASSED}, False, False),
    "withdrawn": ({"is_public": True, "state": "withdrawn"}, False, False),
    "of a later release": ({"is_public": True, "state": "of_a_later"}, False, False),
}
BADGE, SENTENCE = "I høring</span>", "er i høring nu."


def told_by(client, strategy):
    """What each page tells of the strategy: that it is being heard, or not."""
    page = client.get(strategy.get_absolute_url())
    pages = ("/strategier/", "/kaskade/", strategy.owner.get_absolute_url())
    told = {"badge": BADGE in page.text, "sentence": SENTENCE in page.text}
    told |= {address: BADGE in client.get(address).text for address in pages}
    told["number"] = re.search("1 (offentlig )?høring er i gang", client.get("/hoeringer/").text) is not None
    return told


@pytest.mark.parametrize("state", STATES)
def test_hearing_is_told_alike(client_of, request, written, committee, make_consultation, state):
    fields, inside, outside = STATES[state]
    consultation = make_consultation(committee, **fields)

    for reader in READERS:
        client = client_of(request.getfixturevalue(reader) if reader else None)
        runs = inside if reader else outside
        own = client.get(consultation.get_absolute_url())
        told = told_by(client, written)
        assert set(told.values()) == {runs}, (reader, told)
        assert (own.status_code == 200 and own.context["standing"] == "running") is runs
        matrix = client.get("/hoeringer/overblik/")
        if matrix.status_code == 200:
            [row] = matrix.context["rows"]
            assert any("being_heard" in cell.keys for cell in row.cells if cell) is runs, reader


def test_hearing_that_a_source_tells_of_is_told_alike(client_of, request, written):
    Activity.objects.create(strategy=written, kind="consultation", title="Offentlig høring", starts="2023-06-01")

    for reader in READERS:
        client = client_of(request.getfixturevalue(reader) if reader else None)
        told = told_by(client, written)
        assert set(told.values()) == {True}, (reader, told)
        assert "Offentlig høring" in client.get("/hoeringer/").text
    assert "Offentlig høring" not in client_of(None).get("/hoeringer/?tilstand=reported").text
    assert "Offentlig høring" not in client_of(None).get("/hoeringer/?udvalg=kultur-og-fritidsudvalget").text


def test_hearing_of_what_is_not_shown_is_told_to_nobody_outside(client, written):
    Activity.objects.create(strategy=written, kind="consultation", title="Offentlig høring", starts="2023-06-01")
    Strategy.objects.update(is_published=False)

    assert "Ingen offentlige høringer er i gang." in client.get("/hoeringer/").text


@pytest.mark.parametrize("reader", READERS)
def test_public_is_not_denied_what_it_is_not_shown_nor_told_what_the_staff_does(
    client_of, request, written, committee, make_consultation, reader
):
    Consultation.objects.all().delete()
    client = client_of(request.getfixturevalue(reader) if reader else None)
    empty = client.get("/hoeringer/").text
    make_consultation(committee)
    position = client.get("/hoeringer/").context["position"]

    assert ("En høring oprettes på siden for" in empty) == (reader == "administration")
    assert position.startswith("1 høring er i gang." if reader else "Ingen offentlige høringer er i gang.")


@pytest.mark.parametrize("reader", READERS)
def test_page_of_a_committee_names_the_hearings_that_wait_for_its_answer(
    client_of, request, committee, make_consultation, reader
):
    consultation = make_consultation(committee)

    page = client_of(request.getfixturevalue(reader) if reader else None).get(committee.get_absolute_url()).text

    assert (f'href="{consultation.get_absolute_url()}"' in page) == bool(reader)


def test_paper_of_everybody_tells_what_the_public_may_know(written, committee, make_consultation):
    make_consultation(committee)

    assert SENTENCE not in strategy_context(written, AnonymousUser(), TODAY)["position"]


# The matrix shows every body that was asked.


def keys_of(client):
    page = client.get("/hoeringer/overblik/")
    [row] = page.context["rows"]
    return {str(body): cell.keys for body, cell in zip(page.context["bodies"], row.cells, strict=True) if cell}


def test_who_was_asked_is_shown_touched_or_not(client_of, secretariat, written, committee, council, make_consultation):
    board = Body.objects.create(name="Handicaprådet", slug="handicap", kind=Body.Kind.ADVISORY)
    make_consultation(committee, council, board)
    page = client_of(secretariat)

    assert keys_of(page) == {
        "Klima- og Miljøudvalget": ("owns",),
        "Kultur- og Fritidsudvalget": ("being_heard",),
        "Handicaprådet": ("being_heard",),
        "Ishøj Byråd": ("being_heard",),
    }
    position = page.get("/hoeringer/overblik/").context["position"]
    # And not that none touches another committee, which would deny it.
    assert position == "1 hovedpolitik eller strategi er i høring hos 3 udvalg og råd, som endnu ikke har svaret."


def test_who_was_asked_of_what_nobody_has_chosen_is_shown(
    client_of, secretariat, written, committee, make_consultation
):
    make_consultation(committee)
    Strategy.objects.update(status="considered")

    assert keys_of(client_of(secretariat))["Kultur- og Fritidsudvalget"] == ("being_heard",)


def test_withdrawn_question_is_shown_as_such(client_of, secretariat, written, committee, make_consultation):
    make_consultation(committee, state="withdrawn")

    assert keys_of(client_of(secretariat))["Kultur- og Fritidsudvalget"] == ("withdrawn",)


def test_who_owns_it_too_and_is_asked_is_shown_as_both(client_of, secretariat, written, committee, make_consultation):
    written.co_owners.add(committee)
    make_consultation(committee)

    assert keys_of(client_of(secretariat))["Kultur- og Fritidsudvalget"] == ("owns", "being_heard")


def test_who_was_heard_and_is_asked_again_is_being_heard(client_of, secretariat, written, committee, make_consultation):
    make_consultation(committee, deadline=PASSED)
    make_consultation(committee)

    assert keys_of(client_of(secretariat))["Kultur- og Fritidsudvalget"] == ("being_heard",)
    assert Consultation.objects.count() == 2
