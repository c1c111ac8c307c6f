"""The secretariat's pages of the council's terms."""

from datetime import date

import pytest

from ishoj_process.models import CouncilTerm
from ishoj_process.terms.forms import TermForm
from tests.ishoj_process.bodies.test_pages import send, words

TERMS = "/byraad-og-adgang/perioder/"
COMING = {
    "name": "2026-2029",
    "starts": "1. januar 2026",
    "ends": "31-12-2029",
    "level_order": "sequential",
    "next_level_order": "sequential",
    "consultation_weeks": "4",
    "owner_days": "10",
    "late_after_days": "14",
    "update_after_days": "180",
}


@pytest.fixture
def client(client_of, secretariat):
    return client_of(secretariat)


def test_pages_are_the_secretariats(client, client_of, term, administration):
    for address in (f"{TERMS}ny/", f"{TERMS}{term.pk}/"):
        assert client.get(address).status_code == 200
        assert client_of(administration).get(address).status_code == 403


def test_term_is_entered_and_changed(client, term):
    send(client, f"{TERMS}ny/", **COMING)
    row = CouncilTerm.objects.get(name="2026-2029")
    assert (row.starts, row.ends) == (date(2026, 1, 1), date(2029, 12, 31))
    assert "2026–2029" in words(client.get("/byraad-og-adgang/"))

    send(client, f"{TERMS}{row.pk}/", **COMING, council_size="21", elected_read_from="20-11-2025")
    row.refresh_from_db()
    assert (row.council_size, row.elected_read_from, row.version) == (21, date(2025, 11, 20), 2)
    assert client.post(f"{TERMS}{row.pk}/", {**COMING, "council_size": "19", "version": "1"}).status_code == 409


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"starts": "31-12-2025"}, "overlapper"),
        ({"ends": "01-01-2025"}, "slutte"),
        ({"starts": "i morgen"}, "Skriv en dato"),
        ({"name": ""}, ""),
        ({"elected_read_from": "01-01-2026"}, "før"),
    ],
)
def test_term_that_cannot_be_is_refused_and_kept_as_typed(client, term, typed, reason):
    answer = send(client, f"{TERMS}ny/", **{**COMING, **typed})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert reason in words(answer)
    assert CouncilTerm.objects.count() == 1


def test_every_setting_of_a_term_is_on_its_page(db):
    """What the form has not, nobody could set."""
    settings = {field.name for field in CouncilTerm._meta.fields if field.editable} - {"id"}

    assert settings == set(TermForm().own_fields)


@pytest.mark.parametrize(("typed", "stored"), [("unknown", None), ("true", True), ("false", False)])
def test_whether_citizens_shape_main_policies_may_be_undecided(client, term, typed, stored):
    assert "ikke besluttet" in words(client.get(f"{TERMS}ny/"))
    send(client, f"{TERMS}ny/", **COMING, citizens_shape_main_policies=typed)

    assert CouncilTerm.objects.get(name="2026-2029").citizens_shape_main_policies is stored


def test_term_entered_by_mistake_is_removed_once_and_never_one_that_was_lived(client, term, council):
    term.seats.create(body=council)
    send(client, f"{TERMS}ny/", **COMING)
    wrong = CouncilTerm.objects.get(name="2026-2029")

    assert "2026–2029" in client.get(f"{TERMS}{wrong.pk}/fjern/").text
    assert [client.post(f"{TERMS}{wrong.pk}/fjern/").status_code for _click in range(2)] == [302, 302]
    assert client.get(f"{TERMS}{wrong.pk}/fjern/").status_code == 404
    refused = client.post(f"{TERMS}{term.pk}/fjern/", follow=True)
    assert "Der hører pladser, planer eller møder til valgperioden." in words(refused)
    assert CouncilTerm.objects.get() == term
