"""Passages of a text that others wrote about: found again by their words when the text has moved. Pure rules."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]

CONTEXT = 80  # characters kept on either side, to tell a passage from its like elsewhere
ENOUGH = 0.6  # the share of its words that must still stand together for it to be the same passage


@dataclass(frozen=True)
class Stretch:
    """A stretch of a paragraph: the numbers of the comments that are about it, and of those whose words end here."""

    text: str
    numbers: tuple[int, ...]
    ending: tuple[int, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in stretches, and the numbers of the comments whose words begin in it."""

    text: str
    stretches: list[Stretch]
    beginning: tuple[int, ...]


def context_of(quote: str, text: str) -> tuple[str, str] | None:
    """The characters before and after the quote's first place in the text, or None where it does not stand there."""
    span = next(_places(quote, text), None)
    if span is None:
        return None
    start, end = span
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def find_passage(quote: str, text: str, before: str = "", after: str = "") -> Span | None:
    """Where the quote stands in the text, as (start, end); None where its words are gone.

    Of several like places the one between the same words; of a changed passage where most of its words still stand.
    """
    places = list(_places(quote, text))
    if places:
        return max(places, key=lambda span: _nearness(span, text, before, after))
    return _nearest(quote, text)


def _places(quote: str, text: str) -> Iterator[Span]:
    """Each place of the quote's words in this order, whatever spaces and line ends lie between them."""
    words = quote.split()
    pattern = r"\s+".join(map(re.escape, words))
    return (match.span() for match in re.finditer(pattern, text)) if words else iter(())


def _nearness(span: Span, text: str, before: str, after: str) -> int:
    """How many characters beside the place are those that stood beside the passage."""
    start, end = span
    return _alike(reversed(before), reversed(text[:start])) + _alike(after, text[end:])


def _alike(these: Iterable[str], those: Iterable[str]) -> int:
    """How many of the first characters are the same."""
    count = 0
    for one, other in zip(these, those, strict=False):
        if one != other:
            break
        count += 1
    return count


def _nearest(quote: str, text: str) -> Span | None:
    """The stretch that holds most of the quote's words in their order; None where too few are left."""
    words, found = [*map(_core, quote.split())], list(re.finditer(r"\S+", text))
    if not words or not found:
        return None
    theirs = [_core(match.group()) for match in found]
    # autojunk leaves out words that a long text has often, and they are part of a passage, too.
    seed = SequenceMatcher(None, words, theirs, autojunk=False).find_longest_match()
    # Room for words that were put in or taken out on either side.
    slack = len(words) // 3 + 1
    first = max(0, seed.b - seed.a - slack)
    window = theirs[first : seed.b - seed.a + len(words) + slack]
    # The last block is difflib's own mark of the end, and empty.
    blocks = SequenceMatcher(None, words, window, autojunk=False).get_matching_blocks()[:-1]
    if sum(block.size for block in blocks) < ENOUGH * len(words):
        return None
    last = first + blocks[-1].b + blocks[-1].size - 1
    return found[first + blocks[0].b].start(), found[last].end()


def _core(word: str) -> str:
    """What is compared of a word: a sentence that begins or ends elsewhere is still about the same."""
    return word.strip(".,;:!?()“”\"'").casefold()


def marked_paragraphs(text: str, spans: Mapping[int, Span | None]) -> list[Paragraph]:
    """The text as paragraphs of stretches. `spans` maps a comment's number to the place of its passage, or None."""
    places = {number: span for number, span in spans.items() if span}
    paragraphs, start = [], 0
    # With their ends: a place counts every character before it.
    for line in text.splitlines(keepends=True):
        words = line.rstrip("\n")
        if words.strip():
            paragraphs.append(_paragraph(words, start, places))
        start += len(line)
    return paragraphs


def _paragraph(words: str, start: int, places: Mapping[int, Span]) -> Paragraph:
    end = start + len(words)
    # Passages may overlap: a stretch runs from one edge of any of them to the next.
    edges = sorted({edge for span in places.values() for edge in span if start < edge < end})
    stretches = [
        Stretch(
            words[low - start : high - start],
            tuple(number for number, (a, b) in places.items() if a <= low and high <= b),
            tuple(number for number, (a, b) in places.items() if b == high),
        )
        for low, high in pairwise([start, *edges, end])
    ]
    return Paragraph(words, stretches, tuple(number for number, (a, b) in places.items() if start <= a < end))
