"""Bodies in a plan file: names with their days, a life, and successors; files of before are still read."""

from datetime import date

import pytest

from calendar_app.models import LoadedFact
from ishoj_process.models import Body, Meeting, Succession
from ishoj_process.models.names import FormerName

from .texts import PLAN, with_line

pytestmark = pytest.mark.django_db
HEIR = '[bodies.arving]\nname = "Arvingen"\nkind = "standing"\n\n'


def with_heir(line):
    return HEIR + with_line("bodies.udvalg", line)


def test_names_and_days_of_a_body(plan_file):
    names = 'former_names = [{ name = "Det gamle", abbreviation = "DG", last_day = 2023-12-31 }]'
    plan_file.load(with_line("bodies.udvalg", f"{names}\nbegins = 2018-01-01\nends = 2025-12-31"))

    body = Body.objects.get(slug="udvalg")
    assert body.former_names == (FormerName("Det gamle", "DG", date(2023, 12, 31)),)
    assert (body.begins, body.ends) == (date(2018, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    "names", ['"x"', '["x"]', '[{ name = "x" }]', '[{ name = "x", last_day = "i går" }]', "[{ last_day = 2023-12-31 }]"]
)
def test_what_are_no_names_is_refused(plan_file, names):
    [problem] = plan_file.problems(with_line("bodies.udvalg", f"former_names = {names}"))

    assert problem.startswith("bodies.udvalg.former_names: Skal være en liste af")


def test_names_that_cannot_have_been_are_refused(plan_file):
    names = '[{ name = "A", last_day = 2023-12-31 }, { name = "B", last_day = 2023-12-31 }]'

    assert plan_file.problems(with_line("bodies.udvalg", f"former_names = {names}")) == [
        "bodies.udvalg.former_names: Hvert tidligere navn skal ophøre efter det, der står før det."
    ]


def test_successor_from_a_day(plan_file):
    plan_file.load(with_heir("") + '\n[bodies.udvalg.successions.arving]\nheir = "arving"\non = 2026-01-01\n')

    [row] = Succession.objects.all()
    assert (row.body.slug, row.heir.slug, row.on) == ("udvalg", "arving", date(2026, 1, 1))


def test_successor_of_an_older_file_is_one_without_a_day(plan_file):
    plan_file.load(with_heir('successor = "arving"'))

    assert list(Succession.objects.values_list("body__slug", "heir__slug", "on")) == [("udvalg", "arving", None)]
    plan_file.load(with_heir('successor = "arving"'))
    assert Succession.objects.count() == 1


def test_successor_that_was_carried_over_from_an_earlier_release_is_known(plan_file):
    plan_file.load(with_heir('successor = "arving"'))
    LoadedFact.objects.filter(model="ishoj_process.Succession").delete()

    plan_file.load(with_heir('successor = "arving"'))
    assert Succession.objects.count() == 1


def test_ring_of_successors_is_refused(plan_file):
    text = with_heir('successor = "arving"') + '\n[bodies.arving.successions.udvalg]\nheir = "udvalg"\n'

    assert plan_file.problems(text) == ["bodies.udvalg.successor: Udvalgene kan ikke afløse hinanden i ring."]


def test_partners_of_a_meeting(plan_file):
    plan_file.load(with_line("meetings.tema", 'partners = "Høje-Taastrup Kommune"'))

    assert Meeting.objects.get(kind="theme").partner_names == ["Høje-Taastrup Kommune"]


def test_two_bodies_of_one_name_on_the_same_day_are_refused(plan_file):
    text = PLAN + '\n[bodies.andet]\nname = "Udvalget"\nkind = "standing"\n'

    assert plan_file.problems(text) == ["bodies.andet.name: Der er et andet udvalg med dette navn: udvalg."]
