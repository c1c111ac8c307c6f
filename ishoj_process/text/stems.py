"""Danish words as their stems, so that every form of a word finds every other, on each database alike.

A stem is stored with a letter before it (t of the title, b of all) and a figure behind it, in plain letters: the
databases fold æøå each in its own way. What begins with a stem finds compounds, what ends with the figure the word.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

import snowballstemmer

from .composed import composed
from .incoming import incoming

WORD = re.compile(r"[^\W_]+")
TITLE, ANY, END = "t", "b", "0"
LONGEST_STEM = 40  # letters; what is longer is no word
MOST_STEMS = 20_000  # of one thing: PostgreSQL keeps a megabyte of them
MOST_TERMS = 12
SHORTEST_BEGINNING = 3  # a shorter stem finds the word itself, not all that begins like it

Term: TypeAlias = tuple[str, ...]  # the stems that one word may have

LETTERS = str.maketrans({"ä": "æ", "ö": "ø"})
PLAIN = {"æ": "ae", "ø": "oe", "å": "aa"}
# Words that say nothing of what is looked for.
STOP_WORDS = frozenset(
    """
    ad af alle at blev da de dem den der deres det disse du efter eller en end er et for fra han har hos hun hvad
    hvor i ikke ind jeg kan man med men mod ned nu når og om op over på samt sig sin skal som til ud under var ved
    vi vil være
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_stemmer = snowballstemmer.stemmer("danish")


def normal(word: str) -> str:
    """Small letters; accents gone but for those of the Danish alphabet; aa is å."""
    lowered = composed(word, "NFKC").casefold().translate(LETTERS).replace("aa", "å")
    if lowered.isascii():
        return lowered
    return "".join(letter if letter in PLAIN else _without_accent(letter) for letter in lowered)


def _without_accent(letter: str) -> str:
    return "".join(part for part in composed(letter, "NFD") if part.isalnum())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a word in plain letters and figures: `høringerne` → `hoering`."""
    return "".join(map(_plain, _stemmer.stemWord(normal(word))))[:LONGEST_STEM]


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    # A letter of another alphabet keeps its number: both databases must find it, and neither folds it.
    return PLAIN.get(letter) or f"u{ord(letter):x}"


def stems_of(text: str) -> list[str]:
    """The stems of a text, each once, in order."""
    return [found for found in dict.fromkeys(map(stem, WORD.findall(incoming(text)))) if found]


def indexed_text(title: str, text: str) -> str:
    """What is stored of an entry: the stems of its title, and those of all of it."""
    of_title = stems_of(title)
    every = [*dict.fromkeys([*of_title, *stems_of(text)])][:MOST_STEMS]
    return " ".join([*(f"{TITLE}{found}{END}" for found in of_title), *(f"{ANY}{found}{END}" for found in every)])


def terms_of(query: str) -> list[Term]:
    """The terms to look for, each once; none where the query holds only stop words.

    A term is the stems that it may have: Danish drops an e between consonants, as in cykel, cykler.
    """
    words = [word for word in WORD.findall(incoming(query)) if normal(word) not in STOP_WORDS]
    return [(found, *_with_or_without_e(found)) for found in stems_of(" ".join(words))[:MOST_TERMS]]


def _with_or_without_e(found: str) -> list[str]:
    """The other stems of a word in -el: `cykel` → `cykl`, `midl` → `midel`, `middel`."""
    if with_e := re.fullmatch(r"(.{2,}?)([^aeiouy])\2?el", found):
        return [f"{with_e[1]}{with_e[2]}l"]
    if without := re.fullmatch(r"(.+)([^aeiouyl])l", found):
        return [f"{without[1]}{without[2]}el", f"{without[1]}{without[2] * 2}el"]
    return []


def token(found: str, *, place: str = ANY, is_whole: bool = False) -> str:
    """How a stem is asked for: as a whole word, or as the beginning of one."""
    return f"{place}{found}{END if is_whole or len(found) < SHORTEST_BEGINNING else ''}"


def matches(word: str, terms: Iterable[Term]) -> bool:
    """Whether a word of a text is one that the terms found."""
    found = stem(word)
    return any(
        found == asked or (len(asked) >= SHORTEST_BEGINNING and found.startswith(asked))
        for term in terms
        for asked in term
    )
