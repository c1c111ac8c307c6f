"""Office documents as archives of XML: “Strict Open XML” read as the usual form, and each part as a tree."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

# ISO/IEC 29500, part 1 (strict) and part 4 (transitional): the same elements under other names.
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
PAPER = "FFFFFF"
NEARLY = 16  # of 255, in each of red, green and blue: what differs less from its ground is read by nobody
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def transitional(xml: bytes) -> bytes:
    """A part of a document with the names that every reader knows."""
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        xml = re.sub(r"^\s*<\?xml.*?\?>", "", xml.decode("utf-16")).encode()
    return STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", xml)


def tree_of(xml: bytes) -> etree._Element:
    """A part as a tree; entities stay names, and nothing is fetched."""
    return etree.fromstring(transitional(xml), etree.XMLParser(resolve_entities=False, no_network=True))


def is_unseen(colour: str, behind: str) -> bool:
    """Whether letters have the colour of what is behind them; of a colour that is not known nobody can say so."""
    try:
        pairs = [(int(colour[place : place + 2], 16), int(behind[place : place + 2], 16)) for place in (0, 2, 4)]
    except ValueError:
        return False
    return all(abs(one - two) <= NEARLY for one, two in pairs)


def rewritten(archive: zipfile.ZipFile, parts: Mapping[str, bytes]) -> BytesIO:
    """The archive with these parts in place of its own, all of them in the usual form, and of all but XML the name."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as written:
        for entry in archive.infolist():
            content = parts.get(entry.filename)
            if content is None:
                # Pictures and the like are not read: unpacked, a small file's may have gigabytes.
                is_xml = entry.filename.endswith((".xml", ".rels"))
                content = transitional(archive.read(entry)) if is_xml else b""
            written.writestr(entry.filename, content)
    made.seek(0)
    return made
