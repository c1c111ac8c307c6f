"""A body that is renamed, ends or takes over: told to its members on the day, by page and mail; no meeting moves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from calendar_app.ical.event import changed_at, entry
from calendar_app.inbox.body_news import body_news
from calendar_app.inbox.changes import changes_lately
from calendar_app.inbox.digest import news_of
from ishoj_process.council.acts import end_body, hand_over, rename_body
from ishoj_process.models import Body
from tests import rows

ON = date(2023, 8, 14)
DAY = timedelta(days=1)


@pytest.fixture
def renamed(committee, secretariat):
    return rename_body(body=committee, name="Teknikudvalget", on=ON, by=secretariat)


@pytest.fixture
def other_member(term, other_committee):
    return rows.seated("et-andet-medlem@example.org", term, other_committee)


def told(user, day=ON):
    return [(str(news.body), news.text) for news in body_news(user, day - DAY, day)]


def test_new_name_is_told_to_the_members_on_its_day(renamed, member, administration, other_member):
    line = ("Teknikudvalget", "Navnet var Kultur- og Fritidsudvalget til og med den 13. august 2023.")

    assert [told(member, ON + number * DAY) for number in (-1, 0, 1)] == [[], [line], []]
    assert [told(user) for user in (administration, other_member, AnonymousUser())] == [[], [], []]


@pytest.mark.parametrize("has_heir", [True, False])
def test_end_is_told_to_whom_it_ends_and_to_who_takes_over(
    committee, other_committee, term, member, other_member, secretariat, has_heir
):
    if has_heir:
        hand_over(bodies=[committee], heirs=[other_committee], on=ON, by=secretariat)
    else:
        end_body(body=committee, on=ON - DAY, by=secretariat)
    ended = "Nedlagt. Arbejdet føres videre af Klima- og Miljøudvalget." if has_heir else "Nedlagt."

    assert told(member) == [("Kultur- og Fritidsudvalget", ended)]
    taken = [("Klima- og Miljøudvalget", "Fører arbejdet videre fra Kultur- og Fritidsudvalget.")]
    assert told(other_member) == (taken if has_heir else [])


def test_who_left_before_is_told_nothing(renamed, committee, term):
    left = rows.seated("afgaaet@example.org", term, committee, ends=ON - 2 * DAY)

    assert told(left) == []


def test_page_and_mail_tell_it(renamed, member):
    assert "Teknikudvalget" in [change.title for change in changes_lately(user=member, today=ON)]
    since = timezone.now() - DAY
    assert [news.title for news in news_of(member, since, ON)] == ["Teknikudvalget"]
    assert news_of(member, timezone.now(), ON) == []


def test_coming_meetings_bear_the_new_name_with_a_newer_stamp_and_past_ones_stay(make_meeting, committee, secretariat):
    changed = datetime(2023, 8, 1, 10, tzinfo=UTC)
    past, coming = (make_meeting(committee, start_date=day) for day in (date(2023, 7, 1), date(2023, 9, 1)))
    for meeting in (past, coming):
        type(meeting).objects.filter(pk=meeting.pk).update(updated_at=datetime(2023, 6, 1, tzinfo=UTC))
        meeting.refresh_from_db()
    sequences = [meeting.sequence for meeting in (past, coming)]
    rename_body(body=committee, name="Teknikudvalget", on=ON, by=secretariat)
    Body.objects.filter(pk=committee.pk).update(updated_at=changed)
    past, coming = (type(row).objects.get(pk=row.pk) for row in (past, coming))

    assert [changed_at(meeting) for meeting in (past, coming)] == [datetime(2023, 6, 1, tzinfo=UTC), changed]
    assert [meeting.sequence for meeting in (past, coming)] == sequences
    assert "Teknikudvalget" in entry(coming)["SUMMARY"]
    assert "Teknikudvalget" not in entry(past)["SUMMARY"]
