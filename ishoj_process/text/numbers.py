"""The numbers of lists: what an item of a list is counted as, and how that is written."""

import re
from collections.abc import Iterable

from lxml.etree import _Element as Element

FIGURES, LETTERS, CAPITALS, ROMAN, ROMAN_CAPITALS = "1", "a", "A", "i", "I"  # HTML's own names (ol, attribute type)
BULLETS = ""  # of a list that is not counted
UNCOUNTED_STYLES = {"none", "disc", "circle", "square"}
GREEK, GREEK_LETTERS = "lower-greek", "αβγδεζηθικλμνξοπρστυφχψω"  # which no list of ours has
KINDS = (LETTERS, CAPITALS, ROMAN, ROMAN_CAPITALS)
BY_STYLE = {
    "lower-alpha": LETTERS,
    "lower-latin": LETTERS,
    "upper-alpha": CAPITALS,
    "upper-latin": CAPITALS,
    "lower-roman": ROMAN,
    "upper-roman": ROMAN_CAPITALS,
    "lower-greek": GREEK,
    "decimal": FIGURES,
    "decimal-leading-zero": FIGURES,
}
HIGHEST = 99_999
ROMANS = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
MARK = re.compile(r"[(]?(?:\d+\.)*(\d+|[a-zæøå]+)[.):]?\)?", re.IGNORECASE)  # “2.1.” is the first below the second


def sent_number(text: str | None) -> int | None:
    """A number as our own pages send it; None of anything else, and of thousands of digits, which `int` refuses."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdecimal() else None


def whole(text: str | None) -> int | None:
    """A number as a list of ours may have it in `start` and `value`; None of what is none."""
    number = of_html(text)
    return number if number is not None and is_of_list(number) else None


def of_html(text: str | None) -> int | None:
    """A number as browsers read it, which pass over what stands behind it (HTML § 2.3.4.1)."""
    found = re.match(r"\s*([+-]?\d{1,9})(?!\d)", text or "", re.ASCII)
    return int(found[1]) if found else None


def is_of_list(number: int) -> bool:
    """Whether lists show such a number on pages, on paper and in Word alike; others are written in words."""
    return 0 <= number <= HIGHEST


def kind_of(node: Element) -> str:
    """How the items of a list are counted."""
    kind = node.get("type", "")
    return kind if kind in KINDS else FIGURES


def numbers_of(node: Element) -> list[int]:
    """The number of each item of a list, as `start`, `value` and `reversed` say."""
    values = [of_html(item.get("value")) for item in node.iterchildren("li")]
    start, step = of_html(node.get("start")), 1
    if node.get("reversed") is not None:
        start, step = len(values) if start is None else start, -1
    return counted_on(values, 1 if start is None else start, step)


def counted_on(values: Iterable[int | None], start: int, step: int = 1) -> list[int]:
    """Numbers that count on from the one before where none is said."""
    numbers: list[int] = []
    for value in values:
        numbers.append(value if value is not None else numbers[-1] + step if numbers else start)
    return numbers


def written(number: int, kind: str) -> str:
    """A number as the list shows it: 3, c or iii."""
    if kind in (LETTERS, CAPITALS) and number > 0:
        text = _letters(number)
    elif kind in (ROMAN, ROMAN_CAPITALS) and 0 < number < 4000:
        text = _roman(number)
    elif kind == GREEK and 0 < number <= len(GREEK_LETTERS):
        text = GREEK_LETTERS[number - 1]
    else:
        return str(number)
    return text.upper() if kind in (CAPITALS, ROMAN_CAPITALS) else text


def read(mark: str, before: tuple[int, str] | None = None) -> tuple[int, str] | None:
    """What stands before an item, as number and kind. `before` is the item above: a lone “i” follows h or begins."""
    found = MARK.fullmatch(mark.strip())
    if not found:
        return None
    text = found[1]
    if text.isdecimal():
        number = whole(text)
        return None if number is None else (number, FIGURES)
    ways = _ways(text)
    if before and (before[0] + 1, before[1]) in ways:
        return before[0] + 1, before[1]
    kinds = [before[1]] if before else [ROMAN, ROMAN_CAPITALS] if text.lower() == "i" or len(text) > 1 else []
    return next((way for way in ways if way[1] in kinds), ways[0] if ways else None)


def _ways(text: str) -> list[tuple[int, str]]:
    """What letters may count, as letters and as Roman figures."""
    lowered, is_capital = text.lower(), text[0].isupper()
    ways = []
    if len(text) == 1 and "a" <= lowered <= "z":
        ways.append((ord(lowered) - ord("a") + 1, CAPITALS if is_capital else LETTERS))
    if re.fullmatch("[ivxlcdm]{1,9}", lowered):
        number = _of_roman(lowered)
        ways += [(number, ROMAN_CAPITALS if is_capital else ROMAN)] if _roman(number) == lowered else []
    return ways


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMANS:
        text += letters * (number // value)
        number %= value
    return text


def _of_roman(text: str) -> int:
    worth = {letter: value for value, letter in ROMANS}
    values = [worth[letter] for letter in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
