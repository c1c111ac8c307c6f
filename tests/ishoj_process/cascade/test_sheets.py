"""The cascade on paper: one sheet where it can be read on one, else cut between its rows with nothing lost."""

import re
import subprocess
from io import BytesIO

import pikepdf
import pytest
from django.contrib.auth.models import AnonymousUser

from ishoj_process.cascade.build import load_cascade
from ishoj_process.cascade.drawing import draw_cascade
from ishoj_process.cascade.sheets import HEIGHT, sheets_of
from ishoj_process.dates import clock
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
    return draw_cascade(load_cascade(AnonymousUser(), clock.today()), has_links=False)


def test_small_cascade_is_one_sheet(vision, strategy):
    drawing = draw_cascade(load_cascade(AnonymousUser(), clock.today()), has_links=False)

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


@pytest.fixture
def tall(vision):
    """Seven policies, the last of them with forty strategies: more than a sheet has room for."""
    for number in range(7):
        last = MainPolicy.objects.create(title=f"Politik {number}", slug=f"p-{number}", position=number, vision=vision)
    for number in range(40):
        Strategy.objects.create(title=f"Strategi {number}", slug=f"s-{number}", main_policy=last, position=number)
    return draw_cascade(load_cascade(AnonymousUser(), clock.today()), has_links=False, room=HEIGHT)


def words_of(node):
    return " ".join(text.text for text in node.texts)


def test_row_higher_than_a_sheet_goes_on_under_its_policy_continued(tall):
    sheets = sheets_of(tall)

    assert all(sheet.height <= HEIGHT for sheet in sheets)
    first_words = [words_of(sheet.nodes[0]).partition(" Status")[0] for sheet in sheets]
    assert first_words == ["Vision 2035", "Politik 6"] + ["Politik 6, fortsat"] * 3
    strategies = [node.box.key for sheet in sheets for node in sheet.nodes if node.box.key[0] == "strategy"]
    assert strategies == [("strategy", strategy.pk) for strategy in Strategy.objects.order_by("position")]


def test_first_row_keeps_to_the_sheet_that_it_shares_with_the_vision(vision, main_policy):
    for number in range(15):
        Strategy.objects.create(title=f"Strategi {number}", slug=f"s-{number}", main_policy=main_policy)

    sheets = sheets_of(draw_cascade(load_cascade(AnonymousUser(), clock.today()), has_links=False, room=HEIGHT))

    assert [sheet.height <= HEIGHT for sheet in sheets] == [True, True]
    assert [[node.box.key[0] for node in sheet.nodes][:2] for sheet in sheets] == [
        ["vision", "mainpolicy"],
        ["mainpolicy", "strategy"],
    ]


def test_words_on_paper_keep_their_size_however_many_strategies(client, tall):
    with pikepdf.open(BytesIO(client.get("/kaskade.pdf").content)) as pdf:
        assert len(pdf.pages) >= 4
    words = subprocess.run(
        ["pdftotext", "-bbox", "-f", "4", "-l", "4", "-", "-"],
        input=client.get("/kaskade.pdf").content,
        capture_output=True,
        check=True,
    ).stdout.decode()
    top, bottom = re.search(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">Strategi<', words).groups()

    assert float(bottom) - float(top) > 9


def test_vision_alone_is_one_sheet(vision):
    assert len(sheets_of(draw_cascade(load_cascade(AnonymousUser(), clock.today()), has_links=False))) == 1


def test_document_has_a_figure_with_words_of_its_own_for_each_sheet(client, large):
    with pikepdf.open(BytesIO(client.get("/kaskade.pdf").content)) as pdf:
        objects = [element for element in pdf.objects if isinstance(element, pikepdf.Dictionary)]
        alts = [str(element.Alt) for element in objects if element.get("/S") == "/Figure"]

    assert sorted(alt[-12:] for alt in alts) == [f" Ark {number} af 2." for number in (1, 2)]
