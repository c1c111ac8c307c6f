"""A plan file whose entries do not fit together is refused as a whole, with the key's path and the reason in Danish."""

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import gettext as _

from calendar_app.models import LoadedFact
from ishoj_process.models import Body, Meeting, PublicStamp

from .texts import added, with_line, without_line

pytestmark = pytest.mark.django_db


FAULTY_TOGETHER = {
    "reference to nothing": (
        with_line("strategies.strategi", 'owner = "udvalget"'),
        "strategies.strategi.owner",
        "Der er ingen ”udvalget” under bodies i filen. Mente du ”udvalg”?",
    ),
    "reference to nothing, that is set late": (
        with_line("visions.vision", 'adopted_at_item = "seminar.x"'),
        "visions.vision.adopted_at_item",
        "Der er ingen ”seminar.x” under agenda i filen.",
    ),
    "reference to another kind": (
        with_line("meetings.tema", 'bodies = ["vision"]'),
        "meetings.tema.bodies",
        "Der er ingen ”vision” under bodies i filen.",
    ),
    "reference that is no text": (
        with_line("strategies.strategi", "owner = 1"),
        "strategies.strategi.owner",
        "Skal være en anden posts nøgle i anførselstegn.",
    ),
    "rough end before its start": (
        with_line("strategies.strategi.activities.hoering", 'ends = "2023-02"'),
        "strategies.strategi.activities.hoering.ends",
        "Slutter, før det begynder.",
    ),
    "work until a meeting before the one that it comes after": (
        with_line("plans.plan.tracks.vision.work_periods.arbejde", 'until = "tema"').replace(
            'after = "tema"', 'after = "seminar"'
        ),
        "plans.plan.tracks.vision.work_periods.arbejde.until",
        "Mødet holdes før det møde, som arbejdet kommer efter.",
    ),
    "meeting before itself": (
        with_line("meetings.tema", 'before = "tema"'),
        "meetings.tema.before",
        "Henviser til sig selv.",
    ),
    "body that succeeds itself": (
        with_line("bodies.udvalg", 'successor = "udvalg"'),
        "bodies.udvalg.successor",
        "Et udvalg kan ikke være sin egen efterfølger.",
    ),
    "meetings in a ring": (
        with_line("meetings.raadsmoede", 'before = "tema"'),
        "meetings.tema.before",
        "Henvisningerne går i ring: meetings.tema → meetings.raadsmoede → meetings.tema.",
    ),
    "meeting before one of another day": (
        with_line("meetings.tema", "start_date = 2023-09-04"),
        "meetings.tema.before",
        "De to møder skal holdes samme dag.",
    ),
    "item on a day outside of the meeting": (
        with_line("meetings.tema.agenda.spoergsmaal", "day = 2023-09-06"),
        "meetings.tema.agenda.spoergsmaal.day",
        _("The day lies outside of the meeting."),
    ),
    "meeting convened by a proposal": (
        with_line("meetings.tema", 'state = "convened"'),
        "meetings.tema.state",
        "Et møde i en foreslået plan er planlagt, ikke indkaldt.",
    ),
}

# What a model itself refuses, in the words that a form would use.
REFUSED_BY_MODELS = {
    "term that ends before it starts": (
        with_line("terms.periode", "ends = 2021-12-31"),
        "terms.periode",
        "The term must end after it starts.",
    ),
    "meeting that ends on a day before it starts": (
        with_line("meetings.seminar", "end_date = 2023-10-30"),
        "meetings.seminar",
        "The last day cannot lie before the first.",
    ),
    "meeting that ends at an hour before it starts": (
        with_line("meetings.tema", 'start_time = "17.00"\nend_time = "16.00"'),
        "meetings.tema",
        "The meeting must end after it starts.",
    ),
    "meeting that ends without a start": (
        with_line("meetings.tema", 'end_time = "16.00"'),
        "meetings.tema",
        "State when the meeting starts before you state when it ends.",
    ),
    "plan that ends before it starts": (
        with_line("plans.plan", "ends = 2023-03-01"),
        "plans.plan",
        "The plan must end after it starts.",
    ),
    "plan adopted nowhere": (
        with_line("plans.plan", 'state = "adopted"'),
        "plans.plan",
        "An adopted plan was adopted at a meeting, and a proposed one was not.",
    ),
    "closed item without a public title": (
        with_line("meetings.tema.agenda.spoergsmaal", "is_closed = true"),
        "meetings.tema.agenda.spoergsmaal",
        "A closed item needs a title that may be shown to the public.",
    ),
    "two documents with one address": (
        added('[strategies.anden]\ntitle = "Anden"\nslug = "strategi"'),
        "strategies.anden",
        "This address is already used by another document.",
    ),
    "adoption date of what is not adopted": (
        with_line("strategies.strategi", 'adopted_on = "2023"'),
        "strategies.strategi",
        "Only an adopted document has a date of adoption.",
    ),
    "alignment of nothing": (
        without_line("alignments.strategi-linje", "strategy"),
        "alignments.strategi-linje",
        "Choose either a main policy or a strategy.",
    ),
    "item that treats nothing": (
        with_line("meetings.tema.agenda.spoergsmaal", "treatments.vision = {}"),
        "meetings.tema.agenda.spoergsmaal.treatments.vision",
        "Choose exactly one document.",
    ),
    "two tracks of one kind": (
        added('[plans.plan.tracks.to]\nkind = "vision"\ntitle = "To"\nlead_actor = "Rådet"'),
        "plans.plan.tracks.to",
        "The plan already has a track of this kind.",
    ),
}


def of_one_fault(faults):
    return pytest.mark.parametrize(("text", "path", "reason"), faults.values(), ids=faults)


@of_one_fault(FAULTY_TOGETHER)
def test_plan_with_one_fault_is_refused_with_path_and_reason(plan_file, text, path, reason):
    assert plan_file.problems(text) == [f"{path}: {reason}"]


@of_one_fault(REFUSED_BY_MODELS)
def test_plan_that_a_model_refuses_is_refused_in_the_same_words(plan_file, text, path, reason):
    assert plan_file.problems(text) == [f"{path}: {_(reason)}"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (with_line("party_groups", 'b = { letter = "A", name = "Den anden" }'), "party_groups.a.letter"),
        (with_line("bodies.udvalg", 'slug = "raad"'), "bodies.udvalg.slug"),
        (with_line("bodies.udvalg", 'name = "Rådet"'), "bodies.udvalg.name"),
        (with_line("bodies.udvalg", 'source_url = "referat.pdf"'), "bodies.udvalg.source_url"),
        (with_line("bodies.udvalg", 'slug = "å"'), "bodies.udvalg.slug"),
        (with_line("terms.periode", "council_size = -1"), "terms.periode.council_size"),
        (with_line("meetings.seminar", "planned_minutes = 9999"), "meetings.seminar.planned_minutes"),
    ],
)
def test_fault_that_django_words_is_named_by_its_key(plan_file, text, path):
    assert [problem.split(": ")[0] for problem in plan_file.problems(text)] == [path]


def test_number_twice_on_an_agenda_is_refused_at_both(plan_file):
    text = added('[meetings.tema.agenda.x]\ntitle = "X"\nnumber = 1')

    assert plan_file.problems(text) == [
        "meetings.tema.agenda.spoergsmaal.number: Dagsordenen har mere end ét punkt 1.",
        "meetings.tema.agenda.x.number: Dagsordenen har mere end ét punkt 1.",
    ]


def test_all_faults_are_named_at_once(plan_file):
    text = with_line("meetings.tema", 'before = "ingenting"')
    text = with_line("bodies.udvalg", 'navn = "Udvalget"', text)
    text = with_line("terms.periode", "ends = 2023-02-31", text)
    text = with_line("meetings.seminar", "end_date = 2023-10-30", text)

    assert plan_file.problems(text) == [
        "terms.periode.ends: Datoen 2023-02-31 findes ikke.",
        "bodies.udvalg.navn: Ukendt nøgle.",
        "meetings.tema.before: Der er ingen ”ingenting” under meetings i filen.",
        f"meetings.seminar: {_('The last day cannot lie before the first.')}",
    ]


def test_nothing_of_a_refused_plan_is_stored(plan_file):
    text = with_line("debate_papers.oplaeg.challenges.klima", 'raised_at = "ingenting"')

    plan_file.problems(text)

    assert (Body.objects.count(), Meeting.objects.count(), LoadedFact.objects.count()) == (0, 0, 0)
    assert PublicStamp.current() == 0


def test_nothing_of_a_refused_change_is_stored(plan_file):
    plan_file.load()
    stamp = PublicStamp.current()
    text = with_line("bodies.udvalg", 'name = "Et andet udvalg"')

    plan_file.problems(with_line("meetings.seminar", "end_date = 2023-10-30", text))

    assert Body.objects.get(slug="udvalg").name == "Udvalget"
    assert PublicStamp.current() == stamp


def test_meeting_moved_away_from_the_one_that_it_is_before_is_refused(plan_file):
    plan_file.load()

    problems = plan_file.problems(with_line("meetings.raadsmoede", "start_date = 2023-09-06"))

    assert problems == ["meetings.tema.before: De to møder skal holdes samme dag."]


def test_new_value_for_a_row_that_staff_hold_is_still_checked(plan_file):
    plan_file.load()
    meeting = Meeting.objects.get(kind="seminar")
    meeting.place = "Salen"
    meeting.save()

    problems = plan_file.problems(with_line("meetings.seminar", "end_date = 2023-10-30"))

    assert problems == [f"meetings.seminar: {_('The last day cannot lie before the first.')}"]


def test_command_tells_file_key_and_reason(plan_file):
    plan_file.write(with_line("bodies.udvalg", "name = 7"))

    with pytest.raises(CommandError) as refused:
        call_command("load_plan", plan_file.path)

    assert str(refused.value).splitlines() == [
        "Planen er afvist, og intet er gemt:",
        f"  {plan_file.path}: bodies.udvalg.name: Skal være tekst i anførselstegn.",
    ]


NIGHT = """
[meetings.nat]
kind = "council"
bodies = ["raad"]
"""
TWICE, NONE = "Klokkeslættet kommer to gange den nat", "Det klokkeslæt findes ikke den nat"


@pytest.mark.parametrize(
    ("lines", "path", "reason"),
    [
        ("start_date = 2023-10-29\nstart_time = 02:30:00", "start_time", TWICE),
        ('start_date = 2023-10-29\nstart_time = "02.00"', "start_time", TWICE),
        (
            "start_date = 2023-10-28\nend_date = 2023-10-29\nstart_time = 20:00:00\nend_time = 02:59:00",
            "end_time",
            TWICE,
        ),
        ("start_date = 2023-10-29\nstart_time = 01:00:00\nopen_part_time = 02:15:00", "open_part_time", TWICE),
        ("start_date = 2023-10-29\nstart_time = 01:00:00\nend_time = 02:15:00", "end_time", TWICE),
        ("start_date = 2023-03-26\nstart_time = 02:30:00", "start_time", NONE),
    ],
)
def test_hour_that_comes_twice_or_not_at_all_is_refused(plan_file, lines, path, reason):
    (problem,) = plan_file.problems(added(NIGHT + lines + "\n"))

    assert problem.startswith(f"meetings.nat.{path}: {reason}")


@pytest.mark.parametrize(
    "lines",
    [
        "start_date = 2023-10-29\nstart_time = 01:59:00\nend_time = 03:00:00",
        "start_date = 2023-10-28\nstart_time = 02:30:00",
        "start_date = 2023-03-26\nstart_time = 01:59:00\nend_time = 03:00:00",
    ],
)
def test_hours_beside_those_are_loaded(plan_file, lines):
    assert plan_file.problems(added(NIGHT + lines + "\n")) == []
