"""The numbers that Word shows before the items of its lists: they stand nowhere in a document and are counted."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from lxml import etree

from ishoj_process.output.ooxml import W
from ishoj_process.text.numbers import CAPITALS, FIGURES, LETTERS, ROMAN, ROMAN_CAPITALS, written

Element: TypeAlias = etree._Element
# How Word counts, in HTML's names; of what is not here, such as a number in words, the figure says as much.
KINDS = {
    "decimal": FIGURES,
    "decimalZero": FIGURES,
    "ordinal": FIGURES,
    "lowerLetter": LETTERS,
    "upperLetter": CAPITALS,
    "lowerRoman": ROMAN,
    "upperRoman": ROMAN_CAPITALS,
}
UNCOUNTED = {"bullet", "none"}
PLACE = re.compile(r"%([1-9])")
OFF = {"0", "false", "off"}
DEEPEST_STYLE = 20  # styles that are based on each other; a circle would never end


@cache
def w(name: str) -> str:
    return f"{{{W}}}{name}"


def value_of(node: Element | None, name: str) -> str | None:
    """The value of an element within another; None where there is none."""
    found = node.find(w(name)) if node is not None else None
    return found.get(w("val")) if found is not None else None


def is_on(node: Element | None) -> bool:
    return node is not None and node.get(w("val"), "1").lower() not in OFF


@dataclass
class Level:
    start: int = 1
    format: str = "decimal"
    restarts: bool = True
    text: str = ""  # what is shown, with %1 for the number of the first level: “Punkt %1:”
    is_legal: bool = False  # all its numbers in figures (§ 17.9.4)

    def shows(self, number: int, of: "Level") -> str:
        """The number of a level as this one shows it."""
        if self.is_legal or of.format not in KINDS:
            return str(number)
        return f"{number:02}" if of.format == "decimalZero" else written(number, KINDS[of.format])


@dataclass(frozen=True)
class Counted:
    """What Word shows before a paragraph: the number and its kind, and all of it in words."""

    number: int
    kind: str
    label: str
    is_plain: bool  # nothing but the number and its marks, as lists of HTML show it, too


@dataclass
class Numbering:
    """The lists of a document: what `numbering.xml` and the styles say of them."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # {abstract list: {level: how it counts}}
    abstract: dict[str, str] = field(default_factory=dict)  # {list: the abstract one that it counts with}
    overrides: dict[tuple[str, int], Level] = field(default_factory=dict)
    begins: dict[tuple[str, int], int] = field(default_factory=dict)  # {(list, level): where it begins anew}
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number_id: str, level: int) -> Counted | None:
        """Count one on in a list; None where a bullet stands or nothing."""
        abstract = self.abstract.get(number_id)
        if abstract is None:
            return None
        here = self._level(number_id, level)
        counters = self.counters.setdefault(abstract, {})
        if (number_id, level) in self.begins and (number_id, level) not in self.begun:
            counters[level] = self.begins[number_id, level]
        else:
            counters[level] = counters[level] + 1 if level in counters else here.start
        self.begun.add((number_id, level))
        for deeper in [one for one in counters if one > level]:
            if self.levels.get(abstract, {}).get(deeper, Level()).restarts:
                del counters[deeper]
        if here.format == "bullet" or (here.format == "none" and not here.text.strip()):
            return None
        is_plain = not here.text or re.fullmatch(rf"[(]?%{level + 1}[.):]*", here.text.strip()) is not None
        label = PLACE.sub(lambda found: self._shown(number_id, here, int(found[1]) - 1), here.text or f"%{level + 1}.")
        return Counted(counters[level], KINDS.get(here.format, FIGURES), " ".join(label.split()), is_plain)

    def _level(self, number_id: str, level: int) -> Level:
        return (
            self.overrides.get((number_id, level))
            or self.levels.get(self.abstract[number_id], {}).get(level)
            or Level()
        )

    def _shown(self, number_id: str, here: Level, level: int) -> str:
        of = self._level(number_id, level)
        number = self.counters[self.abstract[number_id]].get(level, of.start)
        return "" if of.format in UNCOUNTED else here.shows(number, of)


def read_numbering(root: Element | None, styles: Element | None) -> Numbering:
    """The lists of a document; none where it has no such part."""
    made = Numbering()
    if root is None:
        return made
    links: dict[str, str] = {}
    by_style: dict[str, str] = {}
    for one in root.iter(w("abstractNum")):
        key = one.get(w("abstractNumId"), "")
        made.levels[key] = {_whole(lvl.get(w("ilvl"))): _level(lvl) for lvl in one.iter(w("lvl"))}
        if link := value_of(one, "numStyleLink"):
            links[key] = link
        if name := value_of(one, "styleLink"):
            by_style[name] = key
    for num in root.iter(w("num")):
        key = num.get(w("numId"), "")
        abstract = value_of(num, "abstractNumId") or ""
        made.abstract[key] = by_style.get(links.get(abstract, ""), abstract)
        for override in num.iter(w("lvlOverride")):
            _read_override(made, key, override)
    return made


def _read_override(made: Numbering, key: str, override: Element) -> None:
    place = key, _whole(override.get(w("ilvl")))
    begins = value_of(override, "startOverride")
    if begins is not None:
        made.begins[place] = _whole(begins)
    own = override.find(w("lvl"))
    if own is not None:
        made.overrides[place] = _level(own)


def _level(node: Element) -> Level:
    start = value_of(node, "start")
    return Level(
        1 if start is None else _whole(start),
        value_of(node, "numFmt") or "decimal",
        value_of(node, "lvlRestart") != "0",
        value_of(node, "lvlText") or "",
        is_on(node.find(w("isLgl"))),
    )


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else 0


def list_of(paragraph: Element, styles: dict[str, Element]) -> tuple[str, int] | None:
    """The list and level that a paragraph belongs to, by itself or by its style; None where to none."""
    properties = paragraph.find(w("pPr"))
    style: str | None = value_of(properties, "pStyle")
    level = number_id = None
    for _step in range(DEEPEST_STYLE):
        own = properties.find(w("numPr")) if properties is not None else None
        number_id = number_id or value_of(own, "numId")
        level = value_of(own, "ilvl") if level is None else level
        if style not in styles or number_id is not None:
            break
        properties = styles[style].find(w("pPr"))
        style = value_of(styles[style], "basedOn")
    return (number_id, _whole(level)) if number_id and number_id != "0" else None
