"""Pieces of a line: words with their marks and links, spaces as a reader sees them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from ishoj_process.text.html_tree import SPACES, Element

MARKS = {
    "strong": "bold",
    "b": "bold",
    "em": "italic",
    "i": "italic",
    "s": "strike",
    "del": "strike",
    "sup": "raised",
    "sub": "lowered",
}
BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "ul", "ol", "blockquote"}
LEFT_OUT = {"script", "style", "svg", "template", "button"}
BADGE = "badge-mark"
SOURCE = "source"  # templates/components/source.html


@dataclass(frozen=True)
class Piece:
    """Some words that look alike."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    raised: bool = False
    lowered: bool = False
    href: str = ""

    def as_bold(self) -> Self:
        return replace(self, bold=True)


LINE = Piece("\n")  # a new line


def pieces_of(parts: Sequence[str | Element], without: Collection[Element] = ()) -> list[Piece]:
    """The pieces of strings and elements that stand in one line, but for the elements `without`."""
    found: list[Piece] = []
    for place, part in enumerate(parts):
        if isinstance(part, str):
            found.append(Piece(part))
        elif part not in without:
            if place and not isinstance(parts[place - 1], str):
                found.append(Piece(" "))
            found += _pieces(part, Piece(""), without)
    return found


def _pieces(element: Element, look: Piece, without: Collection[Element]) -> list[Piece]:
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in LEFT_OUT or element.get("aria-hidden") == "true":
        return []
    if tag == "br":
        return [LINE]
    mark: dict[str, Any] = {MARKS[tag]: True} if tag in MARKS else {}
    look = replace(look, **mark)
    look = replace(look, href=element.get("href")) if tag == "a" and element.get("href") else look
    found = [replace(look, text=element.text or "")]
    label = _label_of(element)
    for place, child in enumerate(element):
        if child not in without:
            if place and not (element[place - 1].tail or "") and _is_set_apart(element[place - 1], child):
                found.append(Piece(" · "))
            inner = _pieces(child, look, without)
            # Behind its label a mark is the answer itself, and no remark on what stands before it.
            if element.tag == "dd" and not place and not (element.text or "").strip() and _is_badge(child):
                inner = inner[1:-1]
            # On paper nobody presses a link.
            if element.get("class") == SOURCE and child.tag == "a":
                inner += [Piece(f": {child.get('href')}")]
            found += [LINE, *inner, LINE] if child.tag in BLOCKS else inner
            found += [Piece(":")] if child is label else []
        found.append(replace(look, text=child.tail or ""))
    return _as_badge(found) if _is_badge(element) else found


def _label_of(element: Element) -> Element | None:
    """The first words of a line that are a name for the rest, which a page says by their colour."""
    first = element[0] if element.tag == "p" and len(element) and not (element.text or "").strip() else None
    if first is None or first.tag != "span" or first.get("class") != "muted":
        return None
    return first if len(element) > 1 or (first.tail or "").strip() else None


def _is_set_apart(before: Element, after: Element) -> bool:
    """Two that a page sets apart by their style alone: links beside each other."""
    return {before.tag, after.tag} <= {"a", "span"}


def _is_badge(element: Element) -> bool:
    return BADGE in (element.get("class") or "").split()


def _as_badge(pieces: list[Piece]) -> list[Piece]:
    """A mark beside a title: “(Lukket punkt)”."""
    return [Piece("("), *pieces, Piece(")")]


def set_off(pieces: list[Piece]) -> list[Piece]:
    """A name, with what belongs behind it before its value."""
    return [*pieces, replace(pieces[-1], text=": ")]


def tidy_pieces(pieces: list[Piece]) -> list[Piece]:
    """The pieces with one space where there were several, none at the ends of lines, and no empty lines at the ends."""
    made: list[Piece] = []
    for piece in pieces:
        if piece is LINE:
            _strip_end(made)
            if made and made[-1] is not LINE:
                made.append(LINE)
            continue
        text = SPACES.sub(" ", piece.text)
        if not made or made[-1] is LINE or made[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            made.append(replace(piece, text=text))
    _strip_end(made)
    while made and made[-1] is LINE:
        made.pop()
        _strip_end(made)
    return made


def _strip_end(made: list[Piece]) -> None:
    """Take the space from the end of the line that was written last."""
    while made and made[-1] is not LINE and made[-1].text.endswith(" "):
        last = made.pop()
        if text := last.text.rstrip(" "):
            made.append(replace(last, text=text))
