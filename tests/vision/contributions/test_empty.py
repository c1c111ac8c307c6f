"""What an empty list of contributions says: none yet, all sorted, or none as chosen."""

import pytest

from vision.models import Contribution


@pytest.fixture
def lead(client_of, administration, vision):
    client = client_of(administration)
    return lambda asked="": client.get(f"/vision/vision-2035/indspil/{asked}")


def test_empty_list_says_what_is_so(lead, make_contribution):
    assert lead().context["position"] == "Der er ingen indspil endnu."

    row = make_contribution(destination="vision")

    assert lead("?til=unsorted").context["position"] == (
        "Alle indspil er fordelt. Denne liste viser kun dem, der ikke er fordelt endnu, og derfor er den tom."
    )
    assert "Læg dem under temaer på tavlen" in lead("?til=unsorted").text
    assert lead("?til=aside").context["position"] == "Ingen indspil svarer til dit valg. Der er 1 indspil i alt."
    Contribution.objects.filter(pk=row.pk).update(destination="unsorted")
    assert lead("?til=unsorted").context["page"].paginator.count == 1
    assert "Læg dem under temaer på tavlen" not in lead().text


def test_board_is_led_to_only_for_what_is_to_be_placed(lead, make_contribution, make_theme):
    make_theme("Job").contributions.add(make_contribution(destination="vision"))
    make_contribution(destination="aside", reason="Hører til i budgettet.")

    page = lead().text

    assert "Læg dem under temaer på tavlen" not in page
    # Why it was set aside stands in the list.
    assert "Hører til i budgettet." in page
