"""Lines drawn through words by other means than a decoration: a picture behind them, an edge, an element of a sheet."""

import re

from .values import NOTHING_SAID, Colour, Styles, apart, calculated, colour_of, length, share

MIDDLE = range(33, 68)  # per cent of the height, from above
THICKEST = 5.0  # pixels of a line; what is thicker is a ground
GRADIENT = re.compile(r"linear-gradient\((.*)\)")
UPRIGHT = re.compile(r"to (?:top|bottom)$|-?(?:0|180|360)deg$|0?\.5turn$|top$|bottom$")
LOW = re.compile(r"(?<![\d.])0*\.[0-8]\d*em|^0")  # a height that is less than that of letters
PLACED = ("top", "bottom", "inset-block-start", "inset-block-end", "margin-top")
DRAWN = ("border", "border-top", "border-bottom", "background", "background-color", "background-image", "height")


def draws_line(styles: Styles) -> bool:
    """Whether a line stands in the middle of an element's words."""
    return bool(styles) and (_by_picture(styles) or _by_underline(styles) or _by_edge(styles))


def strikes_by_element(styles: Styles) -> bool:
    """Whether `::before` or `::after` with these styles lies as a line over the words."""
    if styles.get("position") not in ("absolute", "relative") or "content" not in styles:
        return False
    edges = [*apart(styles.get("inset", "")), *(styles.get(name, "") for name in PLACED)]
    places = [_per_cent(edge) for edge in edges]
    is_drawn = any(styles.get(name, "none") not in NOTHING_SAID for name in DRAWN)
    return is_drawn and any(place in MIDDLE for place in places)


def _per_cent(value: str) -> int:
    """Where a place is, in per cent; -1 where it is said in another way."""
    found = re.search(r"(\d{1,3})(?:\.\d+)?%", value)
    if found:
        return int(found[1])
    em = re.fullmatch(r"(\d?\.\d{1,3})em", value)
    return round(float(em[1]) / 1.2 * 100) if em else -1


def _by_picture(styles: Styles) -> bool:
    for name in ("background", "background-image"):
        said = styles.get(name, "")
        if "linear-gradient(" in said and (_has_stripe(said) or _is_thin(styles, said)):
            return True
        # A picture of a line, laid beside itself along the words.
        repeated = f"{said} {styles.get('background-repeat', '')}"
        if "url(" in said and "repeat-x" in repeated and _is_centred(styles, said):
            return True
    return False


def _has_stripe(said: str) -> bool:
    """Whether a gradient goes from nothing over a colour in the middle to nothing; a marker pen has one end."""
    found = GRADIENT.search(said)
    parts = apart(found[1], ",") if found else []
    is_upright = not parts or _colour_in(parts[0]) is not None or UPRIGHT.match(parts[0])
    stops = [part for part in parts if _colour_in(part)]
    if not is_upright or len(stops) < 3:
        return False
    clear = [(colour := _colour_in(stop)) is not None and colour[3] < 0.1 for stop in stops]
    inked = [_per_cent(stop) for stop, is_clear in zip(stops, clear, strict=True) if not is_clear]
    return clear[0] and clear[-1] and any(place in MIDDLE for place in inked)


def _colour_in(stop: str) -> Colour | None:
    parts = apart(stop, " ")
    return next((colour for part in parts if (colour := colour_of(part))), None)


def _is_thin(styles: Styles, said: str) -> bool:
    """Whether the picture is a line: as low as one, in the middle."""
    sizes = apart(said.rpartition(")")[2].partition("/")[2], " ") or apart(styles.get("background-size", ""), " ")
    height = length(sizes[1]) if len(sizes) > 1 else None
    return height is not None and 0 < height <= THICKEST and _is_centred(styles, said)


def _is_centred(styles: Styles, said: str) -> bool:
    behind = said.rpartition(")")[2].partition("/")[0]
    place = f"{behind} {styles.get('background-position', '')} {styles.get('background-position-y', '')}"
    parts = [part for part in apart(place) if not re.fullmatch(r"(?:no-)?repeat(?:-[xy])?|scroll|fixed|local", part)]
    return any(part == "center" or _per_cent(part) in MIDDLE for part in parts[-1:] or ["0"])


def _by_underline(styles: Styles) -> bool:
    """A line below the words that is moved up into them."""
    decoration = " ".join(value for name, value in styles.items() if "text-decoration" in name)
    moved = length(styles.get("text-underline-offset", "")) or 0
    return "underline" in decoration and moved <= -3


def _by_edge(styles: Styles) -> bool:
    """A border in the middle, since the box that it ends is lower than its letters."""
    edges = [styles.get(f"border-{side}", "none") for side in ("top", "bottom")]
    has_edge = any(apart(edge)[:1] not in ([], ["none"], ["0"], ["hidden"], ["initial"]) for edge in edges)
    is_low = share(styles.get("line-height", "")) == 0 or bool(LOW.match(calculated(styles.get("height", ""))))
    return has_edge and is_low
