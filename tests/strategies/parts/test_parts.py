"""The parts of a strategy: milestones and concrete solutions, on its page, in its document and through time."""

from datetime import date

import pytest

from ishoj_process.editing.acts import Refused
from ishoj_process.models import Strategy
from strategies.models import ConcreteSolution, Milestone
from strategies.parts.acts import remove_part

DETAIL = "/strategier/biodiversitetsstrategi/"
TOKEN = "0b8f4f0e-55d1-4d52-8f0e-7d94a4a7f1aa"


@pytest.fixture
def browser(client_of, administration):
    return client_of(administration)


def words_of(response):
    return " ".join(response.content.decode().split())


def test_milestone_is_entered_as_roughly_as_it_is_planned(browser, client, strategy):
    browser.post(f"{DETAIL}milepaele/ny/", {"title": "Udkast til udvalget", "due": "efterår 2023", "token": TOKEN})

    assert str(Milestone.objects.get().due) == "efterår 2023"
    assert "<strong>Udkast til udvalget</strong>, efterår 2023" in words_of(client.get(DETAIL))


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"title": "", "due": "2023"}, {"title": ["Skriv, hvad milepælen er."]}),
        ({"title": " \u200b", "due": "2023"}, {"title": ["Skriv, hvad milepælen er."]}),
        ({"title": "Udkast", "due": ""}, {"due": ["Skriv, hvornår den skal være nået."]}),
        (
            {"title": "Udkast", "due": "i morgen"},
            {"due": ["Skriv en dag (20-06-2023), en måned (juni 2023), en årstid (forår 2023) eller et år (2023)."]},
        ),
        (
            {"title": "Udkast", "due": "2023", "reached_on": "15-08-2023"},
            {"reached_on": ["Dagen er ikke kommet endnu."]},
        ),
    ],
)
def test_milestone_that_cannot_be_is_refused_at_its_field(browser, strategy, typed, errors):
    response = browser.post(f"{DETAIL}milepaele/ny/", {**typed, "token": TOKEN})

    assert response.context["form"].errors == errors
    assert Milestone.objects.count() == 0


def test_milestone_is_reached_by_one_click_and_keeps_its_day(browser, strategy):
    milestone = strategy.milestones.create(title="Udkast", due="2023-09-01")
    for _click in range(2):
        browser.post(f"{DETAIL}milepaele/{milestone.pk}/naaet/")

    milestone.refresh_from_db()
    assert (milestone.reached_on, milestone.version) == (date(2023, 8, 14), 2)
    assert "Nået den 14. august 2023" in words_of(browser.get(DETAIL))


def test_milestone_of_another_strategy_is_absent(browser, strategy, make_strategies):
    other = make_strategies(1)[0].milestones.get()

    assert browser.post(f"{DETAIL}milepaele/{other.pk}/naaet/").status_code == 404
    assert browser.get(f"{DETAIL}milepaele/{other.pk}/").status_code == 404


def test_solutions_stand_under_whom_they_are_for(browser, strategy):
    typed = {"title": "Vilde bede", "audience": "associations", "target_group": "haveforeninger", "position": "0"}
    browser.post(f"{DETAIL}loesninger/ny/", {**typed, "token": TOKEN})
    strategy.solutions.create(title="Frøposer", audience="citizens")

    groups = browser.get(DETAIL).context["solution_groups"]

    assert [(str(label), [str(row) for row in rows]) for label, rows in groups] == [
        ("borgere", ["Frøposer"]),
        ("foreninger", ["Vilde bede"]),
    ]
    assert '<strong>Vilde bede</strong> <span class="muted">(haveforeninger)</span>' in words_of(browser.get(DETAIL))


def test_solutions_of_an_adopted_strategy_stand_fast(browser, strategy):
    solution = strategy.solutions.create(title="Frøposer", audience="citizens")
    strategy.status = "adopted"
    strategy.save()
    url = f"{DETAIL}loesninger/{solution.pk}/"

    changed = browser.post(url, {"title": "Træer", "audience": "citizens", "position": "0", "version": "1"})
    removed = browser.post(f"{url}fjern/", {"version": "1"}, follow=True)
    added = browser.post(f"{DETAIL}loesninger/ny/", {"title": "Ny", "audience": "citizens", "position": "0"})

    why = "Løsningerne blev vedtaget sammen med strategien. De ændres med en ny strategi, der afløser den."
    assert (changed.status_code, changed.context["form"].non_field_errors()) == (200, [why])
    assert [str(message) for message in removed.context["messages"]] == [why]
    assert (added.status_code, added.context["form"].non_field_errors()) == (200, [why])
    assert [str(row) for row in ConcreteSolution.objects.all()] == ["Frøposer"]
    assert f"{url}fjern/" not in words_of(browser.get(DETAIL))


def test_milestones_go_on_after_adoption(browser, strategy):
    strategy.status = "adopted"
    strategy.save()

    browser.post(f"{DETAIL}milepaele/ny/", {"title": "Evaluering", "due": "2025", "token": TOKEN})

    assert str(Milestone.objects.get()) == "Evaluering"


def test_parts_keep_their_versions(browser, strategy):
    milestone = strategy.milestones.create(title="Udkast", due="2023-09-01")
    browser.post(f"{DETAIL}milepaele/{milestone.pk}/", {"title": "Høringsudkast", "due": "01-09-2023", "version": "1"})

    page = words_of(browser.get(f"{DETAIL}milepaele/{milestone.pk}/versioner/"))

    assert ("<del>" in page, "Høringsudkast" in page) == (True, True)


def test_solution_stays_when_the_strategy_was_adopted_meanwhile(strategy, administration):
    solution = ConcreteSolution.objects.create(strategy=strategy, title="Lån en cykel", audience="citizens")
    seen = ConcreteSolution.objects.select_related("strategy").get()
    Strategy.objects.filter(pk=strategy.pk).update(status="adopted")

    with pytest.raises(Refused):
        remove_part(row=seen, seen_version=1, by=administration)

    assert ConcreteSolution.objects.get() == solution
