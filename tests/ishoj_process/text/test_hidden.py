"""What a pasted text hides is left out and told; what is struck out stays struck out; lists keep their numbers."""

from time import process_time

import pytest

from ishoj_process.text.plain import to_html, to_plain, visible_text
from ishoj_process.text.richtext import clean_html

SHEET = (
    "<style>.hvid {color:#ffffff}</style>"
    "<style><!-- .gem, p.Skjult {mso-hide:all;display:none} #x {visibility:hidden} @media print {.p {display:none}} -->"
    "</style>"
)

# Ways in which style sheets and styles hide words; neighbours of those below.
STYLED = [
    *("[data-x] {display:none} | data-x=1", "p[class~=x] {display:none} | class='a x'", "p:not(.y) {display:none} | "),
    *(
        "p:first-child {display:none} | ",
        ":is(.h, .k) {display:none} | class=k",
        ":where(p).h {display:none} | class=h",
    ),
    *(".\\68 {display:none} | class=h", ".rundt * {display:none} | ", ".rundt > p.h {display:none} | class=h"),
    ".h {display:none !important} | class=h style='display:block'",
    ":root {--d:none} .h {display:var(--d)} | class=h",
    ".h {display:var(--e, none)} | class=h",
    "@supports (display:grid) {.h {display:none}} | class=h",
    *("| style='clip-path:inset(100%)'", "| style='clip-path:circle(0)'", "| style='line-height:0;overflow:hidden'"),
    *(
        "| style='position:absolute;right:-9999px'",
        "| style='transform:translateX(-9999px)'",
        "| style='translate:-9999px'",
    ),
    *("| style='scale:0'", "| style='transform:rotateY(90deg)'", "| style='opacity:0.01'", "| style='opacity:1%'"),
    *("| style='max-width:0;overflow:hidden'", "| style='height:1px;width:1px;overflow:hidden'"),
    *("| style='color:rgba(0,0,0,0)'", "| style='color:#0000'", "| style='color:rgb(0 0 0 / 0%)'"),
    *("| style='-webkit-text-fill-color:transparent'", "| style='color:hsl(0, 0%, 100%)'", "| style='color:#fffffe'"),
    *("| style='background:#00f;color:#0000fe'", "| style='background:rgb(0,0,255);color:#00f'"),
    *("| style='background:hsl(120,100%,50%);color:#00ff00'", "| style='background:#0a0a0a;color:black'"),
]
SEEN = [
    *(".h:hover {display:none} | class=h", "p::before {display:none} | ", "[data-y] {display:none} | data-x=1"),
    *(
        "| style='opacity:0.2'",
        "| style='color:rgba(0,0,0,.8)'",
        "| style='width:1px'",
        "| style='clip-path:inset(2px)'",
    ),
    *("| style='transform:translateX(9px)'", "| style='color:hsl(0,0%,20%)'", "| style='background:#00f;color:#fff'"),
    *(".h {display:var(--e, block)} | class=h", "@media print {.h {display:none}} | class=h"),
]


def styled(case, text):
    sheet, _bar, attributes = case.rpartition("|")
    return f"<style>{sheet}</style><div class=rundt><p {attributes.strip()}>{text}</p></div>"


@pytest.mark.parametrize("case", STYLED)
def test_words_are_hidden_in_whichever_way_a_style_says_it(case):
    told = []

    assert clean_html(f"{styled(case, 'Hemmeligt')}<p class=y>Set</p>", left_out=told) == "<p>Set</p>"
    assert told == ["Hemmeligt"]


@pytest.mark.parametrize("case", SEEN)
def test_words_that_are_seen_stay_whatever_the_style(case):
    told = []

    assert clean_html(f"{styled(case, 'Set')}<p class=y>x</p>", left_out=told) == "<p>Set</p><p>x</p>"
    assert told == []


@pytest.mark.parametrize(
    ("hidden", "around"),
    [
        ("<span style='display:none;mso-hide:all'>{}</span>", "p"),
        ("<span style='mso-hide:all'>{}</span>", "p"),
        ("<span style='DISPLAY : NONE !important'>{}</span>", "p"),
        ("<span style='display:block;/* */dis\\70lay:none'>{}</span>", "p"),
        ("<b style='display:none'>{}</b>", "p"),
        ("<font style='display:none'>{}</font>", "p"),
        ("<o:p style='display:none'>{}</o:p>", "p"),
        ("<my-tag hidden>{}</my-tag>", "p"),
        ("<u hidden=until-found>{}</u>", "p"),
        ("<div hidden><p>{}</p></div>", "div"),
        ("<section hidden><p>{}</p></section>", "div"),
        ("<p style='visibility:hidden'>{}</p>", "div"),
        ("<ul style='visibility:collapse'><li>{}</li></ul>", "div"),
        ("<p><span style='font-size:0'>{}</span></p>", "div"),
        ("<p style='font-size:0.0pt'><em>{}</em></p>", "div"),
        ("<p style='font:0/0 a'>{}</p>", "div"),
        ("<p style='opacity:0'>{}</p>", "div"),
        ("<p style='color:transparent'>{}</p>", "div"),
        ("<div style='max-height:0px;overflow:hidden'>{}</div>", "div"),
        ("<p style='position:absolute;left:-9999px'>{}</p>", "div"),
        ("<table><tr hidden><td>{}</td></tr></table>", "div"),
        ("<table><tr><td style='display:none'>{}</td></tr></table>", "div"),
        ("<p class='a gem'>{}</p>", "div"),
        ("<p class=Skjult>{}</p>", "div"),
        ("<p id=x>{}</p>", "div"),
        ("<dialog>{}</dialog>", "div"),
        ("<h3 style='display:none'>{}</h3>", "div"),
        ("<li style='display:none'>{}</li>", "ul"),
        ("<span style='color:white'>{}</span>", "p"),
        ("<span style='color:#FFF'>{}</span>", "p"),
        ("<span style='color:#fefefe'>{}</span>", "p"),
        ("<p style='color:rgb(255, 255, 255)'>{}</p>", "div"),
        ("<font color=#ffffff>{}</font>", "p"),
        ("<p style='color:white;background:white'>{}</p>", "div"),
        ("<p class=hvid>{}</p>", "div"),
    ],
)
def test_hidden_words_are_left_out_and_told(hidden, around):
    told = []
    stored = clean_html(f"{SHEET}<{around}>{hidden.format('Hemmeligt')}</{around}><p>Seen</p>", left_out=told)

    assert "Hemmeligt" not in stored
    assert stored.endswith("<p>Seen</p>")
    assert told == ["Hemmeligt"]


@pytest.mark.parametrize(
    "seen",
    [
        "<p style='display:block'>{}</p>",
        "<p style='visibility:hidden'><span style='visibility:visible'>{}</span></p>",
        "<div style='font-size:0'><p style='font-size:11pt'>{}</p></div>",
        "<p style='text-indent:-141.75pt;margin-left:141.75pt'>{}</p>",
        "<p style='height:0'>{}</p>",
        "<p class=p>{}</p>",
        "<details><summary>{}</summary></details>",
        "<p aria-hidden=true>{}</p>",
        "<p style='color:white'>{}</p>",
        "<p style='color:white;background:#1f3864'>{}</p><p></p>",
        "<p style='opacity:0.5;font-size:0.8em'>{}</p>",
    ],
)
def test_what_a_reader_saw_stays(seen):
    told = []

    assert clean_html(SHEET + seen.format("Set"), left_out=told) == "<p>Set</p>"
    assert told == []


@pytest.mark.parametrize(
    "cell",
    [
        "<td style='background:#4472C4;color:white'>{}</td>",
        "<td bgcolor=navy><span style='color:white'>{}</span></td>",
        "<td style='background:navy'><p><b><span style='color:#FFFFFF;background:transparent'>{}</span></b></p></td>",
        "<td style='color:#d9d9d9'>{}</td>",
    ],
)
def test_white_words_on_a_colour_stay(cell):
    told = []

    assert "Hoved" in clean_html(f"<table><tr>{cell.format('Hoved')}<td>x</td></tr></table>", left_out=told)
    assert told == []


def test_hidden_words_leave_what_stands_around_them():
    assert clean_html("<p>a <span hidden>b</span>c<i>d</i><span hidden>e</span>f</p>") == "<p>a c<em>d</em>f</p>"


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("<p>at banen <s>ikke</s> anlægges</p>", "<p>at banen <s>ikke</s> anlægges</p>"),
        ("<p>a <del>b</del> <strike>c</strike></p>", "<p>a <s>b</s> <s>c</s></p>"),
        ("<p>a <ins>b</ins></p>", "<p>a b</p>"),
        ("<p>a <span style='text-decoration:line-through'>b</span></p>", "<p>a <s>b</s></p>"),
        ("<p>a <span style='text-decoration: underline line-through'>b</span></p>", "<p>a <s>b</s></p>"),
        ("<p>a <font style='text-decoration-line:line-through'>b</font></p>", "<p>a <s>b</s></p>"),
        ("<p>a <u style='text-line-through:double'>b</u></p>", "<p>a <s>b</s></p>"),
        ("<p style='text-decoration:line-through'>a <b>b</b></p>", "<p><s>a <strong>b</strong></s></p>"),
        ("<style>.x {text-decoration:line-through}</style><p><span class=x>b</span></p>", "<p><s>b</s></p>"),
        ("<del><p>a</p><p>b</p></del>", "<p><s>a</s></p><p><s>b</s></p>"),
        ("<s><ul><li>a</li></ul></s>", "<ul><li><s>a</s></li></ul>"),
        ("<ul style='text-decoration:line-through'><li>a<ul><li>b</li></ul></li></ul>",
         "<ul><li><s>a</s><ul><li><s>b</s></li></ul></li></ul>"),
        ("<table><tr style='text-decoration:line-through'><td>a</td><td><p>b</p></td></tr></table>",
         "<table><tbody><tr><td><s>a</s></td><td><s>b</s></td></tr></tbody></table>"),
        ("<h3><s>a</s></h3>", "<h3><s>a</s></h3>"),
        ("<p>m<sup>2</sup> H<sub>2</sub>O</p>", "<p>m<sup>2</sup> H<sub>2</sub>O</p>"),
        ("<p>m<span style='vertical-align:super;font-size:0.6em'>2</span></p>", "<p>m<sup>2</sup></p>"),
        ("<p>H<span style='vertical-align:sub'>2</span>O</p>", "<p>H<sub>2</sub>O</p>"),
        ("a ~~b~~ c", "<p>a <s>b</s> c</p>"),
    ],
)  # fmt: skip
def test_struck_raised_and_lowered_words_stay_so(pasted, stored):
    assert clean_html(pasted) == stored
    assert clean_html(stored) == stored


def test_words_alone_say_what_is_struck_and_raised():
    html = '<p>at banen <s>ikke</s> er 10<sup>6</sup> m<sup>2</sup></p><ol start="3" type="a"><li>x</li></ol>'

    assert visible_text(html) == "at banen ~~ikke~~ er 10⁶ m²\n\nc. x"
    assert to_plain("<p>a <s>b</s></p>") == "a ~~b~~"
    assert to_html("a ~~b~~") == "<p>a <s>b</s></p>"
    assert to_plain("<p>m<sup>2</sup></p>") is None


WORD = "<p style='mso-list:l0 level{} lfo1'><span style='mso-list:Ignore'>{}</span>{}</p>"


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ('<ol><li>a</li></ol><p>x</p><ol start="2"><li>b</li></ol>',
         '<ol><li>a</li></ol><p>x</p><ol start="2"><li>b</li></ol>'),
        ('<ol><li>a</li><li value="5">b</li><li>c</li></ol>', '<ol><li>a</li><li value="5">b</li><li>c</li></ol>'),
        ("<ol><li>a</li><li></li><li>c</li></ol>", '<ol><li>a</li><li value="3">c</li></ol>'),
        ('<ol type="a" start="3"><li>c</li></ol>', '<ol start="3" type="a"><li>c</li></ol>'),
        ("<ol style='list-style-type:lower-alpha'><li>a</li></ol>", '<ol type="a"><li>a</li></ol>'),
        ("<ol><li style='list-style-type:upper-roman'>a</li></ol>", '<ol type="I"><li>a</li></ol>'),
        ('<ol start="x" type="z"><li value="1">a</li></ol>', "<ol><li>a</li></ol>"),
        ('<ol start="0"><li>a</li></ol>', '<ol start="0"><li>a</li></ol>'),
        (WORD.format(1, "2.", "b") + WORD.format(1, "3.", "c"), '<ol start="2"><li>b</li><li>c</li></ol>'),
        (WORD.format(1, "a)", "x") + WORD.format(1, "b)", "y"), '<ol type="a"><li>x</li><li>y</li></ol>'),
        (WORD.format(1, "c)", "x") + WORD.format(1, "e)", "y"),
         '<ol start="3" type="a"><li>x</li><li value="5">y</li></ol>'),
        (WORD.format(1, "i.", "x") + WORD.format(1, "ii.", "y"), '<ol type="i"><li>x</li><li>y</li></ol>'),
        (WORD.format(1, "h)", "x") + WORD.format(1, "i)", "y"), '<ol start="8" type="a"><li>x</li><li>y</li></ol>'),
        (WORD.format(1, "IV.", "x"), '<ol start="4" type="I"><li>x</li></ol>'),
        (WORD.format(1, "1.", "x") + WORD.format(2, "1.2.", "y"), "<ol><li>x</li></ol><p>1.2. y</p>"),
        ("1. a\n\ntekst\n\n2. b", "<p>1. a</p><p>tekst</p><p>2. b</p>"),
    ],
)  # fmt: skip
def test_lists_keep_their_numbers(pasted, stored):
    assert clean_html(pasted) == stored
    assert clean_html(stored) == stored


def test_caption_and_foot_of_a_table_are_kept():
    html = "<table><caption>Tal</caption><tbody><tr><td>a</td></tr></tbody><tfoot><tr><td>b</td></tr></tfoot></table>"

    assert clean_html(html) == "<p>Tal</p><table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>"


def test_rules_for_a_library_take_no_longer_than_others():
    rules = "".join(f"p:nth-child({number}) {{color:red}}" for number in range(400))
    begun = process_time()

    assert clean_html(f"<style>{rules}</style>{'<p>x</p>' * 5000}") == "<p>x</p>" * 5000
    assert process_time() - begun < 10


HEAPS = {
    "selectors": "<style>" + "a," * 200_000 + "b {display:none}</style>",
    "brackets": "<style>" + "(" * 300_000 + " {display:none}</style>",
    "brackets within": "<style>p" + ":not(" * 20_000 + "a" + ")" * 20_000 + " {display:none}</style>",
    "attributes": "<style>" + "[a" * 200_000 + " {display:none}</style>",
    "rules begun": "<style>" + "a{" * 300_000 + "</style>",
    "media": "<style>" + "@media print " * 100_000 + "</style>",
    "properties": "<style>" + "--a:b;" * 200_000 + "p {color:var(--a)}</style>",
    "variables": "<style>:root {--a:var(--a) var(--a)} p {display:var(--a)}</style>",
    "comments": "<style>" + "/*" * 300_000 + "</style>",
    "moved": "<p style='transform:" + "translate(" * 100_000 + "'></p>",
    "places": "<p style='clip-path:polygon(" + "0 0," * 200_000 + "'></p>",
    "names": "<p class='" + "a " * 400_000 + "'></p>",
    "numbers": "<p style='mso-list:l" + "1" * 500_000 + " level1'></p>",
}


@pytest.mark.parametrize("heap", HEAPS)
def test_heap_of_styles_holds_nobody_up(heap):
    begun = process_time()

    assert clean_html(f"{HEAPS[heap]}<p>x</p>", longest=2_000_000).endswith("<p>x</p>")
    assert process_time() - begun < 5
