"""The cascade as a drawing: one description for the template that page and PDF share."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ishoj_process.hierarchy.words import no_lines_text
from ishoj_process.models import Level, Strategy, Vision
from ishoj_process.models.status import Ink, Shape, meaning_of
from ishoj_process.output.drawing.boxes import Box, Node
from ishoj_process.output.drawing.measure import wrap_text
from ishoj_process.output.drawing.shapes import Line, Path, Rect, Text
from ishoj_process.output.drawing.shapes import Shape as Drawable
from ishoj_process.output.drawing.sheet import Sheet
from ishoj_process.output.drawing.style import (
    AMBER,
    BRAND,
    BRAND_LIGHT,
    BRAND_TINT,
    GREEN,
    INK_SOFT,
    LINE,
    NONE,
    PAPER,
    PAPER_SOFT,
    RED,
    Style,
)

from .build import AimNode, Cascade, PolicyNode
from .layout import (
    COLUMNS,
    GAP,
    LEFT,
    MARGIN,
    PADDING,
    RAIL,
    SMALL,
    SMALL_STEP,
    TITLE_STEP,
    WIDTH,
    Content,
    box_of,
    chunks,
    row_of,
    stack_of,
)

# Two things: a `Shape` is the form of a status's mark, and a `Drawable` (the kit's own Shape) all that can be drawn.
MARK_SIZE, MARK_EDGE = 14, 2
SHADES = {Ink.SOFT: INK_SOFT, Ink.BRAND: BRAND, Ink.AMBER: AMBER, Ink.GREEN: GREEN, Ink.RED: RED}


def marks_of(status: str, x: float, y: float, ink: str | None = None) -> list[Path]:
    """The form of a status, drawn of one path, or of two where it is half full; `ink` in place of its own colour."""
    meaning = meaning_of(status)
    shape, colour = meaning.shape, ink or SHADES[meaning.ink]
    size, half = MARK_SIZE, MARK_SIZE / 2
    paths = {
        Shape.FULL: _circle(x, y, half),
        Shape.EMPTY: _circle(x, y, half),
        Shape.HALF: _circle(x, y, half),
        Shape.CROSS: f"M{x:g} {y:g}l{size} {size}M{x + size:g} {y:g}l-{size} {size}",
        Shape.DIAMOND: f"M{x + half:g} {y:g}l{half:g} {half:g}l-{half:g} {half:g}l-{half:g} -{half:g}z",
    }
    mark = Path(paths[shape], colour if shape in (Shape.FULL, Shape.DIAMOND) else NONE, colour, MARK_EDGE)
    return [mark, Path(_half_circle(x, y, half), colour, NONE, MARK_EDGE)] if shape == Shape.HALF else [mark]


def _circle(x: float, y: float, radius: float) -> str:
    """A circle of four curves: in a PDF an arc becomes a polygon."""
    # 4/3 · (√2 − 1): the handle of a Bézier curve that comes nearest to a quarter of a circle.
    bend = round(radius * 0.5523, 2)
    left, middle, right = x, x + radius, x + 2 * radius
    top, centre, bottom = y, y + radius, y + 2 * radius
    return (
        f"M{left:g} {centre:g}"
        f"C{left:g} {centre - bend:g} {middle - bend:g} {top:g} {middle:g} {top:g}"
        f"C{middle + bend:g} {top:g} {right:g} {centre - bend:g} {right:g} {centre:g}"
        f"C{right:g} {centre + bend:g} {middle + bend:g} {bottom:g} {middle:g} {bottom:g}"
        f"C{middle - bend:g} {bottom:g} {left:g} {centre + bend:g} {left:g} {centre:g}z"
    )


def _half_circle(x: float, y: float, radius: float) -> str:
    """The left half of the circle."""
    bend = round(radius * 0.5523, 2)
    return (
        f"M{x + radius:g} {y:g}"
        f"C{x + radius - bend:g} {y:g} {x:g} {y + radius - bend:g} {x:g} {y + radius:g}"
        f"C{x:g} {y + radius + bend:g} {x + radius - bend:g} {y + 2 * radius:g} {x + radius:g} {y + 2 * radius:g}z"
    )


LEVEL_GAP = 46
ROW_GAP = 32  # between rows of policies, where there are many
AIMS_ABREAST = 3
NOTE = 15  # the size of words beside the boxes


STYLES = {
    "vision": Style(BRAND, BRAND, PAPER),
    "vision_missing": Style(PAPER, INK_SOFT, INK_SOFT, dash="7 5"),
    "aim": Style(BRAND_TINT, BRAND_LIGHT),
    "policy": Style(PAPER, BRAND),
    "policy_outside": Style(PAPER, BRAND, dash="7 5"),
    "policy_unnamed": Style(PAPER, INK_SOFT, INK_SOFT, dash="7 5"),
    "strategy": Style(PAPER, LINE),
    "strategy_not_placed": Style(PAPER, INK_SOFT, dash="7 5"),
}


@dataclass(kw_only=True)
class Drawing(Sheet):
    """The whole drawing, back to front."""

    width: float = WIDTH
    fields: list[Rect] = field(default_factory=list)  # quiet surfaces behind boxes that belong together
    lines: list[Line] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    row_tops: list[float] = field(default_factory=list)  # where paper may cut it
    trunk: float = 0  # the height at which the lines to the policies leave the vision's edge; 0: from its bottom

    @property
    def layers(self) -> list[Iterable[Drawable]]:
        return [self.fields, self.lines, self.nodes, self.texts]


def draw_cascade(cascade: Cascade, *, has_links: bool, room: float | None = None) -> Drawing:
    """The drawing of a cascade. In a PDF links inside of drawings are lost, so it is drawn without.

    On paper, where a sheet has `room` for so much, a row of policies that is higher goes on in a row of its own.
    """
    drawing = Drawing(title=_title(cascade), has_links=has_links)
    y = _draw_vision(drawing, cascade)
    y = _draw_policies(drawing, cascade, y, room)
    y = _draw_not_placed(drawing, cascade, y)
    drawing.height = y + MARGIN
    return drawing


def _title(cascade: Cascade) -> str:
    """What the drawing shows, in words for those who do not see it."""
    counts = {"policies": len(cascade.policies), "strategies": len(cascade.strategies), "left": len(cascade.not_placed)}
    vision = cascade.vision.display_title if cascade.vision else _("No vision yet")
    text = _("Main policies: %(policies)s. Strategies: %(strategies)s, of which %(left)s are without a main policy.")
    return f"{vision}. {text % counts}"


def _draw_vision(drawing: Drawing, cascade: Cascade) -> float:
    """The vision across the top, its aims beneath it as a part of it. Returns where the next level begins."""
    box = box_of(_vision_content(cascade.vision), LEFT, MARGIN, WIDTH - LEFT - MARGIN)
    _name_level(drawing, box.y, _("Vision"))
    _add(drawing, box, cascade.vision)
    # Its aims stand between it and the policies, and none hangs under the aim that happens to stand above it.
    drawing.trunk = box.y + box.height / 2 if cascade.aims else 0
    aims = [
        Content(("aim", node.aim.pk), "aim", node.aim.title, tuple(_line_words(cascade.vision, node)))
        for node in cascade.aims
    ]
    bottom = box.bottom
    for some in chunks(aims, AIMS_ABREAST):
        row = row_of(some, bottom, columns=len(some), gap=0)
        for aim_box in row:
            _add(drawing, aim_box, None)
        bottom = row[0].bottom
    return bottom if cascade.has_no_documents else bottom + LEVEL_GAP


def _vision_content(vision: Vision | None) -> Content:
    """The vision's box; where there is none, a gap in its place."""
    if vision is None:
        return Content(("vision", None), "vision_missing", _("No vision yet"))
    return _content(vision, "vision", vision.display_title)


def _name_level(drawing: Drawing, y: float, name: str, *more: str) -> None:
    """The name of a level at the left of its row, and words about it beneath."""
    # 5: as much as a title in its box stands above its line, so that the two stand level.
    drawing.texts.append(Text(MARGIN, y + PADDING + TITLE_STEP - 5, name, SMALL, BRAND, 600))
    lines = [line for text in more for line in wrap_text(text, RAIL - GAP, NOTE)]
    for number, line in enumerate(lines, start=1):
        drawing.texts.append(Text(MARGIN, y + PADDING + TITLE_STEP - 5 + number * SMALL_STEP, line, NOTE, INK_SOFT))


def _line_words(vision: Vision | None, node: AimNode) -> list[str]:
    if vision and not node.lines:
        return [no_lines_text(vision)]
    drafts = _("draft")
    return [f"– {line.title}" + (f" ({drafts})" if line.is_draft else "") for line in node.lines]


def _draw_policies(drawing: Drawing, cascade: Cascade, y: float, room: float | None) -> float:
    """The main policies in rows, each with its strategies stacked beneath it."""
    above = y - LEVEL_GAP
    if cascade.none_is_placed:
        drawing.texts.append(Text(LEFT, y - 14, _outside_words(cascade), NOTE, INK_SOFT))
    for some in _rows_of_policies(cascade, y, room):
        # Above the line that leads around to the row: paper cuts before that line, not between it and the row.
        drawing.row_tops.append(y - ROW_GAP / 2 - MARGIN)
        row = row_of([_policy_content(node, cascade) for node in some], y, COLUMNS)
        for node, box in zip(some, row, strict=True):
            _add(drawing, box, node.policy)
        placed = [box for node, box in zip(some, row, strict=True) if node.has_line_above]
        is_first = y == above + LEVEL_GAP
        if is_first and not drawing.trunk:
            drawing.lines += _draw_lines_down(placed, above)
        else:
            level = y - (LEVEL_GAP if is_first else ROW_GAP) / 2
            drawing.lines += _draw_lines_around(placed, drawing.trunk or above - GAP, level)
        _name_level(drawing, y, _("Main policies"))
        _name_level(drawing, row[0].bottom + GAP, _("Strategies"))
        y = max(_draw_stack(drawing, cascade, node, box) for node, box in zip(some, row, strict=True)) + ROW_GAP
    return y


def _rows_of_policies(cascade: Cascade, y: float, room: float | None) -> Iterator[Sequence[PolicyNode]]:
    """The policies as many abreast as there are columns; where a sheet has not room for a row, what is left follows."""
    for some in chunks(cascade.policies, COLUMNS):
        while room and some:
            yield (fitting := _fitting(some, cascade, room - max(y, ROW_GAP) - ROW_GAP))
            some = [left for node, part in zip(some, fitting, strict=True) if (left := _left_of(node, part))]
            y = 0  # the vision stands above the first row alone
        if some:
            yield some


def _fitting(some: Sequence[PolicyNode], cascade: Cascade, room: float) -> list[PolicyNode]:
    """The policies of a row with as many of their strategies as have room, one at least."""
    row = row_of([_policy_content(node, cascade) for node in some], 0, COLUMNS)
    stacks = [_stack_of(node, box, cascade) for node, box in zip(some, row, strict=True)]
    # One at least, though it does not fit: with none the row would come again for ever.
    counts = [max(sum(box.bottom <= room for box in stack), 1) for stack in stacks]
    return [replace(node, strategies=node.strategies[:count]) for node, count in zip(some, counts, strict=True)]


def _left_of(node: PolicyNode, part: PolicyNode) -> PolicyNode | None:
    """The policy with the strategies that the part of it has not; None where it has all."""
    left = node.strategies[len(part.strategies) :]
    return replace(node, strategies=left, is_continued=True) if left else None


def _draw_lines_down(placed: list[Box], above: float) -> list[Line]:
    """From the vision straight down to the policies in the first row."""
    return [Line(box.middle, above, box.middle, box.y, BRAND, 2) for box in placed]


def _draw_lines_around(placed: list[Box], start: float, level: float) -> list[Line]:
    """From the vision's edge past its aims and the rows before, and above this one to its policies."""
    if not placed:
        return []
    side = LEFT - GAP / 2
    return [
        Line(LEFT, start, side, start, BRAND, 2),
        Line(side, start - 1, side, level + 1, BRAND, 2),
        Line(side, level, placed[-1].middle + 1, level, BRAND, 2),
        *(Line(box.middle, level, box.middle, box.y, BRAND, 2) for box in placed),
    ]


def _outside_words(cascade: Cascade) -> str:
    if cascade.policies_are_older:
        return _("The main policies are older than the vision, which is a new level, and are not placed under it.")
    return _("The main policies are not placed under the vision.")


def _policy_content(node: PolicyNode, cascade: Cascade) -> Content:
    """A policy's box. Where others are placed, one that is not says so itself."""
    if node.is_continued:
        return Content(
            ("mainpolicy", node.policy.pk), _policy_kind(node), _("%(policy)s, continued") % {"policy": node.policy}
        )
    lines = (str(node.policy.lead_committee),) if node.policy.lead_committee else ()
    if node.is_outside and not cascade.none_is_placed:
        lines = (*lines, capfirst(_("not placed under the vision")))
    return _content(node.policy, _policy_kind(node), node.policy.display_title, lines, cascade)


def _policy_kind(node: PolicyNode) -> str:
    if not node.policy.title:
        return "policy_unnamed"
    return "policy_outside" if node.is_outside else "policy"


def _draw_stack(drawing: Drawing, cascade: Cascade, node: PolicyNode, above: Box) -> float:
    """The strategies beneath their policy with the line that leads down to them; returns their lower edge."""
    boxes = _stack_of(node, above, cascade)
    if not boxes:
        return _draw_none_beneath(drawing, above) if cascade.body is None else above.bottom
    for box, strategy in zip(boxes, node.strategies, strict=True):
        middle = box.y + box.height / 2
        drawing.lines.append(Line(above.x + GAP / 2, middle, box.x, middle, BRAND, 2))
        _add(drawing, box, strategy)
    # One further down: ended at the middle of the other line, the corner would stay open.
    drawing.lines.append(Line(above.x + GAP / 2, above.bottom, above.x + GAP / 2, middle + 1, BRAND, 2))
    return boxes[-1].bottom


def _stack_of(node: PolicyNode, above: Box, cascade: Cascade) -> list[Box]:
    return stack_of([_strategy_content(strategy, "strategy", cascade) for strategy in node.strategies], above)


def _draw_none_beneath(drawing: Drawing, above: Box) -> float:
    """Words in the place of strategies: the policy has none yet."""
    y = above.bottom + GAP + PADDING + TITLE_STEP - 5
    lines = wrap_text(_("No strategy is placed here yet."), above.width - GAP, NOTE)
    for number, line in enumerate(lines):
        drawing.texts.append(Text(above.x + PADDING, y + number * SMALL_STEP, line, NOTE, INK_SOFT))
    return y + (len(lines) - 1) * SMALL_STEP


def _strategy_content(strategy: Strategy, kind: str, cascade: Cascade) -> Content:
    lines = [strategy.owner.short_name] if strategy.owner else []
    lines += [capfirst(_("cross-cutting"))] if strategy.is_cross_cutting else []
    return _content(strategy, kind, strategy.display_title, tuple(lines), cascade)


def _draw_not_placed(drawing: Drawing, cascade: Cascade, y: float) -> float:
    """The strategies that have not found their policy: shown as a gap in a field of its own, never hidden."""
    if not cascade.not_placed:
        return y
    _name_level(drawing, y + GAP, _("Not placed"), _("Strategies without a main policy"))
    top, inner = y, WIDTH - LEFT - MARGIN - 2 * GAP
    y += GAP
    for some in chunks(cascade.not_placed, COLUMNS):
        drawing.row_tops.append(y - GAP)
        contents = [_strategy_content(strategy, "strategy_not_placed", cascade) for strategy in some]
        boxes = row_of(contents, y, COLUMNS, left=LEFT + GAP, width=inner)
        for box, strategy in zip(boxes, some, strict=True):
            _add(drawing, box, strategy)
        y = boxes[0].bottom + GAP
    drawing.fields.append(Rect(LEFT, top, inner + 2 * GAP, y - top, PAPER_SOFT))
    return y


def _content(
    level: Level, kind: str, title: str, lines: tuple[str, ...] = (), cascade: Cascade | None = None
) -> Content:
    status = capfirst(level.status_text)
    if cascade and (level.column, level.pk) in cascade.in_consultation:
        status = ", ".join([status, _("in consultation")])
    if level.is_unconfirmed:
        status = _("%(status)s (unconfirmed)") % {"status": status}
    return Content((level._meta.model_name, level.pk), kind, title, lines, status)


def _add(drawing: Drawing, box: Box, level: Level | None) -> None:
    style = STYLES[box.kind]
    first = next((words for words in box.words if words.is_status), None)
    ink = PAPER if style.ink == PAPER else None  # on the strong colour of the vision
    marks = marks_of(level.status, box.x + PADDING, box.y + first.y - MARK_SIZE + 2, ink) if level and first else []
    # In words, too: to who does not see the mark, a link of a title alone says nothing of where it stands.
    sentence = f"{level.display_title}, {box_status(box)}" if level else ""
    url = level.get_absolute_url() if level and drawing.has_links else ""
    drawing.nodes.append(Node(box, style, sentence, url, marks))


def box_status(box: Box) -> str:
    """The words of the status that the box says."""
    return " ".join(words.text for words in box.words if words.is_status)
