"""The overview: where we are, what is next, what is expected of me; before, during and long after the plan."""

from datetime import date, time

import pytest

from calendar_app.overview.page import Tally
from calendar_app.process_plan.bridge import Work
from ishoj_process.models import Body, Meeting, Strategy, Succession, Track, Vision
from strategies.models import Activity
from tests.calendar_app.timeline.rows import make_plan, make_work, track_of
from vision.track.way import Step

DAYS = ["2023-03-01", "2023-08-14", "2023-10-31", "2024-06-01", "2030-01-01"]


@pytest.fixture
def plan(term, vision):
    return make_plan(term, vision)


@pytest.fixture
def steps(plan, make_meeting, council):
    """The memo's three meetings on the council's track, with the work around them."""
    track = track_of(plan, Track.Kind.VISION)
    evening = make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=date(2023, 9, 5))
    first = make_meeting(council, title="Temamøde 1", track=track, start_time=time(17), end_time=time(19))
    second = make_meeting(council, title="Temamøde 2", track=track, start_date=date(2023, 9, 5), before=evening)
    days = {"start_date": date(2023, 10, 31), "end_date": date(2023, 11, 1)}
    last = make_meeting(council, title="Byrådsseminar", kind=Meeting.Kind.SEMINAR, track=track, **days)
    make_work(plan, title="Strukturering", after=second, until=last)
    make_work(plan, title="Debatoplæg", until=first)
    return first, second, last


def overview_on(client, settings, day):
    settings.PROCESS_TODAY = day
    return client.get("/").context


def test_bridge_has_the_meetings_in_order_with_the_work_between_them(client, steps):
    parts = client.get("/").context["bridges"][0].parts

    assert [
        part.meeting.display_title if isinstance(part, Step) else part.period.title
        for part in parts
        if isinstance(part, (Step, Work))
    ] == ["Debatoplæg", "Temamøde 1", "Temamøde 2", "Strukturering", "Byrådsseminar"]


@pytest.mark.parametrize(
    ("day", "position"),
    [
        ("2023-03-01", "Procesplanen begynder den 1. april 2023, om 31 dage."),
        ("2023-08-14", "Vi er i 3. kvartal 2023. Næste skridt i Byrådets spor: Temamøde 1, om 7 dage."),
        ("2023-08-21", "Vi er i 3. kvartal 2023. Næste skridt i Byrådets spor: Temamøde 1, i dag."),
        ("2023-08-22", "Vi er i 3. kvartal 2023. Næste skridt i Byrådets spor: Temamøde 2, om 14 dage."),
        ("2023-10-31", "Vi er i 4. kvartal 2023. Næste skridt i Byrådets spor: Byrådsseminar, i dag, dag 1 af 2."),
        ("2023-11-01", "Vi er i 4. kvartal 2023. Næste skridt i Byrådets spor: Byrådsseminar, i dag, dag 2 af 2."),
        ("2023-11-02", "Vi er i 4. kvartal 2023. Der er ikke planlagt flere møder i Byrådets spor."),
        ("2023-12-31", "Vi er i 4. kvartal 2023. Der er ikke planlagt flere møder i Byrådets spor."),
        ("2024-06-01", "Procesplanens periode sluttede den 31. december 2023."),
        ("2030-01-01", "Procesplanens periode sluttede den 31. december 2023."),
    ],
)
def test_first_line_says_where_we_are(client, settings, steps, day, position):
    assert overview_on(client, settings, day)["position"] == position


@pytest.mark.parametrize("day", DAYS)
def test_page_shows_both_tracks_on_every_day(client, settings, steps, day):
    settings.PROCESS_TODAY = day

    content = client.get("/").content.decode()

    assert [word for word in ("Kommandobroen", "Maskinrummet", "Hvor Byrådet står") if word not in content] == []


def test_cancelled_meeting_is_never_the_next_step(client, steps):
    Meeting.objects.filter(pk=steps[0].pk).update(state=Meeting.State.CANCELLED)

    bridge = client.get("/").context["bridges"][0]

    assert [(step.standing, step.relative, step.is_next) for step in bridge.steps] == [
        ("cancelled", "", False),
        ("planned", "om 22 dage", True),
        ("planned", "om 78 dage", False),
    ]


def test_bridge_has_the_meetings_of_the_visions_page_also_one_before_the_plan_began(client, steps):
    Meeting.objects.filter(pk=steps[0].pk).update(start_date=date(2023, 3, 1), end_date=date(2023, 3, 1))

    bridge, way = client.get("/").context["bridges"][0], client.get("/vision/vision-2035/").context["way"]

    assert [step.meeting for step in bridge.steps] == way.meetings == list(steps)


def test_work_between_meetings_is_marked_while_it_goes_on(client, settings, steps):
    parts = overview_on(client, settings, "2023-10-01")["bridges"][0].parts

    assert [part.is_running for part in parts if isinstance(part, Work)] == [False, True]


def test_after_the_plan_it_says_what_was_reached_and_what_follows(client, settings, steps, strategy):
    Meeting.objects.filter(pk=steps[0].pk).update(is_held=True)
    Strategy.objects.update(status="adopted", adopted_on="2023-06-20")

    context = overview_on(client, settings, "2024-06-01")

    assert context["reached"] == [
        "1 af 3 møder i Byrådets spor er registreret som afholdt.",
        "Datoen for 2 møder er passeret, uden at det er registreret, om de blev afholdt.",
        "Vision 2035: status ikke kendt.",
        "1 af 1 strategier er vedtaget.",
    ]
    assert context["follows"] == [
        "Valgperioden 2022–2025 løber til den 31. december 2025.",
        "Det næste byråd begynder med visionen, fortsætter med hovedpolitikkerne og slutter med strategierne.",
    ]


def test_where_nobody_recorded_any_meeting_it_is_said_once(client, settings, steps):
    assert overview_on(client, settings, "2024-06-01")["reached"][:2] == [
        "Datoen for 3 møder er passeret, uden at det er registreret, om de blev afholdt.",
        "Vision 2035: status ikke kendt.",
    ]


def test_after_the_term_it_says_that_a_new_plan_is_missing(client, settings, steps):
    assert overview_on(client, settings, "2030-01-01")["follows"] == [
        "Valgperioden 2022–2025 sluttede den 31. december 2025.",
        "Der er endnu ikke registreret en procesplan for den nye valgperiode.",
    ]


def test_while_something_is_next_nothing_is_summed_up(client, steps):
    assert "reached" not in client.get("/").context


def test_engine_room_counts_strategies_by_committee_and_status(client, plan, committee, other_committee):
    for number, (owner, status) in enumerate(
        [(committee, "in_preparation"), (committee, "in_preparation"), (committee, ""), (None, "adopted")]
    ):
        Strategy.objects.create(title=f"S{number}", slug=f"s{number}", owner=owner, status=status)

    room = client.get("/").context["engine_room"]

    assert [
        ([str(body) for body in part.bodies], [(tally.status, tally.count) for tally in part.tallies])
        for part in room.rooms
    ] == [(["Kultur- og Fritidsudvalget"], [("in_preparation", 2), ("", 1)]), ([], [("adopted", 1)])]
    assert [body.name for body in room.quiet] == ["Klima- og Miljøudvalget"]
    assert (room.total, room.not_placed) == (4, 4)


@pytest.mark.parametrize(("count", "squares"), [(1, "■"), (12, "■" * 12), (13, "")])
def test_small_squares_show_what_is_counted_at_a_glance(count, squares):
    assert Tally("adopted", "vedtaget", count).squares == squares


def test_engine_room_leaves_out_what_the_public_may_not_see(client, client_of, plan, strategy, administration):
    Strategy.objects.update(is_published=False)

    assert client.get("/").context["engine_room"].total == 0
    assert client_of(administration).get("/").context["engine_room"].total == 1


def test_engine_room_leaves_out_a_committee_that_another_has_taken_the_place_of(
    client, plan, committee, other_committee
):
    Succession.objects.create(body=committee, heir=other_committee)

    assert [body.name for body in client.get("/").context["engine_room"].quiet] == ["Klima- og Miljøudvalget"]


@pytest.mark.parametrize(
    ("heirs", "rooms", "quiet"),
    [
        ((), [(["Kultur- og Fritidsudvalget"], 1, False)], ["Klima- og Miljøudvalget"]),
        (("other",), [(["Klima- og Miljøudvalget"], 1, False)], []),
        (("other", "new"), [(["Fritidsudvalget", "Klima- og Miljøudvalget"], 1, False)], []),
        (None, [(["Kultur- og Fritidsudvalget"], 1, True)], ["Klima- og Miljøudvalget"]),
    ],
)
def test_engine_room_counts_what_a_committee_took_over_once_and_with_those_who_carry_it_on(
    client, plan, committee, other_committee, heirs, rooms, quiet
):
    Strategy.objects.create(title="S", slug="s", owner=committee)
    new = Body.objects.create(name="Fritidsudvalget", slug="fritidsudvalget", kind="advisory")
    named = {"other": other_committee, "new": new}
    for heir in heirs or ():
        Succession.objects.create(body=committee, heir=named[heir], on=date(2023, 8, 1))
    Body.objects.filter(pk=committee.pk).update(ends=None if heirs == () else date(2023, 7, 31))

    answer = client.get("/")

    room = answer.context["engine_room"]
    assert [([str(body) for body in part.bodies], part.total, part.is_gone) for part in room.rooms] == rooms
    assert ([str(body) for body in room.quiet], room.total) == (quiet, 1)
    assert ("nedlagt" in answer.text) is rooms[0][2]


@pytest.mark.parametrize(
    ("day", "running"),
    [("2023-09-10", 0), ("2023-09-11", 2), ("2023-10-12", 1), ("2023-12-31", 1), ("2024-01-01", 0)],
)
def test_engine_room_says_what_goes_on_now(client, settings, plan, strategy, day, running):
    kind = Activity.Kind.CONSULTATION
    Activity.objects.create(strategy=strategy, kind=kind, starts="2023-09-11")
    Activity.objects.create(strategy=strategy, kind=kind, starts="2023-09-11", ends="2023-10-11")
    Activity.objects.create(strategy=strategy, kind=Activity.Kind.START, starts="2022-09-06")

    assert len(overview_on(client, settings, day)["engine_room"].running) == running


def test_both_tracks_say_how_citizens_are_involved(client, plan, term):
    term.citizens_shape_vision, term.citizens_shape_strategies = False, True
    term.save()

    context = client.get("/").context

    assert context["bridges"][0].citizens == "Borgerne inddrages ikke i formuleringen af visionen."
    assert context["engine_room"].citizens == "Borgerne inddrages i arbejdet med strategierne."


def test_next_meeting_is_the_next_one_that_the_reader_may_see(client, client_of, make_meeting, council, secretariat):
    make_meeting(council, title="Internt", start_date=date(2023, 8, 15), is_published=False)
    make_meeting(council, title="Aflyst", start_date=date(2023, 8, 16), state=Meeting.State.CANCELLED)
    make_meeting(council, title="Temamøde 1")

    assert client.get("/").context["meeting"].title == "Temamøde 1"
    assert client_of(secretariat).get("/").context["meeting"].title == "Internt"


def test_page_of_an_empty_site_says_so_and_to_those_who_can_fill_it_how(client, client_of, secretariat):
    command = "python manage.py load_plan"
    public, staff = client.get("/").content.decode(), client_of(secretariat).get("/").content.decode()

    assert "Her er ikke registreret noget endnu." in public
    assert "Der er endnu ikke en procesplan." in public
    assert (command in public, command in staff) == (False, True)


def test_public_reads_first_what_the_vision_is_in_its_own_words_and_how_to_follow(client, steps, plan, vision):
    vision.summary = "En vision for hele byen. Den gælder til 2035."
    vision.save()

    content = client.get("/").content.decode()
    main = content[content.index("<main") :]

    order = ["<h1>Byrådets politikarbejde</h1>", vision.summary, "Hvor Byrådet står", "Næste møde:", "Følg processen"]
    order += ["Kommandobroen er Byrådets spor", "Maskinrummet er udvalgenes spor"]
    places = [main.index(words) for words in order]
    assert places == sorted(places)
    assert plan.title not in main[: main.index("Følg processen")]


def test_page_says_nothing_of_a_vision_that_says_nothing_of_itself(client, steps, vision):
    vision.summary = ""
    vision.save()

    content = client.get("/").content.decode()

    assert content.index("Læs om Vision 2035") < content.index("Hvor Byrådet står")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_at_any_size(
    client, steps, plan, committee, count, django_assert_num_queries, make_meeting
):
    for number in range(count):
        Strategy.objects.create(title=f"S{number}", slug=f"s{number}", owner=committee)
        make_meeting(committee, kind=Meeting.Kind.COMMITTEE, start_date=date(2023, 8, 20))

    with django_assert_num_queries(27):
        client.get("/")


@pytest.mark.parametrize(("who", "queries"), [("member", 45), ("administration", 51), ("secretariat", 43)])
def test_page_costs_a_fixed_number_of_queries_for_everybody(
    request, client_of, steps, strategy, who, queries, django_assert_num_queries
):
    client = client_of(request.getfixturevalue(who))

    with django_assert_num_queries(queries):
        client.get("/")


def test_accessibility_statement_leads_to_where_it_is_registered(client, settings):
    settings.ACCESSIBILITY_STATEMENT_URL = "https://was.digst.dk/ishoj-dk"

    assert client.get("/was")["Location"] == "https://was.digst.dk/ishoj-dk"


def test_accessibility_page_claims_nothing_that_was_not_examined(client, db, settings):
    settings.ACCESSIBILITY_STATEMENT_URL = ""

    content = client.get("/was").content.decode()

    assert "Siderne er ikke gennemgået af en uafhængig part efter lovens krav." in content


def lines_after(client, settings, day):
    return {
        part.key: [(line.title, line.words) for line in part.lines]
        for part in overview_on(client, settings, day)["after"]
    }


def test_after_the_plan_the_house_says_what_was_adopted_what_runs_and_what_comes(
    client, settings, steps, strategy, vision, council, make_meeting
):
    Vision.objects.update(status="adopted", adopted_on="2023-11-07", adopted_by=council)
    make_meeting(council, kind="council", title="Byrådsmøde", start_date=date(2024, 6, 4))
    strategy.milestones.create(title="Udkast", due="2024-autumn")
    strategy.milestones.create(title="Passeret", due="2024-01-01")

    found = lines_after(client, settings, "2024-06-01")

    assert found["vedtaget"] == [("Vision 2035", "vedtaget den 7. november 2023 af Ishøj Byråd")]
    assert found["i-gang"] == [("Biodiversitetsstrategi", "under udarbejdelse")]
    assert found["kommer"] == [
        ("Byrådsmøde", "tirsdag den 4. juni 2024, tidspunkt følger"),
        ("Biodiversitetsstrategi", "Udkast, efterår 2024"),
    ]


def test_adoption_before_the_plan_or_after_today_is_none_of_its_own(client, settings, steps, strategy):
    for day in ("2023-03-31", "2024-07-01"):
        Strategy.objects.update(status="adopted", adopted_on=day)
        assert lines_after(client, settings, "2024-06-01")["vedtaget"] == []


def test_what_is_said_after_the_plan_costs_the_same_however_much_there_is(
    client, settings, steps, strategy, django_assert_num_queries, django_assert_max_num_queries
):
    settings.PROCESS_TODAY = "2024-06-01"
    with django_assert_max_num_queries(60) as few:
        client.get("/")
    for number in range(20):
        Strategy.objects.create(title=f"S{number}", slug=f"s{number}", status="in_preparation")
    with django_assert_num_queries(len(few)):
        (part,) = [part for part in client.get("/").context["after"] if part.key == "i-gang"]
    assert (len(part.lines), part.left_out, part.left_out_text) == (8, 13, "og 13 til")


def test_while_the_plan_runs_nothing_stands_as_after_it(client, steps):
    assert "after" not in client.get("/").context


def test_a_new_meeting_is_one_of_the_ways_of_the_first_page(client_of, secretariat, member):
    mains = [client_of(user).get("/").text.partition("<main")[2] for user in (secretariat, member)]

    assert ['href="/moeder/nyt/"' in main for main in mains] == [True, False]
