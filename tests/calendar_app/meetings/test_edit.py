"""Entering a meeting: what is stored, what is refused at its field, and what moves with it."""

from datetime import date, time

import pytest

from ishoj_process.models import AgendaItem, Meeting, ProcessPlan, Track


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def council_meeting(make_meeting, council):
    return make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=date(2023, 9, 5), start_time=time(17))


@pytest.fixture
def follower(make_meeting, council, council_meeting):
    return make_meeting(council, title="Temamøde 2", start_date=date(2023, 9, 5), before=council_meeting)


@pytest.fixture
def proposed_track(term):
    plan = ProcessPlan.objects.create(term=term, title="Plan", starts=date(2023, 4, 1), ends=date(2023, 12, 31))
    return Track.objects.create(plan=plan, kind=Track.Kind.VISION, title="Vision 2035", lead_actor="Byrådet")


def typed(meeting=None, **changes):
    """What the form sends for a meeting, with what is typed anew."""
    sent = {
        "kind": "theme",
        "title": "Temamøde",
        "start_date": "21-08-2023",
        "end_date": "",
        "start_time": "17.00",
        "is_published": "on",
    }
    if meeting:
        sent |= {
            "title": meeting.title,
            "kind": meeting.kind,
            "start_date": f"{meeting.start_date:%d-%m-%Y}",
            "end_date": f"{meeting.end_date:%d-%m-%Y}",
            "start_time": f"{meeting.start_time:%H.%M}" if meeting.start_time else "",
            "end_time": f"{meeting.end_time:%H.%M}" if meeting.end_time else "",
            "before": meeting.before_id or "",
            "bodies": [body.pk for body in meeting.bodies.all()],
            "version": meeting.version,
        }
    return sent | changes


def edit(browser, meeting, **changes):
    """Store what is typed; what moves with the meeting was seen and confirmed (test_what_moves)."""
    return browser.post(f"/moeder/{meeting.pk}/rediger/", {"confirmed": "1", **typed(meeting, **changes)})


def errors(response):
    assert response.status_code == 200
    return response.context["form"].errors


def test_meeting_is_created_with_its_last_day_as_the_first(browser, council, secretariat):
    response = browser.post("/moeder/nyt/", typed(bodies=[council.pk]))

    meeting = Meeting.objects.get()
    assert response.url == f"/moeder/{meeting.pk}/"
    assert (meeting.start_date, meeting.end_date) == (date(2023, 8, 21), date(2023, 8, 21))
    assert (meeting.start_time, meeting.end_time, meeting.state) == (time(17), None, "planned")
    assert meeting.updated_by == secretariat
    assert meeting.history.get().history_user == secretariat


@pytest.mark.parametrize("day", ["21-08-2023", "21.8.2023", "2023-08-21", "21. august 2023", "21/08/2023"])
def test_day_is_read_as_danes_write_it(browser, council, day):
    browser.post("/moeder/nyt/", typed(bodies=[council.pk], start_date=day))

    assert Meeting.objects.get().start_date == date(2023, 8, 21)


@pytest.mark.parametrize(
    ("hour", "expected"), [("17.00", 17), ("17:00", 17), ("17", 17), ("kl. 9", 9), ("kl 09.00", 9)]
)
def test_hour_is_read_as_danes_write_it(browser, council, hour, expected):
    browser.post("/moeder/nyt/", typed(bodies=[council.pk], start_time=hour))

    assert Meeting.objects.get().start_time == time(expected)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"start_date": "31-02-2023"}, {"start_date": ["Skriv en dato, der findes, fx 21-08-2023."]}),
        ({"start_date": "august 2023"}, {"start_date": ["Skriv en dato, der findes, fx 21-08-2023."]}),
        ({"start_date": ""}, {"start_date": ["Skriv den første dag."]}),
        ({"end_date": "20-08-2023"}, {"__all__": ["Den sidste dag kan ikke ligge før den første."]}),
        ({"start_time": "25"}, {"start_time": ["Skriv et klokkeslæt, der findes, fx 17.00."]}),
        ({"start_time": "femten"}, {"start_time": ["Skriv et klokkeslæt, der findes, fx 17.00."]}),
        ({"end_time": "16.00"}, {"__all__": ["Mødet skal slutte, efter at det er begyndt."]}),
        (
            {"start_time": "", "end_time": "19.00"},
            {"__all__": ["Angiv, hvornår mødet begynder, før du angiver, hvornår det slutter."]},
        ),
        ({"open_part_time": "16.00"}, {"open_part_time": ["Den åbne del kan ikke begynde før mødet."]}),
        (
            {"start_date": "26-03-2023", "start_time": "02.30"},
            {"start_time": ["Det klokkeslæt findes ikke den nat: Urene stilles frem til sommertid."]},
        ),
    ],
)
def test_wrong_input_is_answered_at_its_field_and_nothing_is_stored(browser, council, changes, expected):
    response = browser.post("/moeder/nyt/", typed(bodies=[council.pk], **changes))

    assert errors(response) == expected
    assert Meeting.objects.count() == 0


def test_wrong_day_is_kept_as_it_was_typed(browser, council):
    response = browser.post("/moeder/nyt/", typed(bodies=[council.pk], start_date="31-02-2023"))

    assert 'value="31-02-2023"' in response.text


TWICE = (
    "Klokkeslættet kommer to gange den nat, fordi urene stilles tilbage klokken 3. Mener du den første gang, så skriv"
    " ”sommertid” efter det. Kalendere kan ikke vise den anden gang: Vælg et klokkeslæt fra 03.00."
)
IN_SUMMER_TIME = "Sommertiden varer fra den sidste søndag i marts til den sidste søndag i oktober."
NIGHT = "29-10-2023"


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (NIGHT, "02.00", TWICE),
        (NIGHT, "2", TWICE),
        (NIGHT, "02.30", TWICE),
        (NIGHT, "02.59", TWICE),
        (NIGHT, "02.30 normaltid", TWICE),
        (NIGHT, "02.30 vintertid", TWICE),
        ("27-10-2024", "02.30", TWICE),
        ("21-08-2023", "17.00 normaltid", IN_SUMMER_TIME),
        ("21-11-2023", "17.00 sommertid", IN_SUMMER_TIME),
        ("26-03-2023", "02.30 sommertid", "Det klokkeslæt findes ikke den nat: Urene stilles frem til sommertid."),
        (NIGHT, "sommertid", "Skriv et klokkeslæt, der findes, fx 17.00."),
        (NIGHT, "02.30 på", "Skriv et klokkeslæt, der findes, fx 17.00."),
    ],
)
def test_hour_that_comes_twice_is_asked_about(browser, council, day, hour, expected):
    response = browser.post("/moeder/nyt/", typed(bodies=[council.pk], start_date=day, start_time=hour))

    assert errors(response) == {"start_time": [expected]}
    assert response.context["form"]["start_time"].value() == hour
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize(
    ("day", "hour", "stored"),
    [
        (NIGHT, "02.30 sommertid", time(2, 30)),
        (NIGHT, "kl. 2.30 Sommertid", time(2, 30)),
        (NIGHT, "01.59", time(1, 59)),
        (NIGHT, "03.00", time(3)),
        (NIGHT, "03.00 normaltid", time(3)),
        ("28-10-2023", "02.30", time(2, 30)),
        ("21-08-2023", "17.00 sommertid", time(17)),
    ],
)
def test_hour_that_is_clear_is_stored(browser, council, day, hour, stored):
    browser.post("/moeder/nyt/", typed(bodies=[council.pk], start_date=day, start_time=hour, end_time=""))

    assert Meeting.objects.get().start_time == stored


@pytest.mark.parametrize("field", ["end_time", "open_part_time"])
def test_every_hour_of_that_night_is_asked_about(browser, council, field):
    sent = typed(bodies=[council.pk], start_date=NIGHT, start_time="00.30", end_time="") | {field: "02.30"}

    assert errors(browser.post("/moeder/nyt/", sent)) == {field: [TWICE]}


def test_answer_about_the_hour_is_not_asked_for_again(browser, council):
    first = typed(bodies=[council.pk], start_date=NIGHT, start_time="02.30 sommertid", end_time="")
    browser.post("/moeder/nyt/", first)
    meeting = Meeting.objects.get()
    page = f"/moeder/{meeting.pk}/rediger/"
    again = first | {"start_time": "02.30", "place": "Salen", "version": meeting.version}

    assert browser.post(page, again).status_code == 302
    assert Meeting.objects.get().place == "Salen"


def test_meeting_without_a_body_is_refused(browser, council):
    assert errors(browser.post("/moeder/nyt/", typed())) == {"bodies": ["Vælg mindst ét udvalg."]}


def test_meeting_before_another_must_be_held_the_same_day(browser, council, council_meeting):
    response = browser.post("/moeder/nyt/", typed(bodies=[council.pk], before=council_meeting.pk, start_time=""))

    assert errors(response) == {"before": ["De to møder skal holdes samme dag."]}


def test_meetings_cannot_be_before_each_other_in_a_ring(browser, council_meeting, follower):
    response = edit(browser, council_meeting, before=follower.pk)

    assert errors(response) == {"before": ["Møderne ville ligge før hinanden i ring."]}


def test_convened_meeting_cannot_enter_a_proposed_plan(browser, council_meeting, proposed_track):
    Meeting.objects.filter(pk=council_meeting.pk).update(state=Meeting.State.CONVENED)

    response = edit(browser, council_meeting, track=proposed_track.pk)

    assert errors(response) == {"track": ["Mødet er indkaldt, og denne procesplan er kun et forslag."]}


@pytest.mark.parametrize(
    ("changes", "sequence"),
    [
        ({"start_date": "12-09-2023", "end_date": ""}, 1),
        ({"start_time": "18"}, 1),
        ({"place": "Rådhuset"}, 1),
        ({"title": "Byrådsmøde"}, 0),
        ({"purpose": "Noget nyt"}, 0),
    ],
)
def test_sequence_rises_with_time_and_place_only(browser, council_meeting, changes, sequence):
    edit(browser, council_meeting, **changes)

    council_meeting.refresh_from_db()
    assert (council_meeting.version, council_meeting.sequence) == (2, sequence)


def test_meeting_held_before_moves_with_the_other(browser, council_meeting, follower):
    edit(browser, council_meeting, start_date="12-09-2023", end_date="12-09-2023")

    follower.refresh_from_db()
    assert (follower.start_date, follower.end_date) == (date(2023, 9, 12), date(2023, 9, 12))
    assert (follower.sequence, follower.version) == (1, 2)
    assert follower.history.count() == 2


def test_meeting_with_a_reckoned_start_follows_the_others_hour(browser, council_meeting, follower):
    Meeting.objects.filter(pk=follower.pk).update(planned_minutes=90)

    edit(browser, council_meeting, start_time="18.00")

    follower.refresh_from_db()
    assert (follower.effective_start, follower.sequence) == (time(16, 30), 1)


def test_meeting_held_before_stays_where_only_words_change(browser, council_meeting, follower):
    edit(browser, council_meeting, title="Byrådsmøde")

    follower.refresh_from_db()
    assert (follower.sequence, follower.version) == (0, 1)


def test_days_of_the_programme_follow_the_meeting(browser, make_meeting, council):
    seminar = make_meeting(council, title="Seminar", start_date=date(2023, 10, 31), end_date=date(2023, 11, 1))
    for number, day in enumerate(seminar.days, start=1):
        AgendaItem.objects.create(meeting=seminar, number=number, title="Punkt", day=day)

    edit(browser, seminar, start_date="07-11-2023", end_date="08-11-2023")
    assert [item.day for item in seminar.items.all()] == [date(2023, 11, 7), date(2023, 11, 8)]

    seminar.refresh_from_db()
    edit(browser, seminar, end_date="07-11-2023")
    assert [item.day for item in seminar.items.all()] == [date(2023, 11, 7), None]


def test_double_click_creates_one_meeting(browser, council):
    token = browser.get("/moeder/nyt/").context["form"].initial["token"]
    sent = typed(bodies=[council.pk], token=str(token))

    first, second = browser.post("/moeder/nyt/", sent), browser.post("/moeder/nyt/", sent)

    assert Meeting.objects.count() == 1
    assert first.url == second.url


def test_unchanged_meeting_gets_no_new_version(browser, theme_meeting):
    edit(browser, theme_meeting)

    theme_meeting.refresh_from_db()
    assert (theme_meeting.version, theme_meeting.sequence) == (1, 0)


def test_later_of_two_edits_is_shown_both_texts_and_overwrites_nothing(browser, theme_meeting):
    seen = typed(theme_meeting)
    browser.post(
        f"/moeder/{theme_meeting.pk}/rediger/", seen | {"place": "Rådhuset", "start_date": "22-08-2023", "end_date": ""}
    )

    response = browser.post(f"/moeder/{theme_meeting.pk}/rediger/", seen | {"place": "Brohuset"})

    theme_meeting.refresh_from_db()
    assert (response.status_code, theme_meeting.place) == (409, "Rådhuset")
    shown = {row.label: (row.theirs, row.mine) for row in response.context["conflict"]}
    assert shown["Sted"] == ("Rådhuset", "Brohuset")
    assert shown["Første dag"] == ("22-08-2023", "21-08-2023")
    assert 'value="Brohuset"' in response.text


def test_saving_again_after_a_conflict_is_stored(browser, theme_meeting):
    seen = typed(theme_meeting)
    url = f"/moeder/{theme_meeting.pk}/rediger/"
    browser.post(url, seen | {"place": "Rådhuset"})
    conflict = browser.post(url, seen | {"place": "Brohuset"})

    response = browser.post(url, seen | {"place": "Brohuset", "version": conflict.context["form"].data["version"]})

    theme_meeting.refresh_from_db()
    assert (response.status_code, theme_meeting.place) == (302, "Brohuset")
    assert "Rådhuset" in theme_meeting.history.values_list("place", flat=True)


@pytest.mark.parametrize("path", ["/moeder/nyt/", "/moeder/{pk}/rediger/"])
@pytest.mark.parametrize(
    ("who", "status"), [(None, 302), ("member", 403), ("administration", 403), ("secretariat", 200)]
)
def test_only_the_secretariat_enters_meetings(request, client_of, theme_meeting, path, who, status):
    client = client_of(request.getfixturevalue(who) if who else None)

    for send in (client.get, client.post):
        assert send(path.format(pk=theme_meeting.pk)).status_code == status


def test_editing_answers_other_methods_with_405(browser, theme_meeting):
    assert browser.put("/moeder/nyt/").status_code == 405
    assert browser.delete(f"/moeder/{theme_meeting.pk}/rediger/").status_code == 405
