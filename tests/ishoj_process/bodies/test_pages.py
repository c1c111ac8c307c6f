"""The secretariat's pages of bodies: each act by its own page, refused with its reasons, what was typed kept."""

from datetime import date

import pytest

from ishoj_process.council.acts import hand_over, rename_body
from ishoj_process.models import Body, Seat, Succession
from tests import rows

OFFICE = "/byraad-og-adgang/"
PAGE = f"{OFFICE}udvalg/kultur-og-fritidsudvalget/"
PAGES = ["", "rediger/", "fjern/", "navn/", "foerste-dag/", "sidste-dag/", "efterfoelger/", "ny-plads/"]


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def client(client_of, secretariat):
    return client_of(secretariat)


def send(client, address, **typed):
    """Post what was typed in the form as it is shown."""
    form = client.get(address).context["form"]
    hidden = {name: form[name].value() for name in ("version", "token")}
    shown = {name: value for name, value in hidden.items() if value is not None}
    return client.post(address, {**shown, **typed})


def test_menu_leads_to_the_office_for_the_secretariat_alone(client, client_of, member, administration):
    assert f'href="{OFFICE}"' in words(client.get("/"))
    for other in (member, administration):
        assert f'href="{OFFICE}"' not in words(client_of(other).get("/"))


def test_empty_house_says_so(client):
    page = words(client.get(OFFICE))

    for text in ("Der er ikke oprettet byråd eller udvalg.", "nogen grupper.", "nogen valgperioder."):
        assert text in page


def test_office_lists_bodies_by_whether_they_are_there(client, committee, other_committee, council):
    Body.objects.filter(pk=committee.pk).update(ends=date(2023, 8, 13))
    Body.objects.filter(pk=other_committee.pk).update(begins=date(2024, 1, 1))
    page = client.get(OFFICE).context

    assert (page["living"], page["gone"], page["coming"]) == ([council], [committee], [other_committee])


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_the_secretariats(client, client_of, committee, member, administration, page):
    assert client.get(PAGE + page).status_code == 200
    for other in (member, administration):
        assert client_of(other).get(PAGE + page).status_code == 403


def test_body_is_renamed_from_a_day(client, committee):
    answer = send(client, f"{PAGE}navn/", name="Kulturudvalget", abbreviation="KU", on="1. januar 2024")

    assert answer.url == PAGE
    committee.refresh_from_db()
    assert (committee.name, committee.former_names[0].last_day) == ("Kulturudvalget", date(2023, 12, 31))
    page = words(client.get(PAGE))
    assert "Kulturudvalget (KU)" in page
    assert "Det nye navn er gemt." in page


def test_refused_name_is_shown_with_reasons_and_what_was_typed(client, committee, other_committee):
    answer = send(client, f"{PAGE}navn/", name="Klima- og Miljøudvalget", on="1. januar 2024")

    assert answer.status_code == 200
    page = words(answer)
    assert "samme navn" in page
    assert 'value="1. januar 2024"' in page


def test_name_of_a_body_that_somebody_else_changed_is_not_written_over(client, committee, secretariat):
    address = f"{PAGE}navn/"
    form = client.get(address).context["form"]
    rename_body(body=committee, name="Fritidsudvalget", on=date(2023, 9, 1), by=secretariat)
    typed = {"name": "Kulturudvalget", "on": "01-01-2024", "version": form["version"].value()}

    answer = client.post(address, {**typed, "token": form["token"].value()})

    assert answer.status_code == 409
    assert "En anden har i mellemtiden gemt" in words(answer)
    version = answer.context["form"]["version"].value()
    assert client.post(address, {**typed, "version": version, "token": form["token"].value()}).status_code == 302


def test_double_click_renames_once(client, committee):
    form = client.get(f"{PAGE}navn/").context["form"]
    typed = {"name": "Kulturudvalget", "on": "01-01-2024", "version": "1", "token": form["token"].value()}

    assert [client.post(f"{PAGE}navn/", typed).status_code for _ in range(2)] == [302, 302]
    committee.refresh_from_db()
    assert len(committee.former_names) == 1


def test_newest_name_is_taken_back(client, committee, secretariat):
    rename_body(body=committee, name="Kulturudvalget", on=date(2024, 1, 1), by=secretariat)
    assert 'name="version" value="2"' in words(client.get(PAGE))

    for _click in range(2):
        client.post(f"{PAGE}navn/fortryd/", {"version": "2"})

    committee.refresh_from_db()
    assert (committee.name, committee.former_names) == ("Kultur- og Fritidsudvalget", ())


def test_body_begins_and_ends(client, committee):
    send(client, f"{PAGE}foerste-dag/", on="01-01-2018")
    send(client, f"{PAGE}sidste-dag/", on="31-12-2025")

    committee.refresh_from_db()
    assert (committee.begins, committee.ends) == (date(2018, 1, 1), date(2025, 12, 31))
    assert "31. december 2025" in words(client.get(PAGE))
    send(client, f"{PAGE}sidste-dag/", on="")
    committee.refresh_from_db()
    assert committee.ends is None


def test_days_in_the_wrong_order_are_refused(client, committee):
    send(client, f"{PAGE}foerste-dag/", on="01-01-2024")

    answer = send(client, f"{PAGE}sidste-dag/", on="31-12-2023")

    assert answer.status_code == 200
    assert "ligge før" in words(answer)


def test_bodies_are_merged_and_it_is_taken_back(client, committee, other_committee, council):
    heir = Body.objects.create(name="Fællesudvalget", slug="faellesudvalget", kind="standing", begins=date(2024, 1, 1))

    answer = send(client, f"{PAGE}efterfoelger/", heirs=[heir.pk], along=[other_committee.pk], on="01-01-2024")

    assert answer.status_code == 302
    assert set(Succession.objects.values_list("body", "heir")) == {
        (committee.pk, heir.pk),
        (other_committee.pk, heir.pk),
    }
    row = Succession.objects.get(body=committee)
    assert client.post(f"{OFFICE}udvalg/{other_committee.slug}/efterfoelger/{row.pk}/fortryd/").status_code == 404
    for _click in range(2):
        assert client.post(f"{PAGE}efterfoelger/{row.pk}/fortryd/").status_code == 302
    committee.refresh_from_db()
    assert (committee.ends, Succession.objects.count()) == (None, 1)


def test_successor_that_hands_over_itself_is_told_at_the_field(client, committee, other_committee):
    pk = other_committee.pk
    answer = send(client, f"{PAGE}efterfoelger/", heirs=[pk], along=[pk], on="01-01-2024")

    assert "along" in answer.context["form"].errors


def test_body_is_entered_and_removed_again(client, committee):
    typed = {"name": "Børne- og Ungdomsudvalget", "kind": "standing", "begins": "1.1.2024"}
    answer = send(client, f"{OFFICE}nyt-udvalg/", **typed)

    body = Body.objects.get(slug="boerne-og-ungdomsudvalget")
    assert answer.url == f"{OFFICE}udvalg/{body.slug}/"
    assert body.begins == date(2024, 1, 1)
    assert body.history.get().history_user is not None
    client.post(f"{answer.url}fjern/", {"version": "1"})
    assert not Body.objects.filter(pk=body.pk).exists()


def test_new_body_of_a_living_ones_name_is_refused(client, committee):
    answer = send(client, f"{OFFICE}nyt-udvalg/", name=committee.name, kind="standing")

    assert "name" in answer.context["form"].errors


@pytest.mark.parametrize("what", ["seat", "meeting", "strategy", "heir"])
def test_body_with_a_past_is_not_removed(client, committee, other_committee, term, secretariat, what):
    if what == "seat":
        Seat.objects.create(body=committee, term=term)
    elif what == "meeting":
        rows.meeting(committee)
    elif what == "strategy":
        rows.strategy(None, committee)
    else:
        hand_over(bodies=[other_committee], heirs=[committee], on=date(2024, 1, 1), by=secretariat)

    answer = client.post(f"{PAGE}fjern/", {"version": committee.version}, follow=True)

    assert Body.objects.filter(pk=committee.pk).exists()
    assert "kan ikke fjernes" in words(answer)


def test_body_is_corrected_with_versions(client, committee):
    typed = {"name": "Kultur- og Fritidsudvalget", "kind": "standing", "areas": "Idræt og musik"}
    send(client, f"{PAGE}rediger/", **typed)

    committee.refresh_from_db()
    assert (committee.areas, committee.version) == ("Idræt og musik", 2)
    conflict = client.post(f"{PAGE}rediger/", {**typed, "areas": "Teater", "version": "1"})
    assert conflict.status_code == 409


@pytest.mark.parametrize("count", [3, 31])
def test_office_of_a_body_costs_the_same_at_any_size(client, committee, term, django_assert_num_queries, count):
    for number in range(count):
        user = rows.make_user("member", f"{number}@example.org")
        Seat.objects.create(user=user, body=committee, term=term)
    client.get(PAGE)

    with django_assert_num_queries(6):
        client.get(PAGE)


def test_last_day_is_red_and_says_whom_it_concerns(client, member, committee, make_meeting):
    make_meeting(committee, kind="committee", start_date=date(2023, 9, 12))

    page = words(client.get(f"{PAGE}sidste-dag/"))

    assert "1 person har en plads i dag. Der er 1 kommende møde. Pladserne slutter samme dag." in page
    assert page.index("btn-stop") < page.index("Lad det fortsætte")
