"""The plan of a new term by a template: proposed, adjusted, stored as a proposal, adopted, taken back."""

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from calendar_app.models import YearPlan
from ishoj_process.dates.working_days import is_working_day
from ishoj_process.models import AgendaItem, Body, Meeting, ProcessPlan, Track, Vision, WorkPeriod
from tests import rows
from tests.ishoj_process.bodies.test_pages import words

URL = "/perioder/2026-2029/ny/plan/"
PROPOSAL = f"{URL}forslag/"


@pytest.fixture(autouse=True)
def house(coming, council, committee, other_committee):
    """A council and two committees."""


def proposed(client, **sent):
    """What is proposed, as the page shows it: by the house's own template, or by a file."""
    return client.post(URL, sent) if sent else client.get(PROPOSAL)


def as_shown(page):
    context = page.context
    sent = {"seen": context["seen"], "token": str(context["token"]), "template": context["text"]}
    for _track, _kind, forms in context["tracks"]:
        for form in forms:
            for field in form:
                value = field.value()
                if value not in (None, "", False):
                    sent[field.html_name] = "on" if value is True else value
    return sent


def keys(page):
    return [form.row.key for _track, _kind, forms in page.context["tracks"] for form in forms]


def rules_of(council, committee):
    plan = YearPlan.objects.create(year=2025)
    plan.rules.create(body=council, kind="council", weekday=2, ordinal=1, start_time=time(17))
    plan.rules.create(body=committee, kind="committee", weekday=1, ordinal=2)


def test_nothing_is_stored_until_it_is_said(client):
    page = proposed(client)

    assert len(keys(page)) == 10 + 2 * 3
    assert Meeting.objects.count() == ProcessPlan.objects.count() == 0
    assert "18. november 2025" in words(client.get(URL))
    assert "15. oktober 2026" in words(client.get(URL))


def test_days_are_working_days_after_each_other_and_keep_the_rules(client, council, committee):
    rules_of(council, committee)
    page = proposed(client)
    found = {form.row.key: form.row for _track, _kind, forms in page.context["tracks"] for form in forms}
    first = {key.rsplit("-", 1)[0]: row.day.first for key, row in found.items()}

    assert all(is_working_day(row.day.first) and is_working_day(row.day.last) for row in found.values())
    assert first["seminar-opstart"] < first["temamoede-1"] < first["temamoede-2"] < first["seminar-prioritering"]
    assert first["vision-vedtages"] < first["temamoede-politikker"] < first["politikker-vedtages"]
    assert first["politikker-vedtages"] < first["strategier-begyndes"] < first["strategier-vedtages"]
    seminar = found[f"seminar-opstart-{council.pk}"].day
    assert ((seminar.last - seminar.first).days, seminar.first.isoweekday()) == (1, 4)
    adopting = found[f"vision-vedtages-{council.pk}"]
    assert (adopting.day.first.isoweekday(), adopting.day.first.day <= 7) == (2, True)
    assert adopting.start_time == time(17)
    own = found[f"strategier-begyndes-{committee.pk}"].day.first
    assert (own.isoweekday(), 8 <= own.day <= 14) == (1, True)


def test_plan_is_stored_as_a_proposal_with_tracks_ties_work_and_meetings(client, council):
    answer = client.post(PROPOSAL, as_shown(proposed(client)))

    plan = ProcessPlan.objects.get()
    assert answer.url == plan.get_absolute_url()
    assert (plan.term.name, plan.state, plan.starts) == ("2026-2029", "proposed", date(2026, 1, 1))
    assert plan.ends >= Meeting.objects.order_by("-end_date").first().end_date
    ties = {track.kind: track.after and track.after.kind for track in plan.tracks.all()}
    assert ties == {"vision": None, "policies": "vision", "strategies": "policies"}
    assert Meeting.objects.filter(track__plan=plan).count() == 16
    assert {meeting.shown_from for meeting in Meeting.objects.all()} == {date(2026, 1, 1)}
    work = WorkPeriod.objects.get(title="Strukturering af temaerne")
    assert (work.after.title, work.until.title) == (
        "Temamøde 2 om visionen",
        "Byrådsseminar: prioritering af temaerne",
    )
    assert client.get(plan.get_absolute_url()).status_code == 200
    assert "Der ligger et forslag." in words(client.get("/perioder/2026-2029/ny/"))


def vision_of(term, **fields):
    told = {"title": "Vision 2040", "slug": "vision-2040", "status": "in_preparation", **fields}
    return Vision.objects.create(term=term, **told)


def test_plan_leads_to_the_vision_of_its_term_before_and_after_it_is_begun(client, coming):
    client.post(PROPOSAL, as_shown(proposed(client)))
    plan = ProcessPlan.objects.get()
    assert (plan.vision, plan.leads_to) == (None, None)

    begun = vision_of(coming)

    assert ProcessPlan.objects.get().leads_to == begun
    page = client.get(plan.get_absolute_url())
    assert "Vision 2040" in words(page)
    assert page.context["tracks"][1].tie.words == "Begynder, når visionen er vedtaget."


def test_tie_moves_from_a_vision_that_was_given_up_to_the_next(coming):
    plan = rows.plan_of(coming)
    given_up = vision_of(coming, status="dropped")
    assert plan.leads_to is None
    named = ProcessPlan(term=coming, starts=coming.starts, vision=given_up)
    assert named.leads_to == given_up  # until there is another

    begun = vision_of(coming, title="Vision 2045", slug="vision-2045")

    led = [ProcessPlan(term=coming, starts=coming.starts, vision=row).leads_to for row in (None, given_up)]
    assert led == [begun, begun]


@pytest.mark.parametrize(
    ("adopted", "leads"),
    [
        ({"a": "2026-02-03", "b": ""}, "a"),  # an edition within the term is no other aim of the plan
        ({"a": "2026-02-03", "b": "2029-01-09"}, "a"),
        ({"a": "2025-12-20", "b": ""}, "b"),  # what was adopted before the plan is what it leads on from
        ({"a": "2025-12-20"}, "a"),
        ({"a": "2024-01-01", "b": "2025-12-20"}, "b"),
        ({"a": "", "b": ""}, "a"),
    ],
)
def test_plan_leads_to_the_first_that_is_made_while_it_runs(coming, adopted, leads):
    for slug, day in adopted.items():
        vision_of(coming, slug=slug, adopted_on=day, status="adopted" if day else "in_preparation")

    assert rows.plan_of(coming).leads_to.slug == leads


def test_vision_of_another_term_is_none_of_the_plans(term, coming):
    vision_of(term)

    assert rows.plan_of(coming).leads_to is None


def test_step_shows_the_vision_in_the_making(client, coming):
    vision = vision_of(coming)
    page = proposed(client)

    assert (page.context["vision"], page.context["vision_form"]) == (vision, None)
    assert 'Planen fører til <a href="/vision/vision-2040/">' in words(page)


def test_vision_is_begun_with_the_plan_by_whom_it_belongs_to(client, client_of, administration, coming):
    assert proposed(client).context["vision_form"] is None  # the secretariat begins no vision
    assert "endnu ingen vision under udarbejdelse" in words(proposed(client))
    client.post(PROPOSAL, as_shown(proposed(client)) | {"vision-title": "Sekretariatets"})
    assert not Vision.objects.exists()
    ProcessPlan.objects.all().delete()

    desk = client_of(administration)
    answer = desk.post(PROPOSAL, as_shown(proposed(desk)) | {"vision-title": " Vision 2040 "})

    vision = Vision.objects.get()
    assert (vision.title, vision.term, vision.status, vision.is_published) == (
        *("Vision 2040", coming, "in_preparation", False),
    )
    assert answer.status_code == 302
    assert ProcessPlan.objects.get().leads_to == vision


@pytest.mark.parametrize("title", ["", "   ", "\u200b"])
def test_no_title_begins_no_vision(client_of, administration, title):
    desk = client_of(administration)
    desk.post(PROPOSAL, as_shown(proposed(desk)) | {"vision-title": title})

    assert (ProcessPlan.objects.count(), Vision.objects.count()) == (1, 0)


def test_vision_that_somebody_began_meanwhile_is_not_begun_twice(client_of, administration, coming):
    desk = client_of(administration)
    sent = as_shown(proposed(desk)) | {"vision-title": "Vision 2045"}
    begun = vision_of(coming)

    desk.post(PROPOSAL, sent)

    assert Vision.objects.get() == begun
    assert ProcessPlan.objects.get().leads_to == begun


def test_own_template_proposes_what_the_vision_is_called(client_of, administration):
    desk, content = client_of(administration), b'title = "P"\nvision = "Vision 2040"\n[tracks.v]\nkind = "vision"\n'
    content += b'title = "V"\nlead_actor = "B"\n[tracks.v.meetings.m]\nkind = "theme"\n'
    page = proposed(desk, file=SimpleUploadedFile("egen.toml", content))
    assert page.context["vision_form"]["title"].value() == "Vision 2040"

    desk.post(PROPOSAL, as_shown(page) | {"vision-title": page.context["vision_form"]["title"].value()})

    assert Vision.objects.get().title == "Vision 2040"


def test_stored_twice_it_is_stored_once(client):
    sent = as_shown(proposed(client))
    answers = [client.post(PROPOSAL, sent) for _click in range(2)]

    assert answers[0].url == answers[1].url
    assert ProcessPlan.objects.count() == 1


def test_second_secretary_is_told_what_the_first_did(client, client_of):
    other = client_of(rows.make_user("secretariat", "anden@example.org"))
    mine, theirs = as_shown(proposed(client)), as_shown(proposed(other))
    client.post(PROPOSAL, mine)

    answer = other.post(PROPOSAL, theirs)

    assert answer.status_code == 409
    assert "En anden har lavet en plan" in words(answer)
    assert ProcessPlan.objects.count() == 1


def test_meetings_are_adjusted_and_left_out(client, council):
    sent = as_shown(proposed(client))
    seminar, theme = f"seminar-opstart-{council.pk}", f"temamoede-1-{council.pk}"
    sent |= {f"{seminar}-day": "2. februar 2026", f"{seminar}-title": "Internat", f"{seminar}-start_time": "9.30"}
    del sent[f"{theme}-take"]
    client.post(PROPOSAL, sent)

    meeting = Meeting.objects.get(title="Internat")
    assert (meeting.start_date, meeting.end_date, meeting.start_time) == (
        date(2026, 2, 2),
        date(2026, 2, 3),
        time(9, 30),
    )
    assert not Meeting.objects.filter(title="Temamøde 1 om visionen").exists()


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("i morgen", "Skriv en dato"),
        ("", "skal"),
        ("31-12-2025", "inden for valgperioden"),
        ("01-01-2030", "inden for valgperioden"),
        ("02-04-2026", "er ikke en hverdag (Skærtorsdag)"),
        ("07-02-2026", "lørdag den 7. februar 2026 er ikke en hverdag."),
    ],
)
def test_day_that_cannot_be_is_told_at_its_meeting(client, council, day, reason):
    sent = as_shown(proposed(client)) | {f"temamoede-1-{council.pk}-day": day}
    answer = client.post(PROPOSAL, sent)

    assert answer.status_code == 200
    assert reason in words(answer)
    assert not ProcessPlan.objects.exists()


def test_saturday_that_is_meant_is_taken(client, council):
    row = f"temamoede-1-{council.pk}"
    sent = as_shown(proposed(client)) | {f"{row}-day": "07-02-2026", f"{row}-day_confirmed": "on"}
    client.post(PROPOSAL, sent)

    assert Meeting.objects.get(title="Temamøde 1 om visionen").start_date == date(2026, 2, 7)


def test_meeting_that_stands_in_the_calendar_is_not_made_again(client, council, committee, make_meeting):
    rules_of(council, committee)
    row = next(
        form.row
        for _track, _kind, forms in proposed(client).context["tracks"]
        for form in forms
        if form.row.meeting.key == "vision-droeftes"
    )
    there = make_meeting(council, kind="council", start_date=row.day.first, end_date=row.day.first)
    page = proposed(client)
    assert "Der er allerede et møde den dag" in words(page)

    client.post(PROPOSAL, as_shown(page))

    assert Meeting.objects.filter(start_date=row.day.first, bodies=council).get() == there
    assert Meeting.objects.get(pk=there.pk).track is None
    assert WorkPeriod.objects.filter(until=there).exists()


def test_own_template_is_read_and_its_faults_are_told_with_their_places(client):
    faulty = b'title = "P"\n[tracks.v]\nkind = "visionen"\ntitle = "V"\nlead_actor = "B"\n'
    page = proposed(client, file=SimpleUploadedFile("egen.toml", faulty))
    assert "tracks.v.kind: Skal være en af" in words(page)

    good = (
        faulty.replace(b"visionen", b"vision") + b'[tracks.v.meetings.m]\nkind = "theme"\nfrom = "budget"\nweeks = -2\n'
    )
    page = proposed(client, file=SimpleUploadedFile("egen.toml", good))
    client.post(PROPOSAL, as_shown(page))

    meeting = Meeting.objects.get()
    assert date(2026, 10, 1) <= meeting.start_date <= date(2026, 10, 7)


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"PK\x03\x04", b"{}", b"[" * 9000])
def test_nonsense_for_a_template_is_told(client, content):
    assert proposed(client, file=SimpleUploadedFile("x.toml", content)).context["form"].errors


def test_template_that_was_changed_on_the_way_is_not_believed(client):
    page = proposed(client)
    sent = as_shown(page) | {"template": "title =", f"{keys(page)[0]}-title": "Et helt andet møde"}

    assert client.post(PROPOSAL, sent).url == URL
    assert not ProcessPlan.objects.exists()
    assert "Et helt andet møde" in words(client.get(URL))  # what was typed is told, to be copied


def test_plan_is_taken_back_as_a_whole_while_nothing_hangs_on_it(client):
    client.post(PROPOSAL, as_shown(proposed(client)))
    back = f"{URL}1/fjern/"
    meeting = Meeting.objects.order_by("start_date").first()
    item = AgendaItem.objects.create(meeting=meeting, number=1, title="Noget")
    client.post(back)
    assert ProcessPlan.objects.exists()
    assert "er ændret, eller der hører noget til mødet" in words(client.get(back))

    item.delete()
    answers = [client.post(back).url for _click in range(2)]
    assert answers == [URL, URL]
    assert not any(model.objects.exists() for model in (ProcessPlan, Track, WorkPeriod, Meeting))


def test_plan_shows_to_nobody_else_before_the_term(
    client, client_of, member, administration, settings, coming, council
):
    client.post(PROPOSAL, as_shown(proposed(client)))
    elected = rows.seated("nyvalgt@example.org", coming, council)
    type(coming).objects.filter(pk=coming.pk).update(elected_read_from="2025-11-19")
    addresses = ("/", "/tidslinje/?fra=2025-10-01&til=2026-12-31", "/moeder/", "/kalender/?maaned=2026-01")
    for user in (None, member, elected):
        for address in addresses:
            assert "Byrådsseminar om visionen" not in words(client_of(user).get(address)), address
        assert client_of(user).get("/perioder/2026-2029/plan/").status_code == 404
        feed = client_of(user).get("/kalender.ics")
        assert feed.status_code != 200 or "Byrådsseminar" not in feed.content.decode()
    assert "Byrådsseminar om visionen" in words(client_of(administration).get("/perioder/2026-2029/plan/"))

    settings.PROCESS_TODAY = "2026-01-01"
    assert "Byrådsseminar om visionen" in words(client_of().get("/moeder/"))


def test_page_is_the_staffs(client_of, administration, member):
    for url in (URL, PROPOSAL):
        assert [client_of(user).get(url).status_code for user in (administration, member, None)] == [200, 403, 302]


def test_no_file_is_told(client):
    assert client.post(URL, {}).context["form"].errors


def test_proposing_asks_no_more_for_more_committees(client, django_assert_num_queries):
    with django_assert_num_queries(9):
        client.get(PROPOSAL)
    for n in range(12):
        Body.objects.create(name=f"Udvalg {n}", slug=f"u{n}", kind="standing")
    with django_assert_num_queries(9):
        client.get(PROPOSAL)


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        ("28-03-2027", "02.30", "Det klokkeslæt findes ikke den nat"),
        ("31-10-2027", "02.30", "Klokkeslættet kommer to gange den nat"),
    ],
)
def test_hour_of_the_nights_when_the_clocks_are_moved_is_asked_about(client, day, hour, said):
    page = proposed(client)
    key, sent = keys(page)[0], as_shown(page)
    answer = client.post(PROPOSAL, sent | {f"{key}-day": day, f"{key}-start_time": hour, f"{key}-day_confirmed": "on"})

    assert said in answer.text
    assert Meeting.objects.count() == 0
