"""Which alphabet of bytes a text was saved in: told for certain, or refused. A guess would garble every æ, ø and å."""

import codecs
import re

# Of those that have a mark of their own; the longer first, as one begins like the other.
MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows, the Mac before 2001 (and its Excel long after), and DOS, in which old case systems still write.
OLD = ("cp1252", "mac_roman", "cp850")
DANISH = "æøåÆØÅ"
USUAL = "éÉüÜöÖäÄèáóëçñàâê"
SIGNS = "§½°€£–—…’‘“”„•´²³µ×±©®™¼¾\xa0"
FAIR = 1.0  # per sign; a text above it is in none of these


class UnknownEncoding(Exception):
    """The bytes are no text, or text of which nobody can tell how it was saved."""


def decoded(content: bytes) -> str:
    """The text of the bytes; UnknownEncoding where it cannot be told for certain."""
    try:
        for mark, name in MARKED:
            if content.startswith(mark):
                return content.decode(name)
        if name := _wide(content):
            return content.decode(name)
        return content.decode("utf-8")
    except UnicodeDecodeError:
        if content.startswith(tuple(mark for mark, _name in MARKED)):
            raise UnknownEncoding from None
    return _old(content)


def _wide(content: bytes) -> str:
    """UTF-16 without its mark, in which every other byte of our letters is nothing."""
    sample = content[:2000]
    if len(sample) < 4 or b"\x00" not in sample:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 4 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) // 4 and not odd else ""


def _old(content: bytes) -> str:
    found: dict[str, float] = {}
    for name in OLD:
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        found.setdefault(text, _strangeness(text))
    ranked = sorted(found, key=found.__getitem__)
    if not ranked or not _is_fair(ranked[0], found[ranked[0]]):
        raise UnknownEncoding
    # Two readings that are as good as each other: which of them was meant, nobody can tell.
    if len(ranked) > 1 and found[ranked[0]] == found[ranked[1]]:
        raise UnknownEncoding
    # Without a Danish letter in a word nothing speaks for one alphabet, where another gives signs that may be meant.
    if not _has_danish_word(ranked[0]) and any(_is_fair(text, found[text]) for text in ranked[1:]):
        raise UnknownEncoding
    return ranked[0]


def _is_fair(text: str, strangeness: float) -> bool:
    return strangeness <= FAIR * sum(1 for sign in text if not sign.isascii())


def _has_danish_word(text: str) -> bool:
    return any(set(word) & set(DANISH) for word in re.findall(r"[^\W\d_]{2,}", text))


def _strangeness(text: str) -> float:
    """How little a text looks like Danish: nothing for its letters in words, much for what stands in no word."""
    return sum(_strange(text, found.start()) for found in re.finditer(r"[^\x00-\x7f]", text))


def _strange(text: str, place: int) -> float:
    sign = text[place]
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if sign.isalpha() and sign not in "ºªµ":
        cost = 0.0 if sign in DANISH else 0.4 if sign in USUAL else 2.0
        # A capital after a small letter, a small one within capitals: no word is written so.
        if sign.isupper() and (before.islower() or (before.isalpha() and after.islower())):
            cost += 2
        if sign.islower() and after.isupper() and not before.isalpha():
            cost += 2  # “5 °C” as “5 øC”
        if sign.islower() and before.isupper() and after.isupper():
            cost += 2
        return cost if before.isalpha() or after.isalpha() else cost + 0.6
    if sign not in SIGNS:
        return 3.0
    is_within = before.isalpha() and after.isalpha()
    return (
        2.0
        if is_within and sign != "’"
        else 2.0
        if sign in "’”…™" and after.isalpha() and not before.isalpha()
        else 0.2
    )
