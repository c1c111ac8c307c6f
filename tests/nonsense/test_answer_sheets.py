"""Sheets of answers from outside: each answer is read as it was written, or the file is refused in Danish."""

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from strategies.responses.sheet import empty_sheet, read_sheet
from tests.calendar_app.agenda_import.files import ods_file, sheet_file

from .made.damage import archives, bytes_of, read_or_refused, upload
from .promises import often

HEADER = ["Afsender", "Organisation", "Modtaget", "Svar"]
KINDS = st.sampled_from(["borger", "Borgere", "forening", "virksomhed", "x"])
ORGANISATIONS = st.sampled_from(["", "Ishøj Å", "Æblegården I/S", 'Foreningen "Øst"', "Grøn; blå"])
DAYS = st.sampled_from(["", "10-08-2023", "2023-08-10", "10.8.2023", "45148", "i går"])
# Words as people write them, of signs that all the alphabets of the time had.
WORDS = st.sampled_from(
    ["Flere træer", "på Østergården", "Å", "ÆØÅ", "nej", "ja;", '"ok"', "linje\nto", "§ 10", "50 %", "=1+1", "café"]
)
ANSWERS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
ROWS = st.lists(st.tuples(KINDS, ORGANISATIONS, DAYS, ANSWERS), min_size=1, max_size=6)
CERTAIN = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])
OLD = st.sampled_from(["cp1252", "mac_roman", "cp850", "utf-16-le", "utf-16-be"])
ABOVE = st.sampled_from(["", "sep=;\r\n", "Svar på høringen\r\n", "\r\n"])


def written(rows, above, mark):
    text = StringIO()
    csv.writer(text, delimiter=mark, lineterminator="\r\n").writerows([HEADER, *rows])
    return above.replace(";", mark if above.startswith("sep") else ";") + text.getvalue()


def said(text):
    return " ".join(text.split())


def read(sheet):
    return [(said(row.values["sender"]), said(row.values["text"])) for row in sheet.rows]


def told(rows):
    return [(said(sender), said(text)) for _kind, sender, _day, text in rows]


@often(60, 2000)
@given(ROWS, ABOVE, st.sampled_from(";,\t"), CERTAIN)
def test_text_that_says_how_it_was_saved_is_read_as_it_was_written(rows, above, mark, alphabet):
    content = written(rows, above, mark).encode(alphabet)

    assert read(read_sheet(upload("svar.csv", content))) == told(rows)


@often(60, 2000)
@given(ROWS, ABOVE, st.sampled_from(";,\t"), OLD)
def test_text_in_an_old_alphabet_is_read_as_it_was_written_or_refused(rows, above, mark, alphabet):
    content = written(rows, above, mark).encode(alphabet, "replace")
    sheet = read_or_refused(read_sheet, upload("svar.csv", content))

    # What the alphabet has no sign for was lost before it came here.
    kept = [tuple(part.encode(alphabet, "replace").decode(alphabet) for part in row) for row in told(rows)]
    assert sheet is None or read(sheet) == kept


@often(20, 800)
@given(ROWS, st.sampled_from([sheet_file, ods_file]))
def test_spreadsheet_is_read_as_it_was_written(rows, make):
    # The library that writes it makes a formula of it.
    rows = [[cell.removeprefix("=") for cell in row] for row in rows]
    sheet = read_sheet(make(HEADER, *rows, name="svar.xlsx" if make is sheet_file else "svar.ods"))

    assert read(sheet) == told(rows)


ROW = ["forening", "Ishøj Å", "10-08-2023", "Flere træer på Østergården"]
FILES = [
    ("svar.xlsx", sheet_file(HEADER, ROW).read()),
    ("svar.xlsx", empty_sheet()),
    ("svar.ods", ods_file(HEADER, ROW).read()),
]
TEXTS = [
    ("svar.csv", written([ROW, ROW], "", ";").encode(alphabet))
    for alphabet in ("utf-8", "utf-16", "cp1252", "mac_roman")
]


@often(60, 3000)
@given(st.one_of(archives(FILES), bytes_of(FILES), bytes_of(TEXTS)))
def test_damaged_sheet_is_read_or_refused_in_danish(spoiled):
    name, content, _part = spoiled
    sheet = read_or_refused(read_sheet, upload(name, content))

    assert sheet is None or sheet.rows
