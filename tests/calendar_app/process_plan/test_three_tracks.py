"""A plan of two tracks or three; one may wait for another: drawn, moving with it, warning and never refusing."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from lxml import html

from calendar_app.process_plan.bridge import bridges_of
from calendar_app.timeline.build import build_timeline
from calendar_app.timeline.entries import Shape
from calendar_app.timeline.period import own_period
from calendar_app.timeline.plans import current_plan
from ishoj_process.hierarchy.term_words import citizens_in_main_policies
from ishoj_process.models import MainPolicy, Track, Vision, WorkPeriod
from tests.calendar_app.timeline.rows import make_plan
from tests.conftest import TODAY
from vision.track.ties import ties_of
from vision.track.way import council_way

NOT_DECIDED = "Det er ikke besluttet, om borgerne inddrages i hovedpolitikkerne."


@pytest.fixture
def plan(term, vision):
    return make_plan(term, vision)


@pytest.fixture
def policies(plan):
    """The third track, which begins when the vision is adopted."""
    vision_track = plan.tracks.get(kind="vision")
    return Track.objects.create(
        plan=plan,
        kind="policies",
        title="Hovedpolitikker",
        lead_actor="Økonomiudvalget",
        after=vision_track,
        position=1,
    )


@pytest.fixture
def seminar(plan, make_meeting, council):
    return make_meeting(
        council, title="Visionsseminar", start_date=date(2023, 10, 5), track=plan.tracks.get(kind="vision")
    )


def tie(user):
    (found,) = ties_of(current_plan(TODAY), user, TODAY)
    return found


@pytest.fixture
def public(readers):
    return readers["public"]


def test_plan_of_two_tracks_has_no_tie_and_asks_nothing(plan, public, django_assert_num_queries):
    shown = current_plan(TODAY)
    with django_assert_num_queries(0):
        assert ties_of(shown, public, TODAY) == []


def test_track_waits_for_the_end_of_the_other_and_moves_with_it(policies, seminar, public):
    assert (tie(public).day, tie(public).warning) == (date(2023, 10, 5), "")
    seminar.start_date = seminar.end_date = date(2023, 11, 7)
    seminar.save()
    assert (tie(public).day, tie(public).words) == (date(2023, 11, 7), "Begynder, når visionen er vedtaget.")


def test_adoption_itself_goes_before_what_was_expected(policies, seminar, public, vision):
    Vision.objects.filter(pk=vision.pk).update(status="adopted", adopted_on="2023-06-20")

    assert (tie(public).is_adopted, tie(public).day, tie(public).when) == (True, date(2023, 6, 20), "20. juni 2023")
    assert tie(public).sentence == "Visionen blev vedtaget den 20. juni 2023, så sporet kan begynde."


def test_what_is_not_adopted_says_when_it_is_expected(policies, seminar, public):
    assert tie(public).sentence == "Begynder, når visionen er vedtaget. Forventet den 5. oktober 2023."


@pytest.mark.parametrize(
    ("first_day", "warning"),
    [
        (date(2023, 9, 1), "”Hovedpolitikker” begynder den 1. september 2023, før visionen er vedtaget."),
        (date(2023, 8, 1), "”Hovedpolitikker” begyndte den 1. august 2023, før visionen var vedtaget."),
        (date(2023, 10, 6), ""),
        (date(2023, 10, 5), ""),
    ],
)
def test_track_that_begins_too_early_is_warned_of_and_not_refused(
    client, policies, seminar, make_meeting, council, public, first_day, warning
):
    make_meeting(council, title="Politikmøde", start_date=first_day, track=policies)

    assert tie(public).warning == warning
    for url in ("/", "/perioder/2022-2025/plan/"):
        assert (warning in client.get(url).content.decode()) is True


def test_without_a_day_only_what_has_begun_is_early(policies, make_meeting, council, public):
    coming = make_meeting(council, title="Politikmøde", start_date=date(2023, 9, 1), track=policies)
    assert (tie(public).day, tie(public).warning) == (None, "")
    coming.start_date = coming.end_date = date(2023, 8, 1)
    coming.save()
    assert "begyndte den 1. august 2023" in tie(public).warning


def test_work_after_a_meeting_counts_and_a_cancelled_meeting_does_not(policies, seminar, make_meeting, council, public):
    make_meeting(council, title="Aflyst", start_date=date(2023, 9, 1), track=policies, state="cancelled")
    assert tie(public).begins is None
    WorkPeriod.objects.create(track=policies, title="Udkast", after=seminar)
    assert tie(public).begins == date(2023, 10, 5)


def test_meeting_that_the_reader_may_not_know_of_tells_nothing(policies, seminar, make_meeting, council, public):
    make_meeting(council, title="Skjult", start_date=date(2023, 9, 1), track=policies, is_published=False)

    assert tie(public).begins is None


def test_strategies_may_wait_for_the_policies(policies, plan, vision, public, other_committee):
    Track.objects.filter(pk=policies.pk).update(after=None)
    strategies = plan.tracks.get(kind="strategies")
    strategies.after = policies
    strategies.save()
    policy = MainPolicy.objects.create(title="Miljøpolitik", slug="m", vision=vision, status="in_preparation")

    assert (tie(public).is_adopted, tie(public).words) == (False, "Begynder, når hovedpolitikkerne er vedtaget.")
    MainPolicy.objects.filter(pk=policy.pk).update(status="adopted", adopted_on="2023-05-02")
    assert (tie(public).is_adopted, tie(public).day) == (True, date(2023, 5, 2))


def test_tracks_do_not_wait_in_a_ring_nor_for_another_plan(plan, policies, term):
    vision_track = plan.tracks.get(kind="vision")
    vision_track.after = policies
    with pytest.raises(ValidationError, match="ring"):
        vision_track.full_clean()
    other = make_plan(term).tracks.get(kind="vision")
    other.after = policies
    with pytest.raises(ValidationError, match="samme plan"):
        other.full_clean()


def test_timeline_has_a_row_for_each_track_with_the_tie_as_its_figure(policies, seminar, make_meeting, council, public):
    make_meeting(council, title="Politikmøde", start_date=date(2023, 11, 1), track=policies)
    MainPolicy.objects.create(title="Miljøpolitik", slug="m", status="adopted", adopted_on="2023-12-01")
    plan = current_plan(TODAY)

    timeline = build_timeline(plan=plan, period=own_period(plan), user=public, today=TODAY)

    assert [row.title for row in timeline.tracks] == ["1. Vision 2035", "Hovedpolitikker", "2. Strategier"]
    entries = timeline.tracks[1].lanes[0].entries
    assert [(entry.label, entry.shape) for entry in entries] == [
        ("Hovedpolitikker kan begynde", Shape.TIE),
        ("Politikmøde", Shape.MEETING),
        ("Miljøpolitik: vedtaget", Shape.ADOPTION),
    ]


def test_bridge_is_vision_and_policies_and_the_engine_room_strategies(client, policies, seminar, public):
    bridges = bridges_of(council_way(current_plan(TODAY), public, TODAY), public)
    context = client.get("/").context

    assert [bridge.track.kind for bridge in bridges] == ["vision", "policies"]
    assert context["engine_room"].track.kind == "strategies"
    assert "Alle tre spor på tidslinjen" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (None, NOT_DECIDED),
        (True, "Borgerne inddrages i hovedpolitikkerne."),
        (False, "Borgerne inddrages ikke i hovedpolitikkerne."),
    ],
)
def test_whether_citizens_take_part_in_the_policies_may_be_undecided(client, policies, term, value, sentence):
    term.citizens_shape_main_policies = value
    term.save()

    assert citizens_in_main_policies(term) == sentence
    for url in ("/", "/perioder/2022-2025/plan/"):
        assert sentence in client.get(url).content.decode()


def test_two_tracks_say_nothing_of_what_they_have_not(client, plan):
    content = client.get("/").content.decode()

    assert (NOT_DECIDED in content, "Begge spor på tidslinjen" in content) == (False, True)


def test_day_that_was_expected_and_has_passed_is_not_expected_any_more(policies, seminar, public):
    (coming,) = ties_of(current_plan(TODAY), public, TODAY)
    (passed,) = ties_of(current_plan(TODAY), public, date(2023, 12, 1))

    assert (coming.when, passed.when) == ("forventet den 5. oktober 2023", "var forventet den 5. oktober 2023")


def test_third_track_has_its_row_also_in_quarters_without_anything(client, policies):
    content = client.get("/tidslinje/?fra=2026-01-01&til=2026-06-30").context["timeline"].table

    assert [row["track"].title for row in content] == ["1. Vision 2035", "Hovedpolitikker", "2. Strategier"]


def test_meetings_of_committees_on_one_day_for_one_thing_are_told_apart(
    client, plan, make_meeting, committee, other_committee
):
    track = plan.tracks.get(kind="strategies")
    for body in (committee, other_committee):
        make_meeting(body, title="Udvalget vælger sine strategier", start_date=date(2023, 9, 5), track=track)
    page = html.document_fromstring(client.get("/perioder/2022-2025/plan/").content)
    links = [link.text_content() for link in page.xpath("//section[.//h2[@id='spor-strategies']]//li/a")]

    assert len(links) == len(set(links)) == 2
    assert str(committee) in page.xpath("//section[.//h2[@id='spor-strategies']]//ul")[0].text_content()
