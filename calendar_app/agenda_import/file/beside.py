"""What a file says beside its text: its properties, labels and watermarks, and the notes and page heads of sheets.

All of it may be said of every item, as “FORTROLIGT” across the pages is.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import IO

from django.utils.translation import gettext as _
from lxml import etree

from ishoj_process.output.ooxml import tree_of
from ishoj_process.output.read_ods import LARGEST
from ishoj_process.output.read_sheets import Unreadable
from ishoj_process.text.incoming import incoming

LARGEST_PART = 2_000_000  # bytes of properties, notes or heads; what is larger is none that a person wrote
TAIL = 65_536  # bytes at the end of a sheet, behind its cells, in which its head and foot stand (§ 18.3.1.46)
PROPERTIES = re.compile(r"docProps/(?:core|custom)\.xml|meta\.xml")
OF_PROPERTIES = {
    *("title", "subject", "category", "keywords", "keyword", "description", "contentStatus"),
    *("lpwstr", "user-defined"),
}
PAGE_HEADS = re.compile(r"word/(?:header|footer)\d*\.xml")
SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
HEAD_OF_SHEET = re.compile(r"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]*)<")
CODE_OF_HEAD = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-F]{6}|[A-Z])')  # &C: in the middle (§ 18.3.1.39)
NOTES = re.compile(r"xl/(?:comments/?\w*|threadedComments/\w+)\.xml")
# The label with which many houses mark each of their files: it says nothing of the items.
OF_EVERY_FILE = re.compile(r"\s*(?:kun )?(?:til )?intern\w*(?: brug| use)?\s*", re.IGNORECASE)


@dataclass
class Beside:
    """What is to be heard, as it may close items, and sentences about what is not read."""

    heard: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_beside(file: IO[bytes]) -> Beside:
    """What the parts of an office file say beside its text; Unreadable where they are broken.

    What cannot be heard may say that all is closed.
    """
    found = Beside()
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            _read(archive, found)
    except Exception as error:  # a reader of foreign files fails in ways of its own
        raise Unreadable from error
    found.heard = [text for text in dict.fromkeys(found.heard) if text and not OF_EVERY_FILE.fullmatch(text)]
    return found


def _read(archive: zipfile.ZipFile, found: Beside) -> None:
    heads: list[str] = []
    notes: list[str] = []
    for entry in archive.infolist():
        name = entry.filename
        if SHEETS.fullmatch(name):
            heads += _heads_of_sheet(archive, name)
        elif PROPERTIES.fullmatch(name):
            found.heard += _texts(archive, name, OF_PROPERTIES)
        elif PAGE_HEADS.fullmatch(name):
            found.heard += [node.get("string", "") for node in _tree(archive, name).iter("{*}textpath")]
        elif NOTES.fullmatch(name):
            notes += _texts(archive, name, {"t", "text"})
        elif name == "content.xml":
            # Not who wrote them, and when.
            notes += [
                incoming(" ".join("".join(map(str, line.itertext())).split()))
                for note in _tree(archive, name).iter("{*}annotation")
                for line in note.iter("{*}p")
            ]
        elif name == "styles.xml":
            heads += _texts(archive, name, {"header", "footer", "header-first", "footer-first", "header-left"})
    if text := " · ".join(filter(None, dict.fromkeys(heads))):
        found.remarks.append(_("The head and foot of the pages are left out: “%(text)s”") % {"text": text})
    if text := " · ".join(filter(None, dict.fromkeys(notes))):
        found.remarks.append(_("The comments are left out: “%(text)s”") % {"text": text})
    found.heard += [*heads, *notes]


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    # The sheet itself is there, too, of which its own reader says how large it may be.
    if archive.getinfo(name).file_size > (LARGEST if name == "content.xml" else LARGEST_PART):
        raise Unreadable
    return tree_of(archive.read(name))


def _texts(archive: zipfile.ZipFile, name: str, elements: set[str]) -> Iterator[str]:
    for node in _tree(archive, name).iter(etree.Element):
        if etree.QName(node).localname in elements:
            yield incoming(" ".join(" ".join(map(str, node.itertext())).split()))


def _heads_of_sheet(archive: zipfile.ZipFile, name: str) -> list[str]:
    tail = b""
    with archive.open(name) as part:
        while more := part.read(TAIL):
            tail = tail[-TAIL:] + more
    found = HEAD_OF_SHEET.findall(tail.decode("utf-8", "replace"))
    return [incoming(" ".join(CODE_OF_HEAD.sub(" ", unescape(text)).split())) for text in found]
