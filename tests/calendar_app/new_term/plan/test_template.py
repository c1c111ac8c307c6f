"""A template of a plan as a file: the one that comes with the house, and what is wrong with one's own."""

import pytest

from calendar_app.new_term.plan.template import built_in_text, read_template
from calendar_app.plan_file.problems import PlanRefused

START = """
title = "Plan"
[tracks.vision]
kind = "vision"
title = "Vision"
lead_actor = "Byrådet"
[tracks.vision.meetings.seminar]
kind = "seminar"
"""


def faults(text):
    with pytest.raises(PlanRefused) as refused:
        read_template(text if isinstance(text, bytes) else text.encode())
    return [str(problem) for problem in refused.value.problems]


def test_own_template_goes_from_the_top_down():
    template = read_template(built_in_text().encode())

    assert [(track.kind, track.after) for track in template.tracks] == [
        ("vision", ""),
        ("policies", "vision"),
        ("strategies", "politikker"),
    ]
    assert {meeting.kind for meeting in template.meetings} == {"seminar", "theme", "council", "committee"}
    assert template.in_order[0].key == "seminar-opstart"


def test_what_is_left_out_has_its_usual_value():
    [meeting] = read_template(START.encode()).meetings

    assert (meeting.of, meeting.anchor, meeting.weeks, meeting.days) == ("council", "term", 0, 1)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "title: Mangler."),
        ('title = "P"', "tracks: Skabelonen har ingen spor."),
        ('title = ""\n' + START.split("\n", 2)[2], "title: Er tom."),
        (START + "uger = 3", "tracks.vision.meetings.seminar.uger: Nøglen kendes ikke her."),
        (START + "weks = 3", "Mente du ”weeks”?"),
        (START + 'weeks = "tre"', "tracks.vision.meetings.seminar.weeks: Skal være et helt tal fra -260 til 260."),
        (START + "weeks = true", "weeks: Skal være et helt tal"),
        (START + "weeks = 9999", "weeks: Skal være et helt tal"),
        (START + "weekday = 7", "weekday: Skal være et helt tal fra 1 til 5."),
        (START + 'from = "findes-ikke"', "tracks.vision.meetings.seminar.from: ”findes-ikke” findes ikke."),
        (START + 'from = "seminar"', "ring"),
        (START + 'of = "alle"', "of: Skal være en af"),
        (START + 'of = ["council"]', "of: Skal være en af"),
        (START + 'start_time = "25.00"', "start_time: "),
        (START.replace('"seminar"', '"fest"'), "tracks.vision.meetings.seminar.kind: Skal være en af"),
        (START.replace('kind = "seminar"', 'kind = "committee"'), "of: Skal være ”committees”"),
        (START.replace('kind = "vision"\n', ""), "tracks.vision.kind: Mangler."),
        (
            START.replace('"Byrådet"', '"Byrådet"\nafter = "strategier"'),
            "vision.after: ”strategier” findes ikke.",
        ),
        (START + '[tracks.b]\nkind = "vision"\ntitle = "B"\nlead_actor = "B"', "allerede et spor"),
        (START + '[tracks.vision.work_periods.a]\ntitle = "A"\nuntil = "x"', "work_periods.until: ”x” findes ikke."),
        ("tracks = 3\n" + 'title = "P"', "tracks: Skal være en tabel"),
        (START + "[tracks.vision.meetings.Ø]", ""),
        ("title = ", "kan ikke læses som TOML"),
        ("title = 1\ntitle = 2", "Nøglen står to gange"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"PK\x03\x04\x00\x00", ""),
        ("[" * 5000, ""),
    ],
)
def test_each_fault_is_told_with_its_place(text, fault):
    assert any(fault in told for told in faults(text)), faults(text)


def test_all_faults_are_told_at_once():
    told = faults(START + 'weeks = "a"\nweekday = 9\nfrom = "x"')

    assert len(told) == 3


def test_rings_of_meetings_and_tracks_are_told():
    text = START + 'from = "b"\n[tracks.vision.meetings.b]\nkind = "theme"\nfrom = "seminar"'

    assert sum("ring" in told for told in faults(text)) == 2
