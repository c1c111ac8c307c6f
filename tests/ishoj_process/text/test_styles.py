"""What styles hide and strike, in whichever way they say it: what cannot be read is taken as hiding, and told."""

import pytest

from ishoj_process.text.richtext import clean_html
from ishoj_process.text.styles.values import colour_of, length

HIDING = [
    *(
        "opacity:calc(0)",
        "opacity:-1",
        "opacity:1e-3",
        "zoom:0",
        "zoom:1%",
        "-moz-opacity:0",
        "filter:alpha(opacity=0)",
    ),
    *("font-size:1%", "font-size:calc(0px)", "font-size:2px", "font:italic 1px/1 a", "letter-spacing:-1em"),
    *("color:hwb(0 100% 0%)", "color:lab(100% 0 0)", "color:oklch(100% 0 0)", "color:color(srgb 1 1 1)", "color:snow"),
    *("color:Canvas", "color:light-dark(white, black)", "color:color-mix(in srgb, white, white)", "color:ivory"),
    *("background:#000 none repeat scroll 0 0;color:#000", "background:url(x.png) black;color:red;opacity:0"),
    *(
        "position:fixed;left:-100vw",
        "position:absolute;left:calc(-9999px)",
        "position:absolute;inset:auto auto auto -999em",
    ),
    *("left:9999px;position:absolute", "margin:0 0 0 -9999px", "margin-top:-9999px", "position:absolute;top:-9999px"),
    *("text-indent:100%;white-space:nowrap;overflow:hidden", "inset-inline-start:-9999px", "text-indent:9999px"),
    *("clip:rect(0,0,auto,auto)", "clip:rect(auto,0,0,auto)", "clip-path:inset(0 100% 0 0)", "clip-path:rect(0 0 0 0)"),
    *("clip-path:xywh(0 0 0 0)", "clip-path:path('')", "clip-path:url(#a)", "-webkit-clip-path:circle(0)"),
    *("block-size:0;overflow:hidden", "max-inline-size:0;overflow:clip", "max-height:0;overflow:auto"),
    *(
        "transform:scale3d(0,0,0)",
        "transform:scale(.001)",
        "transform:translateY(-100vh)",
        "transform:matrix(0,0,0,0,0,0)",
    ),
    *("transform:rotate3d(0,1,0,90deg)", "transform:rotateY(.5turn);backface-visibility:hidden", "rotate:y 90deg"),
    *("filter:blur(30px)", "filter:brightness(100)", "filter:url(#x)", "mask:linear-gradient(transparent,transparent)"),
    *(
        "-webkit-mask-image:url(x.png)",
        "mix-blend-mode:screen",
        "-webkit-text-security:disc",
        "font-family:Adobe Blank",
    ),
    *("mso-element:comment-list", "mso-element:header", "mso-special-character:comment"),
]
SHOWING = [
    *("color:rgba(var(--x), 1)", "opacity:var(--x)", "clip-path:var(--x)", "color:var(--x)"),
    *("opacity:calc(1)", "opacity:inherit", "zoom:80%", "filter:drop-shadow(0 0 2px)", "filter:none", "mask:none"),
    *("font-size:clamp(1rem, 2vw, 3rem)", "font-size:smaller", "font:bold 12pt/1.2 Calibri", "letter-spacing:-.5pt"),
    *("color:oklch(30% 0 0)", "color:lab(20% 10 10)", "color:CanvasText", "color:currentcolor", "color:inherit"),
    *(
        "position:absolute;left:50%;transform:translate(-50%, -100%)",
        "margin-left:-100%",
        "position:relative;left:-3px",
    ),
    *(
        "clip:auto",
        "clip-path:polygon(0 0, 100% 0, 100% 90%, 0 100%)",
        "clip-path:inset(0 round 5px)",
        "overflow:hidden",
    ),
    *("clip-path:circle()", "clip:rect(0, 200px, 20px, 0)", "height:0;overflow:visible", "width:50%;overflow:auto"),
    *("transform:rotate(90deg)", "transform:scaleX(-1)", "transform:none", "transform:matrix(1,0,0,1,0,0)", "scale:1"),
    *("mix-blend-mode:multiply", "-webkit-text-security:none", "font-family:Calibri, 'Adobe Blank'", "background:none"),
    *("mso-element:footnote-list", "text-indent:-141.75pt;margin-left:141.75pt", "display:grid", "visibility:visible"),
]


def pasted(text):
    told = []
    return clean_html(f"{text}<p>Set</p>", left_out=told), told


@pytest.mark.parametrize("style", HIDING)
def test_what_hides_is_left_out_and_told(style):
    assert pasted(f'<p>a<span style="{style}">Hemmeligt</span></p>') == ("<p>a</p><p>Set</p>", ["Hemmeligt"])


@pytest.mark.parametrize("style", SHOWING)
def test_what_a_reader_saw_stays(style):
    assert pasted(f'<p>a <span style="{style}">ord</span></p>') == ("<p>a ord</p><p>Set</p>", [])


@pytest.mark.parametrize(
    "html",
    [
        "<details>{}</details>",
        "<details><p>{}</p></details>",
        "<template>{}</template>",
        "<noscript><p>{}</p></noscript>",
        "<object><b>{}</b></object>",
        "<p popover>{}</p>",
        "<div popover=auto>{}</div>",
        "<p class='visually-hidden'>{}</p>",
        "<span class='a sr-only'>{}</span>",
        "<p class=d-none>{}</p>",
        "<p style='visibility:hidden'><b style='visibility:inherit'>{}</b></p>",
        "<p style='font-size:0'><b style='font-size:1em'>{}</b></p>",
        "<p style='background:blue'><b style='color:#00f'>{}</b></p>",
        "<p style='color:#00f'><b style='background:blue'>{}</b></p>",
    ],
)
def test_what_no_browser_shows_is_left_out_and_told(html):
    assert pasted(html.format("Hemmeligt")) == ("<p>Set</p>", ["Hemmeligt"])


@pytest.mark.parametrize(
    ("column", "is_hidden"),
    [
        ("<colgroup style='visibility:collapse'><col></colgroup>", True),
        ("<colgroup span=1 style='display:none'></colgroup>", True),
        ("<colgroup width=0></colgroup>", True),
        ("<colgroup><col hidden></colgroup>", True),
        ("<colgroup><col width=64></colgroup>", False),
    ],
)
def test_columns_are_hidden_by_themselves_or_by_their_group(column, is_hidden):
    html, told = pasted(f"<table>{column}<tr><td>Hemmeligt</td><td>x</td></tr></table>")

    assert ("Hemmeligt" not in html, told == ["Hemmeligt"]) == (is_hidden, is_hidden)


@pytest.mark.parametrize(
    "html",
    [
        "<details open><summary>S</summary><p>{}</p></details>",
        "<p class='hidden md:block'>{}</p>",
        "<p class='d-none d-md-block'>{}</p>",
        "<style>.hidden {{display:block}}</style><p class=hidden>{}</p>",
    ],
)
def test_what_is_open_or_shown_on_wider_screens_stays(html):
    shown, told = pasted(html.format("Set her"))

    assert ("Set her" in shown, told) == (True, [])


def test_custom_property_is_what_was_said_of_it_and_else_what_stands_behind():
    sheet = "<style>:root {--d:none} .h {display:var(--d, var(--e))} .k {display:var(--e, var(--d))}</style>"

    assert pasted(f"{sheet}<p class=h>a</p><p class=k>b</p>") == ("<p>Set</p>", ["a", "b"])


def test_elements_without_an_end_hold_nobody_up():
    assert pasted("<template>" * 15_000)[1] == []
    assert pasted("<template>x</template>" * 8_000)[1] == ["x"] * 8_000


STRIKING = [
    *(
        "-webkit-text-decoration:line-through",
        "-moz-text-decoration-line:line-through",
        "text-decoration:2px line-through red",
    ),
    "background:linear-gradient(transparent 45%, red 45%, red 55%, transparent 55%)",
    "background-image:linear-gradient(to bottom, transparent calc(50% - 1px), #000 50%, transparent calc(50% + 1px))",
    "background-image:linear-gradient(180deg, #0000 49%, currentcolor 50%, black 51%, #0000 52%)",
    "background:linear-gradient(red, red) no-repeat 0 50%/100% 1px",
    "background-image:linear-gradient(red, red);background-size:100% 2px;background-position:center",
    *("background:url(streg.png) repeat-x center", "background:url(streg.png) repeat-x 0 50%"),
    *("text-decoration:underline;text-underline-offset:-0.4em", "border-bottom:1px solid;line-height:0"),
    "border-bottom:1px solid black;height:0.6em;display:inline-block",
]
NOT_STRIKING = [
    *("background:linear-gradient(transparent 60%, yellow 60%)", "background:linear-gradient(red, blue)"),
    *(
        "background:linear-gradient(90deg, transparent 45%, red 45%, red 55%, transparent 55%)",
        "border-bottom:1px solid",
    ),
    *("background:url(x.png) no-repeat center", "background:linear-gradient(red, red) no-repeat 0 100%/100% 1px"),
    *(
        "text-decoration:underline;text-underline-offset:3px",
        "text-decoration:underline",
        "height:1.5em;border-top:1px solid",
    ),
]


@pytest.mark.parametrize("style", STRIKING)
def test_line_through_words_strikes_them_however_it_is_drawn(style):
    assert pasted(f"<p>a <span style='{style}'>b</span></p>") == ("<p>a <s>b</s></p><p>Set</p>", [])


@pytest.mark.parametrize("style", NOT_STRIKING)
def test_grounds_and_edges_strike_nothing(style):
    assert pasted(f"<p>a <span style='{style}'>b</span></p>") == ("<p>a b</p><p>Set</p>", [])


@pytest.mark.parametrize(
    ("rule", "is_struck"),
    [
        ("x::after {content:'';position:absolute;top:50%;border-top:1px solid red}", True),
        ("x:before {content:'';position:absolute;inset:50% 0 auto;height:1px;background:red}", True),
        ("x::after {content:'';position:absolute;bottom:calc(50% - 1px);border-bottom:1px solid}", True),
        ("x::after {content:'›';position:absolute;right:0}", False),
        ("x::before {content:'';position:absolute;top:100%;border-top:1px solid red}", False),
    ],
)
def test_line_that_a_sheet_draws_over_words_strikes_them(rule, is_struck):
    html, _told = pasted(f"<style>.{rule}</style><p><span class=x>b</span></p>")

    assert ("<s>b</s>" in html) is is_struck


@pytest.mark.parametrize(
    ("value", "pixels"),
    [
        *(("3px", 3), ("-1.5pt", -2), (".5em", 8), ("1e3px", 1000), ("50%", 500), ("-100vw", -1000), ("0", 0)),
        *(("calc(1px + 2px)", 3), ("calc(10px - 4px)", 6), ("max(1px, 2em)", 32), ("auto", None)),
        ("calc(var(--x))", None),
        *(("1e3", 1000), ("9" * 400, None), ("3parsec", None)),
    ],
)  # fmt: skip
def test_lengths_in_pixels(value, pixels):
    found = length(value)

    assert found == (pytest.approx(pixels) if pixels is not None else None)


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        *(("oklch(1 0 0)", (255, 255, 255)), ("lab(0% 0 0)", (0, 0, 0)), ("hwb(0 0% 0%)", (255, 0, 0))),
        *(("oklab(62.8% 0.225 0.126)", (255, 0, 0)), ("lab(54.29 80.8 69.89)", (255, 0, 0)), ("navy", (0, 0, 128))),
        *(("windowtext", (0, 0, 0)), ("color(display-p3 1 1 1)", (255, 255, 255)), ("currentcolor", None), ("x", None)),
    ],
)
def test_colours_of_whichever_way_of_writing(value, colour):
    found = colour_of(value)

    assert (found and all(abs(a - b) <= 2 for a, b in zip(found, colour, strict=False))) == (colour and True)
