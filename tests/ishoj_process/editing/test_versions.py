"""Earlier versions: who changed which words; closed items for those alone who may see them."""

import pytest

from ishoj_process.editing.versions import MODELS, Kind, versions_url
from ishoj_process.models import AgendaItem, Alignment


def test_versions_show_the_words_that_changed(client_of, administration, strategy):
    strategy.summary = "Mere natur i byen."
    strategy._history_user = administration
    strategy.save()

    response = client_of(administration).get(f"/udgaver/strategi/{strategy.pk}/")

    newest, first = response.context["versions"]
    assert [(change.label, change.before, change.after) for change in newest.changes] == [
        ("Resumé", "", "Mere natur i byen.")
    ]
    assert (newest.who, first.is_first) == (administration, True)


@pytest.mark.parametrize(("role", "status"), [("administration", 404), ("secretariat", 200)])
def test_versions_of_a_closed_item_are_the_secretariats(request, client_of, theme_meeting, role, status):
    item = AgendaItem.objects.create(
        meeting=theme_meeting, number=1, title="Køb af grund", is_closed=True, public_title="Ejendomssag"
    )

    response = client_of(request.getfixturevalue(role)).get(f"/udgaver/punkt/{item.pk}/")

    assert response.status_code == status


def test_versions_of_an_unknown_kind_are_not_found(client_of, administration):
    assert client_of(administration).get("/udgaver/bruger/1/").status_code == 404


def test_versions_of_an_item_that_was_once_closed_stay_the_secretariats(
    client_of, administration, secretariat, theme_meeting
):
    item = AgendaItem.objects.create(
        meeting=theme_meeting, number=1, title="Køb af grund", is_closed=True, public_title="Ejendomssag"
    )
    item.is_closed = False
    item.save()

    address = f"/udgaver/punkt/{item.pk}/"
    assert [client_of(user).get(address).status_code for user in (administration, secretariat)] == [404, 200]


def test_versions_show_values_as_people_read_them(client_of, administration, strategy, council):
    strategy.is_cross_cutting, strategy.owner, strategy.main_policy = True, council, None
    strategy.save()

    newest = client_of(administration).get(f"/udgaver/strategi/{strategy.pk}/").context["versions"][0]

    assert [(change.before.lower(), change.after.lower()) for change in newest.changes] == [
        ("miljøpolitik", ""),
        ("klima- og miljøudvalget", "ishøj byråd"),
        ("nej", "ja"),
    ]


def test_versions_outlive_what_they_named(client_of, administration, strategy, other_committee, committee):
    strategy.owner = committee
    strategy.save()
    committee_pk = committee.pk
    strategy.owner = other_committee
    strategy.save()
    type(committee).objects.filter(pk=committee_pk).delete()

    response = client_of(administration).get(f"/udgaver/strategi/{strategy.pk}/")

    assert [change.before for change in response.context["versions"][0].changes] == ["slettet siden"]


def test_versions_show_dates_in_danish(client_of, secretariat, theme_meeting):
    theme_meeting.start_date = theme_meeting.end_date = "2023-08-28"
    theme_meeting.save()

    newest = client_of(secretariat).get(f"/udgaver/moede/{theme_meeting.pk}/").context["versions"][0]

    assert [(change.before, change.after) for change in newest.changes] == [("21. august 2023", "28. august 2023")] * 2


@pytest.mark.parametrize("kind", ["vision", "hovedpolitik", "strategi", "retning", "moede", "punkt", "plan"])
def test_versions_without_such_a_row_are_not_found(client_of, secretariat, kind):
    assert client_of(secretariat).get(f"/udgaver/{kind}/1/").status_code == 404


def test_each_kind_has_its_rows_and_leads_to_them():
    assert list(MODELS) == list(Kind)
    assert [versions_url(kind.model(pk=7)) for kind in Kind] == [f"/udgaver/{kind.slug}/7/" for kind in Kind]
    assert versions_url(Alignment()) == ""


def test_versions_of_what_is_no_kind_are_not_found(client_of, administration):
    assert client_of(administration).get("/udgaver/made-up/1/").status_code == 404
