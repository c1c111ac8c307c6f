"""The drawing holds together at any size: nothing overlaps or leaves the sheet, nothing is lost between sheets."""

import re
from datetime import date, timedelta
from itertools import combinations

import pytest

from calendar_app.timeline.build import Lane, Timeline, TrackRow
from calendar_app.timeline.drawing import HEADER_HEIGHT, LEGEND, sheets_of
from calendar_app.timeline.entries import Entry, Shape
from calendar_app.timeline.layout import LEFT, DayScale, box_of, in_rows, pages_of, strips_of
from calendar_app.timeline.period import Period
from calendar_app.timeline.shapes import HEIGHT, OPEN_LENGTH, SHORTEST_PILL, path, span
from ishoj_process.output.drawing.measure import text_width
from ishoj_process.output.drawing.style import RED

PERIOD = Period(date(2023, 4, 1), date(2023, 12, 31))
TODAY = date(2023, 8, 14)
SCALE = DayScale(PERIOD, 1200)


def entry(first=date(2023, 8, 21), last=None, shape=Shape.MEETING, label="Temamøde 1 for Byrådet", url="/moeder/1/"):
    return Entry(shape, first, last or first, label, "mandag", "21. august kl. 17.00–19.00", url)


def timeline_of(*lanes, period=PERIOD, today=TODAY):
    return Timeline(period, today, [TrackRow("1. Vision 2035", "Byrådet", list(lanes))])


def crowded(count):
    """Entries of every shape, close upon each other."""
    shapes = list(Shape)
    return [
        entry(
            PERIOD.first + timedelta(days=7 * n % PERIOD.day_count),
            PERIOD.first + timedelta(days=(7 * n % PERIOD.day_count) + n % 40),
            shapes[n % len(shapes)],
            f"Biodiversitetsstrategi nummer {n}: offentlig høring",
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("day", range(0, 275, 11))
def test_line_of_today_crosses_no_words(day):
    lanes = [Lane("Byrådet", crowded(30)), Lane("Udvalg"), Lane("Fagudvalg, inkl. ØPU", crowded(4))]
    [sheet] = sheets_of(timeline_of(*lanes, today=PERIOD.first + timedelta(days=day)), title="Tidslinje")

    words = [text for figure in sheet.figures for text in figure.texts] + sheet.texts
    red = [line for line in sheet.lines if line.stroke == RED]

    assert red[-1].y2 == max(line.y2 for line in sheet.lines)
    assert [(line, text) for line in red for text in words if crosses(line, text)] == []


def crosses(line, text):
    width = text_width(text.text, text.size, "semibold" if text.weight == 600 else "regular")
    left = text.x - width / 2 if text.anchor == "middle" else text.x
    return left < line.x1 < left + width and line.y1 < text.y and text.y - text.size * 0.7 < line.y2


def test_scale_puts_the_first_day_left_and_the_last_right():
    assert (SCALE.left_of(PERIOD.first), SCALE.right_of(PERIOD.last)) == (LEFT, 1192)


def test_scale_keeps_days_outside_of_the_period_on_its_edges():
    assert (SCALE.left_of(date(2020, 1, 1)), SCALE.right_of(date(2030, 1, 1))) == (LEFT, 1192)


def test_bar_reaches_from_its_first_day_to_the_end_of_its_last():
    bar = entry(date(2023, 5, 1), date(2023, 5, 31), Shape.BAR)

    assert span(bar, SCALE) == (SCALE.left_of(date(2023, 5, 1)), SCALE.left_of(date(2023, 6, 1)))


def test_open_ends_are_all_of_one_length_and_claim_no_other_day():
    on = date(2023, 9, 11)

    assert span(entry(on, shape=Shape.OPEN_END), SCALE) == (SCALE.left_of(on), SCALE.left_of(on) + OPEN_LENGTH)
    assert span(entry(on, shape=Shape.OPEN_START), SCALE) == (SCALE.right_of(on) - OPEN_LENGTH, SCALE.right_of(on))


def test_open_end_stops_at_the_edge():
    assert span(entry(PERIOD.last, shape=Shape.OPEN_END), SCALE)[1] == SCALE.right


def test_seminar_of_two_days_is_longer_than_a_meeting_of_one():
    left, right = span(entry(date(2023, 10, 31), date(2023, 11, 1)), SCALE)

    assert round(right - left, 1) == SHORTEST_PILL > HEIGHT


@pytest.mark.parametrize("day", [PERIOD.first, PERIOD.last])
def test_mark_at_the_edge_stays_within_the_drawing(day):
    left, right = span(entry(day), SCALE)

    assert SCALE.left <= left < right <= SCALE.right


@pytest.mark.parametrize("shape", Shape)
def test_every_shape_has_an_outline_of_plain_numbers(shape):
    outline = path(shape, 100, 140, 10)

    assert re.fullmatch(r"[MLAZ0-9. -]+", outline)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_boxes_in_a_row_never_meet(count):
    boxes = [box_of(each, SCALE) for each in crowded(count)]

    rows = in_rows(boxes)

    assert sum(len(row) for row in rows) == count
    assert [(a, b) for row in rows for a, b in combinations(row, 2) if a.left < b.right and b.left < a.right] == []


def test_boxes_that_keep_apart_share_a_row():
    boxes = [box_of(entry(date(2023, month, 1)), SCALE) for month in (4, 7, 10)]

    assert [len(row) for row in in_rows(boxes)] == [3]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_words_stay_within_the_drawing(count):
    [sheet] = sheets_of(timeline_of(Lane("Byrådet", crowded(count))), title="Tidslinje")

    ends = [text.x + text_width(text.text, text.size) for figure in sheet.figures for text in figure.texts]
    starts = [text.x for figure in sheet.figures for text in figure.texts]

    assert (min(starts) >= 0, max(ends) <= sheet.width + 0.1) == (True, True)


def test_figures_of_different_rows_never_meet():
    strips = strips_of(timeline_of(Lane("Byrådet", crowded(60))), SCALE)

    assert [strip for strip in strips if any(box.height > strip.height for box in strip.row)] == []


def test_words_of_two_figures_never_meet():
    [sheet] = sheets_of(timeline_of(Lane("Byrådet", crowded(60))), title="Tidslinje")

    lines = [
        (text.x, text.x + text_width(text.text, text.size), text.y) for figure in sheet.figures for text in figure.texts
    ]
    met = [(a, b) for a, b in combinations(lines, 2) if abs(a[2] - b[2]) < 12 and a[0] < b[1] and b[0] < a[1]]

    assert met == []


def test_long_lane_titles_have_room():
    title = "Erhvervs-, Beskæftigelses-, Integrations- og Uddannelsesudvalget for hele Vestegnen"

    [_heading, lane] = strips_of(timeline_of(Lane(title)), SCALE)

    assert lane.height >= 16 * len(lane.title) == 64


def test_empty_lane_says_so():
    [sheet] = sheets_of(timeline_of(Lane("Kultur- og Fritidsudvalget")), title="Tidslinje")

    assert "ingen datoer oplyst i perioden" in [text.text for text in sheet.texts]
    assert sheet.figures == []


def test_lane_that_is_silent_when_empty_is_left_out_beside_others():
    strips = strips_of(timeline_of(Lane("Fagudvalg", says_when_empty=False), Lane("KMU")), SCALE)

    assert [strip.lane and strip.lane.title for strip in strips] == [None, "KMU"]


def test_quarters_are_named_as_the_memo_names_them():
    [sheet] = sheets_of(timeline_of(Lane("Byrådet")), title="Tidslinje")

    assert [text.text for text in sheet.texts if "kvartal" in text.text] == [
        "2. kvartal 2023",
        "3. kvartal 2023",
        "4. kvartal 2023",
    ]


def test_quarter_names_fit_their_columns_over_a_whole_term():
    period = Period(date(2022, 1, 1), date(2025, 12, 31))
    [sheet] = sheets_of(timeline_of(Lane("Byrådet"), period=period), title="Tidslinje", width=1050)
    column = (1050 - 8 - LEFT) / 16

    names = [text for text in sheet.texts if "kvartal" in text.text or text.text.isdecimal()]

    assert [text.text for text in names[:4]] == ["1. kvartal", "2022", "2. kvartal", "2022"]
    assert len(names) == 32
    assert [text.text for text in names if text_width(text.text, text.size, "semibold") > column] == []


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2023, 3, 31), []),
        (date(2023, 4, 1), ["I dag, 1. april 2023"]),
        (date(2023, 12, 31), ["I dag, 31. december 2023"]),
        (date(2024, 1, 1), []),
    ],
)
def test_today_is_marked_within_the_period_alone(today, shown):
    [sheet] = sheets_of(timeline_of(Lane("Byrådet"), today=today), title="Tidslinje")

    assert [text.text for text in sheet.texts if text.text.startswith("I dag")] == shown


def test_legend_explains_the_figures_that_are_drawn():
    lane = Lane("Byrådet", [entry(), entry(shape=Shape.ROUGH)])

    [sheet] = sheets_of(timeline_of(lane), title="Tidslinje")

    assert [figure.texts[0].text for figure in sheet.figures[2:]] == ["møde", "engang i denne tid"]


def test_legend_of_all_shapes_fits_the_narrowest_sheet():
    lane = Lane("Byrådet", [entry(shape=shape) for shape in Shape])

    [sheet] = sheets_of(timeline_of(lane), title="Tidslinje", width=1050)

    texts = [figure.texts[0] for figure in sheet.figures[-len(LEGEND) :]]
    assert max(text.x + text_width(text.text, text.size) for text in texts) < 1050
    assert [text.text for text in texts] == [str(words) for words in LEGEND.values()]
    assert max(text.y for text in texts) < sheet.height


def test_a_drawing_for_paper_has_no_links():
    [sheet] = sheets_of(timeline_of(Lane("Byrådet", [entry()])), title="Tidslinje", has_links=False)

    assert [(figure.url, figure.sentence) for figure in sheet.figures] == [("", ""), ("", "")]
    assert sheet.role == "img"


def test_sheets_hold_every_entry_once_and_keep_to_their_height():
    timeline = timeline_of(Lane("Byrådet", crowded(60)), Lane("Byrådsmøder", crowded(5)))

    sheets = sheets_of(timeline, title="Tidslinje", heights=(430, 650), has_links=True)

    assert sum(bool(figure.url) for sheet in sheets for figure in sheet.figures) == 65
    assert (sheets[0].height <= 430, max(sheet.height for sheet in sheets[1:]) <= 650) == (True, True)
    assert len(sheets) > 2


def test_track_and_lane_are_named_again_where_they_are_cut():
    strips = strips_of(timeline_of(Lane("Byrådet", crowded(60))), SCALE)

    pages = pages_of(strips, 400, 400)

    assert {(page[0].is_heading, page[1].title) for page in pages} == {(True, ("Byrådet",))}


def test_track_that_fits_on_a_sheet_of_its_own_is_not_cut():
    first = TrackRow("1", "Byrådet", [Lane("Byrådet", crowded(6))])
    second = TrackRow("2", "Fagudvalg", [Lane("KMU"), Lane("SSU")])
    strips = strips_of(Timeline(PERIOD, TODAY, [first, second]), SCALE)
    room = sum(strip.height for strip in strips) - 10

    pages = pages_of(strips, room, room)

    assert [page[0].track.title for page in pages] == ["1", "2"]
    assert [len({strip.track.title for strip in page}) for page in pages] == [1, 1]


def test_lanes_begin_under_the_header():
    [sheet] = sheets_of(timeline_of(Lane("Byrådet", [entry()])), title="Tidslinje")

    assert min(text.y for text in sheet.figures[0].texts) > HEADER_HEIGHT


def test_each_mark_says_its_day_and_no_word_is_smaller_than_twelve():
    marks = [entry(shape=Shape.SMALL, first=date(2023, month, 28), last=date(2023, month, 28)) for month in (6, 8)]

    [sheet] = sheets_of(timeline_of(Lane("Byrådet", [*marks, entry()])), title="Tidslinje")

    written = [text for figure in sheet.figures for text in figure.texts]
    assert {text.text for text in written} >= {"28/6", "28/8"}
    assert sheet.width <= 1150  # what a page of 1280 pixels has room for
    assert min(text.size for text in [*written, *sheet.texts]) >= 12
