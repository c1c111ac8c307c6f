"""What each right of the ground answers to each reader: every answer that it can give, by predicate and by set."""

from datetime import date, timedelta

import pytest

from ishoj_process import rights
from ishoj_process.models import AgendaItem, Attachment, Case, CouncilTerm, User
from ishoj_process.readers import PUBLIC, held_on, reader_of
from ishoj_process.rules import below, holds, select
from tests.readers import INSIDE, READING, ROLES, STAFF, who, who_of

DAY = timedelta(days=1)
SITTING = STAFF | {"member"}
CLOSED = {"secretariat", "member"}
TO = {
    rights.is_council_member: {"member", "other_member"},
    rights.is_administration: {"administration"},
    rights.is_secretariat: {"secretariat"},
    rights.is_staff_side: STAFF,
    rights.can_edit_meetings: {"secretariat"},
    rights.can_edit_council: {"secretariat"},
    rights.can_see_follow_ups: READING,
    rights.can_edit_follow_ups: STAFF,
    rights.can_see_hidden_levels: STAFF,
    rights.can_edit_hierarchy: {"administration"},
    rights.can_work_on_policy: INSIDE,
    rights.can_speak_for_body: {"member", "other_member"},
    rights.can_prepare_strategies: {"administration"},
    rights.can_adopt_plan: {"secretariat"},
    rights.can_see_earlier_versions: STAFF,
    rights.can_see_signatures: READING,
}
MEETINGS = {  # shown to the public, its agenda, its minutes: who sees the meeting, the agenda, the minutes
    (True, "published", "published"): (ROLES, ROLES, ROLES),
    (True, "draft", "approved"): (ROLES, STAFF, STAFF),
    (True, "later", "draft"): (ROLES, STAFF, STAFF),
    (False, "published", "later"): (SITTING, SITTING, STAFF),
    (False, "draft", "draft"): (SITTING, STAFF, STAFF),
}
ITEMS = {  # meeting shown, its agenda, item closed: who reads the item
    (True, "published", False): ROLES,
    (True, "published", True): CLOSED,
    (True, "draft", False): STAFF,
    (True, "draft", True): {"secretariat"},
    (False, "published", False): SITTING,
    (False, "published", True): CLOSED,
}


@pytest.mark.parametrize("right", TO, ids=lambda right: right.__name__)
def test_right_without_a_row_by_role(readers, right):
    assert who(readers, right) == TO[right]


@pytest.mark.parametrize("state", MEETINGS, ids=str)
def test_meeting_its_agenda_and_minutes_by_role(readers, make_meeting, council, state):
    shown, agenda, minutes = state
    approved_on = date(2023, 9, 5) if minutes == "approved" else None
    meeting = make_meeting(
        council, is_published=shown, agenda_state=agenda, minutes_state=minutes, minutes_approved_on=approved_on
    )

    assert (
        who_of(readers, rights.can_see_meeting, rights.sees_meeting, meeting),
        who_of(readers, rights.can_see_agenda, rights.sees_agenda, meeting),
        who_of(readers, rights.can_see_minutes, rights.sees_minutes, meeting),
    ) == MEETINGS[state]
    assert who_of(readers, rights.can_see_closed_items, rights.sees_closed_items, meeting) == CLOSED


@pytest.mark.parametrize("state", ITEMS, ids=str)
def test_item_its_attachment_and_its_case_by_role(readers, make_meeting, council, state):
    shown, agenda, closed = state
    meeting = make_meeting(council, is_published=shown, agenda_state=agenda)
    case = Case.objects.create(number="23/1")
    item = AgendaItem.objects.create(
        meeting=meeting, number=1, title="Sag", is_closed=closed, public_title="Sag", case=case
    )
    attachment = Attachment.objects.create(item=item, number=1, title="Bilag", size=1)

    def of_attachment(reader):
        return below("item", rights.reads_item(reader))

    assert who_of(readers, rights.can_read_item, rights.reads_item, item) == ITEMS[state]
    assert who_of(readers, rights.can_download, of_attachment, attachment) == ITEMS[state]
    assert who_of(readers, rights.can_see_case, rights.sees_case, case) == ITEMS[state]


def test_case_without_items_is_known_to_nobody(readers, db):
    assert who_of(readers, rights.can_see_case, rights.sees_case, Case.objects.create(number="23/1")) == set()


def test_case_is_known_by_one_item_among_many(readers, make_meeting, council):
    case = Case.objects.create(number="23/1")
    for agenda in ("draft", "published"):
        make_meeting(council, agenda_state=agenda).items.create(number=1, title="Sag", case=case)

    assert who_of(readers, rights.can_see_case, rights.sees_case, case) == ROLES


@pytest.mark.parametrize(("shown", "seen"), [(True, ROLES), (False, STAFF)])
def test_level_by_role(readers, strategy, shown, seen):
    strategy.is_published = shown
    strategy.save()

    assert who_of(readers, rights.can_see_level, rights.sees_level, strategy) == seen


@pytest.mark.parametrize(("day", "seen"), [(date(2025, 12, 31), STAFF), (date(2026, 1, 1), ROLES)])
def test_term_by_role(readers, day, seen):
    """Until its first day the staff's; from then on everybody's, for ever."""
    coming = CouncilTerm.objects.get(name="2026-2029")

    def sees(reader):
        return rights.sees_term(reader, day)

    assert who_of(readers, lambda user, row: rights.can_see_term(user, row, day), sees, coming) == seen


@pytest.mark.parametrize(
    ("email", "is_active", "debug", "let_in"),
    [
        ("a@example.org", True, False, True),
        ("a@example.org", False, True, False),
        ("a@demo.invalid", True, True, True),
        ("a@demo.invalid", True, False, False),
    ],
)
def test_who_is_let_in(db, settings, email, is_active, debug, let_in):
    settings.DEMONSTRATION = debug
    User.objects.create_user(email, is_active=is_active)

    assert select(User.objects.all(), rights.is_let_in()).exists() == let_in
    assert User.objects.mailable().exists() == let_in


def test_bodies_are_those_that_a_council_member_sits_in(readers, council, committee, term):
    readers["secretariat"].seats.create(body=council, term=term)

    sits = {role: set(rights.body_ids_of(user)) for role, user in readers.items()}

    board = readers["other_member"].seats.get().body_id
    assert sits == {role: set() for role in ROLES} | {"member": {council.pk, committee.pk}, "other_member": {board}}


def test_bodies_are_those_of_the_day(member, council, committee):
    member.seats.filter(body=council).update(ends="2023-08-20")

    assert set(reader_of(member, date(2023, 8, 20)).bodies) == {council.pk, committee.pk}
    assert set(reader_of(member, date(2023, 8, 21)).bodies) == {committee.pk}


@pytest.mark.parametrize(
    ("starts", "ends", "first", "last"),
    [
        (None, None, date(2022, 1, 1), date(2025, 12, 31)),
        (date(2023, 8, 1), None, date(2023, 8, 1), date(2025, 12, 31)),
        (None, date(2023, 8, 31), date(2022, 1, 1), date(2023, 8, 31)),
        (date(2023, 8, 1), date(2023, 8, 31), date(2023, 8, 1), date(2023, 8, 31)),
        (date(2021, 1, 1), date(2027, 1, 1), date(2022, 1, 1), date(2025, 12, 31)),
    ],
)
def test_seat_is_held_on_its_own_days_within_its_term(council, term, starts, ends, first, last):
    seat = council.seats.create(term=term, starts=starts, ends=ends)
    days = (first - DAY, first, last, last + DAY)

    assert [holds(held_on(day), seat) for day in days] == [False, True, True, False]
    assert [council.seats.on(day).exists() for day in days] == [False, True, True, False]


def test_chaired_bodies_are_those_of_the_chair(member, committee):
    member.seats.filter(body=committee).update(role="chair")

    assert set(reader_of(member).chaired) == {committee.pk}


def test_reader_is_made_once_and_asks_once(member, django_assert_num_queries):
    with django_assert_num_queries(0):
        reader = reader_of(member)
    with django_assert_num_queries(1):
        assert set(reader.bodies) == set(reader_of(member).bodies)


@pytest.mark.parametrize("right", ["is_member", "is_administration", "is_secretariat", "is_staff_side", "is_inside"])
def test_public_reader_is_nobody(right):
    assert getattr(PUBLIC, right) is False
    assert (PUBLIC.is_known, set(PUBLIC.bodies), set(PUBLIC.chaired)) == (False, set(), set())
