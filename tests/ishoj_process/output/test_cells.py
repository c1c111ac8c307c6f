"""Cells as a person reads them, and texts in the alphabet that they were saved in."""

from datetime import date, datetime, time, timedelta

import pytest
from openpyxl.utils.datetime import WINDOWS_EPOCH

from ishoj_process.output.cell_words import hides_text, shown, words_of
from ishoj_process.text.encodings import UnknownEncoding, decoded


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "Ja"),
        (False, "Nej"),
        (7.0, "7"),
        (12.5, "12,5"),
        (0.1 + 0.2, "0,3"),
        (1e15, "1000000000000000"),
        (0.00001, "0,00001"),
        (datetime(2023, 8, 21), "21-08-2023"),  # noqa: DTZ001
        (datetime(2023, 8, 21, 17, 30), "21-08-2023 17.30"),  # noqa: DTZ001
        (date(2023, 8, 21), "21-08-2023"),
        (time(17, 0), "17.00"),
        (time(17, 0, 5), "17.00.05"),
        (timedelta(hours=26, minutes=30), "26:30"),
        (None, ""),
    ],
)  # fmt: skip
def test_value_is_written_as_a_dane_reads_it(value, words):
    assert words_of(value) == words


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (45159, "General", "45159"),
        (45159, "dd-mm-yyyy", "21-08-2023"),
        (45159, 'd. mmmm yyyy;@', "21-08-2023"),
        (45159.5, "dd-mm-yyyy", "21-08-2023"),
        (45159.72916666667, "dd-mm-yyyy hh:mm", "21-08-2023 17.30"),
        (0.7083333333, "hh:mm", "17.00"),
        (45159.7083333333, "h:mm", "17.00"),
        (1.5, "[h]:mm", "36:00"),
        (0.125, "0%", "13%"),
        (0.125, "0.0%", "12,5%"),
        (0.125, "0.00 %", "12,50 %"),
        (1234567, "#,##0", "1.234.567"),
        (1234.5, "#,##0.00", "1.234,50"),
        (-1234.5, "#,##0.00", "-1.234,50"),
        (-5, "0;(0)", "(5)"),
        (1234.5, '#,##0.00 "kr."', "1.234,50 kr."),
        (1234.5, '[$kr.-406] #,##0.00', "kr. 1.234,50"),
        (1234.5, '_-* #,##0.00\\ "kr."_-', "1.234,50 kr."),
        (42, "00000", "00042"),
        (23004711, "00-000000", "23-004711"),
        (2304711, '00"/"00000', "23/04711"),
        (2023123, "0000\\.000", "2023.123"),
        (0.5, "# ?/?", "0,5"),
        (1500000, "0.0,,", "1500000"),
        (0.5, ".00", "0,50"),
        (3.0, "0.##", "3"),
        (1e20, "0.00", "100000000000000000000,00"),
        (7, '"Punkt "0', "Punkt 7"),
    ],
)  # fmt: skip
def test_number_is_shown_by_its_format(number, code, words):
    assert words_of(shown(number, code, WINDOWS_EPOCH)) == words


@pytest.mark.parametrize("code", [";;;", ';;;"" ', ";;;@", '"";"";""'])
def test_format_that_shows_nothing_hides_the_number(code):
    assert shown(5, code, WINDOWS_EPOCH) is None


def test_format_hides_words_by_its_fourth_part():
    assert [hides_text(code) for code in (";;;", ';;;""', ";;;@", "0;0;0", "General", "@")] == [
        True, True, False, False, False, False,
    ]  # fmt: skip


TEXTS = [
    "Afsender;Svar\r\nborger;Børnene på Ågården vil gerne have flere træer.",
    "SVAR;ØKONOMI OG ÅRSPLAN\r\nÆLDRE BORGERE;MÅL",
    "svar\r\nÅben skole og æbler; øl",
    "Café Ærø, § 5, 3 kr. – “citat” og ’nej’",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman", "cp850"],
)
def test_text_is_read_in_the_alphabet_that_it_was_saved_in(text, encoding):
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:
        content = text.replace("–", "-").replace("“", '"').replace("”", '"').replace("’", "'").encode(encoding)

    assert decoded(content).replace("–", "-").replace("“", '"').replace("”", '"').replace("’", "'") == (
        text.replace("–", "-").replace("“", '"').replace("”", '"').replace("’", "'")
    )


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(128, 256)),
        "Привет, мир".encode("cp1251"),
        "日本語".encode("shift_jis"),
        b"\xff\xfea",
        b"\xef\xbb\xbf\xff",
    ],
)
def test_text_that_nobody_can_tell_is_refused(content):
    with pytest.raises(UnknownEncoding):
        decoded(content)
