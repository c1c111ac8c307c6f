"""The page of a meeting: when, where, what for, what is treated, and what belongs to it."""

import re
from datetime import date, time

import pytest

from ishoj_process.models import AgendaItem, Meeting, ProcessPlan, Track, Treatment
from vision.models import Challenge, DebatePaper, Question, Theme


@pytest.fixture
def council_meeting(make_meeting, council):
    return make_meeting(
        council,
        title="Byrådsmøde",
        start_date=date(2023, 9, 5),
        start_time=time(17),
        open_part_time=time(19),
        place="Byrådssalen",
    )


@pytest.fixture
def second_theme_meeting(make_meeting, council, council_meeting):
    return make_meeting(council, title="Temamøde 2 for Byrådet", start_date=date(2023, 9, 5), before=council_meeting)


def page_of(client, meeting):
    return client.get(f"/moeder/{meeting.pk}/")


def words(response):
    return " ".join(response.text.split())


def test_page_says_when_the_meeting_is(client, theme_meeting):
    assert "Mandag den 21. august 2023 kl. 17.00–19.00" in page_of(client, theme_meeting).text


@pytest.mark.parametrize("day", ["2023-03-25", "2023-03-26", "2023-10-28", "2023-10-29"])
def test_every_page_has_the_hour_on_the_wall_at_both_changes_of_summer_time(client, make_meeting, council, day):
    day = date.fromisoformat(day)
    meeting = make_meeting(council, title="Formøde", start_date=day, start_time=time(17), end_time=time(19))

    for url in (meeting.get_absolute_url(), f"/moeder/?fra={day:%d-%m-%Y}", f"/kalender/?maaned={day:%Y-%m}"):
        assert re.search(r"kl\. 17\.00|17\.00–19\.00", client.get(url).text), url


def test_page_says_when_the_open_part_begins_and_where(client, council_meeting):
    text = words(page_of(client, council_meeting))

    assert "<dd>fra kl. 19.00</dd>" in text
    assert "<dd>Byrådssalen</dd>" in text


def test_meeting_before_another_leads_there_and_back(client, council_meeting, second_theme_meeting):
    before, after = page_of(client, second_theme_meeting), page_of(client, council_meeting)

    assert "Tirsdag den 5. september 2023, inden Byrådsmøde samme dag" in before.text
    assert f'<a href="/moeder/{council_meeting.pk}/">Byrådsmøde</a>' in before.text
    assert f'<a href="/moeder/{second_theme_meeting.pk}/">Temamøde 2 for Byrådet</a>' in after.text


def test_page_does_not_lead_to_a_meeting_that_the_reader_may_not_know_of(client, council_meeting, second_theme_meeting):
    Meeting.objects.filter(pk=second_theme_meeting.pk).update(is_published=False)

    assert f"/moeder/{second_theme_meeting.pk}/" not in page_of(client, council_meeting).text


@pytest.mark.parametrize(
    ("who", "status"), [(None, 404), ("member", 200), ("administration", 200), ("secretariat", 200)]
)
def test_unpublished_meeting_is_not_found_by_others(request, client_of, make_meeting, council, who, status):
    meeting = make_meeting(council, is_published=False)
    client = client_of(request.getfixturevalue(who) if who else None)

    assert page_of(client, meeting).status_code == status


def test_meeting_behind_closed_doors_is_shown_with_title_date_and_place(client, make_meeting, council):
    meeting = make_meeting(council, title="Temamøde", place="Rådhuset", behind_closed_doors=True)

    text = page_of(client, meeting).text

    assert [part in text for part in ("Temamøde", "21. august 2023", "Rådhuset", "Lukket møde")] == [True] * 4


@pytest.mark.parametrize(
    ("who", "sees"), [(None, False), ("member", False), ("administration", True), ("secretariat", True)]
)
def test_draft_agenda_is_the_staffs_alone(request, client_of, agenda_item, who, sees):
    client = client_of(request.getfixturevalue(who) if who else None)

    page = page_of(client, agenda_item.meeting).text
    text = page[page.index("<main") :]  # the menu has a line that is called “Udkast”

    assert ("Direktionens debatoplæg" in text) is sees
    assert ("Udkast" in text) is sees
    assert ("Dagsordenen er ikke offentliggjort endnu." in text) is not sees
    assert ("dagsorden.pdf" in text) is sees


def test_published_agenda_is_everybodys(client, published, agenda_item, strategy):
    Treatment.objects.create(item=agenda_item, strategy=strategy)

    text = words(page_of(client, published))

    assert "1. Direktionens debatoplæg</h3>" in text
    assert ">Sagsfremstilling</h4>" in text
    assert f'<a href="{strategy.get_absolute_url()}">Biodiversitetsstrategi</a>' in text
    assert f"/moeder/{published.pk}/dagsorden.pdf" in text


def test_programme_of_several_days_stands_by_day(client, make_meeting, council):
    seminar = make_meeting(
        council, title="S", start_date=date(2023, 10, 31), end_date=date(2023, 11, 1), agenda_state="published"
    )
    for number, (day, title) in enumerate([(seminar.days[0], "a"), (seminar.days[1], "b"), (None, "c")], start=1):
        AgendaItem.objects.create(meeting=seminar, number=number, title=title, day=day)

    agenda = page_of(client, seminar).context["agenda"]

    assert [(day.label, [line.item.title for line in day.lines]) for day in agenda.days] == [
        ("Tirsdag den 31. oktober 2023", ["a"]),
        ("Onsdag den 1. november 2023", ["b"]),
        ("Programpunkter uden dag", ["c"]),
    ]


def test_programme_that_nobody_divided_says_so(client, make_meeting, council):
    seminar = make_meeting(
        council, title="S", start_date=date(2023, 10, 31), end_date=date(2023, 11, 1), agenda_state="published"
    )
    AgendaItem.objects.create(meeting=seminar, number=1, title="a")

    response = page_of(client, seminar)

    assert [day.label for day in response.context["agenda"].days] == [""]
    assert "Programmet er ikke fordelt på dagene." in response.text


def test_page_shows_what_was_raised_and_asked_there(client, published, agenda_item, vision):
    paper = DebatePaper.objects.create(vision=vision, title="Direktionens debatoplæg", presented_at=published)
    Challenge.objects.create(paper=paper, title="Negativ social arv", raised_at=published)
    Question.objects.create(paper=paper, text="Er det de rigtige problemer?", item=agenda_item)
    Theme.objects.create(vision=vision, title="Fællesskaber", raised_at=published, is_published=True)
    Theme.objects.create(vision=vision, title="Arbejdstema", raised_at=published)

    text = page_of(client, published).text

    shown = ("Negativ social arv", "Er det de rigtige problemer?", "Fællesskaber", "Arbejdstema")
    assert [part in text for part in shown] == [True, True, True, False]


def test_page_says_whether_its_plan_is_adopted(client, term, theme_meeting):
    plan = ProcessPlan.objects.create(term=term, title="Plan", starts=date(2023, 4, 1), ends=date(2023, 12, 31))
    theme_meeting.track = Track.objects.create(plan=plan, kind="vision", title="Vision 2035", lead_actor="Byrådet")
    theme_meeting.save()

    assert 'class="plan-state"' in page_of(client, theme_meeting).text


def test_page_leads_to_the_bodys_meetings_before_and_after(client, make_meeting, council, committee, theme_meeting):
    earlier = make_meeting(council, committee, start_date=date(2023, 6, 1))
    make_meeting(council, start_date=date(2023, 7, 1), is_published=False)
    later = make_meeting(council, start_date=date(2023, 9, 5))
    make_meeting(committee, start_date=date(2023, 8, 25))

    neighbours = page_of(client, theme_meeting).context["neighbours"]

    assert [(other.rel, other.meeting) for other in neighbours] == [("prev", earlier), ("next", later)]


@pytest.mark.parametrize(
    ("who", "sees"), [(None, False), ("member", False), ("administration", False), ("secretariat", True)]
)
def test_buttons_are_the_secretariats(request, client_of, agenda_item, who, sees):
    client = client_of(request.getfixturevalue(who) if who else None)

    text = page_of(client, agenda_item.meeting).text

    assert ("/tilstand/" in text, "/flyt/" in text, "/rediger/" in text) == (sees, sees, sees)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_asks_the_same_number_of_queries_at_any_size(
    client, published, make_item, make_meeting, council, strategy, count, django_assert_num_queries
):
    for number in range(count):
        Treatment.objects.create(item=make_item(f"Punkt {number}"), strategy=strategy)
        make_meeting(council, title="Formøde", before=published)

    with django_assert_num_queries(21):
        page_of(client, published)


def test_page_answers_post_with_405(client, theme_meeting):
    assert client.post(f"/moeder/{theme_meeting.pk}/").status_code == 405
