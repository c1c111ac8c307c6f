"""The timeline's drawing, ready for one template in page and PDF: bands, lines, figures and words with their places."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ishoj_process.dates import danish as danish_dates
from ishoj_process.output.drawing.measure import text_width
from ishoj_process.output.drawing.shapes import Figure, Line, Path, Rect, Text
from ishoj_process.output.drawing.shapes import Shape as Drawn
from ishoj_process.output.drawing.sheet import Sheet
from ishoj_process.output.drawing.style import BRAND, INK, INK_SOFT, LINE, PAPER, PAPER_SOFT, RED

from .build import Timeline
from .entries import Shape
from .layout import (
    EMPTY,
    EMPTY_INDENT,
    LABEL_SIZE,
    LANE_PADDING,
    LEFT,
    LINE_HEIGHT,
    TITLE_SIZE,
    WHEN_SIZE,
    DayScale,
    EntryBox,
    Strip,
    free_of_words,
    pages_of,
    strips_of,
)
from .period import Period, Quarter
from .shapes import HEIGHT, STYLES, path

WIDTH = 1150  # as wide as the frame of a page at 1280 pixels, so that no word is smaller than it is set
HEADER_HEIGHT = 70
TODAY_Y, QUARTER_Y, MONTH_Y = 14, 40, 60  # the three lines of words in the header
MARGIN = 10
LEGEND_LINE = 24
LEGEND = {
    Shape.MEETING: gettext_lazy("meeting"),
    Shape.SMALL: gettext_lazy("ordinary meeting"),
    Shape.CANCELLED: gettext_lazy("cancelled meeting"),
    Shape.BAR: gettext_lazy("from day to day"),
    Shape.ROUGH: gettext_lazy("sometime in this period"),
    Shape.OPEN_END: gettext_lazy("end not stated"),
    Shape.OPEN_START: gettext_lazy("start not stated"),
    Shape.DAY: gettext_lazy("on this day"),
    Shape.ADOPTION: gettext_lazy("adoption"),
    Shape.MILESTONE: gettext_lazy("milestone"),
    Shape.TIE: gettext_lazy("may begin, when what comes before is adopted"),
}
LEGEND_WIDTHS = {Shape.BAR: 30, Shape.ROUGH: 30, Shape.OPEN_END: 30, Shape.OPEN_START: 30, Shape.SMALL: 10}


@dataclass(frozen=True)
class EntryFigure(Figure):
    """An entry as it is drawn, with its words and where it leads."""

    outline: Path
    sentence: str = ""
    url: str = ""
    texts: list[Text] = field(default_factory=list)
    is_titled = True

    @property
    def layers(self) -> list[Iterable[Drawn]]:
        return [[self.outline], self.texts]


@dataclass(kw_only=True)
class Drawing(Sheet):
    """One drawing, back to front."""

    bands: list[Rect] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    headings: list[Rect] = field(default_factory=list)
    figures: list[EntryFigure] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    @property
    def layers(self) -> list[Iterable[Drawn]]:
        return [self.bands, self.lines, self.headings, self.figures, self.texts]


def sheets_of(
    timeline: Timeline, *, title: str, width: float = WIDTH, heights: Sequence[float] = (), has_links: bool = True
) -> list[Drawing]:
    """The drawing of a timeline: one sheet as long as it needs, or as many as the heights of first and others ask for.

    A PDF loses links within a drawing, so there they stand in the table below alone.
    """
    scale = DayScale(timeline.period, width)
    strips = strips_of(timeline, scale)
    shapes = {box.entry.shape for strip in strips for box in strip.row}
    legend = _legend_lines(shapes, scale.width)
    room = HEADER_HEIGHT + 2 * MARGIN + LEGEND_LINE * len(legend)
    rooms = [height - room for height in heights]
    return [_sheet(timeline, scale, page, legend, title, has_links) for page in pages_of(strips, *rooms)]


def _sheet(
    timeline: Timeline,
    scale: DayScale,
    strips: Sequence[Strip],
    legend: Sequence[Sequence[Shape]],
    title: str,
    has_links: bool,
) -> Drawing:
    bottom = HEADER_HEIGHT + sum(strip.height for strip in strips)
    height = bottom + 2 * MARGIN + LEGEND_LINE * len(legend)
    sheet = Drawing(title=title, width=scale.width, height=height, has_links=has_links)
    _draw_calendar(sheet, timeline.period, scale, bottom)
    y: float = HEADER_HEIGHT
    for strip in strips:
        draw = _draw_heading if strip.is_heading else _draw_lane
        draw(sheet, strip, y)
        y += strip.height
    _draw_today(sheet, timeline, scale, strips)
    for number, shapes in enumerate(legend):
        sheet.figures += _legend(shapes, bottom + MARGIN + LEGEND_LINE * number)
    return sheet


def _draw_calendar(sheet: Drawing, period: Period, scale: DayScale, bottom: float) -> None:
    """Columns for quarters, ticks for months."""
    for number, quarter in enumerate(period.quarters):
        left, right = scale.left_of(quarter.first), scale.right_of(quarter.last)
        # Every other quarter is shaded: eyes follow a column down through many lanes.
        if number % 2 == 0:
            sheet.bands.append(Rect(left, QUARTER_Y - 18, right - left, bottom - QUARTER_Y + 18, PAPER_SOFT))
        sheet.lines.append(Line(left, QUARTER_Y - 18, left, bottom, LINE, 1.5))
        sheet.texts += _quarter_words(quarter.label, (left + right) / 2, right - left)
        for day in _month_starts(quarter):
            _draw_month(sheet, day, scale, bottom)
    sheet.lines.append(Line(LEFT, HEADER_HEIGHT, scale.right, HEADER_HEIGHT, INK_SOFT))


def _quarter_words(label: str, middle: float, room: float) -> list[Text]:
    """`2. kvartal 2023`; in two lines where many quarters share the width."""
    # Measured and not guessed by the number of quarters: the words' widths differ.
    size = next((size for size in (15, 13) if text_width(label, size, "semibold") <= room - 6), None)
    if size:
        return [Text(middle, QUARTER_Y, label, size, BRAND, 600, "middle")]
    quarter, year = label.rsplit(" ", 1)
    return [
        Text(middle, QUARTER_Y - 6, quarter, 10, BRAND, 600, "middle"),
        Text(middle, QUARTER_Y + 6, year, 10, BRAND, 600, "middle"),
    ]


def _month_starts(quarter: Quarter) -> list[date]:
    return [quarter.first.replace(month=quarter.first.month + number) for number in range(3)]


def _draw_month(sheet: Drawing, day: date, scale: DayScale, bottom: float) -> None:
    left = scale.left_of(day)
    right = scale.left_of((day + timedelta(days=31)).replace(day=1))
    name = danish_dates.MONTHS[day.month - 1]
    fitting = (text for text in (name, f"{name[:3]}.", name[:1]) if text_width(text, WHEN_SIZE) <= right - left - 4)
    sheet.texts.append(Text((left + right) / 2, MONTH_Y, next(fitting, ""), WHEN_SIZE, INK_SOFT, anchor="middle"))
    sheet.lines.append(Line(left, HEADER_HEIGHT - 6, left, bottom))


def _draw_heading(sheet: Drawing, strip: Strip, y: float) -> None:
    """The track's name and who leads it, over the whole width."""
    sheet.headings.append(Rect(0, y, sheet.width, strip.height, BRAND))
    name = f"{strip.track.title} – {strip.track.lead_actor}"
    sheet.texts.append(Text(8, y + 20, name, 15, PAPER, 600, "start"))


def _draw_lane(sheet: Drawing, strip: Strip, y: float) -> None:
    if strip.is_first:
        sheet.lines.append(Line(0, y, sheet.width, y))
        for number, line in enumerate(strip.title):
            line_y = y + LANE_PADDING + 12 + LINE_HEIGHT * number
            sheet.texts.append(Text(8, line_y, line, TITLE_SIZE, INK, 600, "start"))
    top = y + strip.inset
    if not strip.row:
        sheet.texts.append(Text(LEFT + EMPTY_INDENT, top + 12, str(EMPTY), LABEL_SIZE, INK_SOFT, anchor="start"))
    sheet.figures += [_figure(box, top, sheet.has_links) for box in strip.row]


def _figure(box: EntryBox, top: float, has_links: bool) -> EntryFigure:
    entry = box.entry
    y = top + HEIGHT + LABEL_SIZE + 2
    texts = []
    for lines, size, fill in ((box.label, LABEL_SIZE, BRAND if entry.url else INK), (box.when, WHEN_SIZE, INK_SOFT)):
        for line in lines:
            texts.append(Text(box.label_left, y, line, size, fill, weight=None))
            y += LINE_HEIGHT
    outline = _outline(entry.shape, box.figure_left, box.figure_right, top)
    sentence, url = (capfirst(entry.sentence), entry.url) if has_links else ("", "")
    return EntryFigure(outline, sentence, url, texts)


def _outline(shape: Shape, left: float, right: float, top: float) -> Path:
    style = STYLES[shape]
    return Path(path(shape, left, right, top), style.fill, style.stroke, dash=style.dash)


def _draw_today(sheet: Drawing, timeline: Timeline, scale: DayScale, strips: Sequence[Strip]) -> None:
    """Where we are: a line through all lanes with its day; none where the day lies outside of the period.

    It is broken where words stand, those of the header among them.
    """
    today = timeline.today
    if not timeline.period.touches(today, today):
        return
    # The middle of the day, as a mark on its edge could be either of two.
    x = (scale.left_of(today) + scale.right_of(today)) / 2
    words = _("Today, %(day)s") % {"day": danish_dates.date_text(today)}
    half = text_width(words, 12, "semibold") / 2
    # The words are kept within the drawing; the line itself stays on its day.
    middle = min(max(x, LEFT + half), scale.right - half)
    sheet.texts.append(Text(middle, TODAY_Y, words, 12, RED, 600, "middle"))
    pieces = [(TODAY_Y + 4, QUARTER_Y - 18), *free_of_words(strips, x, HEADER_HEIGHT - 6, HEADER_HEIGHT)]
    sheet.lines += [Line(x, top, x, bottom, RED, 1.5) for top, bottom in pieces]


def _legend_lines(shapes: set[Shape], width: float) -> list[list[Shape]]:
    """The figures that are drawn, in the order of the legend, in as many lines as they need."""
    lines: list[list[Shape]] = [[]]
    x: float = 8
    for shape in (shape for shape in LEGEND if shape in shapes):
        # At least one to a line, or a sheet that is narrower than a figure would begin with an empty line.
        if x + _legend_width(shape) > width and lines[-1]:
            lines.append([])
            x = 8
        lines[-1].append(shape)
        x += _legend_width(shape)
    return lines


def _legend_width(shape: Shape) -> float:
    """Of a figure with its words and the space behind them."""
    return LEGEND_WIDTHS.get(shape, HEIGHT) + 6 + text_width(str(LEGEND[shape]), WHEN_SIZE) + 18


def _legend(shapes: Iterable[Shape], top: float) -> Iterator[EntryFigure]:
    """What the figures of one line of the legend mean."""
    x: float = 8
    for shape in shapes:
        width = LEGEND_WIDTHS.get(shape, HEIGHT)
        text = Text(x + width + 6, top + 12, str(LEGEND[shape]), WHEN_SIZE, INK_SOFT, weight=None)
        yield EntryFigure(_outline(shape, x, x + width, top), texts=[text])
        x += _legend_width(shape)
