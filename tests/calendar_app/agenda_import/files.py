"""Agendas as files, made by the programs that others use."""

from io import BytesIO

import docx
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.enum.style import WD_STYLE_TYPE


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
