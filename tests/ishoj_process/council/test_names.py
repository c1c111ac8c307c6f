"""What a body is called on a day, wherever it is shown; two bodies of one name never on the same day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.dates import clock
from ishoj_process.models import Body, Strategy
from ishoj_process.models.names import FormerName, FormerNamesField, Name, name_on, read_names, spans_of
from strategies.models import EarlyInvolvement

DAY = timedelta(days=1)
LAST = date(2023, 12, 31)
days = st.dates(date(1990, 1, 1), date(2050, 12, 31))


@pytest.fixture
def renamed(committee):
    """Kultur- og Fritidsudvalget until the end of 2023, Kulturudvalget (KU) from then on."""
    committee.former_names = [FormerName(committee.name, "KFU", LAST)]
    committee.name, committee.abbreviation = "Kulturudvalget", "KU"
    committee.save()
    return Body.objects.get(pk=committee.pk)


@pytest.mark.parametrize(
    ("day", "name", "short"),
    [
        (date(2023, 12, 31), "Kultur- og Fritidsudvalget", "KFU"),
        (date(2024, 1, 1), "Kulturudvalget", "KU"),
        (date(1900, 1, 1), "Kultur- og Fritidsudvalget", "KFU"),
    ],
)
def test_body_is_called_by_the_name_of_the_day(renamed, day, name, short):
    assert (str(renamed.on(day)), renamed.on(day).short_name) == (name, short)


@pytest.mark.parametrize(
    ("today", "name"), [("2023-12-31", "Kultur- og Fritidsudvalget"), ("2024-01-01", "Kulturudvalget")]
)
def test_without_a_day_it_is_called_by_the_name_of_today(settings, renamed, today, name):
    settings.PROCESS_TODAY = today

    assert (str(renamed), renamed.shown_key) == (name, renamed.on(clock.today()).shown_key)


def test_day_of_a_copy_can_be_another_and_leaves_the_row_alone(renamed):
    old = renamed.on(date(2020, 1, 1))

    assert (str(old.on(date(2025, 1, 1))), str(old), str(old.on(None))) == (
        "Kulturudvalget",
        "Kultur- og Fritidsudvalget",
        str(renamed),
    )
    assert (old, old.name, renamed.named_on) == (renamed, "Kulturudvalget", None)


def test_body_of_a_row_is_called_as_on_the_day_of_the_row(renamed, strategy):
    notes = [EarlyInvolvement(strategy=strategy, body=renamed, on=day) for day in (LAST, LAST + DAY)]

    assert [str(note.body) for note in notes] == ["Kultur- og Fritidsudvalget", "Kulturudvalget"]


def test_body_of_a_row_is_asked_for_once(renamed, strategy):
    EarlyInvolvement.objects.create(strategy=strategy, body=renamed, on=LAST, kind="orientation")
    with CaptureQueriesContext(connection) as asked:
        [note] = EarlyInvolvement.objects.prefetch_related("body__meetings")
        assert (str(note.body), list(note.body.meetings.all())) == ("Kultur- og Fritidsudvalget", [])

    assert len(asked) == 3


@pytest.mark.parametrize(
    ("on", "name"), [(LAST + DAY, "Kultur- og Fritidsudvalget"), (LAST + 2 * DAY, "Kulturudvalget")]
)
def test_superseded_document_names_its_owner_of_the_last_day(settings, renamed, strategy, on, name):
    settings.PROCESS_TODAY = "2026-01-01"
    Strategy.objects.filter(pk=strategy.pk).update(owner=renamed, status="superseded", superseded_on=on)

    assert str(Strategy.objects.get(pk=strategy.pk).owner) == name


def test_names_come_back_as_they_were_stored(renamed):
    assert renamed.former_names == (FormerName("Kultur- og Fritidsudvalget", "KFU", LAST),)
    assert renamed.history.latest().former_names == renamed.former_names


@pytest.mark.parametrize(
    "value",
    [
        "x",
        {"name": "x"},
        [1],
        [{"name": "x"}],
        [{"name": 1, "last_day": "2023-12-31"}],
        [{"name": "x", "last_day": "2023-13-31"}],
        [{"name": "x", "last_day": "2023-12-31", "more": 1}],
        [{"name": "x", "abbreviation": None, "last_day": "2023-12-31"}],
    ],
)
def test_what_is_no_list_of_names_is_refused(value):
    with pytest.raises(ValidationError):
        FormerNamesField().clean(value, None)


@pytest.mark.parametrize(
    "names",
    [
        [FormerName(" ", "", LAST)],
        [FormerName("a", "", LAST), FormerName("b", "", LAST)],
        [FormerName("a", "", LAST), FormerName("b", "", LAST - DAY)],
    ],
)
def test_names_that_cannot_have_been_are_refused(names):
    with pytest.raises(ValidationError):
        FormerNamesField().clean(names, None)


def make(name, former=(), **fields):
    slug = f"organ-{Body.objects.count()}"
    return Body(name=name, slug=slug, kind="standing", former_names=[FormerName(n, "", d) for n, d in former], **fields)


@pytest.mark.parametrize(
    ("mine", "theirs", "is_refused"),
    [
        ({"name": "Kulturudvalget"}, {"name": "kulturudvalget"}, True),
        ({"name": "Kulturudvalget"}, {"name": "Fritidsudvalget"}, False),
        ({"name": "Kulturudvalget", "begins": LAST + DAY}, {"name": "Kulturudvalget", "ends": LAST}, False),
        ({"name": "Kulturudvalget", "begins": LAST}, {"name": "Kulturudvalget", "ends": LAST}, True),
        ({"name": "Kulturudvalget", "begins": LAST + DAY}, {"name": "X", "former": [("Kulturudvalget", LAST)]}, False),
        ({"name": "Kulturudvalget"}, {"name": "X", "former": [("Kulturudvalget", LAST)]}, True),
        (
            {"name": "Kulturudvalget", "former": [("X", LAST)]},
            {"name": "Y", "former": [("Kulturudvalget", LAST)]},
            False,
        ),
    ],
)
def test_two_bodies_never_bear_one_name_on_the_same_day(db, mine, theirs, is_refused):
    make(**theirs).save()
    body = make(**mine)

    if is_refused:
        with pytest.raises(ValidationError, match="Der er et andet udvalg med dette navn"):
            body.full_clean()
    else:
        body.full_clean()


@st.composite
def lives(draw):
    """(newest, former, begins, ends) in any order of days that the field lets in."""
    last_days = sorted(draw(st.sets(days, max_size=4)))
    former = [FormerName(f"Navn {number}", "", day) for number, day in enumerate(last_days)]
    begins, ends = draw(st.none() | days), draw(st.none() | days)
    if begins and ends and ends < begins:
        begins, ends = ends, begins
    return Name("Nyeste"), former, begins, ends


@given(lives(), days)
def test_spans_and_the_name_of_a_day_agree(life, day):
    newest, former, begins, ends = life
    is_there = (begins is None or begins <= day) and (ends is None or day <= ends)
    held = [
        span.name
        for span in spans_of(newest, former, begins, ends)
        if (span.first is None or span.first <= day) and (span.last is None or day <= span.last)
    ]

    # Within its life exactly one name, and outside of it none.
    assert held == ([name_on(day, newest, former)] if is_there else [])


@given(lives())
def test_names_pass_through_the_database_form_unchanged(life):
    field = FormerNamesField()

    assert list(read_names(field.get_prep_value(life[1]))) == life[1]


@given(lives(), days, days)
def test_a_later_name_changes_nothing_before_it(life, on, day):
    newest, former, _begins, _ends = life
    if former and on <= former[-1].last_day + DAY:
        on = former[-1].last_day + 2 * DAY
    renamed = [*former, FormerName(newest.name, "", on - DAY)]

    after = name_on(day, Name("Endnu nyere"), renamed).name
    assert after == (name_on(day, newest, former).name if day < on else "Endnu nyere")
