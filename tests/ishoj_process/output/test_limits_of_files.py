"""Limits of what is read from files, each at its edge; see tests/site/test_limits.py."""

import gc
import zipfile
from contextlib import suppress
from io import BytesIO
from time import process_time
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from calendar_app.agenda_import.file import read_text, read_upload
from calendar_app.agenda_import.file.word.at_once import collecting_later
from calendar_app.agenda_import.file.word.xml import Prepared
from ishoj_process.models.addresses import in_ascii
from ishoj_process.output import read_ods, read_sheets, read_xlsx
from ishoj_process.output.ooxml import W
from ishoj_process.text.richtext import clean_html
from tests.calendar_app.agenda_import.files import ods_file, raw_word_file, sheet_file
from tests.calendar_app.agenda_import.test_beside import META, with_part
from tests.limits import edge, is_taken


@edge("ishoj_process.output.spreadsheets.MOST_ABOVE", 20)
def test_rows_above_the_names_of_columns(count, is_within):
    rows = [*[["x"]] * (count - 1), ["Titel"], ["Sag"]]

    assert is_taken(read_upload, sheet_file(*rows)) is is_within


@edge("ishoj_process.output.read_xlsx.MOST_MERGED", 20_000)
def test_merged_cells_of_a_sheet(count, is_within):
    sheet = read_sheets.Sheet()
    reader = read_xlsx._Reader(read_xlsx.Book(None), sheet)
    sheet.merged = [(1, 1, 2, 1)] * (count - 1)

    try:
        reader.take_merged("A1:A2")
    except read_sheets.Unreadable:
        assert not is_within
    else:
        assert is_within


@edge("ishoj_process.output.read_ods.LARGEST", 80_000_000)
def test_size_of_an_open_document(count, is_within):
    archive = SimpleNamespace(getinfo=lambda _name: SimpleNamespace(file_size=count), read=lambda _name: b"<x/>")

    try:
        read_ods._part(archive, "content.xml")
    except read_sheets.Unreadable:
        assert not is_within
    else:
        assert is_within


@edge("ishoj_process.output.read_ods.MOST_REPEATED", 1000)
def test_equal_rows_of_an_open_document(count, is_within):
    file = ods_file(["Titel"], ["Sag"], repeated=count)

    try:
        read_ods.read_ods(file)
    except read_sheets.TooManyRows:
        assert not is_within
    else:
        assert is_within


@edge("ishoj_process.text.sanitiser.MOST_NAMES", 100)
def test_names_of_elements(count, is_within):
    html = "<!---->" + "".join(f"<a{number:03}>" for number in range(count - 1)) + "<zz hidden>x</zz>"

    assert (clean_html(html) == "") is is_within


@edge("ishoj_process.text.hidden.MOST_RULES", 500)
def test_rules_of_a_style_sheet(count, is_within):
    rules = "p {color:red}" * (count - 1)

    assert (clean_html(f"<style>{rules} .x {{display:none}}</style><p class=x>x</p>") == "") is is_within


@edge("calendar_app.agenda_import.file.beside.LARGEST_PART", 2_000_000)
def test_properties_of_a_file(count, is_within):
    content = META.format("Lukkede punkter").encode()
    file = with_part(ods_file(["Titel"], ["A"]), "meta.xml", content + b" " * (count - len(content)))

    assert is_taken(read_upload, file) is is_within


@edge("calendar_app.agenda_import.file.word.looks.LARGEST_HIDDEN", 2)
def test_size_of_letters_that_nobody_reads(count, is_within):
    file = raw_word_file(f'<w:p><w:r><w:rPr><w:sz w:val="{count}"/></w:rPr><w:t>x</w:t></w:r></w:p>')

    assert (read_upload(file).items[0].sections == {}) is is_within


@edge("calendar_app.agenda_import.file.word.numbers.DEEPEST_STYLE", 20)
def test_styles_that_are_based_on_each_other(count, is_within):
    styles = [
        f'<w:style w:type="character" w:styleId="S{number}"><w:basedOn w:val="S{number + 1}"/></w:style>'
        for number in range(1, count)
    ]
    styles.append(f'<w:style w:type="character" w:styleId="S{count}"><w:rPr><w:vanish/></w:rPr></w:style>')
    hidden = '<w:p><w:r><w:rPr><w:rStyle w:val="S1"/></w:rPr><w:t>x</w:t></w:r></w:p>'

    assert (read_upload(raw_word_file(hidden, styles=styles)).items[0].sections == {}) is is_within


def is_prepared(content):
    """Whether a document of these paragraphs is taken."""
    with zipfile.ZipFile(BytesIO(), "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{content}</w:body></w:document>')
        return is_taken(Prepared, archive)


def runs_of(count, *looks):
    runs = [f"<w:r><w:rPr>{looks[number % len(looks)]}</w:rPr><w:t>o</w:t></w:r>" for number in range(count - 1)]
    return f"<w:p>{''.join(runs)}</w:p>"


@edge("calendar_app.agenda_import.file.word.xml.MOST_PIECES", 32_000)
def test_parts_of_a_document(count, is_within):
    colours = ['<w:color w:val="FF0000"/>', '<w:color w:val="0000FF"/><w:sz w:val="30"/>']

    assert is_prepared(runs_of(count, *colours)) is is_within


@edge("calendar_app.agenda_import.file.word.xml.MOST_READ", 16_000)
def test_parts_of_a_document_that_are_read(count, is_within):
    assert is_prepared(runs_of(count, "<w:b/>", "<w:i/>")) is is_within


def test_runs_that_look_alike_are_one():
    run, bold = "<w:r><w:t xml:space='preserve'>a </w:t></w:r>", "<w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r>"
    tab = "<w:r><w:t>c</w:t><w:tab/></w:r>"
    file = raw_word_file(
        f"<w:p>{run * 3}{bold * 2}{run}{tab}{run}<w:del><w:r><w:t>d</w:t></w:r></w:del>{run * 2}</w:p>"
    )

    assert read_upload(file).items[0].sections == {
        "case_presentation": "<p>a a a <strong>bb</strong>a c a a a</p>",
    }


@edge("calendar_app.agenda_import.file.blocks.MOST_LINES", 15_000)
def test_lines_of_an_agenda(count, is_within):
    assert is_taken(read_text, "1. Sag\n\n" + "\n\n".join(["x"] * (count - 1))) is is_within


@edge("calendar_app.agenda_import.file.sheet.MOST_CELLS", 8_000)
def test_cells_of_an_agenda(count, is_within):
    rows = [["Titel", *"abcdefghi"], ["Sag", *["x"] * 9], *[[None, *["x"] * 9] for _row in range((count - 20) // 9)]]
    rows.append([None, *["x"] * (count - sum(len(list(filter(None, row))) for row in rows))])

    assert is_taken(read_upload, sheet_file(*rows)) is is_within


@edge("ishoj_process.output.read_xlsx.MOST_PARTS", 300_000)
def test_rows_of_a_sheet_with_the_empty_ones(count, is_within):
    reader = read_xlsx._Reader(read_xlsx.Book(None), read_sheets.Sheet())
    reader.rows = count - 1

    try:
        reader._take_row(read_xlsx.tree_of(b"<row/>"))
    except read_sheets.TooManyRows:
        assert not is_within
    else:
        assert is_within


@edge("ishoj_process.output.read_xlsx.MOST_COMPARED", 2_000_000)
def test_rows_that_conditions_are_asked_of(count, is_within):
    reader = read_xlsx._Reader(read_xlsx.Book(None), read_sheets.Sheet(cells={1: {1: "x"}}))
    reader.compared = count - 1

    try:
        reader._hide_within((1, 1, 1, 1), read_xlsx.tree_of(b"<cfRule/>"), numbers_alone=False)
    except read_sheets.TooManyRows:
        assert not is_within
    else:
        assert is_within


@edge("ishoj_process.output.read_xlsx.LARGEST_BOOK", 300_000_000)
def test_size_of_all_parts_of_a_workbook(count, is_within):
    archive = SimpleNamespace(infolist=lambda: [SimpleNamespace(file_size=size) for size in (count - 9, 9)])

    # What is within is read on, and there is nothing.
    with pytest.raises(AttributeError if is_within else read_sheets.Unreadable):
        read_xlsx._read(archive)


@edge("ishoj_process.output.read_xlsx.LARGEST_PART", 20_000_000)
def test_size_of_the_styles_of_a_sheet(count, is_within):
    archive = SimpleNamespace(getinfo=lambda _name: SimpleNamespace(file_size=count), read=lambda _name: b"<x/>")

    try:
        read_xlsx._tree(archive, "xl/styles.xml")
    except read_sheets.Unreadable:
        assert not is_within
    else:
        assert is_within


@edge("ishoj_process.models.addresses.LONGEST_LABEL", 63)
def test_label_of_a_domain(count, is_within):
    label = "b" * (count - len("xn---5ga")) + "ø"
    written = in_ascii(f"a@{label}.dk")

    assert (len(written.removesuffix(".dk").removeprefix("a@")) == count, written.isascii()) == (is_within, is_within)


CELL = "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t>ord</w:t></w:r>"
SLOW = {
    "nested paragraphs": lambda: "<p>" * 29_000 + "x" + "</p>" * 29_000,
    "many paragraphs": lambda: "<h1>1. A</h1>" + "<p>x</p>" * 40_000,
    "many spans": lambda: "<h1>1. A</h1><p>" + "<span style='color:red'>x</span>" * 40_000,
    "lines of plain text": lambda: "1. A\n\n" + "ord\n" * 100_000,
    "a picture in an address": lambda: f"<h1>1. A</h1><p>x<img src='data:image/png;base64,{'A' * 1_500_000}'>y</p>",
    "a table of Word": lambda: raw_word_file(f"<w:tbl>{f'<w:tr>{CELL * 100}</w:tr>' * 100}</w:tbl>"),
    "a wide table of Word": lambda: raw_word_file(f"<w:tbl><w:tr>{CELL * 9000}</w:tr></w:tbl>"),
    "runs that look alike": lambda: raw_word_file(f"<w:p>{BOLD * 20_000}</w:p>"),
    "runs that do not look alike": lambda: raw_word_file(runs_of(15_900, "<w:b/>", "<w:strike/>")),
    "runs of two colours": lambda: raw_word_file(runs_of(31_900, '<w:color w:val="FF0000"/>', "")),
    "fields in a paragraph": lambda: raw_word_file("<w:p>" + "<w:r><w:tab/></w:r>" * 4000 + "</w:p>"),
    "a sheet": lambda: sheet_file(["Titel"], *[["Sag" if row % 5 == 0 else None, *["x y"] * 49] for row in range(900)]),
}


def test_reading_takes_no_longer_for_each_run_of_a_longer_document():
    def seconds(count):
        given = raw_word_file(runs_of(count, "<w:b/>", "<w:i/>"))
        begun = process_time()
        read_upload(given)
        return process_time() - begun

    seconds(100)  # what is loaded once
    assert seconds(2000) < 8 * min(seconds(500) for _time in range(2))


def test_memory_is_cleared_again_when_the_last_document_is_read():
    with collecting_later():
        with suppress(ValueError), collecting_later():
            raise ValueError
        is_waiting = not gc.isenabled()

    assert (is_waiting, gc.isenabled()) == (True, True)


@pytest.mark.parametrize("kind", SLOW)
def test_what_is_large_is_read_or_refused_within_seconds(kind):
    """Neighbours of what took up to half a minute; most take a tenth of the bound."""
    given = SLOW[kind]()
    begun = process_time()

    try:
        read_text(given) if isinstance(given, str) else read_upload(given)
        said = ""
    except ValidationError as error:
        said = " ".join(error.messages)
    assert not said or any(word in said for word in ("Del d", "for lang", "ikke fundet punkter"))
    assert process_time() - begun < 5
