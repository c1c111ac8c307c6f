"""Danish words as their stems, so that every form of a word finds every other, on each database alike.

A stem is stored with a letter before it (t of the title, b of all) and a figure behind it, in plain letters: the
databases fold æøå each in its own way. What begins with a stem finds compounds, what ends with the figure the word.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[^\W_]+")
TITLE, ANY, END = "t", "b", "0"
LONGEST_STEM = 40  # letters; what is longer is no word
MOST_TERMS = 12
SHORTEST_BEGINNING = 3  # a shorter stem finds the word itself, not all that begins like it

LETTERS = str.maketrans({"ä": "æ", "ö": "ø"})
PLAIN = {"æ": "ae", "ø": "oe", "å": "aa"}
# Words that say nothing of what is looked for.
STOP_WORDS = frozenset(
    [
        "ad",
        "af",
        "alle",
        "at",
        "blev",
        "da",
        "de",
        "dem",
        "den",
        "der",
        "deres",
        "det",
        "disse",
        "du",
        "efter",
        "eller",
        "en",
        "end",
        "er",
        "et",
        "for",
        "fra",
        "han",
        "har",
        "hos",
        "hun",
        "hvad",
        "hvor",
        "i",
        "ikke",
        "ind",
        "jeg",
        "kan",
        "man",
        "med",
        "men",
        "mod",
        "ned",
        "nu",
        "når",
        "og",
        "om",
        "op",
        "over",
        "på",
        "samt",
        "sig",
        "sin",
        "skal",
        "som",
        "til",
        "ud",
        "under",
        "var",
        "ved",
        "vi",
        "vil",
        "være",
    ]
)
_stemmer = snowballstemmer.stemmer("danish")


def normal(word):
    """Small letters; accents gone but for those of the Danish alphabet; aa is å."""
    lowered = unicodedata.normalize("NFKC", word).casefold().translate(LETTERS).replace("aa", "å")
    if lowered.isascii():
        return lowered
    return "".join(letter if letter in PLAIN else _without_accent(letter) for letter in lowered)


def _without_accent(letter):
    return "".join(part for part in unicodedata.normalize("NFD", letter) if part.isalnum())


@lru_cache(maxsize=20_000)
def stem(word):
    """The stem of a word in plain letters and figures: `høringerne` → `hoering`."""
    return "".join(map(_plain, _stemmer.stemWord(normal(word))))[:LONGEST_STEM]


def _plain(letter):
    if letter.isascii():
        return letter
    return PLAIN.get(letter) or f"u{ord(letter):x}"


def stems_of(text):
    """The stems of a text, each once, in order."""
    return [found for found in dict.fromkeys(map(stem, WORD.findall(text))) if found]


def indexed_text(title, text):
    """What is stored of an entry: the stems of its title, and those of all of it."""
    of_title = stems_of(title)
    every = dict.fromkeys([*of_title, *stems_of(text)])
    return " ".join([*(f"{TITLE}{found}{END}" for found in of_title), *(f"{ANY}{found}{END}" for found in every)])


def terms_of(query):
    """The stems to look for, each once; none where the query holds only stop words."""
    words = [word for word in WORD.findall(query) if normal(word) not in STOP_WORDS]
    return stems_of(" ".join(words))[:MOST_TERMS]


def token(term, *, place=ANY, is_whole=False):
    """How a term is asked for: as a whole word, or as the beginning of one."""
    return f"{place}{term}{END if is_whole or len(term) < SHORTEST_BEGINNING else ''}"


def matches(word, terms):
    """Whether a word of a text is one that the terms found."""
    found = stem(word)
    return any(found == term or (len(term) >= SHORTEST_BEGINNING and found.startswith(term)) for term in terms)
