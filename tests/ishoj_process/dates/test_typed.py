"""Days, months and hours as people type them: every way that is told apart is read, and no other."""

from contextlib import suppress
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.dates.danish import date_text, short_date_text, weekday_date_text
from ishoj_process.dates.fields import DanishDateField, DanishTimeField, MonthField
from ishoj_process.dates.rough import RoughDate, read_rough_date

CHRISTMAS = date(2023, 12, 24)


@pytest.mark.parametrize(
    "typed",
    """24-12-2023|24.12.2023|24/12/2023|24 12 2023|24-12-23|24.12.23|24/12-23|24/12 2023|24. 12. 2023|24,12,2023
    24–12–2023|24122023|241223|20231224|2023-12-24|2023.12.24|2023/12/24|24. december 2023|24.december 2023
    24 december 23|24. dec. 2023|24 dec 2023|24-dec-23|24.DEC.2023|den 24. december 2023|d. 24/12-2023|d.24.12.2023
    24-12-2023.|søndag den 24. december 2023|Søndag 24.12.2023|søn. d. 24. dec. 2023|24/12|24-12|24.12.|24. december
    24 dec|den 24. december|\N{NO-BREAK SPACE}24.\N{NO-BREAK SPACE}december 2023 """.replace("\n", "|").split("|"),
)
def test_a_day_is_read_as_people_type_it(typed):
    assert DanishDateField().clean(typed) == CHRISTMAS


@pytest.mark.parametrize(
    "typed",
    """31-02-2023|29/2-23|0/12|24/0|24-13-2023|24|2412|2023|12-2023|december 2023|jul|24. jul 20234|24-12-1|24-12-023
    mandag den 24. december 2023|lørdag 24/12-2023|i morgen|²4-12-2023|24--12-2023|24-12-2023 17|1899-12-24|24.12.2301
    forår 2023|24:12|0000-01-01""".replace("\n", "|").split("|"),
)
def test_what_is_no_day_is_refused_in_words(typed):
    with pytest.raises(ValidationError) as refused:
        DanishDateField().clean(typed)

    assert refused.value.messages == ["Skriv en dato, der findes, fx 21-08-2023."]


@pytest.mark.parametrize(
    ("typed", "year"),
    # It is the 14th of August 2023: the nearest is meant, and of two as near the later.
    [
        ("24/12", 2023),
        ("24/1", 2024),
        ("13/8", 2023),
        ("14. august", 2023),
        ("13/2", 2023),
        ("20/2", 2023),
        ("29/2", 2024),
    ],
)
def test_a_day_without_its_year_is_the_nearest(typed, year):
    assert DanishDateField().clean(typed).year == year


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        *[
            (typed, time(17))
            for typed in ("17", "17.00", "17:00", "17,00", "1700", "kl. 17", "kl 17", "Kl.17.00", "klokken 17")
        ],
        *[
            (typed, time(17, 30))
            for typed in ("17.30", "17:30", "17,30", "1730", "kl. 17.30", "17 30", "17.30.", "kl. 1730")
        ],
        *[(typed, time(8, 5)) for typed in ("8.05", "08:05", "0805", "805", "kl 8.05")],
        ("02.30 sommertid", time(2, 30)),
        ("0230 vintertid", time(2, 30)),
        ("0", time(0)),
    ],
)
def test_an_hour_is_read_as_people_type_it(typed, hour):
    assert DanishTimeField().clean(typed) == hour


@pytest.mark.parametrize(
    "typed", ["24", "24.00", "17.60", "1760", "17.5", "17.300", "173000", "halv seks", "kl.", "-1", "17-19"]
)
def test_what_is_no_hour_is_refused_in_words(typed):
    with pytest.raises(ValidationError) as refused:
        DanishTimeField().clean(typed)

    assert refused.value.messages == ["Skriv et klokkeslæt, der findes, fx 17.00."]


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        *[
            (typed, date(2023, 8, 1))
            for typed in ("august 2023", "August 2023", "aug. 2023", "aug 23", "8/2023", "08-2023")
        ],
        *[
            (typed, date(2023, 8, 1))
            for typed in ("2023-08", "2023-8", "2023/08", "8.2023", "8 2023", "8/23", "august", "aug.")
        ],
        ("24-08-2023", date(2023, 8, 1)),
        ("02-2024", date(2024, 2, 1)),
        ("januar", date(2024, 1, 1)),
    ],
)
def test_a_month_is_read_as_people_type_it(typed, month):
    assert MonthField().clean(typed) == month


@pytest.mark.parametrize(
    "typed", ["13-2023", "0/2023", "2023", "8", "32-08-2023", "forår 2023", "augustus 2023", "08-2301", "0000-01"]
)
def test_what_is_no_month_is_refused(typed):
    with pytest.raises(ValidationError):
        MonthField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "rough"),
    [
        ("20-06-23", RoughDate(2023, 6, 20)),
        ("20. jun. 2023", RoughDate(2023, 6, 20)),
        ("20062023", RoughDate(2023, 6, 20)),
        ("6/2023", RoughDate(2023, 6)),
        ("06-2023", RoughDate(2023, 6)),
        ("2023/06", RoughDate(2023, 6)),
    ],
)
def test_what_is_known_roughly_is_read_in_the_same_ways(typed, rough):
    assert read_rough_date(typed) == rough


@pytest.mark.parametrize("typed", ["20/6", "juni", "juni 23", "20. juni", "200623", "202306", "6/23"])
def test_nothing_rough_is_given_a_year_that_nobody_wrote(typed):
    with pytest.raises(ValueError, match=r"not a (date|year)"):
        read_rough_date(typed)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_survives_every_way_in_which_the_house_writes_it(day):
    field = DanishDateField()
    ways = [
        field.prepare_value(day),
        date_text(day),
        short_date_text(day),
        weekday_date_text(day),
        f"{day:%d%m%Y}",
        str(day),
    ]

    assert {field.clean(typed) for typed in ways} == {day}


@given(st.text())
def test_nonsense_is_refused_and_never_breaks(typed):
    for field in (DanishDateField(required=False), DanishTimeField(required=False), MonthField(required=False)):
        with suppress(ValidationError):
            field.clean(typed)
