"""Where a Danish word may be divided: a compound at its joints, and within a long part as the dictionary says.

Joints go first (Retskrivningsordbogen § 15: a compound is divided between its parts), as the dictionary knows the
syllables and not the words: by it alone “Planudvalget” was “Pla-n-udvalget”, and “byrådsmedlem” “byrå-dsmedlem”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen

SHORTEST_PART = 3  # letters on either side of a hyphen
SHORTEST_TO_DIVIDE = 9  # letters; a part that is shorter stays whole
SHORTEST_KNOWN_TO_DIVIDE = 13  # letters; so does a known word that is shorter
STROKES = "-–/"
VOWEL = re.compile("[aeiouyæøåéü]", re.I)
# Syllables that begin a word, and so go with what follows: “folke-oplysning”.
BEGINNINGS = ("af", "an", "be", "om", "op", "på", "ud")

# The last word of a compound, each with its own endings: “rådgivning” and “planter” are no council and no plan.
LAST = {
    "aktivitet": "|en|er|erne",
    "bestyrelse": "|n|r|rne",
    "borgmester": "|en|e|ne",
    "formand": "|en",
    "forvaltning": "|en|er|erne",
    "gruppe": "|n|r|rne",
    "kalender": "|en|e|ne",
    "katalog": "|et|er|erne",
    "kommission": "|en|er|erne",
    "medarbejder": "|en|e|ne",
    "medlem": "|met|mer|merne|skab|skabet",
    "møde": "|t|r|rne",
    "nævn": "|et|ene",
    "område": "|t|r|rne",
    "oplæg": "|get|gene",
    "periode": "|n|r|rne",
    "plan": "|en|er|erne",
    "politik": "|ken|ker|kerne",
    "punkt": "|et|er|erne",
    "råd": "|et|ene",
    "seminar": "|et|er|erne",
    "strategi": "|en|er|erne",
    "udvalg": "|et|ene",
    "vision": "|en|er|erne",
}
# The first word of a compound, with the letter that joins it to the next.
FIRST = (
    "arbejdsmarkeds",
    "beskæftigelses",
    "borger",
    "bygnings",
    "byråds",
    "dagsordens",
    "debat",
    "folke",
    "fritids",
    "handlings",
    "hoved",
    "hørings",
    "integrations",
    "klima",
    "kommunal",
    "kommunikations",
    "landdistrikts",
    "miljø",
    "planlægnings",
    "plante",
    "social",
    "sundheds",
    "teknik",
    "uddannelses",
    "udvalgs",
    "undervisnings",
    "vice",
    "økonomi",
)
# What follows a first word that is inflected, or the beginning of another: “miljøerne”, “socialisme”.
NO_WORD = re.compile(r"(?:e|en|er|ere|ers|et|ets|ens|erne|ernes|ne|nes|ten|tens|ter|terne|is[a-zæøå]+|ude)?s?", re.I)
_LAST_WORD = re.compile(
    f"(?:{'|'.join(f'{word}(?:{endings})s?' for word, endings in LAST.items())})$",
    re.I,
)
_FIRST_WORD = re.compile("|".join(sorted(FIRST, key=len, reverse=True)), re.I)


@lru_cache(maxsize=4096)
def places_to_divide(word: str) -> tuple[int, ...]:
    """Where a word may be divided: after its own hyphens and strokes, at its joints, and within a long part."""
    places, end = set(), 0
    # The dictionary knows no “Klima- og Miljø” nor “2024/2025”: there it breaks where the writer put a stroke.
    for piece in re.findall(rf"[^{STROKES}]+[{STROKES}]*|[{STROKES}]+", word):
        for part in _parts(piece):
            end += len(part)
            places.add(end)
    return tuple(sorted(place for place in places if SHORTEST_PART <= place <= len(word) - SHORTEST_PART))


def _parts(piece: str) -> list[str]:
    """A word without strokes of its own, in the parts between which it may be divided."""
    word = piece.rstrip(STROKES)
    parts = [part for joined, is_known in _words(word) for part in _syllables(joined, is_known)] if word else [""]
    return [*parts[:-1], parts[-1] + piece[len(word) :]]


def _words(word: str) -> Iterator[tuple[str, bool]]:
    """The words of a compound, and whether each is known: first ones, what is between, and a last one."""
    first = _FIRST_WORD.match(word)
    if first and len(word) - first.end() >= SHORTEST_PART and not NO_WORD.fullmatch(word, first.end()):
        yield first[0], True
        yield from _words(word[first.end() :])
        return
    # The longest last word, as “område” ends like a “råd”: the search begins at the left.
    last = _LAST_WORD.search(word)
    joint = last.start() if last else len(word)
    if 0 < joint < SHORTEST_PART:
        last, joint = None, len(word)
    if joint:
        yield word[:joint], False
    if last:
        yield last[0], True


def _syllables(word: str, is_known: bool) -> list[str]:
    """A long word in syllables of three letters and more; a short one whole."""
    if len(word) < (SHORTEST_KNOWN_TO_DIVIDE if is_known else SHORTEST_TO_DIVIDE):
        return [word]
    places = [0, *_dictionary().positions(word), len(word)]
    return _long_enough([word[start:end] for start, end in pairwise(places)])


def _long_enough(syllables: list[str]) -> list[str]:
    """What is no syllable, or too short, goes with its neighbour."""
    parts: list[str] = []
    begun, has_taken = "", False
    for syllable in syllables:
        part, begun = begun + syllable, ""
        if parts and not VOWEL.search(part):  # the dictionary's “Pla-n-udvalg”
            parts[-1] += part
        elif len(part) >= SHORTEST_PART:
            parts.append(part)
            has_taken = False
        elif parts and not has_taken and part.lower() not in BEGINNINGS:
            parts[-1] += part
            has_taken = True
        else:
            begun = part
    if begun:
        parts[-1:] = ["".join(parts[-1:]) + begun]
    return parts


@lru_cache(maxsize=1)
def _dictionary() -> Pyphen:
    from pyphen import Pyphen  # reads a dictionary of some 100 kB, which only drawings and pages need

    return Pyphen(lang="da")
