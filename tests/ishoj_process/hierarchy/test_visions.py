"""Which vision is in force on a day, and which one is being made, whatever was adopted, superseded and given up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.dates.rough import RoughDate
from ishoj_process.hierarchy.visions import Stand, in_force_on, in_making_on
from ishoj_process.models import Level
from ishoj_process.models.status import meaning_of

FIRST, SECOND = date(2022, 1, 1), date(2026, 1, 1)


def stand(pk, status, adopted_on=None, supersedes=None, starts=FIRST, slug=None):
    day = RoughDate.parse(adopted_on) if adopted_on else None
    return Stand(pk, slug or f"vision-{pk}", status, day, supersedes, starts)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 2, 5), None),
        (date(2024, 2, 6), 1),
        (date(2026, 5, 4), 1),
        (date(2026, 5, 5), 2),
        (date(2030, 1, 1), 2),
    ],
)
def test_one_is_in_force_from_its_adoption_until_the_next(day, expected):
    old, new = stand(1, "superseded", "2024-02-06"), stand(2, "adopted", "2026-05-05", supersedes=1, starts=SECOND)

    found = in_force_on([new, old], day)

    assert (found and found.pk) == expected


def test_one_that_is_adopted_later_was_being_made_before():
    old, new = stand(1, "superseded", "2024-02-06"), stand(2, "adopted", "2026-05-05", supersedes=1, starts=SECOND)

    assert in_making_on([old, new], date(2024, 1, 1)) == old
    assert in_making_on([old, new], date(2026, 1, 1)) == new
    assert in_making_on([old, new], date(2026, 6, 1)) is None


def test_unknown_day_counts_and_a_year_from_its_first_day():
    assert in_force_on([stand(1, "adopted")], date(2000, 1, 1)) == stand(1, "adopted")
    assert in_force_on([stand(1, "adopted", "2024")], date(2023, 12, 31)) is None
    assert in_force_on([stand(1, "adopted", "2024")], date(2024, 1, 1)) == stand(1, "adopted", "2024")


def test_one_laid_aside_without_an_heir_is_in_force_on_no_day():
    assert in_force_on([stand(1, "superseded", "2024-02-06")], date(2024, 3, 1)) is None


def test_of_two_that_nothing_ties_together_the_later_adoption_counts():
    old, new = stand(2, "adopted", "2012"), stand(1, "adopted", "2024-02-06")

    assert in_force_on([old, new], date(2025, 1, 1)) == new
    assert in_force_on([old, new], date(2020, 1, 1)) == old


def test_a_coming_terms_vision_waits_behind_that_of_the_term():
    own, coming = stand(1, "in_preparation"), stand(2, "in_preparation", starts=SECOND)

    assert in_making_on([own, coming], date(2025, 12, 31)) == own
    assert in_making_on([own, coming], date(2026, 1, 1)) == coming
    assert in_making_on([stand(3, "dropped"), coming], date(2025, 12, 1)) == coming


def test_of_two_of_a_term_the_one_that_the_plan_leads_to():
    one, other = stand(1, "in_preparation"), stand(2, "in_preparation")

    assert in_making_on([one, other], date(2023, 8, 14), "vision-1") == one
    assert in_making_on([one, other], date(2023, 8, 14)) == other


def test_edition_waits_where_the_adoption_before_it_was_taken_back():
    first = stand(1, "in_preparation", slug="vision-2035")
    second = stand(2, "in_preparation", supersedes=1, slug="vision-2035", starts=SECOND)

    assert in_making_on([first, second], date(2026, 3, 1)) == first


DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@st.composite
def houses(draw):
    """Visions of whatever status, each of which supersedes one before it or none; none is superseded twice."""
    count = draw(st.integers(0, 6))
    free = list(range(count))
    found = []
    for pk in range(count):
        status = draw(st.sampled_from(["", *Level.Status.values, "later release"]))
        days = st.sampled_from(["2023", "2024-02-06", "2026-05", "2028-autumn", None])
        adopted_on = draw(days) if meaning_of(status).is_decided else None
        before = [one for one in free if one < pk]
        supersedes = draw(st.sampled_from([None, *before]))
        if supersedes is not None:
            free.remove(supersedes)
        found.append(stand(pk, status, adopted_on, supersedes, starts=draw(st.sampled_from([FIRST, SECOND]))))
    return draw(st.permutations(found))


@given(houses(), DAYS)
def test_the_two_are_never_one(visions, day):
    force, making = in_force_on(visions, day), in_making_on(visions, day)

    assert force is None or force != making
    assert force is None or (force.was_adopted_by(day) and force.meaning.is_decided)
    assert making is None or not (making.was_adopted_by(day) or making.meaning.was_given_up)
    # None that is in force was superseded by one that was adopted by the day.
    assert force is None or force.pk not in {one.supersedes for one in visions if one.was_adopted_by(day)}


@given(houses(), DAYS)
def test_what_is_begun_changes_nothing_of_what_is_in_force(visions, day):
    """Whatever is being made, on every day the same one is in force as without it."""
    without = [one for one in visions if one.meaning.is_decided]

    days = [day + timedelta(days=number) for number in (0, 1, 365)]

    assert [in_force_on(visions, each) for each in days] == [in_force_on(without, each) for each in days]
