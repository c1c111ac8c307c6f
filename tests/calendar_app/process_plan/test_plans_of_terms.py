"""Each plan of a term keeps its page, timeline and paper; which is in force is one rule; a coming one is not shown."""

import itertools
from datetime import date

import pytest
from django.urls import reverse

from ishoj_process.models import CouncilTerm, Meeting, ProcessPlan, Track, Vision
from tests.conftest import TODAY

IN_2026 = date(2026, 2, 1)
ADDRESSES = ("plan/", "plan.pdf", "tidslinje/", "tidslinje.pdf")


@pytest.fixture
def make_plan(term, make_meeting, council):
    def make(title, starts, ends, *, of=term, adopted=False):
        plan = ProcessPlan(term=of, title=title, starts=starts, ends=ends)
        if adopted:
            plan.state, plan.adopted_at = "adopted", make_meeting(council, kind="council", start_date=starts)
        plan.save()
        Track.objects.create(plan=plan, kind="vision", title=f"Visionen i {title}", lead_actor="Byrådet")
        Track.objects.create(plan=plan, kind="strategies", title=f"Strategierne i {title}", lead_actor="Udvalgene")
        return plan

    return make


@pytest.fixture
def coming_term(db):
    return CouncilTerm.objects.create(name="2026-2029", starts=date(2026, 1, 1), ends=date(2029, 12, 31))


@pytest.fixture
def old(make_plan):
    return make_plan("Planen fra 2023", date(2023, 4, 1), date(2023, 12, 31), adopted=True)


@pytest.fixture
def coming(make_plan, coming_term):
    return make_plan("Planen for 2026", date(2026, 1, 1), date(2026, 12, 31), of=coming_term)


def current(day):
    plan = ProcessPlan.objects.current(day)
    return plan.title if plan else None


def test_proposed_plan_of_a_coming_term_never_takes_the_place_of_the_one_in_force(old, coming):
    assert current(date(2025, 12, 31)) == "Planen fra 2023"
    assert current(date(2026, 1, 1)) == "Planen for 2026"


def test_adopted_plan_goes_before_a_proposed_one_of_the_same_term(old, make_plan):
    make_plan("Et nyt forslag", date(2023, 9, 1), date(2024, 12, 31))

    assert [current(day) for day in (date(2023, 10, 1), date(2024, 10, 1))] == ["Planen fra 2023"] * 2


def test_of_two_adopted_plans_the_latest_that_has_begun_is_in_force(old, make_plan):
    make_plan("Planen for 2024", date(2024, 1, 1), date(2024, 12, 31), adopted=True)

    assert current(date(2023, 12, 31)) == "Planen fra 2023"
    assert [current(day) for day in (date(2024, 1, 1), date(2025, 6, 1))] == ["Planen for 2024"] * 2


def test_before_any_term_with_a_plan_has_begun_none_is_in_force(coming):
    assert current(date(2025, 12, 31)) is None


def test_rule_is_the_same_in_whatever_order_the_plans_were_entered(make_plan, coming_term, term):
    rows = [
        ("forslag", date(2023, 1, 1), False, term),
        ("vedtaget", date(2023, 4, 1), True, term),
        ("kommende", date(2026, 1, 1), False, coming_term),
    ]
    for order in itertools.permutations(rows):
        ProcessPlan.objects.all().delete()
        for title, starts, adopted, of in order:
            make_plan(title, starts, date(starts.year, 12, 31), of=of, adopted=adopted)
        assert (current(date(2024, 1, 1)), current(IN_2026)) == ("vedtaget", "kommende")


def test_term_has_an_address_from_its_name_that_stays(term):
    term.name = "Byrådet 2022–2025"
    term.save()

    assert CouncilTerm.objects.get().slug == "2022-2025"


def test_two_terms_whose_names_differ_by_a_dash_have_two_addresses(term):
    other = CouncilTerm.objects.create(name="2022–2025", starts=date(2030, 1, 1), ends=date(2033, 12, 31))

    assert (term.slug, other.slug) == ("2022-2025", "2022-2025-2")


def test_each_plan_keeps_its_pages_and_papers_when_another_is_in_force(client, settings, old, coming):
    settings.PROCESS_TODAY = "2026-02-01"
    names = ("plan_detail", "plan_pdf", "timeline", "timeline_pdf")
    for url in [f"/perioder/2022-2025/{address}" for address in ADDRESSES] + [old.address(name) for name in names]:
        assert client.get(url).status_code == 200

    page = client.get("/perioder/2022-2025/plan/").content.decode()
    assert ("Planen fra 2023" in page, "En anden procesplan gælder i dag." in page) == (True, True)
    assert "Visionen i Planen fra 2023" in client.get("/perioder/2022-2025/tidslinje/").content.decode()


def test_pages_of_today_show_the_one_in_force_and_name_the_others(client, settings, old, coming):
    settings.PROCESS_TODAY = "2026-02-01"

    for url in ("/", "/tidslinje/"):
        content = client.get(url).content.decode()
        assert f'href="{old.get_absolute_url()}"' in content
        assert "Planen for 2026" in content


@pytest.mark.parametrize("who", ["public", "member", "administration", "secretariat"])
def test_until_its_term_begins_a_plan_shows_to_those_alone_who_work_on_it(
    who, request, client_of, old, coming, make_meeting, council
):
    user = None if who == "public" else request.getfixturevalue(who)
    works_on_it = who in ("administration", "secretariat")
    meeting = make_meeting(
        council, title="Visionsseminar 2026", start_date=date(2026, 2, 2), track=coming.tracks.get(kind="vision")
    )
    client = client_of(user)

    for address in ADDRESSES:
        assert client.get(f"/perioder/2026-2029/{address}").status_code == (200 if works_on_it else 404)
    assert client.get(meeting.get_absolute_url()).status_code == (200 if works_on_it else 404)
    for url in ("/", "/tidslinje/?fra=2025-10-01&til=2026-06-30", "/moeder/", "/perioder/2022-2025/plan/"):
        content = client.get(url).content.decode()
        assert ("Planen for 2026" in content or "Visionsseminar 2026" in content) <= works_on_it


def test_from_the_terms_first_day_all_of_it_shows(client, settings, old, coming, make_meeting, council):
    meeting = make_meeting(council, title="Seminar", start_date=IN_2026, track=coming.tracks.get(kind="vision"))
    settings.PROCESS_TODAY = "2026-01-01"

    assert client.get(meeting.get_absolute_url()).status_code == 200
    assert client.get("/perioder/2026-2029/plan/").status_code == 200


def test_meetings_follow_when_a_term_a_plan_or_a_track_moves(term, coming_term, coming, make_meeting, council):
    track = coming.tracks.get(kind="vision")
    meeting = make_meeting(council, track=track)

    def shown_from():
        return Meeting.objects.get(pk=meeting.pk).shown_from

    assert shown_from() == date(2026, 1, 1)
    coming_term.starts = date(2026, 1, 15)
    coming_term.save()
    assert shown_from() == date(2026, 1, 15)
    coming.term, coming.number = term, 7
    coming.save()
    assert shown_from() == date(2022, 1, 1)
    meeting.track = None
    meeting.save(update_fields=["track"])
    assert shown_from() is None


def test_unknown_terms_and_numbers_are_not_found(client, old):
    for url in ("/perioder/2018-2021/plan/", "/perioder/2022-2025/plan/2/", "/perioder/2022-2025/plan/0/tidslinje/"):
        assert client.get(url).status_code == 404


def test_second_plan_of_a_term_is_adopted_at_its_own_address(
    client_of, secretariat, old, make_plan, make_meeting, council
):
    second = make_plan("Planen for efteråret", date(2023, 8, 1), date(2024, 6, 30))
    meeting = make_meeting(council, kind="council", start_date=TODAY)

    client_of(secretariat).post(second.address("plan_adopt"), {"meeting": meeting.pk})

    second.refresh_from_db()
    assert (second.number, second.is_adopted, current(TODAY)) == (2, True, "Planen for efteråret")


def test_meeting_of_another_plan_stands_under_that_plan_and_its_track(
    client, settings, old, coming, make_meeting, council
):
    settings.PROCESS_TODAY = "2026-02-01"
    make_meeting(council, title="Gammelt seminar", start_date=date(2023, 12, 1), track=old.tracks.get(kind="vision"))
    make_meeting(council, title="Nyt seminar", start_date=date(2026, 3, 1), track=coming.tracks.get(kind="vision"))
    make_meeting(council, title="Løst temamøde", kind="theme", start_date=date(2023, 11, 1))

    timeline = client.get("/tidslinje/?fra=2023-10-01&til=2026-06-30").context["timeline"]

    rows = {row.title: [entry.label for lane in row.lanes for entry in lane.entries] for row in timeline.tracks}
    assert rows["Visionen i Planen for 2026"] == ["Nyt seminar"]
    assert rows["Visionen i Planen fra 2023 (Planen fra 2023)"] == ["Løst temamøde", "Gammelt seminar"]


def test_paper_of_a_plan_that_is_over_tells_of_itself_alone(client, settings, old, strategy, monkeypatch):
    seen = {}

    def keep(template, context, **_more):
        seen.update(context)
        return b"%PDF-1.7"

    monkeypatch.setattr("calendar_app.process_plan.views.render_pdf", keep)
    client.get("/perioder/2022-2025/plan.pdf")
    assert seen.pop("with_levels") is True

    later = CouncilTerm.objects.create(name="2026-2029", starts=date(2026, 1, 1), ends=date(2029, 12, 31))
    ProcessPlan.objects.create(term=later, title="Ny", starts="2026-01-01", ends="2026-12-31")
    settings.PROCESS_TODAY = "2026-02-01"
    client.get("/perioder/2022-2025/plan.pdf")
    assert seen["with_levels"] is False


def test_query_count_is_the_same_at_ten_terms(client, old, django_assert_num_queries, django_assert_max_num_queries):
    url = reverse("plan_of_term", args=["2022-2025"])
    with django_assert_max_num_queries(40) as few:
        client.get(url)
    for number in range(10):
        year = 1980 + 4 * number
        term = CouncilTerm.objects.create(name=f"{year}", starts=date(year, 1, 1), ends=date(year + 3, 12, 31))
        ProcessPlan.objects.create(term=term, title=f"Plan {year}", starts=term.starts, ends=term.ends)
    with django_assert_num_queries(len(few)):
        client.get(url)


QUARTERS = "?fra=2023-04-01&til=2023-12-31"


@pytest.mark.parametrize("address", ["/tidslinje/", "/perioder/2022-2025/plan/1/tidslinje/"])
def test_link_to_quarters_that_are_over_leads_to_the_plan_of_their_time(client, settings, old, coming, address):
    for day in ("2023-08-14", "2026-02-01"):
        settings.PROCESS_TODAY = day
        page = client.get(f"{address}{QUARTERS}").content.decode()
        assert "Visionen i Planen fra 2023" in page
        assert "Planen for 2026" not in page.partition("Andre procesplaner")[0]


def test_quarters_around_today_are_named_where_they_are_shown_alone(client, settings, old):
    settings.PROCESS_TODAY = "2024-06-01"
    around = "Tidslinjen viser kvartalerne omkring i dag."

    assert around in client.get("/tidslinje/").content.decode()
    assert around not in client.get(f"/tidslinje/{QUARTERS}").content.decode()


def test_quarters_that_reach_today_are_shown_under_the_plan_of_today(client, settings, old, coming):
    settings.PROCESS_TODAY = "2026-02-01"
    assert "Visionen i Planen for 2026" in client.get("/tidslinje/?fra=2023-10-01&til=2026-03-31").content.decode()
    # Before any plan there was none: the page stands under the one that there is.
    assert "Visionen i Planen for 2026" in client.get("/tidslinje/?fra=2019-01-01&til=2019-12-31").content.decode()


def test_paper_of_quarters_that_are_over_is_of_the_plan_of_their_time(client, settings, old, coming, monkeypatch):
    settings.PROCESS_TODAY = "2026-02-01"
    drawn = []
    monkeypatch.setattr(
        "calendar_app.timeline.views.render_pdf",
        lambda _template, context, **_more: drawn.append(context["plan"]) or b"%PDF-1.7\n",
    )
    for query in (QUARTERS, ""):
        list(client.get(f"/tidslinje.pdf{query}"))

    assert [plan.title for plan in drawn] == ["Planen fra 2023", "Planen for 2026"]


def test_plan_of_a_term_that_is_over_shows_its_vision_as_the_term_left_it(client, settings, old, vision, coming_term):
    vision.status, vision.adopted_on, vision.superseded_on = "superseded", "2023-12-05", date(2026, 2, 1)
    vision.save()
    ProcessPlan.objects.update(vision=vision)
    settings.PROCESS_TODAY = "2026-02-28"
    page = client.get("/perioder/2022-2025/plan/1/").content.decode()

    assert "Vedtaget" in page
    assert "Afløst" not in page
    Vision.objects.update(superseded_on=date(2025, 3, 1))
    assert "Afløst" in client.get("/perioder/2022-2025/plan/1/").content.decode()
