"""What is pasted from word processors: headings, lists and tables, and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.text.hidden import hearing
from ishoj_process.text.richtext import LONGEST, clean_html

from .clipboards import CLIPBOARDS, NUMBERED, RAISED, listed

OURS = re.compile(
    r"</?(?:p|br|strong|em|s|sub|sup|h3|h4|ul|ol|li|blockquote|table|thead|tbody|tr|td|th(?: scope=\"(?:col|row)\")?)>"
)
LISTED = "<p style='mso-list:l0 level{} lfo1'><span style='mso-list:Ignore'>{}</span>{}</p>"
SPANS = st.integers(1, 4)
ROWS = st.lists(st.lists(st.tuples(SPANS, SPANS), max_size=4), min_size=1, max_size=4)


@pytest.mark.parametrize("program", CLIPBOARDS)
def test_pasted_text_is_headings_lists_and_tables(program):
    pasted, wanted = CLIPBOARDS[program]

    assert clean_html(pasted) == wanted
    assert clean_html(wanted) == wanted


@pytest.mark.parametrize(
    ("paragraphs", "stored"),
    [
        ([(1, "1.", "a"), (1, "2.", "b")], "<ol><li>a</li><li>b</li></ol>"),
        ([(1, "·", "a"), (2, "a)", "b"), (3, "i.", "c"), (1, "·", "d")],
         '<ul><li>a<ol type="a"><li>b<ol type="i"><li>c</li></ol></li></ol></li><li>d</li></ul>'),
        ([(2, "·", "a"), (1, "·", "b")], "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        ([(1, "·", "a"), (3, "·", "b")], "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ([(1, "·", "a"), (1, "1.", "b")], "<ul><li>a</li></ul><ol><li>b</li></ol>"),
    ],
)  # fmt: skip
def test_list_paragraphs_of_word_become_lists(paragraphs, stored):
    assert clean_html("\n".join(LISTED.format(*paragraph) for paragraph in paragraphs)) == stored


@pytest.mark.parametrize(("pasted", "stored"), NUMBERED)
def test_what_word_and_browsers_count_keeps_its_number(pasted, stored):
    assert clean_html(pasted) == stored
    assert clean_html(stored) == stored


@pytest.mark.parametrize(("style", "tag"), RAISED)
def test_words_above_and_below_the_line_stay_there(style, tag):
    stored = f"<p>m<{tag}>2</{tag}>!</p>" if tag else "<p>m2!</p>"

    assert clean_html(f"<p>m<span style='{style}'>2</span>!</p>") == stored
    assert clean_html(f"<p style='{style}'>m2!</p>") == "<p>m2!</p>"


def test_large_letter_that_a_text_begins_with_is_on_its_line():
    letter = "<span style='position:relative;top:3.0pt;mso-text-raise:-3.0pt'>D</span>"

    assert clean_html(f"<div style='mso-element:dropcap-dropped;float:left'><p>{letter}</p></div>") == "<p>D</p>"


def test_item_whose_number_stands_nowhere_is_told():
    without = "<p style='mso-list:l{} level1 lfo1'>{}</p>"
    sheet = "<style>@list l7:level1 {mso-level-number-format:bullet; mso-level-text:·}</style>"

    with hearing() as lost:
        stored = clean_html(sheet + without.format(0, "første") + without.format(7, "prik") + listed(1, "1.", "anden"))

    assert lost.uncounted == ["første"]
    assert stored == "<ul><li>første</li><li>prik</li></ul><ol><li>anden</li></ol>"


def test_bold_around_paragraphs_leaves_them_apart():
    assert clean_html("<b><p>a</p><p>b</p></b><p><b>c</b></p>") == "<p>a</p><p>b</p><p><strong>c</strong></p>"


def test_place_in_another_document_is_no_link():
    assert clean_html('<p><a href="#_ftn1">[1]</a> <a href="/x">y</a></p>') == '<p>[1] <a href="/x">y</a></p>'


@given(ROWS)
def test_every_row_of_a_table_with_merged_cells_has_its_cells(rows):
    cells = ["".join(f"<td colspan={wide} rowspan={high}>x</td>" for wide, high in row) for row in rows]
    stored = clean_html(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")

    assert stored.count(">x<") == sum(map(len, rows))
    assert clean_html(stored) == stored
    assert OURS.sub("", stored).strip("x") == ""


def test_merged_cells_make_no_text_that_is_too_long():
    row = "<tr>" + "<td colspan=30>x</td>" * 500 + "</tr>"

    with pytest.raises(Exception, match="for lang"):
        clean_html(f"<table>{row * 15}</table>")
    assert len(f"<table>{row * 15}</table>") < LONGEST
