"""What no page may forget, whoever reads it: asked of stylesheets and templates, where it is written once."""

import re

import pytest

from tests.sources import ROOT

STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
# What stands still over the page that scrolls beneath it, and the height that it says.
STANDS_STILL = {
    ".messages:not(.messages-read)": "--messages-height",
    ".agenda-index-bar": "--index-height",
    ".edit-form > .form-actions:not(.fold *)": "--bar-height",
    ".contribution-form .form-actions": "--bar-height",
    ".ballot-send": "--bar-height",
    ".board-bar": "--bar-height",
}
# Within a frame that scrolls by itself, which says it as its own scroll-padding.
IN_A_FRAME = {
    ".coverage-table thead th": ".coverage-scroll",
    ".coverage-table .coverage-thing": ".coverage-scroll",
    '.matrix th[scope="row"]': ".table-scroll:has(> .matrix)",
}
COVERS_NOTHING = {
    ".agenda-index-side": "has a column of its own",
    ".board-loose": "has a column of its own",
    ".board-ghost": "is what the pointer carries",
}
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
TABLE = re.compile(r"<table\b[^>]*>\s*(?:\{[%#][^%#]*[%#]\}\s*)*(?:<caption)?")


def styles():
    sheets = (path.read_text() for path in sorted(STATIC.glob("*.css")) if path.name != "print.css")
    return re.sub(r"/\*.*?\*/", "", "\n".join(sheets), flags=re.DOTALL)


def rules():
    return [(selector.strip(), said) for selector, said in RULE.findall(styles())]


def test_whatever_stands_still_over_a_page_says_its_height():
    still = {selector for selector, said in rules() if re.search(r"position: (?:sticky|fixed)", said)}

    assert still == set(STANDS_STILL) | set(IN_A_FRAME) | set(COVERS_NOTHING)


@pytest.mark.parametrize(("selector", "height"), STANDS_STILL.items())
def test_page_scrolls_what_has_focus_clear_of_it(selector, height):
    page = next(said for name, said in rules() if name == "html" and "scroll-padding" in said)
    said = [said for name, said in rules() if name.startswith(f"html:has({selector}")]

    assert f"var({height}," in page
    assert {f"{height}:" in one for one in said} == {True}


@pytest.mark.parametrize("frame", sorted(set(IN_A_FRAME.values())))
def test_frame_scrolls_what_has_focus_clear_of_its_headings(frame):
    assert any("scroll-padding" in said for name, said in rules() if name == frame)


def test_ring_of_the_focus_is_taken_away_nowhere():
    """But from the whole of a page, which a form that was sent leads to; a day of the month is no control."""
    without = {name for name, said in rules() if re.search(r"outline: (?:none|0)", said)}

    assert without == {"main:focus", ".month-day.is-today"}


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_table_has_a_name(path):
    tables = TABLE.findall(path.read_text())

    assert [table for table in tables if not re.search(r"<caption$|aria-label", table)] == []


def test_every_spreadsheet_has_a_title_and_a_language():
    """`new_book` gives both."""
    packages = ("ishoj_process", "vision", "strategies", "calendar_app")
    ours = (path for package in packages for path in (ROOT / package).rglob("*.py"))
    made = {str(path.relative_to(ROOT)) for path in ours if re.search(r"\bWorkbook\(\)", path.read_text())}

    assert made == {"ishoj_process/output/workbooks.py"}
