"""Agendas as files, made by the programs that others use."""

import re
import zipfile
from io import BytesIO

import docx
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml


def word_file(*blocks, name="dagsorden.docx", header="", title=""):
    """A Word document of blocks: (level, text) for a heading, ("ul" | "ol", texts), ("table", rows), or a text."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    if title:
        document.add_paragraph(title, style="Title")
    for block in blocks:
        _add(document, block)
    _leave_out_unused_styles(document)
    return _upload(document, name)


NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def raw_word_file(*blocks, styles=(), numbering="", strict=False, name="dagsorden.docx", heading="1. Sag"):
    """A Word document of blocks of XML, or of texts for paragraphs, behind the heading “1. Sag”."""
    document = docx.Document()
    if heading:
        document.add_heading(heading, 1)
    body = document.element.body
    for block in blocks:
        xml = block if block.startswith("<") else f"<w:p><w:r><w:t>{block}</w:t></w:r></w:p>"
        body.sectPr.addprevious(parse_xml(xml.replace(">", f" {NAMESPACES}>", 1)))
    _leave_out_unused_styles(document)
    for xml in filter(None, styles):
        document.styles.element.append(parse_xml(xml.replace(">", f" {NAMESPACES}>", 1)))
    if numbering:
        lists = parse_xml(f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>")
        own = document.part.numbering_part.element
        for child in list(own):
            own.remove(child)
        for child in list(lists):
            own.append(child)
    upload = _upload(document, name)
    return as_strict(upload) if strict else upload


def as_strict(upload):
    """The file as “Strict Open XML” names its parts (ISO/IEC 29500, part 1)."""
    made = BytesIO()
    with zipfile.ZipFile(upload) as given, zipfile.ZipFile(made, "w") as written:
        for entry in given.namelist():
            content = given.read(entry)
            if not entry.startswith("docProps") and entry != "[Content_Types].xml":
                content = re.sub(
                    rb"http://schemas\.openxmlformats\.org/(wordprocessingml|spreadsheetml|drawingml|officeDocument)/2006/",
                    rb"http://purl.oclc.org/ooxml/\1/",
                    content,
                )
            written.writestr(entry, content)
    return SimpleUploadedFile(upload.name, made.getvalue())


def _leave_out_unused_styles(document):
    """The nine thousand elements that say how tables could look: reading them takes most of the time."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()


def _add(document, block):
    if isinstance(block, str):
        document.add_paragraph(block)
    elif isinstance(block[0], int):
        document.add_heading(block[1], block[0])
    elif block[0] == "table":
        table = document.add_table(len(block[1]), len(block[1][0]))
        for row, texts in enumerate(block[1]):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
    else:
        for text in block[1]:
            document.add_paragraph(text, style={"ul": "List Bullet", "ol": "List Number"}[block[0]])


def sheet_file(*rows, name="dagsorden.xlsx", change=None):
    """A spreadsheet of rows; `change` may do more to the sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    return _upload(book, name)


def _upload(document, name):
    file = BytesIO()
    document.save(file)
    return SimpleUploadedFile(name, file.getvalue())


ODS_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "fo": "xsl-fo-compatible",
    }.items()
)


def ods_file(*rows, styles="", sheets="", columns="", repeated=1, name="dagsorden.ods"):
    """A sheet of LibreOffice; a cell is its words, or XML of its own."""
    made = ""
    for row in rows:
        cells = "".join(cell if cell.startswith("<") else ods_cell(cell) for cell in row)
        made += f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'
    content = (
        f"<office:document-content {ODS_NAMES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet>{sheets}<table:table table:name="Ark1">{columns}{made}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return SimpleUploadedFile(name, file.getvalue())


def ods_cell(words, more="", kind="string"):
    if not words:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="{kind}" {more}><text:p>{words}</text:p></table:table-cell>'
