"""A task and its kinds: what each says, when it is late, and by what it is known again."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from ishoj_process.models import Strategy
from ishoj_process.tasks import MOST_ROWS, Deadline, Kind, Task, about

TODAY = date(2023, 8, 14)


@pytest.mark.parametrize("kind", Kind)
def test_kind_has_danish_words_and_somebody_whom_it_may_wait_for(kind, member, administration, secretariat):
    with translation.override("en"):
        english = str(kind.label)

    assert str(kind.label) not in ("", english)
    assert any(kind.may_wait_for(user) for user in (member, administration, secretariat))
    assert not kind.may_wait_for(AnonymousUser())


def test_stored_kinds_stay_what_they_are():
    """They stand in what people declined, and in what was told before."""
    assert Kind.values == [
        *("vision", "invited", "answer", "treat", "moved", "send", "update", "review"),
        *("mails", "follow_up", "meetings", "gaps", "term", "news"),
    ]


@pytest.mark.parametrize(
    ("day", "is_late", "text"),
    [
        (None, False, "Ingen frist endnu"),
        (TODAY - timedelta(days=1), True, "Fristen var søndag den 13. august 2023, i går"),
        (TODAY, False, "Frist: mandag den 14. august 2023, i dag"),
    ],
)
def test_deadline_says_when_and_whether_it_has_passed(day, is_late, text):
    deadline = Deadline(day, TODAY)

    assert (deadline.is_late, deadline.text) == (is_late, text)


@pytest.mark.parametrize(("count", "more_text"), [(1, ""), (5, ""), (6, "og 1 til"), (7, "og 2 til")])
def test_task_about_many_shows_the_first_and_counts_the_rest(count, more_text):
    rows = [Strategy(pk=number, slug=f"s{number}", title=f"S{number}") for number in range(1, count + 1)]

    [task] = about(Kind.GAPS, "%(count)s", rows, url="/strategier/")

    assert (task.text, len(task.shown), task.more_text) == (str(count), min(count, MOST_ROWS), more_text)
    assert task.keys[0] == "gaps:ishoj_process.Strategy:1"
    assert [row.url for row in task.rows] == [f"/strategier/s{number}/" for number in range(1, count + 1)]


def test_nothing_to_tell_is_no_task():
    assert list(about(Kind.GAPS, "%(count)s", [])) == []


@pytest.mark.parametrize(("key", "keys"), [("", ["vision:Fordel 3 indspil"]), ("sort", ["vision:sort"])])
def test_task_without_rows_is_known_by_its_text_unless_that_counts(key, keys):
    assert Task(Kind.VISION, "Fordel 3 indspil", "/", key=key).keys == keys
