"""How wide a text is in the house's typeface, and how it breaks into lines: SVG cannot break lines itself.

Measured in the font that page and PDF are set in. Kerning is left out: it moves the end of a line by a hair.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from fontTools.ttLib import TTFont

from ishoj_process.output.drawing.hyphens import places_to_divide

FONT_FILES = {"regular": "SourceSansPro-Regular.ttf", "semibold": "SourceSansPro-Semibold.ttf"}
ELLIPSIS = "…"
HYPHEN = "-"


def text_width(text: str, size: float, weight: str = "regular") -> float:
    """The width of a text at a size, in the unit of the size."""
    widths, fallback, units = _font(weight)
    return sum(widths.get(ord(letter), fallback) for letter in text) * size / units


def has_picture(letter: str) -> bool:
    """Whether the house's typeface has the letter."""
    return ord(letter) in _font("regular")[0]


def wrap_text(text: str, width: float, size: float, weight: str = "regular", max_lines: int | None = None) -> list[str]:
    """The lines into which a text breaks: at spaces, in long words by Danish hyphenation, else by letters.

    Nothing is lost, unless `max_lines` cuts; then the last line ends in an ellipsis. Every line fits the width,
    as long as a letter with a hyphen does.
    """

    def fits(line: str) -> bool:
        return text_width(line, size, weight) <= width

    lines = _lines(text.split(), fits)
    if max_lines is None or len(lines) <= max_lines:
        return lines
    return [*lines[: max_lines - 1], _cut(lines[max_lines - 1], fits)]


@lru_cache(maxsize=len(FONT_FILES))
def _font(weight: str) -> tuple[dict[int, int], int, int]:
    """Widths by character, the width of a character that the font lacks, and the units of one em."""
    # Lazy and closed at once: the tables of outlines are the most of the file, and nobody asks for them.
    with TTFont(settings.FONT_DIR / FONT_FILES[weight], lazy=True) as font:
        metrics = font["hmtx"]
        widths = {code: metrics[name][0] for code, name in font.getBestCmap().items()}
        return widths, metrics[".notdef"][0], font["head"].unitsPerEm


def _lines(words: list[str], fits: Callable[[str], bool]) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if fits(longer):
            line = longer
            continue
        if line and fits(word):
            lines.append(line)
            line = word
            continue
        *done, line = _broken(line, word, fits)
        lines += done
    return [*lines, line] if line else lines


def _broken(line: str, word: str, fits: Callable[[str], bool]) -> list[str]:
    """The lines that a word makes which is too long for one of its own, begun on the line before it."""
    lines: list[str] = []
    start = f"{line} " if line else ""
    while not fits(start + word) and (start or len(word) > 1):
        head = _head(start, word, fits)
        if not head and start:
            lines.append(start.rstrip())
        else:
            head = head or _letters(word, fits)
            lines.append(start + _with_hyphen(head))
            word = word[len(head) :]
        start = ""
    return [*lines, start + word]


def _head(start: str, word: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning of a word, up to a place where Danish divides it, that fits behind a start; or nothing."""
    for place in reversed(places_to_divide(word)):
        if fits(start + _with_hyphen(word[:place])):
            return word[:place]
    return ""


def _letters(word: str, fits: Callable[[str], bool]) -> str:
    """As many letters as fit, and at least one, so that there is an end."""
    count = 1
    while count < len(word) - 1 and fits(word[: count + 1] + HYPHEN):
        count += 1
    return word[:count]


def _with_hyphen(head: str) -> str:
    return head if head.endswith((HYPHEN, "–", "/")) else head + HYPHEN


def _cut(line: str, fits: Callable[[str], bool]) -> str:
    """A line that says by an ellipsis that more follows."""
    line = line.removesuffix(HYPHEN)
    while line and not fits(line.rstrip(" ,.;:–-") + ELLIPSIS):
        line = line[:-1]
    return line.rstrip(" ,.;:–-") + ELLIPSIS
