"""What a file says beside its text may be said of all its items: they are closed, and it is asked."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.comments import Comment

from calendar_app.agenda_import.file import read_upload

from .files import ods_file, sheet_file, word_file

HEADER = (
    '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml">'
    '<w:p><w:r><w:pict><v:shape><v:textpath string="{}"/></v:shape></w:pict></w:r></w:p></w:hdr>'
)
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property name="MSIP_Label_1_Name"><vt:lpwstr>{}</vt:lpwstr>'
    "</property></Properties>"
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>'
)
META = (
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>{}</dc:title></office:meta></office:document-meta>'
)


def with_part(upload, name, content):
    """The file with one part more, or another in its place."""
    made = BytesIO()
    with zipfile.ZipFile(upload) as given, zipfile.ZipFile(made, "w") as written:
        for entry in given.namelist():
            if entry != name:
                written.writestr(entry, given.read(entry))
        written.writestr(name, content)
    return SimpleUploadedFile(upload.name, made.getvalue())


def head_of_sheet(book):
    book.active.oddHeader.center.text = "FORTROLIGT"


def note(book):
    book.active["A2"].comment = Comment("Lukket punkt", "Sekretariatet")


@pytest.mark.parametrize(
    "file",
    [
        lambda: with_part(word_file((1, "1. A")), "word/header9.xml", HEADER.format("FORTROLIGT")),
        lambda: with_part(word_file((1, "1. A")), "docProps/core.xml", CORE.format("Lukket dagsorden")),
        lambda: with_part(word_file((1, "1. A")), "docProps/custom.xml", CUSTOM.format("Fortrolig")),
        lambda: with_part(sheet_file(["Titel"], ["A"]), "docProps/core.xml", CORE.format("Lukket dagsorden")),
        lambda: with_part(sheet_file(["Titel"], ["A"]), "docProps/custom.xml", CUSTOM.format("Strengt fortroligt")),
        lambda: with_part(ods_file(["Titel"], ["A"]), "meta.xml", META.format("Lukkede punkter")),
        lambda: sheet_file(["Titel"], ["A"], change=head_of_sheet),
        lambda: sheet_file(["Titel"], ["A"], change=note),
        lambda: sheet_file(["Lukket dagsorden"], ["Byrådet"], ["Titel"], ["A"]),
        lambda: sheet_file(["Byrådet", None, "Lukket"], ["1. maj"], ["Titel", "Note", "Bilag"], ["A"]),
        lambda: sheet_file(["Byrådet"], ["FORTROLIGT"], [], ["Titel"], ["A"]),
        lambda: sheet_file(["Lukket dagsorden"], ["Åben dagsorden"], ["Titel"], ["A"]),
        lambda: sheet_file(["Åben dagsorden"], ["Titel"], ["A"], name="lukket dagsorden.xlsx"),
        lambda: word_file((1, "Åben dagsorden"), (2, "1. A"), name="lukket dagsorden.docx"),
        lambda: sheet_file(["Lukkede punkter"], [None], ["Titel", "Note"], ["A", "x"],
                           change=lambda book: book.active.merge_cells("A1:B2")),
        lambda: sheet_file(["Titel"], ["A"], change=lambda book: setattr(book.active, "title", "Personsager")),
    ],
)  # fmt: skip
def test_what_is_said_beside_the_text_closes_all(file):
    assert [item.is_closed for item in read_upload(file()).items] == [True]


@pytest.mark.parametrize(
    "file",
    [
        lambda: with_part(word_file((1, "1. A")), "docProps/custom.xml", CUSTOM.format("Intern")),
        lambda: with_part(word_file((1, "1. A")), "docProps/core.xml", CORE.format("Dagsorden til byrådet")),
        lambda: sheet_file(["Åben dagsorden"], ["Titel"], ["A"]),
        lambda: sheet_file(["Titel"], ["A"], change=lambda book: book.create_sheet("Lukket dagsorden")),
    ],
)
def test_what_says_nothing_of_the_items_closes_none(file):
    assert [item.is_closed for item in read_upload(file()).items] == [False]


SHEET_REFUSED = "Regnearket kunne ikke læses. Gem det igen som .xlsx eller som .csv."


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (lambda: word_file((1, "1. A")), "docProps/core.xml"),
        (lambda: word_file((1, "1. A")), "word/header9.xml"),
        (lambda: sheet_file(["Titel"], ["A"]), "docProps/custom.xml"),
        (lambda: sheet_file(["Titel"], ["A"]), "xl/comments/comment1.xml"),
        (lambda: ods_file(["Titel"], ["A"]), "meta.xml"),
        (lambda: ods_file(["Titel"], ["A"]), "styles.xml"),
    ],
)
@pytest.mark.parametrize("how", ["cut off", "too large", "packed bytes damaged"])
def test_part_that_cannot_be_heard_is_not_taken_for_silence(file, name, how):
    content = CORE.format("FORTROLIGT" + ("" if how != "too large" else " " * 2_000_000))
    upload = with_part(file(), name, content[:-5] if how == "cut off" else content)
    if how == "packed bytes damaged":
        upload = damaged(upload, name)

    with pytest.raises(ValidationError) as refusal:
        read_upload(upload)
    assert refusal.value.messages[0] in (SHEET_REFUSED, "Dokumentet kunne ikke læses. Gem det igen som .docx.")


def damaged(upload, name):
    """The file with a part whose packed bytes are none."""
    upload.seek(0)
    made = BytesIO()
    with zipfile.ZipFile(upload) as given, zipfile.ZipFile(made, "w") as written:
        for entry in given.namelist():
            written.writestr(entry, given.read(entry), zipfile.ZIP_DEFLATED if entry == name else zipfile.ZIP_STORED)
        info = written.getinfo(name)
    content = bytearray(made.getvalue())
    start = info.header_offset + 30 + len(name)
    content[start : start + info.compress_size] = b"\xff" * info.compress_size
    return SimpleUploadedFile(upload.name, bytes(content))


def test_notes_and_heads_of_a_sheet_are_told():
    def change(book):
        head_of_sheet(book)
        note(book)

    remarks = read_upload(sheet_file(["Titel"], ["A"], change=change)).remarks

    assert remarks == ["Sidehoved og sidefod er udeladt: ”FORTROLIGT”", "Kommentarerne er udeladt: ”Lukket punkt”"]
