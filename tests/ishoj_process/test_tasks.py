"""A task and its kinds: what each says, when it is late, and by what it is known again."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from ishoj_process.models import Strategy
from ishoj_process.tasks import MOST_ROWS, Deadline, Kind, Task, When, about, waiting

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
        *("mails", "extra", "follow_up", "meetings", "gaps", "term", "news"),
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


@pytest.mark.parametrize(
    ("today", "day", "when"),
    [
        ("2023-08-14", None, When.UNDATED),
        ("2023-08-14", "2023-08-13", When.LATE),
        ("2023-08-14", "2023-08-14", When.THIS_WEEK),
        ("2023-08-14", "2023-08-20", When.THIS_WEEK),
        ("2023-08-14", "2023-08-21", When.NEXT_WEEK),
        ("2023-08-14", "2023-08-27", When.NEXT_WEEK),
        ("2023-08-14", "2023-08-28", When.LATER),
        ("2023-08-18", "2023-08-21", When.NEXT_WEEK),
        ("2023-08-20", "2023-08-20", When.THIS_WEEK),
        ("2023-12-31", "2024-01-01", When.NEXT_WEEK),
    ],
)
def test_what_is_due_stands_in_the_week_of_its_day(today, day, when):
    assert When.of(day and date.fromisoformat(day), date.fromisoformat(today)) == when


def strategies(*numbers):
    return [Strategy(pk=number, slug=f"s{number}", title=f"S{number}") for number in numbers]


def due_in(days):
    return lambda row: TODAY + timedelta(days=days[row.pk]) if row.pk in days else None


def test_a_task_about_many_is_cut_up_by_when_they_are_due_each_part_with_its_number():
    tasks = about(Kind.GAPS, "%(count)s ting", strategies(1, 2, 3, 4, 5), due=due_in({1: 30, 2: -1, 3: -9, 4: 1}))

    groups = waiting(tasks, TODAY).groups

    assert [(group.when, group.tasks[0].text, [row.title for row in group.tasks[0].rows]) for group in groups] == [
        (When.LATE, "2 ting", ["S3", "S2"]),
        (When.THIS_WEEK, "1 ting", ["S4"]),
        (When.LATER, "1 ting", ["S1"]),
        (When.UNDATED, "1 ting", ["S5"]),
    ]


def test_what_others_wait_for_stands_first_and_the_earliest_of_a_week_before_the_others():
    urgent = Task(Kind.VISION, "Stem", "/", Deadline(None, TODAY), is_urgent=True)
    tasks = [Task(Kind.VISION, str(days), "/", Deadline(TODAY + timedelta(days=days), TODAY)) for days in (3, 1, 2)]

    found = waiting([*tasks, urgent], TODAY)

    assert [[task.text for task in group.tasks] for group in found.groups] == [["Stem"], ["1", "2", "3"]]
    assert (found.near, found.summary) == (4, "1 lige nu og 3 denne uge")


@pytest.mark.parametrize(("count", "is_folded"), [(MOST_ROWS, False), (MOST_ROWS + 1, True)])
def test_what_is_far_off_is_folded_when_it_is_more_than_a_few(count, is_folded):
    rows = strategies(*range(count))
    tasks = [*about(Kind.GAPS, "%(count)s a", rows, due=due_in(dict.fromkeys(range(count), 60)))] * 2

    [group] = waiting(tasks, TODAY).groups

    # The same things in two respects are counted once.
    assert (group.heading, group.is_folded) == (f"Senere ({count})", is_folded)
    assert group.count_text == "Det, der mangler mere end én ting, tælles én gang."
    assert waiting(tasks[:1], TODAY).groups[0].count_text == ""


def test_routine_that_is_far_off_is_no_news_until_it_is_due_soon():
    tasks = list(about(Kind.GAPS, "%(count)s", strategies(1, 2), due=due_in({1: 20, 2: 60}), is_routine=True))

    assert waiting(tasks, TODAY).keys == []
    assert waiting(tasks, TODAY + timedelta(days=7)).keys == ["gaps:ishoj_process.Strategy:1"]
