"""Which styles hide words. What a property that hides says and we cannot read is taken as hiding: it is told."""

import math
import re
from collections.abc import Callable
from typing import Any

from .values import (
    AS_AROUND,
    BLACK,
    NOTHING_SAID,
    WHITE,
    Colour,
    Styles,
    apart,
    calculated,
    colour_of,
    length,
    share,
)

FAINTEST = 0.1  # of opacity: by less nothing is read
NEARLY = 16  # of 255: as in files of Office
SMALLEST = 2.67  # pixels, two points: letters that are smaller are no writing
TIGHTEST = -6.0  # pixels between letters, by which they stand upon each other
FLAT = 2.0  # pixels: a box that is lower or narrower shows nothing
FAR, FAR_OUT, FAR_DOWN = -1000.0, 5000.0, 100_000.0  # pixels; Word itself hangs lines out by hundreds of points
SMALL_SCALE = 0.05
BLURRED = 3.0  # pixels
SIZES = tuple(f"{most}{side}" for most in ("", "max-") for side in ("height", "width", "block-size", "inline-size"))
OVERFLOWS = ("overflow", "overflow-x", "overflow-y", "overflow-block", "overflow-inline")
SIDES = ("left", "right", "inset", "inset-inline", "inset-inline-start", "inset-inline-end")
UP_AND_DOWN = ("top", "bottom", "inset-block", "inset-block-start", "inset-block-end")
MARGINS = ("margin", "margin-left", "margin-right", "margin-top", "margin-inline", "margin-inline-start")
MASKS = tuple(f"{maker}mask{part}" for maker in ("", "-webkit-") for part in ("", "-image", "-box-image"))
FUNCTION = re.compile(r"([a-z][a-z0-9-]*)\(([^()]*)\)")
OLD_OPACITY = re.compile(r"opacity\s*=\s*(\d+)")
TURNS = {"deg": 1.0, "": 1.0, "rad": 180 / math.pi, "grad": 0.9, "turn": 360.0}
BLENDED = NOTHING_SAID | {"multiply", "darken", "difference", "plus-darker", "luminosity", "color", "hue", "saturation"}
BOXES = NOTHING_SAID | {f"{box}-box" for box in ("border", "padding", "content", "margin", "fill", "stroke", "view")}
# Fonts whose letters are blank, or bars in place of words.
BLANK_FONTS = re.compile(r"adobe ?(?:blank|notdef)|\bblank\b|redacted|blokk|flow (?:block|circular|rounded)")
# What Word puts behind the text of a document: its comments, and what stands at the edges of each page.
BESIDE = {"comment-list", "comment", "header", "footer"}
RELATIVE = re.compile(r"(?:em|%|ex|ch)$|^(?:smaller|larger)$")
INK, GROUND = "ink", "ground"
NOT_ALONE = (INK, GROUND)  # which hide only together
Said = dict[str, Any]  # {what is passed on: whether it hides words; of INK and GROUND the colour}


def hides_all(styles: Styles) -> bool:
    """Whether nothing of an element with these styles is seen, whatever stands in it."""
    return bool(styles) and any(rule(styles) for rule in RULES)


def _is_not_shown(styles: Styles) -> bool:
    return (
        styles.get("display") == "none"
        or styles.get("mso-hide") in ("all", "screen")
        or styles.get("content-visibility") == "hidden"
        or styles.get("mso-element") in BESIDE
        or styles.get("mso-special-character") == "comment"
        or any(styles.get(name, "none") not in NOTHING_SAID for name in ("-webkit-text-security", "text-security"))
    )


def _is_faint(styles: Styles) -> bool:
    said = [share(styles.get(name, "")) for name in ("opacity", "-moz-opacity", "-khtml-opacity", "zoom")]
    return any(each is not None and each < FAINTEST for each in said)


def _is_flat(styles: Styles) -> bool:
    sizes = [length(styles[name]) for name in SIZES if name in styles]
    is_low = share(styles.get("line-height", "")) == 0
    has_edge = any(styles.get(name, "visible") not in {*AS_AROUND, "visible", "initial"} for name in OVERFLOWS)
    return has_edge and (is_low or any(size is not None and size < FLAT for size in sizes))


def _is_away(styles: Styles) -> bool:
    return (
        any(_is_far(styles, name, 10, FAR_OUT) for name in SIDES)
        or any(_is_far(styles, name, 5, FAR_DOWN) for name in UP_AND_DOWN)
        # Columns of older pages stand at a margin of -100 %.
        or any(_is_far(styles, name, 5, FAR_OUT) for name in MARGINS)
        or _is_far(styles, "text-indent", 10, -FAR)
    )


def _is_far(styles: Styles, name: str, hundredth: float, most: float) -> bool:
    places = [length(part, hundredth) for part in apart(styles.get(name, ""))]
    return any(place is not None and (place <= FAR or place >= most) for place in places)


def _is_clipped(styles: Styles) -> bool:
    clip = styles.get("clip", "auto")
    paths = [styles.get(name, "none") for name in ("clip-path", "-webkit-clip-path")]
    return (clip not in NOTHING_SAID and not _leaves_area(clip)) or any(
        path not in BOXES and not _leaves_area(path) for path in paths
    )


def _leaves_area(shape: str) -> bool:
    """Whether a shape that something is cut to has an area; of one that is not known it is not said."""
    found = FUNCTION.match(calculated(shape))
    if not found:
        return False
    name, said = found[1], found[2].partition(" round ")[0]
    if name in ("circle", "ellipse"):
        return not any(length(part) == 0 for part in apart(said.partition(" at ")[0]))
    if name == "polygon":
        points = [apart(point, " ") for point in said.split(",")]
        sides = [[length(point[-2 + axis]) or 0 for point in points if len(point) >= 2] for axis in (0, 1)]
        return all(side and max(side) - min(side) > FLAT for side in sides)
    return name in AREAS and AREAS[name]([length(part) for part in apart(said)])


def _of_edges(edges: list[float | None]) -> bool:
    """`rect()`: top, right, bottom and left from the upper left corner; `auto` is the edge itself."""
    top, right, bottom, left = [*edges, None, None, None, None][:4]
    across = right is None or right - (left or 0) > FLAT
    return across and (bottom is None or bottom - (top or 0) > FLAT)


def _of_insets(insets: list[float | None]) -> bool:
    """`inset()`: how far each side stands in; of fewer than four the others are as opposite."""
    known = [inset or 0 for inset in insets[:4]] or [0.0]
    top, right, bottom, left = (known + known + known + known)[:4] if len(known) != 3 else [*known, known[1]]
    return top + bottom < -FAR and left + right < -FAR


def _of_sizes(sizes: list[float | None]) -> bool:
    return all(size is None or size > FLAT for size in sizes[2:4])


AREAS: dict[str, Callable[[list[float | None]], bool]] = {"rect": _of_edges, "inset": _of_insets, "xywh": _of_sizes}


def _is_turned_away(styles: Styles) -> bool:
    moved = f"translate({styles.get('translate', '')})"
    scaled = f"scale({','.join(apart(styles.get('scale', '')))})"
    turned = re.sub(r"^([xy]) (.*)", r"rotate\1(\2)", styles.get("rotate", ""))
    said = calculated(" ".join([styles.get("transform", ""), moved, scaled, turned]))
    is_one_sided = styles.get("backface-visibility") == "hidden"
    return any(_leaves_nothing(name, apart(text), is_one_sided) for name, text in FUNCTION.findall(said))


def _leaves_nothing(name: str, said: list[str], is_one_sided: bool) -> bool:
    numbers = [share(one) for one in said]
    if name in ("scale", "scalex", "scaley", "scale3d"):
        return any(number is not None and abs(number) < SMALL_SCALE for number in numbers[:2])
    if name.startswith("translate"):
        return _are_far([length(one, 5) for one in said])
    if name in ("rotatex", "rotatey", "rotate3d"):
        is_flat_turn = name == "rotate3d" and not any(numbers[:2])
        return not is_flat_turn and bool(said) and _is_edge_on(said[-1], is_one_sided)
    if name in ("matrix", "matrix3d") and len(numbers) == {"matrix": 6, "matrix3d": 16}[name]:
        a, b, c, d = (numbers[place] or 0 for place in ((0, 1, 2, 3) if name == "matrix" else (0, 1, 4, 5)))
        return abs(a * d - b * c) < SMALL_SCALE**2 or _are_far(numbers[4:6] if name == "matrix" else numbers[12:14])
    return False


def _are_far(places: list[float | None]) -> bool:
    return any(place is not None and (place <= FAR or place >= FAR_OUT) for place in places)


def _is_edge_on(angle: str, is_one_sided: bool) -> bool:
    found = re.fullmatch(r"(-?[\d.]{1,12})([a-z]*)", angle)
    if not found or found[2] not in TURNS or found[1].count(".") > 1 or not found[1].strip("-."):
        return False
    seen = math.cos(math.radians(float(found[1]) * TURNS[found[2]]))
    return abs(seen) < FAINTEST or (is_one_sided and seen < 0)


def _is_filtered(styles: Styles) -> bool:
    filters = " ".join(styles.get(name, "") for name in ("filter", "-ms-filter", "-webkit-filter"))
    old = OLD_OPACITY.search(filters)
    return bool(old and int(old[1][:4]) < 100 * FAINTEST) or any(
        _filters_all(name, text.strip()) for name, text in FUNCTION.findall(calculated(filters))
    )


def _filters_all(name: str, said: str) -> bool:
    amount = share(said)
    if name == "blur":
        return (length(said) or 0) >= BLURRED
    if amount is None:
        return name == "url"
    return (name in ("opacity", "contrast") and amount < FAINTEST) or (name == "brightness" and amount > 5)


def _is_masked(styles: Styles) -> bool:
    masks = [styles[name] for name in MASKS if name in styles]
    return any(apart(mask)[:1] not in [[word] for word in NOTHING_SAID] and mask != "" for mask in masks) or (
        styles.get("mix-blend-mode", "normal") not in BLENDED
    )


RULES = (*(_is_not_shown, _is_faint, _is_flat, _is_away, _is_clipped, _is_turned_away, _is_filtered, _is_masked),)


def passed_on(styles: Styles) -> Said:
    """What an element passes on to all within it that says nothing else."""
    said: Said = {}
    size = styles.get("font-size") or _size_in(styles.get("font", ""))
    if size not in AS_AROUND and (is_tiny := _is_tiny(size)) is not None:
        said["size"] = is_tiny
    if (visibility := styles.get("visibility", "")) not in AS_AROUND:
        said["visibility"] = visibility in ("hidden", "collapse")
    if (between := length(styles.get("letter-spacing", ""))) is not None:
        said["spacing"] = between <= TIGHTEST
    if family := styles.get("font-family") or styles.get("font"):
        said["font"] = BLANK_FONTS.search(family.partition(",")[0]) is not None
    return said | _colours(styles)


def _is_tiny(size: str) -> bool | None:
    """Whether letters are too small to be read; None where they are as large as those around, or nearly."""
    pixels = length(size, hundredth=0.16)
    if pixels is not None and pixels < SMALLEST:
        return True
    return None if RELATIVE.search(size) else False


def _size_in(font: str) -> str:
    """The size that the shorthand `font` says: the length that stands before a stroke, or the only one."""
    sizes = [part.partition("/")[0] for part in font.split()]
    return next((one for one in sizes if length(one) is not None and not re.fullmatch(r"[1-9]00", one)), "")


def _colours(styles: Styles) -> Said:
    said: Said = {}
    ink = styles.get("-webkit-text-fill-color", "")
    ink = styles.get("color", "") if ink in AS_AROUND | {"currentcolor"} else ink
    if (colour := colour_of(ink)) is not None:
        said["color"] = colour[3] < FAINTEST
        said[INK] = colour
    elif "(" in ink:
        said[INK] = None  # a colour that nobody here can tell: it may be that of the paper
    elif ink == "initial":
        said |= {"color": False, INK: BLACK}
    for name in ("background", "background-color", "mso-highlight"):
        ground = _ground(styles.get(name, ""))
        if ground is not None:
            said[GROUND] = ground if ground != "unknown" else None
    # Of one colour by a name that nobody knows.
    if ink and ink not in AS_AROUND and ink in (styles.get("background"), styles.get("background-color")):
        said["same"] = colour is None or not _is_paper(colour)
    return said


def _ground(said: str) -> Colour | str | None:
    """The colour behind words: None where it is the paper, or what is around; “unknown” of pictures and the like."""
    parts = [said] if colour_of(said) else apart(said)
    colours = [colour for part in parts if (colour := colour_of(part))]
    if any("(" in part and colour_of(part) is None for part in parts):
        return "unknown"
    return next((colour for colour in colours if not _is_paper(colour)), None)


def _is_paper(colour: Colour) -> bool:
    return colour[3] < FAINTEST or is_near(colour, WHITE)


def is_near(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= NEARLY for a, b in zip(one[:3], other[:3], strict=True))


def is_hidden(said: Said) -> bool:
    """Whether words are hidden, whatever is seen around them."""
    ink, ground = said.get(INK), said.get(GROUND)
    is_same = ink is not None and ground is not None and is_near(ink, ground)
    return is_same or any(said[name] for name in said if name not in NOT_ALONE)


def is_lost_in_ground(said: Said) -> bool:
    """White words on white, or black ones on black, as who blacks out words by a colour leaves them."""
    if GROUND in said:
        ground = said[GROUND]
        return ground is not None and is_near(ground, BLACK) and is_near(said.get(INK) or BLACK, BLACK)
    return INK in said and (said[INK] is None or is_near(said[INK], WHITE))
