"""Values of CSS, as near as one must know them to tell whether anything is seen: declarations, lengths, colours."""

import re
from functools import lru_cache

from tinycss2 import color4

Styles = dict[str, str]
Colour = tuple[int, int, int, float]  # red, green, blue, and how much of it is seen

NOT_CSS = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
IMPORTANT = re.compile(r"\s*!\s*important", re.IGNORECASE)
ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
LONGEST_VALUE = 300  # characters: of what a property says
# Words by which an element says nothing of its own.
AS_AROUND = {"inherit", "unset", "revert", "revert-layer", ""}
NOTHING_SAID = AS_AROUND | {"initial", "none", "auto", "normal"}

FIGURES = r"[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:e[+-]?\d{1,3})?"
NUMBER = re.compile(rf"({FIGURES})([a-z]+|%)?", re.ASCII)
SIGNED = re.compile(rf"([+-]?)\s*({FIGURES})([a-z]+|%)?", re.ASCII)
CALCULATED = re.compile(r"(?:-\w+-)?(calc|min|max|clamp)\(([^()]*)\)")
# How many pixels a unit is, as near as it can be told without the page; of windows and what is around, a hundredth.
PIXELS = {
    "px": 1.0,
    "pt": 4 / 3,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "ch": 8.0,
    "cm": 37.8,
    "mm": 3.78,
    "in": 96.0,
    "pc": 16.0,
    "q": 0.945,
    "": 1.0,
    "lh": 20.0,
    "rlh": 20.0,
    "ic": 16.0,
    "cap": 11.0,
}
OF_A_WINDOW = re.compile(r"[sld]?v(?:w|h|i|b|min|max)|cq(?:w|h|i|b|min|max)")
WINDOW = 10.0

WHITE, BLACK = (255, 255, 255, 1.0), (0, 0, 0, 1.0)
# The colours of the reader's system, by which Office calls paper and ink.
SYSTEM = {
    **dict.fromkeys(("canvas", "window", "field", "buttonface", "infobackground", "threedhighlight", "menu"), WHITE),
    **dict.fromkeys(("canvastext", "windowtext", "fieldtext", "buttontext", "infotext", "captiontext"), BLACK),
    "highlighttext": WHITE,
    "menutext": BLACK,
}
LIGHT_OF_TWO = re.compile(r"light-dark\(\s*([^,]+)")
# From CIE XYZ to linear sRGB, by the white of each (CSS Color 4, § 17).
TO_SRGB = {
    "xyz-d65": ((3.2410, -1.5374, -0.4986), (-0.9692, 1.8760, 0.0416), (0.0556, -0.2040, 1.0570)),
    "xyz-d50": ((3.1339, -1.6169, -0.4906), (-0.9788, 1.9161, 0.0335), (0.0719, -0.2290, 1.4052)),
}
BY_LIGHT = {"lab": "xyz-d50", "lch": "xyz-d50", "oklab": "xyz-d65", "oklch": "xyz-d65"}


def styles_of(text: str, *, important: bool = False) -> Styles:
    """{property: value} of a style, small letters; of two the last counts. `important`: only what is called so."""
    found: Styles = {}
    plain = unescaped(NOT_CSS.sub("", text))
    for declaration in plain.split(";"):
        name, colon, value = declaration.partition(":")
        if colon and (not important or IMPORTANT.search(value)):
            value = " ".join(IMPORTANT.sub("", value[: 2 * LONGEST_VALUE]).lower().split())
            found[name.strip().lower()] = value[:LONGEST_VALUE]
    return found


def unescaped(css: str) -> str:
    return ESCAPE.sub(lambda code: chr(min(int(code[1], 16), 0x10FFFF)), css)


@lru_cache(maxsize=4096)
def calculated(value: str) -> str:
    """The value with the length that each `calc()` comes to; of `min`, `max` and `clamp` the largest."""
    for _step in range(4):
        made = CALCULATED.sub(_result, value)
        if made == value:
            break
        value = made
    return value


def _result(found: re.Match[str]) -> str:
    parts = []
    for sign, figures, unit in SIGNED.findall(found[2]):
        pixels = _in_pixels(float(figures), unit, WINDOW)
        if pixels is not None:
            parts.append(-pixels if sign == "-" else pixels)
    if not parts:
        return found[0].replace("(", "[").replace(")", "]")  # not known, and not looked at again
    is_sum = found[1] == "calc" and not re.search(r"[*/]", found[2])
    return f"{sum(parts) if is_sum else max(parts):.4f}px"


def _in_pixels(number: float, unit: str, hundredth: float) -> float | None:
    if unit == "%" or OF_A_WINDOW.fullmatch(unit):
        return number * (WINDOW if unit != "%" else hundredth)
    return number * PIXELS[unit] if unit in PIXELS else None


@lru_cache(maxsize=4096)
def length(value: str, hundredth: float = WINDOW) -> float | None:
    """A length in pixels; None of what is none, or of what cannot be told. `hundredth`: how much 1 % is."""
    found = NUMBER.fullmatch(calculated(value))
    return _in_pixels(float(found[1]), found[2] or "", hundredth) if found else None


@lru_cache(maxsize=4096)
def share(value: str) -> float | None:
    """A number or per cent, such as `0.5` and `50%`; None of what is none."""
    found = NUMBER.fullmatch(calculated(value))
    return float(found[1]) / (100 if found[2] == "%" else 1) if found else None


def apart(value: str, signs: str = " ,/") -> list[str]:
    """The parts of a value at blanks and commas, but those in brackets."""
    depth, parts, begun = 0, [], 0
    for place, sign in enumerate(value):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and sign in signs:
            parts.append(value[begun:place])
            begun = place + 1
    return [part.strip() for part in [*parts, value[begun:]] if part.strip()]


@lru_cache(maxsize=4096)
def colour_of(value: str) -> Colour | None:
    """A colour of whichever way of writing; None of one that is not known."""
    if value in SYSTEM:
        return SYSTEM[value]
    if found := LIGHT_OF_TWO.match(value):
        return colour_of(found[1].strip())
    read = color4.parse_color(value) if len(value) < 100 else None
    if read is None or isinstance(read, str):
        return None
    if read.space in BY_LIGHT:
        white = BY_LIGHT[read.space]
        linear = [sum(a * b for a, b in zip(row, read.to(white), strict=False)) for row in TO_SRGB[white]]
        shares = [_bent(part) for part in linear]
    else:
        shares = list((read.to("srgb") if read.space in ("hsl", "hwb") else read).coordinates)
    red, green, blue = (round(255 * min(1, max(0, part or 0))) for part in shares)
    return red, green, blue, read.alpha


def _bent(linear: float) -> float:
    """A share of linear light as screens write it (sRGB)."""
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
