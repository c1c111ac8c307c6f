"""What a cell of a spreadsheet shows: numbers, days, hours and per cent as a Danish reader of it sees them."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.utils.text import capfirst
from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel

from ishoj_process.text.plain import yes_or_no

GENERAL = ("", "general", "standard", "@")
# A section of a number's format (ECMA-376, part 1, § 18.8.31), piece by piece.
PIECES = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | (?P<space>_.) | \*. | \[\$(?P<currency>[^\]-]*)[^\]]*\] | \[[^\]]*\]
    | (?P<figure>[0#?]) | (?P<dot>\.) | (?P<comma>,) | (?P<percent>%) | (?P<odd>E[+-]?0+|/) | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
SECTIONS = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*)(?:;|$)', re.DOTALL)
QUOTED = re.compile(r'"[^"]*"|\\.|_.')
SHOWS_WORDS = re.compile(r"@|general|standard", re.IGNORECASE)
WHITE = re.compile(r"\[(?:white|hvid|(?:color|farve)\s?2)\]", re.IGNORECASE)
TIME_PARTS = re.compile(r"[hs]", re.IGNORECASE)
DATE_PARTS = re.compile(r"[yd]|mmm", re.IGNORECASE)
SIGNIFICANT = 11  # figures that Excel shows of a number without a format


def words_of(value: Any) -> str:
    """The words of a cell's value."""
    if isinstance(value, bool):
        return capfirst(yes_or_no(value))
    if isinstance(value, int | float):
        return plain_number(value)
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y}" if value.time() == time() else f"{value:%d-%m-%Y} {words_of(value.time())}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, time):
        return f"{value:%H.%M.%S}" if value.second else f"{value:%H.%M}"
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return "" if value is None else str(value)


def plain_number(value: float) -> str:
    """A number without a format: no figures that only a computer sees, and a comma."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{Decimal(f'{value:.{SIGNIFICANT}g}'):f}".replace(".", ",")


def sections_of(code: str) -> list[str]:
    """The sections of a format: of what is above nothing, below it, nothing, and text."""
    return [found[1] for found in SECTIONS.finditer(code)][: code.count(";") + 1] if code else [""]


def hides_text(code: str) -> bool:
    """Whether a format shows nothing of words, as `;;;` does, or something else in their place."""
    sections = sections_of(code)
    return len(sections) > 3 and not SHOWS_WORDS.search(QUOTED.sub("", sections[3]))


def is_white(code: str, value: Any) -> bool:
    """Whether a format writes what is in a cell in white, in Excel's own words or in Danish ones."""
    section = _section_for(value, code) if isinstance(value, int | float) else sections_of(code)[-1]
    return WHITE.search(section or "") is not None


def _shows_nothing(section: str) -> bool:
    """Whether a section leaves a cell empty: no figure, no sign, nothing but room."""
    pieces = [_piece(found) for found in PIECES.finditer(section)]
    return not any(text.strip() for _kind, text in pieces) and not any(kind == "figure" for kind, _text in pieces)


def shown(number: float, code: str, epoch: datetime) -> Any:
    """What a cell with a number shows: a day or an hour as such, words, or the number; None where it shows nothing."""
    section = _section_for(number, code)
    if section is None:
        return None
    if is_date_format(section) or is_timedelta_format(section):
        return _moment(number, section, epoch)
    if section.strip().lower() in GENERAL:
        return number
    # A section of its own says how what is below nothing looks, its sign with it.
    text = _formatted(number if len(sections_of(code)) == 1 else abs(number), section)
    return number if text == plain_number(number) else text


def _section_for(number: float, code: str) -> str | None:
    """The section that a number is shown by; None where it is empty, and so the cell is."""
    sections = sections_of(code)
    place = 0 if len(sections) == 1 or number > 0 else 1 if number < 0 else 2 if len(sections) > 2 else 0
    # Conditions of their own, such as [>=100]: too many ways to be sure, and the number itself is no lie.
    if any(re.search(r"\[[<>=]", one) for one in sections):
        return ""
    is_empty = len(sections) > 1 and _shows_nothing(sections[place])
    return None if is_empty else sections[place]


def _moment(number: float, section: str, epoch: datetime) -> Any:
    try:
        value = from_excel(number, epoch, timedelta=is_timedelta_format(section))
    except (ValueError, OverflowError):
        return number  # no day of any calendar
    bare = re.sub(r'"[^"]*"|\\.|\[\$[^\]]*\]', "", section)
    if isinstance(value, datetime):
        if not TIME_PARTS.search(bare):
            return value.date()
        return value.time() if not DATE_PARTS.search(bare) else value
    return value


def _formatted(number: float, section: str) -> str:
    """A number by its format, with Danish signs between its figures; of what is not known the number itself."""
    pieces = [_piece(found) for found in PIECES.finditer(section)]
    places = [place for place, (kind, _text) in enumerate(pieces) if kind == "figure"]
    if not places:
        return "".join(text for _kind, text in pieces)
    before, within, after = pieces[: places[0]], pieces[places[0] : places[-1] + 1], pieces[places[-1] + 1 :]
    if before and before[-1][0] == "dot":  # “.00”
        before, within = before[:-1], [before[-1], *within]
    kinds = [kind for kind, _text in pieces]
    # Fractions, powers and thousands that are left out: the number itself says more than a wrong picture of it.
    if "odd" in kinds or any(kind == "comma" for kind, _text in after) or kinds.count("dot") > 1:
        return plain_number(number)
    try:
        figures = _figures(Decimal(repr(number)) * 100 ** kinds.count("percent"), within)
    except InvalidOperation:
        return plain_number(number)
    sign = "-" if number < 0 else ""
    return "".join([sign, *(text for _kind, text in before), figures, *(text for _kind, text in after)]).strip()


def _piece(found: re.Match[str]) -> tuple[str, str]:
    kind = found.lastgroup or "other"
    text = found[kind] if found.lastgroup else ""
    return (kind, {"space": " "}.get(kind, text))


def _figures(number: Decimal, within: list[tuple[str, str]]) -> str:
    """The figures of a number, from the first place of its format to the last."""
    dot = next((place for place, (kind, _text) in enumerate(within) if kind == "dot"), len(within))
    decimals = [text for kind, text in within[dot:] if kind == "figure"]
    rounded = abs(number).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    whole, _dot, rest = f"{rounded:f}".partition(".")
    while rest and decimals[len(rest) - 1] != "0" and rest.endswith("0"):
        rest = rest[:-1]
    needed = sum(1 for kind, text in within[:dot] if kind == "figure" and text == "0")
    whole = whole.lstrip("0").rjust(needed, "0")
    if any(kind == "comma" for kind, _text in within[:dot]):
        whole = f"{int(whole or 0):,}".replace(",", ".").rjust(needed, "0")
    elif any(kind not in ("figure", "dot") for kind, _text in within[:dot]):
        whole = _among_signs(whole, within[:dot])
    return f"{whole or '0'},{rest}" if rest else whole or "0"


def _among_signs(whole: str, places: list[tuple[str, str]]) -> str:
    """Figures among the signs of a format from the right, as in 00-000000: how numbers of cases are often kept."""
    figures, made = list(whole), ""
    for kind, text in reversed(places):
        made = (figures.pop() if figures else "") + made if kind == "figure" else text + made
    return "".join(figures) + made
