"""The constituting meeting: it lies before the term whose seats it is held on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from calendar_app.inbox.changes import meetings_changed_since
from calendar_app.invitations.acts import invite
from calendar_app.meetings.acts import change_meeting_state
from calendar_app.meetings.page import convener_text
from calendar_app.models import MeetingInvitation
from ishoj_process import rights
from ishoj_process.council.seniority import days_seated, longest_seated
from ishoj_process.meetings.shown import expected_members, invited, possible_substitutes
from ishoj_process.models import AgendaItem, CouncilTerm, Seat
from ishoj_process.readers import reader_of
from ishoj_process.rights import reads_item, sits_in
from ishoj_process.rules import select
from tests import rows

DAY, FIRST = date(2025, 12, 4), date(2026, 1, 1)


@pytest.fixture(autouse=True)
def today(settings):
    settings.PROCESS_TODAY = "2025-12-01"


@pytest.fixture
def next_term(term):
    return rows.next_term()


@pytest.fixture
def elected(next_term, council):
    return rows.seated("nyvalgt@example.org", next_term, council)


@pytest.fixture
def leaving(term, council):
    return rows.seated("afgaar@example.org", term, council)


@pytest.fixture
def meeting(council, next_term, elected, leaving):
    return rows.meeting(
        council, title="Konstituerende møde", kind="council", start_date=DAY, term=next_term, agenda_state="published"
    )


def closed_item(meeting):
    return AgendaItem.objects.create(meeting=meeting, number=1, title="Hemmeligt", is_closed=True, public_title="Sag")


def test_the_coming_seats_are_invited_and_expected(meeting, elected, leaving):
    assert [*invited(meeting)] == expected_members(meeting) == [elected]


def test_substitutes_are_those_of_the_coming_seats(meeting, term, next_term, council, elected):
    old, new = rows.seated("gammel@example.org", term), rows.seated("ny@example.org", next_term)
    for user, of_term in ((old, term), (new, next_term)):
        Seat.objects.create(user=user, body=council, term=of_term, role=Seat.Role.SUBSTITUTE)

    assert possible_substitutes(meeting) == [new]


def test_closed_items_are_theirs_who_were_elected(meeting, elected, leaving, secretariat, administration):
    """Whether or not the newly elected are let to read: it is their own meeting."""
    item = closed_item(meeting)

    readers = {"elected": elected, "leaving": leaving, "secretariat": secretariat, "administration": administration}
    read = {name for name, user in readers.items() if rights.can_read_item(user, item)}
    seen = {
        name for name, user in readers.items() if select(AgendaItem.objects.all(), reads_item(reader_of(user))).exists()
    }

    assert read == seen == {"elected", "secretariat"}


def test_elected_read_nothing_else_that_is_closed(meeting, elected, council):
    others = [closed_item(rows.meeting(council, start_date=day, agenda_state="published")) for day in (DAY, FIRST)]

    assert not any(rights.can_read_item(elected, item) for item in others)


def test_when_the_term_has_begun_its_seats_of_the_day_read_it(settings, meeting, elected, leaving, council):
    item = closed_item(meeting)
    settings.PROCESS_TODAY = "2026-01-01"
    elected.seats.update(ends="2026-01-31")

    assert (rights.can_read_item(elected, item), rights.can_read_item(leaving, item)) == (True, False)
    settings.PROCESS_TODAY = "2026-02-01"
    elected.readers_by_day.clear()
    assert not rights.can_read_item(elected, item)


def test_the_invited_of_the_coming_term_are_not_taken_for_people_without_a_seat(meeting, elected, leaving, secretariat):
    invite(meeting=meeting, by=secretariat, today=date(2025, 12, 1))
    rows_of_meeting = MeetingInvitation.objects.filter(meeting=meeting)

    assert [row.user for row in rows_of_meeting] == [elected]
    assert not rows_of_meeting.without_seat().exists()
    MeetingInvitation.objects.create(meeting=meeting, user=leaving)
    assert [row.user for row in rows_of_meeting.without_seat()] == [leaving]


def test_it_is_among_the_own_meetings_of_the_elected_alone(meeting, member, council, next_term, secretariat):
    """Neither the first page nor the daily mail counts it among the meetings of who sits today."""
    meeting.place = "Byrådssalen"
    meeting.save_next(by=secretariat)

    def own(user):
        user.readers_by_day.clear()
        changes = meetings_changed_since(user, timezone.now() - timedelta(days=1), date(2025, 12, 1), is_own=True)
        return [*select(type(meeting).objects.all(), sits_in(reader_of(user)))], len([*changes])

    assert own(member) == ([], 0)
    Seat.objects.create(user=member, body=council, term=next_term)
    assert own(member) == ([meeting], 1)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"start_date": FIRST, "end_date": FIRST}, "term"),
        ({"end_date": FIRST}, "term"),
        ({"behind_closed_doors": True}, "behind_closed_doors"),
        ({"is_published": False}, "is_published"),
    ],
)
def test_it_lies_before_its_term_and_is_public(meeting, fields, field):
    for name, value in fields.items():
        setattr(meeting, name, value)

    with pytest.raises(ValidationError) as refused:
        meeting.full_clean()

    assert list(refused.value.message_dict) == [field]


def test_one_that_is_moved_into_its_term_asks_the_seats_of_its_day(meeting, elected, council, next_term):
    later = rows.seated("senere@example.org", next_term, council, starts=date(2026, 2, 1))
    meeting.start_date = meeting.end_date = date(2026, 2, 3)
    meeting.save()

    assert set(invited(meeting)) == {elected, later}


# Who convenes it


def seat_before(user, council, starts, ends):
    term, _made = CouncilTerm.objects.get_or_create(
        name="2018-2021", defaults={"starts": date(2018, 1, 1), "ends": date(2021, 12, 31)}
    )
    return Seat.objects.create(user=user, body=council, term=term, starts=starts, ends=ends)


def convened(meeting, by):
    return change_meeting_state(meeting=meeting, to="convened", by=by, today=date(2025, 12, 1))


def test_it_is_convened_by_the_elected_member_who_has_sat_longest(meeting, elected, leaving, council, secretariat):
    seat_before(leaving, council, None, None)  # has sat longest of all, and was not elected
    seat_before(elected, council, date(2020, 1, 1), None)

    assert convener_text(meeting) == (
        "Det indkaldes af Demo: byrådsmedlem, der har siddet længst i Byrådet af de nyvalgte."
    )
    assert convened(meeting, secretariat).convened_by == elected.name


def test_of_two_who_have_sat_equally_long_neither_is_chosen(meeting, elected, member, council, next_term, secretariat):
    Seat.objects.create(user=member, body=council, term=next_term)
    elected.name, member.name = "Nyvalgt", "Genvalgt"
    for user in (elected, member):
        user.save()
        Seat.objects.filter(user=user).exclude(term=next_term).delete()
        seat_before(user, council, date(2020, 1, 1), date(2020, 12, 31))

    assert convener_text(meeting) == (
        "Genvalgt og Nyvalgt har siddet lige længe. Skriv på mødet, hvem af dem der indkalder til det."
    )
    assert convened(meeting, secretariat).convened_by == ""


def test_where_nobody_is_known_to_have_sat_before_it_says_so(meeting, secretariat):
    assert convener_text(meeting) == (
        "Det vides ikke her, hvem af de nyvalgte der har siddet længst. Skriv på mødet, hvem der indkalder til det."
    )
    assert convened(meeting, secretariat).convened_by == ""


def test_who_was_entered_by_hand_stays(meeting, elected, council, secretariat):
    seat_before(elected, council, None, None)
    meeting.convened_by = "Aldersformanden"
    meeting.save()

    assert convener_text(meeting) == ""
    assert convened(meeting, secretariat).convened_by == "Aldersformanden"


def test_other_meetings_have_no_convener(council, secretariat, member):
    other = rows.meeting(council, start_date=DAY)

    assert convener_text(other) == ""
    assert convened(other, secretariat).convened_by == ""


def test_substitutes_and_committees_do_not_count(council, committee, term, next_term, elected):
    for body, role in ((committee, "member"), (council, "substitute")):
        Seat.objects.create(user=elected, body=body, term=term, role=role)

    assert longest_seated(next_term) == []


def test_days_that_two_rows_share_count_once(council, elected):
    spans = [("2019-01-01", "2019-01-10"), ("2019-01-05", "2019-01-07"), ("2019-01-10", "2019-01-12")]
    seats = [seat_before(elected, council, date.fromisoformat(one), date.fromisoformat(other)) for one, other in spans]

    assert days_seated(seats, date(2019, 1, 12)) == {elected.pk: 11}
    assert days_seated(seats, date(2019, 1, 1)) == {}
    assert days_seated(seats, date(2019, 1, 1) + timedelta(days=1)) == {elected.pk: 1}


def test_page_and_calendar_say_who_convenes(client_of, meeting, elected, council, secretariat):
    seat_before(elected, council, None, None)
    convened(meeting, secretariat)

    page = client_of().get(f"/moeder/{meeting.pk}/").content.decode()
    calendar = client_of().get(f"/moeder/{meeting.pk}.ics").content.decode().replace("\r\n ", "")

    assert "Indkaldt af" in page
    assert elected.name in page
    assert f"Indkaldt af {elected.name}." in calendar


def test_secretariat_enters_the_term_on_the_meetings_page(client_of, secretariat, meeting, next_term):
    page = client_of(secretariat).get(f"/moeder/{meeting.pk}/rediger/").content.decode()
    other = client_of(secretariat).get("/moeder/nyt/").content.decode()

    asked = [[f'name="{name}"' in text for name in ("term", "convened_by")] for text in (page, other)]
    assert asked == [[True, True], [True, False]]
