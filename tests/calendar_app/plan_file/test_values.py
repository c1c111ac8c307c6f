"""A value that cannot stand where it stands is refused, with the key's path and the reason in Danish."""

import pytest

from .texts import PLAN, added, with_line, without_line

pytestmark = pytest.mark.django_db

FAULTY_VALUES = {
    "unknown table": (added("[meeting.x]"), "meeting", "Ukendt tabel. Mente du ”meetings”?"),
    "unknown key": (
        with_line("meetings.tema", 'plcae = "Salen"'),
        "meetings.tema.plcae",
        "Ukendt nøgle. Mente du ”place”?",
    ),
    "unknown key like none": (with_line("plans.plan", "zzz = 1"), "plans.plan.zzz", "Ukendt nøgle."),
    "part that the table has not": (
        added("[strategies.strategi.agenda.x]"),
        "strategies.strategi.agenda",
        "Ukendt nøgle.",
    ),
    "key with capitals": (
        added('[bodies.Udvalg]\nname = "U"\nkind = "standing"'),
        "bodies.Udvalg",
        "En nøgle består af højst 80 små bogstaver a–z, cifre og bindestreger.",
    ),
    "entry that is no table": (
        PLAN.replace("[party_groups]\n", "[party_groups]\nx = 1\n"),
        "party_groups.x",
        "Skal være en tabel: [party_groups.x].",
    ),
    "list of entries": (
        PLAN.replace("[alignments.strategi-linje]", "[[alignments]]"),
        "alignments",
        "Hver post skal have sin egen nøgle: [alignments.en-noegle].",
    ),
    "number for text": (
        with_line("bodies.udvalg", "name = 7"),
        "bodies.udvalg.name",
        "Skal være tekst i anførselstegn.",
    ),
    "text for yes or no": (
        with_line("meetings.tema", 'is_held = "ja"'),
        "meetings.tema.is_held",
        "Skal være true eller false.",
    ),
    "yes for a number": (
        with_line("meetings.tema", "planned_minutes = true"),
        "meetings.tema.planned_minutes",
        "Skal være et helt tal.",
    ),
    "fraction for a number": (
        with_line("visions.vision", "horizon = 2035.0"),
        "visions.vision.horizon",
        "Skal være et helt tal.",
    ),
    "text for a list": (
        with_line("meetings.tema", 'bodies = "raad"'),
        "meetings.tema.bodies",
        "Skal være en liste af nøgler i kantede parenteser.",
    ),
    "same body twice": (
        with_line("meetings.tema", 'bodies = ["raad", "raad"]'),
        "meetings.tema.bodies",
        "Den samme nøgle står to gange.",
    ),
    "no body": (with_line("meetings.tema", "bodies = []"), "meetings.tema.bodies", "Mangler."),
    "word that is no choice": (
        with_line("plans.plan.tracks.vision", 'kind = "visioner"'),
        "plans.plan.tracks.vision.kind",
        "Skal være en af: vision, policies, strategies.",
    ),
    "too long": (
        with_line("meetings.tema", f'title = "{"x" * 201}"'),
        "meetings.tema.title",
        "Er længere end 200 tegn.",
    ),
    "control character": (
        with_line("meetings.tema", r'title = "Tema\u0000møde"'),
        "meetings.tema.title",
        "Indeholder et styretegn.",
    ),
    "missing": (without_line("plans.plan", "title"), "plans.plan.title", "Mangler."),
    "empty where there must be text": (with_line("plans.plan", 'title = " "'), "plans.plan.title", "Mangler."),
    "bare date that does not exist": (
        with_line("meetings.seminar", "start_date = 2023-02-30"),
        "meetings.seminar.start_date",
        "Datoen 2023-02-30 findes ikke.",
    ),
    "month that does not exist": (
        with_line("terms.periode", "ends = 2025-13-01"),
        "terms.periode.ends",
        "Datoen 2025-13-01 findes ikke.",
    ),
    "date and hour for a date": (
        with_line("terms.periode", "ends = 2025-12-31T10:00:00"),
        "terms.periode.ends",
        "Skal være en dato som 2023-08-21.",
    ),
    "year that no calendar counts on from": (
        with_line("meetings.seminar", "end_date = 9999-12-31"),
        "meetings.seminar.end_date",
        "Året skal ligge mellem 1900 og 2200.",
    ),
    "bare date for a rough one, in such a year": (
        with_line("main_policies.politik", "adopted_on = 0001-01-01"),
        "main_policies.politik.adopted_on",
        "”0001-01-01” er ikke en dato. Skriv som ”2023”, ”2023-06”, ”2023-06-20” eller ”2023-spring”.",
    ),
    "time that does not exist": (
        with_line("meetings.tema", 'start_time = "25.00"'),
        "meetings.tema.start_time",
        "Klokkeslættet 25.00 findes ikke.",
    ),
    "bare time that does not exist": (
        with_line("meetings.tema", "start_time = 24:10:00"),
        "meetings.tema.start_time",
        "Klokkeslættet 24:10:00 findes ikke.",
    ),
    "words for a time": (
        with_line("meetings.tema", 'start_time = "om aftenen"'),
        "meetings.tema.start_time",
        "Skal være et klokkeslæt som ”17.00”.",
    ),
    "rough date that does not exist": (
        with_line("main_policies.politik", 'adopted_on = "2018-13"'),
        "main_policies.politik.adopted_on",
        "”2018-13” er ikke en dato. Skriv som ”2023”, ”2023-06”, ”2023-06-20” eller ”2023-spring”.",
    ),
    "number for a rough date": (
        with_line("main_policies.politik", "adopted_on = 2018"),
        "main_policies.politik.adopted_on",
        "Skal være en dato som ”2023”, ”2023-06”, ”2023-06-20” eller ”2023-spring”.",
    ),
}


@pytest.mark.parametrize(("text", "path", "reason"), FAULTY_VALUES.values(), ids=FAULTY_VALUES)
def test_plan_with_a_faulty_value_is_refused_with_path_and_reason(plan_file, text, path, reason):
    assert plan_file.problems(text) == [f"{path}: {reason}"]
