"""The vision's page: what it says to whom, and what it costs."""

from datetime import date

import pytest

from ishoj_process.models import (
    AgendaItem,
    Alignment,
    CouncilTerm,
    GuidingLine,
    MainPolicy,
    Meeting,
    StatusChange,
    Strategy,
    Treatment,
    Vision,
    VisionAim,
    WorkPeriod,
)


def line_count(context):
    return sum(len(shown.lines) for shown in context["aims"])


def test_page_without_a_vision_says_so(client, db):
    response = client.get("/vision/")

    assert response.status_code == 200
    assert "Der er ikke registreret en vision endnu." in response.text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_answers_other_methods_with_405(client, vision, method):
    assert getattr(client, method)("/vision/vision-2035/").status_code == 405


def test_page_shows_the_aims_before_any_guiding_line(client, vision, aim):
    response = client.get("/vision/vision-2035/")

    assert [(shown.aim, shown.lines) for shown in response.context["aims"]] == [(aim, [])]
    assert "Ingen sigtelinjer endnu." in response.text


def test_page_uses_the_visions_own_word_for_a_guiding_line(client, vision, aim):
    Vision.objects.update(line_words="pejlemærker", line_words_the="pejlemærkerne")

    page = client.get("/vision/vision-2035/").text

    assert "Ingen pejlemærker endnu." in page
    assert "sigtelinjer endnu" not in page


def test_page_shows_drafted_guiding_lines_with_their_thread(client, line, strategy, make_theme):
    Alignment.objects.create(guiding_line=line, strategy=strategy, how="Den skaber steder at mødes.")
    theme = make_theme(is_published=True)
    theme.guiding_lines.add(line)

    response = client.get("/vision/vision-2035/")

    shown = response.context["aims"][0].lines[0]
    assert (shown.line, shown.themes, [row.document for row in shown.carried_out_by]) == (line, [theme], [strategy])
    assert "Den skaber steder at mødes." in response.text


def test_thread_leads_to_nothing_that_the_reader_may_not_see(client, client_of, member, line, strategy, make_theme):
    Strategy.objects.update(is_published=False)
    Alignment.objects.create(guiding_line=line, strategy=strategy, how="Hemmeligt endnu.")
    make_theme("Kun for Byrådet").guiding_lines.add(line)
    make_theme("Kun for administrationen", is_shared=False).guiding_lines.add(line)

    public, council = client.get("/vision/vision-2035/").text, client_of(member).get("/vision/vision-2035/").text

    hidden = ["Hemmeligt endnu.", "Kun for Byrådet", "Kun for administrationen"]
    assert [text for text in hidden if text in public] == []
    assert [text for text in hidden if text in council] == ["Kun for Byrådet"]


@pytest.mark.parametrize(("who", "count"), [(None, 1), ("member", 2), ("administration", 3), ("secretariat", 3)])
def test_themes_are_counted_as_the_reader_sees_them(request, client_of, make_theme, who, count):
    make_theme("offentligt", is_published=True)
    make_theme("delt")
    make_theme("arbejde", is_shared=False)
    client = client_of(request.getfixturevalue(who) if who else None)

    context = client.get("/vision/vision-2035/").context

    assert (context["theme_count"], len(context["themes"])) == (count, count)


def test_unpublished_vision_is_seen_by_the_staff_alone(client, client_of, secretariat, vision):
    Vision.objects.update(is_published=False)

    assert "Der er ikke registreret en vision endnu." in client.get("/vision/").text
    assert client.get("/vision/vision-2035/").status_code == 404
    assert client_of(secretariat).get("/vision/vision-2035/").context["vision"] == vision


def test_page_shows_the_way_with_the_state_of_the_plan(client, way, theme_meeting):
    WorkPeriod.objects.create(track=way, title="Direktionens debatoplæg", actor="Direktionen", until=theme_meeting)

    response = client.get("/vision/vision-2035/")

    assert [(step.meeting, step.is_next, step.is_over) for step in response.context["way"].steps] == [
        (theme_meeting, True, False)
    ]
    assert "inden Temamøde 1 for Byrådet" in response.text
    assert 'class="plan-state"' in response.text


def test_unpublished_meeting_and_its_work_are_not_on_the_publics_way(client, client_of, member, way, theme_meeting):
    WorkPeriod.objects.create(track=way, title="Debatoplæg", until=theme_meeting)
    theme_meeting.is_published = False
    theme_meeting.save()

    public = client.get("/vision/vision-2035/").context["way"]
    council = client_of(member).get("/vision/vision-2035/").context["way"]

    assert (public.meetings, public.works) == ([], [])
    assert (council.meetings, len(council.works)) == ([theme_meeting], 1)


def test_page_says_how_citizens_take_part_from_the_terms_settings(client, vision):
    term = CouncilTerm.objects.get()
    term.citizens_shape_vision = False
    term.save()
    without = client.get("/vision/vision-2035/").context["citizens"]
    term.citizens_shape_vision = True
    term.save()

    assert without == [
        "Borgerne inddrages ikke i formuleringen af visionen.",
        "Strategierne omsætter visionen til konkrete løsninger for borgere, foreninger og erhvervsliv."
        " Derfor inddrages borgerne dér.",
    ]
    assert client.get("/vision/vision-2035/").context["citizens"] == [
        "Borgerne inddrages i formuleringen af visionen.",
        "Borgerne inddrages i arbejdet med strategierne.",
    ]


def test_main_policies_are_shown_as_placed_or_not(client, vision, main_policy):
    placed = MainPolicy.objects.create(title="Velfærdspolitik", slug="velfaerdspolitik", vision=vision)
    MainPolicy.objects.create(title="Ikke offentlig", slug="ikke-offentlig", is_published=False)

    policies = client.get("/vision/vision-2035/").context["policies"]

    assert (policies.placed, policies.not_placed) == ([placed], [main_policy])


@pytest.mark.parametrize(("status", "is_shown"), [("", False), ("in_preparation", False), ("adopted", True)])
def test_newer_edition_takes_the_place_when_it_is_adopted(client, plan, vision, status, is_shown):
    newer = Vision.objects.create(
        title="Vision 2035", slug=vision.slug, edition=2, term=vision.term, supersedes=vision, status=status
    )

    assert client.get("/vision/vision-2035/").context["vision"] == (newer if is_shown else vision)


def test_status_history_is_signed_by_name_for_those_who_are_logged_in(
    client, client_of, member, administration, vision
):
    StatusChange.objects.create(
        vision=vision,
        to_status="in_preparation",
        note="Byrådet er gået i gang.",
        on=date(2023, 8, 14),
        by=administration,
    )
    administration.name = "Navn Navnesen"
    administration.save()

    public, council = client.get("/vision/vision-2035/").text, client_of(member).get("/vision/vision-2035/").text

    assert ["Byrådet er gået i gang." in page for page in (public, council)] == [True, True]
    assert ["Navn Navnesen" in page for page in (public, council)] == [False, True]


@pytest.mark.parametrize(
    ("who", "sees"), [(None, False), ("member", False), ("secretariat", False), ("administration", True)]
)
def test_buttons_are_the_administrations(request, client_of, vision, aim, who, sees):
    client = client_of(request.getfixturevalue(who) if who else None)

    page = client.get("/vision/vision-2035/").text

    assert [
        url in page
        for url in (
            "/vision/vision-2035/rediger/",
            "/vision/vision-2035/status/",
            "/vision/vision-2035/sigtelinjer/ny/",
        )
    ] == [sees] * 3


def test_adopted_vision_offers_no_new_wording_and_says_why(browser, vision, aim):
    Vision.objects.update(status="adopted")

    page = browser.get("/vision/vision-2035/").text

    assert "/vision/vision-2035/sigtelinjer/ny/" not in page
    assert "Visionen er vedtaget. Ordlyden ændres kun med en ny udgave." in page


def test_agenda_items_that_treat_the_vision_are_told_as_the_agenda_is(client, browser, vision, theme_meeting):
    item = AgendaItem.objects.create(meeting=theme_meeting, number=1, title="Vision 2035")
    Treatment.objects.create(item=item, vision=vision)

    draft = [row.item.pk for row in client.get("/vision/vision-2035/").context["treated_at"]]
    Meeting.objects.update(agenda_state="published")
    published = [row.item.pk for row in client.get("/vision/vision-2035/").context["treated_at"]]

    assert (draft, published) == ([], [item.pk])


def test_agenda_item_that_adopted_the_vision_stands_among_its_facts(client, vision, theme_meeting):
    item = AgendaItem.objects.create(meeting=theme_meeting, number=1, title="Vedtagelsen")
    Treatment.objects.create(item=item, vision=vision)
    Meeting.objects.update(agenda_state="published")
    before = client.get("/vision/vision-2035/").context["adopted_at"]
    Vision.objects.update(status="adopted", adopted_at_item=item)

    adopted_at = client.get("/vision/vision-2035/").context["adopted_at"]

    assert (before, adopted_at.item.pk, adopted_at.meeting) == (None, item.pk, theme_meeting)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_at_any_size(
    client, way, vision, strategy, theme_meeting, make_theme, django_assert_num_queries, count
):
    Meeting.objects.update(agenda_state="published")
    for number in range(min(count, 3)):
        item = AgendaItem.objects.create(meeting=theme_meeting, number=number, title="Vision 2035")
        Treatment.objects.create(item=item, vision=vision)
    aim = VisionAim.objects.create(vision=vision, title="En robust kommune")
    lines = GuidingLine.objects.bulk_create(GuidingLine(aim=aim, title=f"Linje {number}") for number in range(count))
    Alignment.objects.bulk_create(Alignment(guiding_line=line, strategy=strategy, how="Sådan.") for line in lines)
    for number in range(min(count, 3)):
        make_theme(f"Tema {number}", is_published=True).guiding_lines.set(lines)

    with django_assert_num_queries(30):
        response = client.get("/vision/vision-2035/")

    assert line_count(response.context) == count


def test_page_says_what_the_vision_is_and_where_it_stands_before_anything_else(client, vision):
    vision.summary = "En vision for hele byen."
    vision.save()

    page = client.get("/vision/vision-2035/").content.decode()
    main = page[page.index("<main") :]

    assert main.count(vision.summary) == 1
    assert main.index(vision.summary) < main.index("Visionen er ikke formuleret endnu.") < main.index('id="vejen"')


def test_page_says_the_day_of_a_meeting_on_the_way_once(client, way, vision, theme_meeting):
    """In the line of steps; neither among what the meetings are for nor among those that treat the vision."""
    Meeting.objects.update(agenda_state="published")
    item = AgendaItem.objects.create(meeting=theme_meeting, number=1, title="Vision 2035")
    Treatment.objects.create(item=item, vision=vision)

    response = client.get("/vision/vision-2035/")

    page = response.text[response.text.index('id="vejen"') :]
    assert page.count("21. august 2023") == 1
    assert response.context["treated_at"] == []
    assert ">Møder</h2>" not in page
