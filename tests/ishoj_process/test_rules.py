"""A rule says the same of a row as of a set: with NULLs, with rows that are missing on the way, and turned round."""

from datetime import date
from itertools import combinations_with_replacement

import pytest
from django.core.exceptions import FieldDoesNotExist, FieldError
from django.db.models import Q, prefetch_related_objects
from django.utils.functional import SimpleLazyObject

from ishoj_process.models import AgendaItem, Attachment, Body, Case, Meeting, Seat
from ishoj_process.rules import allow, below, holds, select, some

LEAVES = {
    "all": allow(True),
    "none": allow(False),
    "equal": Q(is_closed=True),
    "at most": Q(number__lte=2),
    "at least": Q(day__gte=date(2023, 8, 22)),  # day: empty of most
    "ends": Q(title__endswith="sag"),
    "empty": Q(case__isnull=True),
    "not empty": Q(case__isnull=False),
    "beyond a key that may be empty": Q(case__number="23/1"),
    "key in": Q(deciding_body__in=(1, 2)),
    "key in nothing": Q(deciding_body__in=()),
    "key of a key": Q(meeting__before__pk=1),
    "beyond two keys": Q(meeting__before__is_published=True),
    "own key": Q(pk__in=(1, 2, 3)),
    "some": some("attachments", Q(number=1)),
    "some not": some("attachments", ~Q(title="Kort")),
    "some at all": some("attachments", allow(True)),
    "some of many": some("meeting__bodies", Q(pk__in=(1,))),
    "some beyond what may be empty": some("meeting__before__bodies", Q(kind="council")),
    "below": below("meeting", Q(is_published=True) | some("bodies", Q(kind="standing"))),
}


@pytest.fixture
def items(make_meeting):
    """Items that differ in all that the rules above ask about."""
    council = Body.objects.create(pk=1, name="Byråd", slug="b", kind="council")
    committee = Body.objects.create(pk=2, name="Udvalg", slug="u", kind="standing")
    first = make_meeting(council, committee, pk=1, start_time="17:00")
    second = make_meeting(committee, pk=2, before=first, is_published=False)
    alone = make_meeting(pk=3, before=second)
    case = Case.objects.create(number="23/1")
    rows = [
        AgendaItem(meeting=first, number=1, title="En sag", case=case, deciding_body=council, day=date(2023, 8, 21)),
        AgendaItem(meeting=second, number=2, title="Andet", is_closed=True, public_title="x", deciding_body=committee),
        AgendaItem(meeting=alone, number=3, title="Tredje sag", case=Case.objects.create(number="")),
        AgendaItem(meeting=second, number=4, title="Fjerde", day=date(2023, 8, 23), is_closed=True, public_title="x"),
    ]
    AgendaItem.objects.bulk_create(rows)
    for item, number, title in ((rows[0], 1, "Kort"), (rows[0], 2, "Notat"), (rows[1], 1, "Kort")):
        Attachment.objects.create(item=item, number=number, title=title, size=1)
    return AgendaItem.objects.order_by("pk")


def agree(rule, rows):
    found = list(select(rows, rule))
    assert found == [row for row in rows if holds(rule, row)]
    return len(found)


@pytest.mark.parametrize("name", LEAVES)
def test_row_and_set_agree_on_each_kind_of_question(items, name):
    counts = {agree(LEAVES[name], items), agree(~LEAVES[name], items)}

    assert sum(counts) == 4 or counts == {2}


def test_row_and_set_agree_on_all_pairs(items):
    items = list(items), items
    for one, other in combinations_with_replacement(LEAVES.values(), 2):
        for rule in (one & other, one | other, one & ~other, ~(one | other), ~(~one & other), one | ~(one & ~other)):
            assert list(select(items[1], rule)) == [row for row in items[0] if holds(rule, row)]


def test_rows_are_found_once_however_many_related_rows_satisfy(items):
    assert list(select(items, some("attachments", allow(True)) & Q(number=1))) == [items[0]]


def test_what_is_loaded_is_not_asked_for_again(items, django_assert_num_queries):
    rows = list(items.select_related("meeting"))
    prefetch_related_objects(rows, "meeting__bodies", "attachments")
    rule = LEAVES["below"] & some("attachments", Q(number=1)) & Q(deciding_body__in=(1,))

    with django_assert_num_queries(0):
        assert [holds(rule, row) for row in rows] == [True, False, False, False]


def test_what_is_not_loaded_is_one_question(items, django_assert_num_queries):
    meeting = Meeting.objects.get(pk=1)

    with django_assert_num_queries(1):
        assert holds(some("bodies", Q(kind="standing")), meeting)


@pytest.mark.parametrize("so", [True, False])
def test_what_decides_nothing_is_not_asked(items, django_assert_num_queries, so):
    meeting = Meeting.objects.get(pk=1)
    beside = some("bodies", Q(kind="standing"))
    rule = allow(True) | beside if so else allow(False) & beside

    with django_assert_num_queries(0):
        assert holds(rule, meeting) == so
    assert "WHERE" not in str(select(Meeting.objects.all(), allow(True) | beside).query)
    assert "bodies" not in str(select(Meeting.objects.all(), allow(False) & beside | Q(pk=1)).query)


def test_user_of_a_request_is_a_row_like_others(member, council):
    """Django hands a page its user in a wrapper, which is made when it is first asked something."""
    rule = Q(role="member") & some("seats", Q(body__in=(council.pk,)))

    assert holds(rule, SimpleLazyObject(lambda: member))


def test_earlier_version_that_points_at_what_is_gone_is_closed(db):
    assert not holds(below("meeting", Q(is_published=True)), AgendaItem(meeting_id=7))


@pytest.mark.parametrize(
    ("rule", "refusal"),
    [
        (Q(title__startswith="En"), FieldError),
        (Q(nothing=True), FieldDoesNotExist),
        (Q(attachments__number=1), FieldError),
        (Q(attachments=1), FieldError),
        (some("case", Q(number="")), FieldError),
        (Q(number=1) ^ Q(number=2), KeyError),
    ],
)
def test_question_that_is_not_known_is_refused_by_both(items, rule, refusal):
    with pytest.raises(refusal):
        holds(rule, items[0])
    with pytest.raises(refusal):
        select(items, rule)


def test_emptiness_is_asked_by_its_name(items):
    with pytest.raises(FieldError):
        holds(Q(case=None), items[0])
    with pytest.raises(FieldError):
        select(items, Q(case=None))


def test_nobodys_seat_does_not_hide_those_of_others(member, council, term):
    """A vacant seat is a NULL among the keys, at which a negation would find nobody."""
    Seat.objects.create(body=council, term=term, user=None)
    rule = ~some("seats", Q(body__kind="advisory"))

    assert list(select(type(member).objects.all(), rule)) == [member]
