"""Every colour of the pages is a token, and pairs that meet are far enough apart in the light and the dark scheme."""

import re
from itertools import product

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "static"
# Papers have their own colours, as paper is white.
OF_PAPERS = "print.css"
SHEETS = sorted(path.name for path in STATIC.glob("*.css") if path.name not in (OF_PAPERS, "tokens.css"))
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(|:\s*(?:white|black|gr[ae]y|red|yellow)\b")
GROUNDS = ("paper", "paper-soft", "brand-tint", "done-tint", "work-tint", "stop-tint")
# WCAG 1.4.3: text. Links, quiet words and errors stand on each ground of the pages.
TEXT = [
    *product(("ink", "ink-soft", "brand", "brand-dark", "stop"), GROUNDS),
    *product(("done", "work"), ("paper", "paper-soft")),
    ("done", "done-tint"),
    ("work", "work-tint"),
    ("on-brand", "brand"),
    ("on-brand", "brand-dark"),
    ("on-stop", "stop"),
    ("on-stop", "stop-dark"),
    ("on-day", "day"),
    ("paper", "ink"),
]
# WCAG 1.4.11: what tells a control, its state or its focus. Of the ring one of its two colours is enough.
EDGES = [*product(("edge", "check", "work-edge", "brand", "stop"), ("paper", "paper-soft"))]


def schemes():
    css = (STATIC / "tokens.css").read_text()
    blocks = [dict(re.findall(r"--([\w-]+): ([^;]+);", block)) for block in re.findall(r"\{([^{}]*)\}", css)]
    light, dark = (block for block in blocks if "ink" in block)
    return {"light": light, "dark": {**light, **dark}}


SCHEMES = schemes()


def luminance(colour):
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(scheme, one, other):
    dark, light = sorted(luminance(SCHEMES[scheme][name]) for name in (one, other))
    return (light + 0.05) / (dark + 0.05)


def too_near(scheme, pairs, least):
    return {pair: round(found, 2) for pair in pairs if (found := contrast(scheme, *pair)) < least}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_read_on_every_ground(scheme):
    assert too_near(scheme, TEXT, 4.5) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_tells_a_control_is_seen(scheme):
    assert too_near(scheme, EDGES, 3) == {}


@pytest.mark.parametrize(("scheme", "ground"), list(product(SCHEMES, GROUNDS)))
def test_ring_of_the_focus_is_seen_on_every_ground(scheme, ground):
    assert max(contrast(scheme, colour, ground) for colour in ("ring", "ink")) >= 3


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_colour_stands_outside_the_tokens(sheet):
    assert COLOUR.findall(without_comments(sheet)) == []


def test_every_token_that_is_asked_for_is_there():
    used = {name for sheet in SHEETS for name in re.findall(r"var\(--([\w-]+)", without_comments(sheet))}
    own = {name for sheet in SHEETS for name in re.findall(r"--([\w-]+):", without_comments(sheet))}

    assert used - own - set(SCHEMES["light"]) == set()


def test_words_on_a_ground_are_asked_for_their_contrast():
    met = {pair for sheet in SHEETS for pair in pairs_of(without_comments(sheet))}

    assert met - set(TEXT) == set()


def test_dark_says_what_changes_and_nothing_that_light_does_not():
    css = (STATIC / "tokens.css").read_text()

    assert set(SCHEMES["light"]) == set(SCHEMES["dark"])
    assert css.count("(prefers-color-scheme: dark)") == css.count("screen and (prefers-color-scheme: dark)")


def without_comments(sheet):
    return re.sub(r"/\*.*?\*/", "", (STATIC / sheet).read_text(), flags=re.DOTALL)


def pairs_of(css):
    """What one rule sets on what: the colour of its words and their ground."""
    for rule in re.findall(r"\{([^{}]*)\}", css):
        words = re.search(r"(?<![\w-])(?:--bs-btn-)?color: var\(--([\w-]+)\)", rule)
        ground = re.search(r"(?<![\w-])(?:background(?:-color)?|--bs-btn-bg): var\(--([\w-]+)\)", rule)
        if words and ground:
            yield words[1], ground[1]
