"""The kit of drawings: what it writes as SVG, and where it sets words."""

from dataclasses import dataclass, field

import pytest
from django.template.loader import render_to_string
from lxml import etree

from ishoj_process.output.drawing.boxes import STRONG, Box, Node, Paragraph, set_words
from ishoj_process.output.drawing.measure import text_width
from ishoj_process.output.drawing.scale import Scale
from ishoj_process.output.drawing.shapes import Line, Path, Rect, Text
from ishoj_process.output.drawing.sheet import Sheet
from ishoj_process.output.drawing.style import Style

HOSTILE = """</text><script>alert("1'")</script>&amp; æøå"""
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(kw_only=True)
class Picture(Sheet):
    shapes: list = field(default_factory=list)

    @property
    def layers(self):
        return [self.shapes]


def written(shapes, **fields):
    sheet = Picture(**{"title": "Billede", "width": 100, "height": 50.5, "shapes": shapes, **fields})
    return etree.fromstring(render_to_string("ishoj_process/output/drawing.html", {"drawing": sheet}))


@pytest.mark.parametrize(
    ("shape", "attributes"),
    [
        (Rect(1, 2.5, 3, 4, "#fff"), {"x": "1", "y": "2.5", "width": "3", "height": "4", "fill": "#fff"}),
        (
            Rect(0, 0, 1, 1, "#fff", "#000", "4 3", 14),
            {"x": "0", "y": "0", "width": "1", "height": "1", "rx": "14", "fill": "#fff", "stroke": "#000",
             "stroke-width": "1.5", "stroke-dasharray": "4 3"},
        ),
        (
            Line(0, 1, 2, 3, "#000", 2),
            {"x1": "0", "y1": "1", "x2": "2", "y2": "3", "stroke": "#000", "stroke-width": "2"},
        ),
        (Path("M0 0", "none", "#000"), {"d": "M0 0", "fill": "none", "stroke": "#000", "stroke-width": "1.5"}),
    ],
)  # fmt: skip
def test_shape_carries_its_own_attributes_and_no_empty_ones(shape, attributes):
    assert written([shape])[1].attrib == attributes


def test_words_of_people_are_words_in_a_drawing_too():
    box = Box(("a", 1), 0, 0, 10, 10)
    picture = written(
        [Text(0, 0, HOSTILE, 10), Node(box, Style("#fff", "#000"), HOSTILE, f"/?{HOSTILE}")], title=HOSTILE
    )

    assert picture.get("aria-label") == picture.find(f"{SVG}title").text == HOSTILE
    assert picture.find(f"{SVG}text").text == HOSTILE
    link = picture.find(f"{SVG}g/{SVG}a")
    assert (link.get("href"), link.get("aria-label")) == (f"/?{HOSTILE}", HOSTILE)
    assert picture.find(f".//{SVG}script") is None


def test_picture_without_links_is_one_thing_and_has_a_size_where_it_says_so():
    picture, linked = written([], top=20), written([], has_links=True)

    assert (picture.get("role"), linked.get("role")) == ("img", "group")
    assert [picture.get(name) for name in ("viewBox", "width", "height")] == ["0 20 100 50.5", "100", "50.5"]


def test_words_are_set_beneath_each_other_within_their_width():
    paragraphs = [Paragraph("Et langt ord til", 20, 24, STRONG, rise=5), Paragraph("vedtaget", 16, 20, indent=22)]

    words, end = set_words(paragraphs, 100, 12, 10)

    assert [(line.x, line.y) for line in words] == [(12, 29), (12, 53), (34, 78)]
    assert end == 78
    assert all(text_width(line.text, line.size, "semibold") <= 100 for line in words[:2])


def test_scale_ends_at_its_edges():
    assert [Scale(190, 500, 4).at(number) for number in (0, 1, 4)] == [190, 267.5, 500]
