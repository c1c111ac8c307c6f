"""Who was elected to the coming term: what they read before their seat begins, and that they change nothing."""

from datetime import date, timedelta

import pytest

from calendar_app.inbox.digest import letter_for
from calendar_app.models import PrivateNote
from ishoj_process import rights
from ishoj_process.editing.access import require
from ishoj_process.models import AgendaItem, Seat, User
from ishoj_process.readers import held_on, reader_of
from ishoj_process.rules import select
from ishoj_process.site.request import read_only_before_the_seat
from tests import rows
from vision.models import Comment

ELECTION, LET_IN, LAST, FIRST = date(2025, 11, 18), date(2025, 12, 1), date(2025, 12, 31), date(2026, 1, 1)
DAY = timedelta(days=1)


@pytest.fixture
def next_term(term):
    return rows.next_term(elected_read_from=LET_IN)


@pytest.fixture
def elected(next_term, council, committee):
    return rows.seated("nyvalgt@example.org", next_term, council, committee)


@pytest.fixture
def on(settings):
    def move(day):
        settings.PROCESS_TODAY = day.isoformat()

    move(LET_IN)
    return move


def closed_item(council, day, **fields):
    meeting = rows.meeting(council, start_date=day, agenda_state="published", **fields)
    return AgendaItem.objects.create(meeting=meeting, number=1, title="Hemmeligt", is_closed=True, public_title="Sag")


@pytest.mark.parametrize(
    ("day", "reads", "sits"),
    [
        (ELECTION, False, False),
        (LET_IN - DAY, False, False),
        (LET_IN, True, False),
        (LAST, True, False),
        (FIRST, True, True),
        (date(2029, 12, 31), True, True),
        (date(2030, 1, 1), False, False),
    ],
)
def test_elected_read_from_the_day_that_is_named_and_sit_from_their_first(elected, day, reads, sits):
    reader = reader_of(elected, day)

    assert (reader.reads_as_member, reader.is_member, reader.reads_only) == (reads, sits, reads and not sits)
    assert (bool(reader.read_bodies), bool(reader.bodies)) == (reads, sits)


def test_without_a_day_nothing_opens_before_the_seat(elected, next_term):
    next_term.elected_read_from = None
    next_term.save()

    assert [reader_of(elected, day).reads_as_member for day in (LAST, FIRST)] == [False, True]


@pytest.mark.parametrize("days", [{"starts": date(2026, 3, 1)}, {"starts": date(2025, 12, 1), "ends": LAST}])
def test_seat_that_is_not_held_on_the_first_day_opens_nothing_before(term, council, days):
    in_term = rows.next_term(elected_read_from=LET_IN)
    user = rows.seated("senere@example.org", in_term, council, **days)

    assert not reader_of(user, LAST).reads_as_member


def test_seat_that_begins_later_in_a_running_term_is_not_one_of_the_coming(council, term):
    term.elected_read_from = date(2021, 12, 1)
    term.save()
    user = rows.seated("senere@example.org", term, council, starts=date(2024, 1, 1))

    assert not reader_of(user, date(2023, 12, 31)).reads_as_member


def test_staff_are_not_elected_by_a_seat(elected):
    elected.role = User.Role.ADMINISTRATION

    assert not reader_of(elected, LET_IN).reads_as_member


@pytest.mark.parametrize(
    ("held", "reads"), [(FIRST - DAY, False), (FIRST, True), (FIRST + 30 * DAY, True)], ids=["before", "first", "later"]
)
def test_closed_items_are_read_of_meetings_from_the_first_day_on(on, elected, council, held, reads):
    item = closed_item(council, held)

    assert rights.can_read_item(elected, item) == reads
    assert rights.can_see_closed_items(elected, item.meeting) == reads


@pytest.mark.parametrize(("held", "sees"), [(FIRST - DAY, False), (FIRST, True)])
def test_meetings_that_the_public_does_not_see_are_seen_from_the_first_day_on(on, elected, council, held, sees):
    meeting = rows.meeting(council, start_date=held, is_published=False)

    assert rights.can_see_meeting(elected, meeting) == sees
    assert type(meeting).objects.visible_to(elected).exists() == sees


def test_who_sits_and_is_elected_anew_keeps_what_the_seat_opens(on, member, next_term, council):
    Seat.objects.create(user=member, body=council, term=next_term)
    items = [closed_item(council, day) for day in (FIRST - DAY, FIRST)]

    assert [rights.can_read_item(member, item) for item in items] == [True, True]
    assert not reader_of(member).reads_only


def test_a_draft_agenda_stays_the_staffs(on, elected, council):
    meeting = rows.meeting(council, start_date=FIRST, agenda_state="draft")

    assert not rights.can_see_agenda(elected, meeting)


@pytest.mark.parametrize(
    "address",
    [
        "/vision/vision-2035/indspil/",
        "/vision/vision-2035/udkast/",
        "/vision/vision-2035/kommentarer/",
        "/hoeringer/overblik/",
        "/min-side/",
    ],
)
def test_elected_read_the_councils_own_pages(on, client_of, elected, vision, address):
    assert client_of(elected).get(address).status_code == 200
    on(LET_IN - DAY)
    assert client_of(elected).get(address).status_code == (200 if address == "/min-side/" else 403)


@pytest.mark.parametrize("address", ["/vision/vision-2035/indspil/nyt/", "/vision/vision-2035/kommentarer/ny/"])
def test_elected_write_nothing(on, client_of, elected, vision, address):
    browser = client_of(elected)

    assert [browser.get(address).status_code, browser.post(address, {"text": "Nej"}).status_code] == [403, 403]
    assert not Comment.objects.exists()


def test_pages_that_they_read_offer_them_nothing_to_write(on, client_of, elected, vision):
    vision.text = "<p>Ordlyd</p>"
    vision.save()
    pages = ["/vision/vision-2035/", "/vision/vision-2035/indspil/", "/vision/vision-2035/kommentarer/"]

    said = "".join(client_of(elected).get(page).content.decode() for page in pages)

    assert "/vision/vision-2035/indspil/nyt/" not in said
    assert "/vision/vision-2035/kommentarer/ny/?" not in said


@pytest.mark.parametrize(
    ("method", "is_own", "reads"),
    [("GET", False, True), ("HEAD", False, True), ("POST", False, False), ("PUT", False, False), ("POST", True, True)],
)
def test_who_acts_is_asked_for_the_seats_that_are_held(on, elected, rf, method, is_own, reads):
    """Whatever right a view asks; but what is written for oneself alone needs no more than that one reads."""
    gate = read_only_before_the_seat(lambda request: None)
    view = require(rights.has_account, is_own=is_own)(lambda request: None)
    request = rf.generic(method, "/")
    request.user = User.objects.get(pk=elected.pk)
    assert reader_of(request.user).reads_as_member  # a reader that was made before the gate is made anew

    gate.process_view(request, view, (), {})

    assert reader_of(request.user).reads_as_member == reads


def test_own_notes_and_marks_are_kept_beside_what_is_read(on, client_of, elected, council):
    item = closed_item(council, FIRST)

    answer = client_of(elected).post(f"/punkter/{item.pk}/note/", {"note": "Spørg om det"})

    assert answer.status_code == 302
    assert PrivateNote.objects.get().text == "Spørg om det"


@pytest.mark.parametrize(("day", "is_told"), [(LET_IN - DAY, False), (LET_IN, True), (FIRST, False)])
def test_own_page_says_that_they_read_only(on, client_of, elected, day, is_told):
    on(day)

    assert ("Du er valgt og læser med" in client_of(elected).get("/min-side/").text) == is_told


def test_nothing_waits_for_them_and_nothing_is_mailed(on, elected, vision, council):
    rows.meeting(council, start_date=LET_IN + DAY)

    letter = letter_for(elected, LET_IN)

    assert (letter.tasks, letter.news) == ([], [])


def test_reader_of_a_seat_and_the_rule_of_a_day_say_the_same(term, next_term, council, committee, on):
    """The reader reckons its seats in Python, and each set of seats is asked of the database."""
    edges = [
        None,
        date(2021, 12, 31),
        date(2022, 1, 1),
        date(2025, 12, 31),
        FIRST,
        date(2029, 12, 31),
        date(2030, 6, 1),
    ]
    days = [day + step * DAY for day in edges[1:] for step in (-1, 0, 1)]
    for number, (starts, ends) in enumerate((one, other) for one in edges for other in edges):
        if starts and ends and ends < starts:
            continue
        for in_term in (term, next_term):
            user = User.objects.create(email=f"{number}-{in_term.pk}@example.org")
            seat = Seat.objects.create(user=user, body=council, term=in_term, starts=starts, ends=ends)
            for day in days:
                held = select(Seat.objects.filter(pk=seat.pk), held_on(day)).exists()
                user.readers_by_day.clear()
                assert bool(reader_of(user, day).bodies) == held == seat.is_held_on(day)
