"""What stands on the timeline: tracks, lanes and entries, each as exactly as its source says, for each reader."""

from datetime import date, time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from calendar_app.timeline.build import build_timeline
from calendar_app.timeline.entries import Shape
from calendar_app.timeline.period import Period
from calendar_app.timeline.plans import current_plan
from ishoj_process.models import Meeting, Strategy, Succession, Track
from strategies.models import Activity

from .rows import make_plan, make_work, track_of

TODAY = date(2023, 8, 14)
PERIOD = Period(date(2023, 4, 1), date(2023, 12, 31))
Kind = Activity.Kind


@pytest.fixture
def plan(term, vision):
    return make_plan(term, vision)


@pytest.fixture
def build(plan):
    def build(period=PERIOD, user=None):
        return build_timeline(plan=current_plan(TODAY), period=period, user=user or AnonymousUser(), today=TODAY)

    return build


def lanes_of(timeline):
    return {lane.title: [entry.label for entry in lane.entries] for lane in timeline.lanes}


def entries_of(timeline, title):
    return next(lane.entries for lane in timeline.lanes if lane.title == title)


def test_tracks_are_named_as_the_plan_names_them_with_their_lead_actors(build):
    assert [(track.title, track.lead_actor) for track in build().tracks] == [
        ("1. Vision 2035", "Byrådet"),
        ("2. Strategier", "Fagudvalg, inkl. ØPU"),
    ]


def test_committees_without_dates_keep_a_lane_and_nothing_is_drawn_in_it(build, committee, other_committee):
    timeline = build()

    assert lanes_of(timeline)["Kultur- og Fritidsudvalget"] == []
    assert [lane.title for lane in timeline.empty_lanes] == ["Klima- og Miljøudvalget", "Kultur- og Fritidsudvalget"]


def test_meetings_lie_on_their_track_and_with_their_bodies(build, plan, make_meeting, council, committee):
    make_meeting(council, title="Temamøde 1", track=track_of(plan, Track.Kind.VISION))
    make_meeting(council, title="Seminaret", kind=Meeting.Kind.SEMINAR, start_date=date(2023, 5, 8))
    make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=date(2023, 9, 5))
    make_meeting(committee, kind=Meeting.Kind.COMMITTEE, start_date=date(2023, 6, 20))

    assert lanes_of(build()) == {
        "Byrådet": ["Seminaret", "Temamøde 1"],
        "Byrådsmøder": ["Byrådsmøde"],
        "Fagudvalg, inkl. ØPU": [],
        "Kultur- og Fritidsudvalget": ["Udvalgsmøde"],
    }


def test_seminar_before_the_plan_appears_when_the_period_is_widened_back(build, plan, make_meeting, council):
    make_meeting(council, title="Byrådsseminar", kind="seminar", start_date=date(2023, 3, 8), end_date=date(2023, 3, 9))

    assert lanes_of(build())["Byrådet"] == []
    assert lanes_of(build(PERIOD.moved(start=-1)))["Byrådet"] == ["Byrådsseminar"]


def test_meeting_says_day_and_hour_as_known(build, plan, make_meeting, council):
    later = make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=date(2023, 9, 5))
    make_meeting(council, title="Temamøde 1", start_time=time(17), end_time=time(19))
    make_meeting(council, title="Temamøde 2", start_date=date(2023, 9, 5), before=later)

    entries = entries_of(build(), "Byrådet")

    assert [(entry.short_when, entry.note) for entry in entries] == [
        ("21. august kl. 17.00–19.00", "planlagt"),
        ("5. september inden byrådsmødet samme dag", "planlagt"),
    ]


def test_cancelled_meeting_is_shown_as_such(build, plan, make_meeting, committee):
    make_meeting(committee, kind=Meeting.Kind.COMMITTEE, state=Meeting.State.CANCELLED)

    [entry] = entries_of(build(), "Kultur- og Fritidsudvalget")

    assert (entry.shape, entry.note) == (Shape.CANCELLED, "aflyst")


@pytest.mark.parametrize(
    ("fields", "shape", "when"),
    [
        (
            {"kind": Kind.SURVEY, "starts": "2023-04-23", "ends": "2023-05-21"},
            Shape.BAR,
            "23. april – 21. maj 2023",
        ),
        ({"kind": Kind.CONSULTATION, "starts": "2023-spring", "weeks": 8}, Shape.ROUGH, "8 uger, forår 2023"),
        ({"kind": Kind.CONSULTATION, "starts": "2023-09-11"}, Shape.OPEN_END, "fra den 11. september 2023"),
        ({"kind": Kind.APPROVAL, "starts": "2023-06"}, Shape.ROUGH, "juni 2023"),
        ({"kind": Kind.START, "starts": "2023-09-06"}, Shape.DAY, "6. september 2023"),
    ],
)
def test_activity_is_drawn_as_exactly_as_its_source_says(build, strategy, fields, shape, when):
    Activity.objects.create(strategy=strategy, **fields)

    [entry] = entries_of(build(), "Klima- og Miljøudvalget")

    assert (entry.shape, entry.when) == (shape, when)


def test_activity_without_a_date_is_not_drawn(build, strategy):
    Activity.objects.create(strategy=strategy, kind=Kind.CONSULTATION)

    assert entries_of(build(), "Klima- og Miljøudvalget") == []


def test_unconfirmed_activity_says_so(build, strategy):
    Activity.objects.create(
        strategy=strategy, kind=Kind.SURVEY, title="Undersøgelse", starts="2023-05", is_unconfirmed=True
    )

    [entry] = entries_of(build(), "Klima- og Miljøudvalget")

    assert entry.sentence == "Biodiversitetsstrategi: Undersøgelse, maj 2023, ubekræftet"


def test_strategies_without_an_owner_have_a_lane_of_their_own(build, strategy):
    Strategy.objects.update(owner=None)
    Activity.objects.create(strategy=strategy, kind=Kind.CONSULTATION, title="Høring", starts="2023-09-11")

    assert lanes_of(build())["Ingen ejer oplyst"] == ["Biodiversitetsstrategi: Høring"]


def test_adoption_is_a_mark(build, strategy):
    Strategy.objects.update(status="adopted", adopted_on="2023-06-20")

    [entry] = entries_of(build(), "Klima- og Miljøudvalget")

    assert (entry.shape, entry.first, entry.label) == (
        Shape.ADOPTION,
        date(2023, 6, 20),
        "Biodiversitetsstrategi: vedtaget",
    )


def test_body_that_was_succeeded_is_shown_only_with_dates(build, strategy, committee, other_committee):
    Succession.objects.create(body=other_committee, heir=committee)
    assert [lane.title for lane in build().tracks[1].lanes] == ["Fagudvalg, inkl. ØPU", "Kultur- og Fritidsudvalget"]

    Activity.objects.create(strategy=strategy, kind=Kind.SURVEY, title="Undersøgelse", starts="2023-05")
    assert lanes_of(build())["Klima- og Miljøudvalget"] == ["Biodiversitetsstrategi: Undersøgelse"]


def test_lanes_are_those_of_the_nearest_day_of_the_period(build, committee, other_committee):
    def titles():
        return [lane.title for lane in build().tracks[1].lanes[1:]]

    Succession.objects.create(body=other_committee, heir=committee, on=TODAY + timedelta(days=1))
    assert titles() == ["Klima- og Miljøudvalget", "Kultur- og Fritidsudvalget"]
    Succession.objects.update(on=TODAY)
    assert titles() == ["Kultur- og Fritidsudvalget"]


def test_working_period_lies_between_its_meetings(build, plan, make_meeting, council):
    first = make_meeting(council, title="Temamøde 2", start_date=date(2023, 9, 5))
    last = make_meeting(council, title="Seminaret", start_date=date(2023, 10, 31))
    make_work(plan, after=first, until=last, actor="Administrationen")

    entry = next(entry for entry in entries_of(build(), "Byrådet") if not entry.url)

    assert (entry.shape, entry.first, entry.last, entry.note) == (
        Shape.BAR,
        date(2023, 9, 5),
        date(2023, 10, 31),
        "Administrationen",
    )


def test_working_period_without_a_beginning_is_open_at_that_end(build, plan, theme_meeting):
    make_work(plan, title="Debatoplæg", until=theme_meeting)

    entry = next(entry for entry in entries_of(build(), "Byrådet") if not entry.url)

    assert (entry.shape, entry.first, entry.last) == (Shape.OPEN_START, date(2023, 8, 21), date(2023, 8, 21))


def test_working_period_between_meetings_that_were_moved_past_each_other_does_not_run_backwards(
    build, plan, make_meeting, council
):
    first = make_meeting(council, title="A", start_date=date(2023, 11, 1))
    last = make_meeting(council, title="B", start_date=date(2023, 9, 5))
    make_work(plan, after=first, until=last)

    entry = next(entry for entry in entries_of(build(), "Byrådet") if not entry.url)

    assert (entry.first, entry.last) == (date(2023, 11, 1), date(2023, 11, 1))


def test_working_period_without_days_is_not_drawn(build, plan):
    make_work(plan)

    assert lanes_of(build())["Byrådet"] == []


def test_what_is_not_public_is_on_the_staff_timeline_alone(
    build, plan, make_meeting, council, strategy, administration
):
    hidden = make_meeting(council, title="Lukket seminar", is_published=False)
    make_work(plan, title="Forberedelse", until=hidden)
    Strategy.objects.update(is_published=False)
    Activity.objects.create(strategy=strategy, kind=Kind.SURVEY, title="Undersøgelse", starts="2023-05")

    public, staff = build(), build(user=administration)

    assert [entry.label for lane in public.lanes for entry in lane.entries] == []
    assert sorted(entry.label for lane in staff.lanes for entry in lane.entries) == [
        "Biodiversitetsstrategi: Undersøgelse",
        "Forberedelse",
        "Lukket seminar",
    ]


def test_table_is_the_memos_with_a_row_for_each_track_and_one_for_each_committee_with_dates(
    build, plan, make_meeting, council, committee, other_committee
):
    make_meeting(council, title="Temamøde 1")
    make_meeting(committee, kind=Meeting.Kind.COMMITTEE, start_date=date(2023, 5, 8))

    table = build().table

    assert [(row["track"].title, row["lane"].title) for row in table] == [
        ("1. Vision 2035", "Byrådet"),
        ("2. Strategier", "Fagudvalg, inkl. ØPU"),
        ("2. Strategier", "Kultur- og Fritidsudvalget"),
    ]
    assert [[len(cell) for cell in row["cells"]] for row in table] == [[0, 1, 0], [0, 0, 0], [1, 0, 0]]


def test_what_spans_two_quarters_stands_in_both_cells_and_once_in_the_list(build, strategy):
    Activity.objects.create(strategy=strategy, kind=Kind.CONSULTATION, starts="2023-06-01", ends="2023-08-01")

    timeline = build()

    assert [len(cell) for cell in timeline.table[-1]["cells"]] == [1, 1, 0]
    assert [len(group.rows) for group in timeline.by_quarter] == [1, 0, 0]


def test_what_began_before_the_period_stands_in_the_lists_first_quarter(build, strategy):
    Activity.objects.create(strategy=strategy, kind=Kind.CONSULTATION, starts="2023-01-01", ends="2023-08-01")

    assert [len(group.rows) for group in build().by_quarter] == [1, 0, 0]


def test_without_a_plan_meetings_and_strategies_still_stand(make_meeting, council, committee):
    make_meeting(council, title="Temamøde 1")

    timeline = build_timeline(plan=None, period=PERIOD, user=AnonymousUser(), today=TODAY)

    assert [(track.title, track.lead_actor) for track in timeline.tracks] == [
        ("Vision", "Byrådet"),
        ("Strategier", "Udvalgene"),
    ]
    assert lanes_of(timeline)["Byrådet"] == ["Temamøde 1"]


@pytest.mark.parametrize(
    ("fields", "when", "note"),
    [
        ({"due": "2023-autumn"}, "efterår 2023", ""),
        ({"due": "2023-06-01", "reached_on": date(2023, 6, 20)}, "1. juni 2023", "nået den 20. juni 2023"),
    ],
)
def test_milestone_is_a_mark_as_roughly_as_it_is_planned(build, strategy, fields, when, note):
    milestone = strategy.milestones.create(title="Udkast", **fields)

    [entry] = entries_of(build(), "Klima- og Miljøudvalget")

    assert (entry.shape, entry.label, entry.when, entry.note, entry.url) == (
        Shape.MILESTONE,
        "Biodiversitetsstrategi: Udkast",
        when,
        note,
        f"/strategier/biodiversitetsstrategi/#milepael-{milestone.pk}",
    )


def test_early_involvement_is_drawn_for_the_council_and_the_staff(build, strategy, committee, member):
    strategy.early_involvements.create(kind="orientation", body=committee, on=date(2023, 9, 7))

    assert entries_of(build(), "Klima- og Miljøudvalget") == []
    (entry,) = entries_of(build(user=member), "Klima- og Miljøudvalget")
    assert (entry.shape, entry.label, entry.when) == (
        Shape.DAY,
        "Biodiversitetsstrategi: orientering, Kultur- og Fritidsudvalget",
        "7. september 2023",
    )
