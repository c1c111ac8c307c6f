"""What is let in as an attachment, told by its content."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ishoj_process.files import uploads

UNREADABLE = (
    "Filen kunne ikke læses som PDF, som Word-, Excel- eller PowerPoint-dokument uden makroer eller som billede."
)
MAIN_PARTS = {
    "docx": "wordprocessingml.document",
    "xlsx": "spreadsheetml.sheet",
    "pptx": "presentationml.presentation",
}


def pdf(change=lambda document: None, **how):
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(out, **how)
    return out.getvalue()


def picture(kind):
    out = BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, kind)
    return out.getvalue()


def office(suffix="docx", main="", **parts):
    content_type = main or f"application/vnd.openxmlformats-officedocument.{MAIN_PARTS[suffix]}.main+xml"
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{content_type}"/></Types>')
        for name, content in {"word/document.xml": "<w/>", **parts}.items():
            archive.writestr(name, content)
    return out.getvalue()


def archive(**parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in (parts or {"a.html": "<script>"}).items():
            made.writestr(name, content)
    return out.getvalue()


def with_script(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_named_script(document):
    document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array()))


def with_program(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")


def with_attachment(document):
    document.attachments["a.exe"] = b"MZ"


def with_destination(document):
    document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])


def recognise(name, content):
    return uploads.recognise(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("notat.pdf", pdf(), uploads.PDF),
        ("NOTAT.PDF", pdf(), uploads.PDF),
        ("notat.pdf", pdf(with_destination), uploads.PDF),
        ("notat.docx", office("docx"), uploads.WORD),
        ("tal.xlsx", office("xlsx", **{"xl/printerSettings/printerSettings1.bin": "x"}), uploads.EXCEL),
        ("oplæg.pptx", office("pptx"), uploads.POWERPOINT),
        ("kort.png", picture("PNG"), uploads.PNG),
        ("foto.jpg", picture("JPEG"), uploads.JPEG),
        ("foto.jpeg", picture("JPEG"), uploads.JPEG),
    ],
    # Named by their files: the bytes hold the second at which an archive was made.
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_upload_is_recognised_by_its_content(name, content, expected):
    assert recognise(name, content) == expected


REFUSED = {
    "web page": b"<!doctype html><script>alert(1)</script>",
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "archive": archive(),
    "archive that calls itself a document": archive(**{"word/document.xml": "<w/>"}),
    "program": b"MZ\x90\x00" + b"\0" * 100,
    "text": b"en linje",
    "page before a PDF": b"<script>alert(1)</script>" + pdf(),
    "PDF before an archive": pdf() + archive(),
    "picture before an archive": picture("PNG") + archive(),
    "picture before a page": picture("PNG") + b"<script>alert(1)</script>",
    "photo before a page": picture("JPEG") + b"<script>alert(1)</script>",
    "GIF": picture("GIF"),
    "PDF that is only a beginning": b"%PDF-1.7 alert",
    "PDF with a password": pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
    "PDF with a script": pdf(with_script),
    "PDF with a named script": pdf(with_named_script),
    "PDF that starts a program": pdf(with_program),
    "PDF with a file inside": pdf(with_attachment),
    "document with macros": office(**{"word/vbaProject.bin": "x"}),
    "document of the macro kind": office(main="application/vnd.ms-word.document.macroEnabled.main+xml"),
    "document with a foreign object": office(**{"word/embeddings/oleObject1.bin": "x"}),
    "document with ActiveX": office(**{"word/activeX/activeX1.xml": "x"}),
    "document with a path out of it": office(**{"../../etc/passwd": "x"}),
    "document with something behind it": office() + b"<script>alert(1)</script>",
    "half a document": office()[:-30],
}


@pytest.mark.parametrize("what", REFUSED)
def test_upload_of_anything_else_is_refused(what):
    for suffix in (".pdf", ".docx", ".png", ".jpg"):
        with pytest.raises(ValidationError) as refusal:
            recognise(f"fil{suffix}", REFUSED[what])
        assert refusal.value.messages == [UNREADABLE]


def test_document_whose_packed_bytes_are_damaged_is_refused():
    content = office(**{"word/a.xml": "x" * 100})
    start = content.index(b"[Content_Types].xml") + len("[Content_Types].xml")

    for place in range(start, start + 40):
        for byte in (0, 0x55, 0xFF):
            spoiled = content[:place] + bytes([byte]) + content[place + 1 :]
            with suppress(ValidationError):
                assert recognise("notat.docx", spoiled) == uploads.WORD


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_document_that_is_packed_as_no_office_program_packs_is_refused(packed):
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(office())) as given, zipfile.ZipFile(out, "w", packed) as made:
        for name in given.namelist():
            made.writestr(name, given.read(name))

    with pytest.raises(ValidationError):
        recognise("notat.docx", out.getvalue())


def test_document_that_unfolds_into_more_than_we_take_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_UNPACKED_BYTES", 10_000)

    assert recognise("notat.docx", office(**{"word/a.xml": "0" * 9_000})) == uploads.WORD
    with pytest.raises(ValidationError):
        recognise("notat.docx", office(**{"word/a.xml": "0" * 10_001}))


@pytest.mark.parametrize("name", ["notat.html", "notat.pdf.exe", "notat", "notat.docx", ".pdf"])
def test_name_that_does_not_say_what_the_file_is_is_refused(name):
    with pytest.raises(ValidationError) as refusal:
        recognise(name, pdf())

    assert refusal.value.messages == ["Indholdet er PDF, så filnavnet skal ende på .pdf."]


def test_file_above_the_limit_is_refused():
    upload = SimpleUploadedFile("notat.pdf", pdf())
    upload.size = uploads.MAX_BYTES + 1

    with pytest.raises(ValidationError) as refusal:
        uploads.recognise(upload)

    assert refusal.value.messages == ["Filen fylder 20,0\xa0MB. Den må højst fylde 20,0\xa0MB."]


def test_file_of_the_very_limit_is_let_in():
    upload = SimpleUploadedFile("notat.pdf", pdf())
    upload.size = uploads.MAX_BYTES

    assert uploads.recognise(upload) == uploads.PDF


def test_small_document_that_unfolds_into_hundreds_of_millions_of_blanks_is_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(
            "[Content_Types].xml", f'<Types ContentType="{uploads.WORD.content_type}.main+xml"/>'.ljust(3_000_000)
        )
        made.writestr("word/document.xml", "<w/>")

    with pytest.raises(ValidationError):
        recognise("notat.docx", out.getvalue())
