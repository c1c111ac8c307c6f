"""Limits of what is read from files, each at its edge; see tests/site/test_limits.py."""

from types import SimpleNamespace

from calendar_app.agenda_import.file import read_upload
from ishoj_process.output import read_ods, read_sheets, read_xlsx
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
        read_ods._content(archive)
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
    html = "".join(f"<a{number:03}>" for number in range(count - 1)) + "<zz hidden>x</zz>"

    assert (clean_html(html) == "") is is_within


@edge("ishoj_process.text.hidden.MOST_RULES", 500)
def test_rules_of_a_style_sheet(count, is_within):
    rules = "p {color:red}" * (count - 1)

    assert (clean_html(f"<style>{rules} .x {{display:none}}</style><p class=x>x</p>") == "") is is_within


@edge("calendar_app.agenda_import.file.beside.LARGEST_PART", 2_000_000)
def test_properties_of_a_file(count, is_within):
    content = META.format("Lukkede punkter").encode()
    file = with_part(ods_file(["Titel"], ["A"]), "meta.xml", content + b" " * (count - len(content)))

    assert read_upload(file).items[0].is_closed is is_within


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
