"""The citizens' part in a strategy: the degree with its promise, how many took part, and what it changed."""

from datetime import date

import pytest

from strategies.models import Activity, CitizenInvolvement
from strategies.strategy.page import citizens_part

TODAY = date(2023, 8, 14)
URL = "/strategier/biodiversitetsstrategi/"


@pytest.mark.parametrize(
    ("degree", "said"),
    [
        (None, "Det er ikke oplyst, hvordan borgerne inddrages i denne strategi."),
        ("none", "Borgerne inddrages ikke i denne strategi."),
        ("dialogue", "Borgerne inddrages gennem dialog."),
        ("co_creation", "Borgerne inddrages gennem samskabelse."),
    ],
)
def test_page_says_how_far_citizens_are_involved(client, strategy, degree, said):
    if degree:
        CitizenInvolvement.objects.create(strategy=strategy, degree=degree, promise="Alle får svar.")

    page = client.get(URL).text

    assert (said in page, "Alle får svar." in page) == (True, degree is not None)


def test_activities_with_citizens_are_not_denied(client, strategy):
    Activity.objects.create(strategy=strategy, kind="workshop", starts="2023-05-03")

    page = client.get(URL).text

    assert "Det er ikke oplyst, hvordan borgerne inddrages" not in page
    assert "Aktiviteterne med borgerne står ovenfor." in page


def test_degree_is_stated_and_corrected(client_of, administration, strategy):
    page = client_of(administration)

    refused = page.post(f"{URL}borgerne/", {"degree": "alle"})
    page.post(f"{URL}borgerne/", {"degree": "information", "promise": "Vi fortæller."})
    page.post(f"{URL}borgerne/", {"degree": "dialogue", "promise": "Vi taler sammen.", "version": 1})

    assert list(refused.context["form"].errors) == ["degree"]
    row = CitizenInvolvement.objects.get()
    assert (row.degree, row.version, row.history.count()) == ("dialogue", 2, 2)


def test_what_took_part_and_what_it_changed_is_on_the_page(client, client_of, administration, strategy):
    client_of(administration).post(
        f"{URL}aktiviteter/ny/",
        {"kind": "workshop", "starts": "3. maj 2023", "participants": "1", "outcome": "Flere vilde hjørner."},
    )

    page = client.get(URL).text
    assert ("1 deltog" in page, "Hvad det ændrede: Flere vilde hjørner." in page) == (True, True)


@pytest.mark.parametrize("participants", ["-1", "mange", "1,5", "9" * 30])
def test_nonsense_for_a_number_is_refused_at_the_field(client_of, administration, strategy, participants):
    response = client_of(administration).post(
        f"{URL}aktiviteter/ny/", {"kind": "workshop", "participants": participants}
    )

    assert (list(response.context["form"].errors), Activity.objects.count()) == (["participants"], 0)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"starts": "2023-05-03"}, "For 1 aktivitet er det ikke oplyst, hvad den ændrede."),
        ({"starts": "2023-05-03", "outcome": "Intet."}, ""),
        ({"starts": "2023-09-03"}, ""),  # it has not been held
        ({"starts": "2023-summer"}, ""),  # nor is that known to be over
        ({"starts": "2023-05-03", "kind": "draft"}, ""),
    ],
)
def test_what_is_over_without_a_result_is_counted(strategy, fields, said):
    activity = Activity.objects.create(strategy=strategy, **{"kind": "workshop", **fields})
    activity.refresh_from_db()

    assert citizens_part(strategy, [activity], TODAY).without_result == said
