"""A few words around what was found, with what was found marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from ishoj_process.text.stems import WORD, Term, matches

LENGTH = 240  # letters of the text around the first hit
BEFORE = 80  # of them before it


@dataclass(frozen=True)
class Piece:
    text: str
    is_hit: bool = False


def marked(text: str, terms: Sequence[Term]) -> list[Piece]:
    """The text in pieces, those that were found told from the rest."""
    pieces: list[Piece] = []
    at = 0
    for word in WORD.finditer(text):
        if matches(word.group(), terms):
            if word.start() > at:
                pieces.append(Piece(text[at : word.start()]))
            pieces.append(Piece(word.group(), is_hit=True))
            at = word.end()
    return [*pieces, Piece(text[at:])] if text[at:] else pieces


def excerpt(text: str, terms: Sequence[Term]) -> list[Piece]:
    """The marked words around the first hit, or the beginning of the text where none of it was found."""
    hit = next((word.start() for word in WORD.finditer(text) if matches(word.group(), terms)), 0)
    start = _word_start(text, max(hit - BEFORE, 0))
    end = _word_end(text, start + LENGTH)
    pieces = marked(text[start:end].replace("\n", " "), terms)
    return [*([Piece("… ")] if start else []), *pieces, *([Piece(" …")] if end < len(text) else [])]


def _word_start(text: str, at: int) -> int:
    """The first word that begins at the place or after it, but not after where the hit may stand."""
    blank = text.find(" ", at, at + BEFORE) if at else -1
    return blank + 1 if blank >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    blank = text.rfind(" ", at - BEFORE, at)
    return blank if blank >= 0 else at
