"""Lines that name what stands behind or below them: “Indstilling: at …”, “Beslutning”, “Sagsnr.: … Dok.nr.: …”."""

import re

from . import words
from .lines import Content, Line, cut, text_of
from .words import Section

# What stands in one line beside the number of the case.
FACTS = re.compile(
    r"(?<!\w)(?P<name>sags?[ -]?(?:nr|nummer|id)\b|j\.? ?nr\b|journal ?nr\b|journalnummer\b"
    r"|dok(?:ument)?\.?[ -]?(?:nr|nummer|id)?\b(?=[.:])|initialer\b(?=\.?:)|sagsbehandler\b(?=:)|sagsansvarlig\b(?=:)"
    r"|ref\b(?=\.?:))\.?\s*(?P<colon>:[.]?)?",
    re.IGNORECASE,
)

COUNTED = re.compile(r"(?:\d+\.)*\d+[.:)]?\s+")


def named(line: Line) -> tuple[str, Content]:
    """What a line calls itself, and the nodes behind the name."""
    if line.level and not line.is_title and words.is_label(own := COUNTED.sub("", line.name)):
        return own, []  # “1.2 Indstilling”: Word counts the headings of an item, too
    if words.is_label(line.name):
        return line.name, []
    head, colon, _rest = line.text.partition(":")
    if colon and words.is_label(words.plain(head)):
        return words.plain(head), cut(line.children, len(head) + 1)
    first = line.children[0] if line.children else ""
    if not isinstance(first, str) and first.tag == "strong" and words.is_label(words.plain(text_of([first]))):
        return words.plain(text_of([first])), line.children[1:]
    return "", []


def section_named(line: Line) -> Section | None:
    """The section that begins with the line."""
    if line.tag != "p" and not line.level:
        return None
    return words.section_of(named(line)[0])


def facts_of(text: str) -> list[tuple[str, str]]:
    """The names and values of “Sagsnr.: 330-2018-3619  Dok.nr.: 330-2018-500301  Åbent”; empty for other lines."""
    found = list(FACTS.finditer(text))
    if not found or text[: found[0].start()].strip():
        return []
    ends = [one.start() for one in found[1:]] + [len(text)]
    facts = [(one["name"], text[one.end() : end].strip(" \n·|,;")) for one, end in zip(found, ends, strict=True)]
    # Without a colon only a number makes it one: “Sagsnr. 299835”, and not “Sags nr. er ukendt”.
    is_plain = found[0]["colon"] is None and not re.match(r"\S*\d", facts[0][1])
    return facts if not is_plain and any(words.is_case_number(name) for name, _value in facts) else []
