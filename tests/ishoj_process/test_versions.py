"""Earlier versions: who changed which words; closed items for those alone who may see them."""

import pytest

from ishoj_process.models import AgendaItem


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
