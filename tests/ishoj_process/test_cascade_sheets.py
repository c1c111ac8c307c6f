"""The cascade on paper: one sheet where it can be read on one, else cut between its rows with nothing lost."""

from io import BytesIO

import pikepdf
import pytest
from django.contrib.auth.models import AnonymousUser

from ishoj_process.cascade import load_cascade
from ishoj_process.cascade_drawing import draw_cascade
from ishoj_process.cascade_sheets import HEIGHT, sheets_of
from ishoj_process.models import MainPolicy, Strategy


@pytest.fixture
def large(vision):
    """Twenty policies under the vision with two strategies each, and thirty strategies without a policy."""
    for number in range(20):
        policy = MainPolicy.objects.create(title=f"Politik {number}", slug=f"p-{number}", vision=vision)
        for letter in "ab":
            Strategy.objects.create(title="Mobilitetsstrategi", slug=f"s-{number}-{letter}", main_policy=policy)
    for number in range(30):
        Strategy.objects.create(title="Lavtemperaturfjernvarmestrategi", slug=f"u-{number}")
    return draw_cascade(load_cascade(AnonymousUser()), has_links=False)


def test_small_cascade_is_one_sheet(vision, strategy):
    drawing = draw_cascade(load_cascade(AnonymousUser()), has_links=False)

    assert sheets_of(drawing) == [drawing]


def test_large_cascade_loses_nothing_and_cuts_no_row(large):
    sheets = sheets_of(large)

    assert len(sheets) == 2
    assert [node for sheet in sheets for node in sheet.nodes] == large.nodes
    assert sum(len(sheet.texts) for sheet in sheets) == len(large.texts)
    for sheet in sheets:
        end = sheet.top + sheet.height
        assert sheet.height <= HEIGHT
        assert all(sheet.top <= node.box.y and node.box.bottom <= end for node in sheet.nodes)
        assert all(sheet.top <= line.y1 <= line.y2 <= end for line in sheet.lines)
        assert all(sheet.top <= field.y < field.bottom <= end for field in sheet.fields)


def test_line_from_the_vision_goes_on_to_the_next_sheet(large):
    first, second = sheets_of(large)

    cut = second.top
    assert {line.x1 for line in first.lines if line.y2 == cut} & {line.x1 for line in second.lines if line.y1 == cut}


def test_row_higher_than_a_sheet_has_one_of_its_own(vision):
    for number in range(7):
        last = MainPolicy.objects.create(title="Politik", slug=f"p-{number}", position=number)
    for number in range(40):
        Strategy.objects.create(title="Strategi", slug=f"s-{number}", main_policy=last)

    heights = [sheet.height for sheet in sheets_of(draw_cascade(load_cascade(AnonymousUser()), has_links=False))]

    assert [height > HEIGHT for height in heights] == [False, True]


def test_vision_alone_is_one_sheet(vision):
    assert len(sheets_of(draw_cascade(load_cascade(AnonymousUser()), has_links=False))) == 1


def test_document_has_a_figure_with_words_of_its_own_for_each_sheet(client, large):
    with pikepdf.open(BytesIO(client.get("/kaskade.pdf").content)) as pdf:
        objects = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        alts = [str(thing.Alt) for thing in objects if thing.get("/S") == "/Figure"]

    assert sorted(alt[-12:] for alt in alts) == [f" Ark {number} af 2." for number in (1, 2)]
