"""What a personal calendar address holds, for whom, and when it is dead."""

from datetime import date, datetime, time, timedelta

import pytest
import vobject
from django.utils import timezone

from calendar_app.models import Subscription
from calendar_app.models.subscriptions import fingerprint
from calendar_app.rights import may_read_by_address
from ishoj_process.council.acts import hand_over
from ishoj_process.models import AgendaItem, Body, Meeting, PublicStamp, Seat, Succession, User
from tests import rows
from tests.calendar_app.ical.lines import event_uids, events, faults, values
from tests.conftest import TODAY

TOKEN = "t" * 43
URL = f"/kalender/abonnement/{TOKEN}.ics"
WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)


@pytest.fixture
def subscribe():
    """An address of somebody, opened by TOKEN."""

    def make(user, *bodies, **fields):
        fields = {"label": "Min telefon", "token_hash": fingerprint(TOKEN), **fields}
        subscription = Subscription.objects.create(user=user, **fields)
        subscription.bodies.set(bodies)
        return subscription

    return make


def uids(*meetings):
    return [f"meeting-{meeting.pk}@ishoj-process.invalid" for meeting in meetings]


def read(content):
    """The calendar's entries as a library reads them that did not write them."""
    return vobject.readOne(content.decode()).contents.get("vevent", [])


def test_the_address_holds_what_its_holder_may_see(client, subscribe, member, make_meeting, committee, other_committee):
    own = make_meeting(committee, is_published=False)
    public = make_meeting(other_committee, start_date=date(2023, 9, 1))
    make_meeting(other_committee, start_date=date(2023, 9, 2), is_published=False, title="Hemmeligt møde")
    subscribe(member)

    response = client.get(URL)

    assert event_uids(response.content) == uids(own, public)
    assert (faults(response.content), len(read(response.content))) == ([], 2)
    assert "Hemmeligt" not in response.content.decode()
    assert ["CLASS:PRIVATE" in event for event in events(response.content)] == [True, False]
    assert {name: values(response.content, name) for name in ("METHOD", "ORGANIZER", "ATTENDEE", "SOURCE")} == {
        "METHOD": [], "ORGANIZER": [], "ATTENDEE": [], "SOURCE": [],
    }  # fmt: skip
    assert TOKEN not in response.content.decode()


def test_staff_see_all_and_the_choice_narrows_it(client, subscribe, secretariat, make_meeting, council, committee):
    theme = make_meeting(council, is_published=False)
    joint = make_meeting(council, committee, start_date=date(2023, 9, 1), kind="council")
    other = make_meeting(committee, start_date=date(2023, 9, 2), kind="committee")
    subscription = subscribe(secretariat)

    def held(*bodies, kinds=()):
        subscription.bodies.set(bodies)
        Subscription.objects.update(kinds=list(kinds))
        return event_uids(client.get(URL).content)

    assert held() == uids(theme, joint, other)
    assert held(committee) == uids(joint, other)
    assert held(council, committee) == uids(theme, joint, other)
    assert held(committee, kinds=["council", "theme"]) == uids(joint)
    assert held(kinds=["seminar"]) == []


def test_a_chosen_body_is_followed_to_the_one_that_carries_on_its_work(
    client, subscribe, member, make_meeting, committee
):
    meeting = make_meeting(Body.objects.create(name="Kulturudvalget", slug="kulturudvalget", kind="standing"))
    Succession.objects.create(body=committee, heir=meeting.bodies.get())
    subscribe(member, committee)

    assert event_uids(client.get(URL).content) == uids(meeting)


def test_a_chosen_body_is_followed_to_all_heirs_from_their_day(client, subscribe, member, make_meeting, committee):
    on = TODAY + timedelta(days=10)
    heirs = [Body.objects.create(name=name, slug=name.lower(), kind="standing") for name in ("Aa", "Bb")]
    for heir in heirs:
        make_meeting(heir, start_date=on - timedelta(days=1))
        Succession.objects.create(body=committee, heir=heir, on=on)
    theirs = [make_meeting(heir, start_date=on) for heir in heirs]
    subscribe(member, committee)

    assert sorted(event_uids(client.get(URL).content)) == sorted(uids(*theirs))


def test_it_says_who_carries_on_the_work_of_a_chosen_body_from_that_day(
    client, settings, subscribe, member, committee, other_committee, secretariat
):
    hand_over(bodies=[committee], heirs=[other_committee], on=date(2023, 10, 1), by=secretariat)
    subscribe(member, committee)
    said = []
    for settings.PROCESS_TODAY in ("2023-09-30", "2023-10-01"):
        said.append(values(client.get(URL).content, "X-WR-CALDESC")[0])

    told = "Kultur- og Fritidsudvalget er nedlagt. Kalenderen viser også møderne i Klima- og Miljøudvalget"
    assert [told in text for text in said] == [False, True]


def test_it_says_that_nobody_carries_on_the_work_of_a_chosen_body(client, settings, subscribe, member, committee):
    Body.objects.filter(pk=committee.pk).update(ends=date(2023, 9, 30))
    subscribe(member, committee)
    settings.PROCESS_TODAY = "2023-10-01"

    (about,) = values(client.get(URL).content, "X-WR-CALDESC")
    assert "Kultur- og Fritidsudvalget ophørte den 30. september 2023\\, og ingen fører arbejdet videre." in about


@pytest.mark.parametrize(
    ("day", "is_told"), [("2023-08-31", False), ("2023-09-01", True), ("2023-10-01", True), ("2023-10-02", None)]
)
def test_last_entry_says_that_the_address_ends_with_the_seat(client, settings, subscribe, member, day, is_told):
    """Told a month before, and nothing to anybody afterwards."""
    Seat.objects.update(ends=date(2023, 10, 1))
    subscribe(member)
    settings.PROCESS_TODAY = day
    answers = [client.get(URL) for _look in range(2)]

    assert {answer.status_code for answer in answers} == {404 if is_told is None else 200}
    if is_told is not None:
        assert answers[0].content == answers[1].content
        assert faults(answers[0].content) == []
        found = [(entry.summary.value, entry.dtstart.value) for entry in read(answers[0].content)]
        assert found == [("Kalenderadressen udløber i dag", date(2023, 10, 1))] * is_told


@pytest.mark.parametrize("who", ["member", "secretariat"])
def test_who_goes_on_is_told_of_no_end(request, client, settings, subscribe, council, who):
    user = request.getfixturevalue(who)
    Seat.objects.create(user=user, body=council, term=rows.next_term())
    subscribe(user)
    settings.PROCESS_TODAY = "2025-12-20"

    assert read(client.get(URL).content) == []


def test_nothing_of_an_agenda_is_in_it(client, subscribe, secretariat, theme_meeting):
    """The secretariat reads closed items; a calendar, which people share, holds nothing of them or of open ones."""
    names = [f.name for f in AgendaItem._meta.fields if f.get_internal_type() in ("CharField", "TextField")]
    for number, is_closed in enumerate((True, False), start=1):
        words = {name: f"Hemmelig{number}{name}" for name in names if not AgendaItem._meta.get_field(name).choices}
        AgendaItem.objects.create(meeting=theme_meeting, number=number, is_closed=is_closed, **words)
    Meeting.objects.update(agenda_state="published")
    subscribe(secretariat, reminder=15)

    content = client.get(URL).content

    assert len(names) > 8
    assert event_uids(content) == uids(theme_meeting)
    assert b"emmelig" not in content.replace(b"\r\n ", b"")


def test_it_is_labelled_to_be_kept_by_one_alone_and_asked_about(client, subscribe, member, theme_meeting):
    subscribe(member)

    response = client.get(URL)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not any(response.has_header(name) for name in ("Content-Disposition", "Last-Modified", "Set-Cookie"))
    head = client.head(URL)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", response["ETag"])
    assert head["Content-Length"] == str(len(response.content))
    assert client.post(URL).status_code == 405


def test_who_has_it_is_answered_304_until_what_they_see_changes(client, subscribe, member, make_meeting, council):
    stays, goes = make_meeting(council, start_time=time(17)), make_meeting(council, is_published=False)
    subscription = subscribe(member)
    etag = client.get(URL)["ETag"]

    def asked(**headers):
        response = client.get(URL, headers={"if-none-match": etag, **headers})
        return response.status_code, response.content

    assert asked() == (304, b"")
    assert asked(**{"if-modified-since": "Sun, 01 Jan 2012 00:00:00 GMT"}) == (304, b"")
    assert client.get(URL, headers={"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}).status_code == 200
    PublicStamp.raise_value()
    assert asked() == (304, b"")

    goes.delete()
    status, content = asked()
    assert (status, event_uids(content)) == (200, uids(stays))
    Subscription.objects.filter(pk=subscription.pk).update(reminder=60)
    assert asked()[0] == 200


def test_it_asks_the_same_of_the_database_at_any_length(
    client, subscribe, member, make_meeting, council, committee, django_assert_num_queries
):
    """500 meetings under the count of one: the address, its choice, the seats, the meetings and their bodies (2)."""
    anchor = make_meeting(council, start_date=date(2023, 9, 5), kind="council", start_time=time(18))
    subscribe(member, council, reminder=60)
    client.get(URL)  # notes the day
    add = {"kind": "theme", "start_date": anchor.start_date, "end_date": anchor.start_date, "before": anchor}
    for count in (1, 500):
        rows = Meeting.objects.bulk_create([Meeting(planned_minutes=60, **add) for _ in range(count)])
        through = Meeting.bodies.through
        through.objects.bulk_create([through(meeting=row, body=body) for row in rows for body in (council, committee)])
        with django_assert_num_queries(9):
            content = client.get(URL).content
    assert len(event_uids(content)) == 502
    assert faults(content) == []


@pytest.mark.parametrize(
    ("first", "offsets", "after_midnight"),
    [(date(2023, 3, 25), [WINTER, SUMMER, SUMMER], 7), (date(2023, 10, 28), [SUMMER, WINTER, WINTER], 9)],
)
def test_the_hour_and_its_reminder_stand_over_both_changes(
    client, subscribe, member, make_meeting, council, settings, first, offsets, after_midnight
):
    settings.PROCESS_TODAY = "2023-01-01"
    for number in range(3):
        make_meeting(council, start_date=first + timedelta(days=number), start_time=time(17), end_time=time(19))
    sunday, monday = first + timedelta(days=1), first + timedelta(days=2)
    make_meeting(council, title="Over skiftet", start_date=sunday, end_date=monday, start_time=time(9))
    subscribe(member, reminder=60)

    content = client.get(URL).content
    *entries, block = sorted(read(content), key=lambda entry: "Over" in entry.summary.value)

    assert faults(content) == []
    assert [entry.dtstart.value.hour for entry in entries] == [17, 17, 17]
    assert [entry.dtstart.value.utcoffset() for entry in entries] == offsets
    assert [entry.dtstart.value + entry.valarm.trigger.value for entry in entries] == [
        datetime.combine(first + timedelta(days=n), time(16), entry.dtstart.value.tzinfo)
        for n, entry in enumerate(entries)
    ]
    assert (block.dtstart.value, block.dtend.value) == (sunday, monday + timedelta(days=1))
    assert block.valarm.trigger.value == timedelta(hours=after_midnight)  # at 8 on the wall, of a day of 23 or 25 hours


@pytest.mark.parametrize(
    ("reminder", "timed", "whole_day", "seminar"),
    [
        (0, [], [], []),
        (15, ["-PT15M"], ["PT8H"], ["PT8H45M"]),
        (60, ["-PT1H"], ["PT8H"], ["PT8H"]),
        (1440, ["-P1D"], ["-PT15H"], ["-PT15H"]),
    ],
)
def test_reminders_come_when_chosen_and_sensibly(
    client, subscribe, member, make_meeting, council, reminder, timed, whole_day, seminar
):
    subscribe(member, reminder=reminder)
    cases = [
        (make_meeting(council, start_time=time(17)), timed),
        (make_meeting(council), whole_day),
        (make_meeting(council, end_date=date(2023, 8, 22), start_time=time(9)), seminar),
        (make_meeting(council, end_date=date(2023, 8, 22)), whole_day),
        (make_meeting(council, start_time=time(17), state="cancelled"), []),
        (make_meeting(council, start_time=time(17), start_date=TODAY - timedelta(days=1)), []),
    ]

    content = client.get(URL).content

    found = {event_uid(lines): [line[8:] for line in lines if line.startswith("TRIGGER:")] for lines in events(content)}
    assert found == {uids(meeting)[0]: expected for meeting, expected in cases}
    assert faults(content) == []


def event_uid(lines):
    return next(line[4:] for line in lines if line.startswith("UID:"))


def ended(subscription):
    Subscription.objects.update(ended_at=timezone.now())


def renewed(subscription):
    Subscription.objects.update(token_hash=fingerprint("another"))


def inactive(subscription):
    User.objects.update(is_active=False)


def seat_ended(subscription):
    Seat.objects.update(ends=TODAY - timedelta(days=1))


def seats_given_up(subscription):
    Seat.objects.update(user=None)


def user_gone(subscription):
    subscription.user.delete()


def of_a_demonstration(subscription):
    User.objects.update(email="medlem@demo.invalid")


WAYS_TO_DIE = [ended, renewed, inactive, seat_ended, seats_given_up, user_gone, of_a_demonstration]


@pytest.mark.parametrize("die", WAYS_TO_DIE)
def test_a_dead_address_is_answered_as_one_that_never_was(
    client, subscribe, member, theme_meeting, die, django_assert_num_queries
):
    subscription = subscribe(member)
    alive = client.get(URL).status_code

    die(subscription)
    with django_assert_num_queries(1):
        dead = client.get(URL)
    with django_assert_num_queries(1):
        unknown = client.get(f"/kalender/abonnement/{'u' * 43}.ics")

    assert (alive, dead.status_code, unknown.status_code) == (200, 404, 404)
    assert (dead.content, dead.headers) == (unknown.content, unknown.headers)
    assert dead["Referrer-Policy"] == "no-referrer"


def test_staff_keep_theirs_and_a_member_keeps_it_to_the_last_day(client, subscribe, member, administration):
    Seat.objects.update(ends=TODAY)
    subscribe(administration)
    subscribe(member, token_hash=fingerprint("member"))

    assert client.get(URL).status_code == 200
    assert client.get("/kalender/abonnement/member.ics").status_code == 200


@pytest.mark.parametrize("change", [lambda _: None, *WAYS_TO_DIE])
@pytest.mark.parametrize("role", ["member", "secretariat"])
def test_the_set_and_the_rule_agree(request, subscribe, role, change):
    change(subscribe(request.getfixturevalue(role)))

    by_rule = {row.pk for row in Subscription.objects.all() if may_read_by_address(row)}
    assert set(Subscription.objects.live(TODAY).values_list("pk", flat=True)) == by_rule


def test_it_is_noted_once_a_day_that_it_was_fetched(
    client, subscribe, member, theme_meeting, django_assert_num_queries
):
    subscription = subscribe(member)
    stamp = PublicStamp.current()
    with django_assert_num_queries(7):
        etag = client.get(URL)["ETag"]
    with django_assert_num_queries(6):
        client.get(URL, headers={"if-none-match": etag})

    subscription.refresh_from_db()
    assert subscription.last_read_on == timezone.localdate()
    assert PublicStamp.current() == stamp


@pytest.mark.parametrize(
    "token",
    ["a" * 10_000, "%00", "%00" * 43, "a/b", "../" + TOKEN, "æøå", "%F0%9F%99%82", "%FF%FE", "'%20OR%201=1--", "%25s",
     TOKEN + "%00", TOKEN + "%20", TOKEN.upper(), TOKEN[:-1], "%E2%80%AE" + TOKEN],
)  # fmt: skip
def test_hostile_addresses_open_nothing(client, subscribe, member, token):
    subscribe(member)

    assert client.get(f"/kalender/abonnement/{token}.ics").status_code == 404
