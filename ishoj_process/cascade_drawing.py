"""The cascade as a drawing: one description for the template that page and PDF share."""

from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .cascade_layout import COLUMNS, GAP, MARGIN, PADDING, WIDTH, Box, Content, box_of, chunks, row_of, stack_of
from .drawing import AMBER, BRAND, BRAND_LIGHT, BRAND_TINT, GREEN, INK, INK_SOFT, LINE, PAPER, RED, Line, Text
from .models import Level

LEVEL_GAP = 44
HEADING_STEP = 30
MARK_SIZE = 13


@dataclass(frozen=True)
class Style:
    fill: str
    stroke: str
    ink: str = INK
    dash: str = "none"


# A dashed edge always means the same: something is missing, a place above or a name.
STYLES = {
    "vision": Style(BRAND, BRAND, PAPER),
    "aim": Style(BRAND_TINT, BRAND_LIGHT),
    "policy": Style(PAPER, BRAND),
    "policy_outside": Style(PAPER, BRAND, dash="7 5"),
    "policy_unnamed": Style(PAPER, INK_SOFT, INK_SOFT, dash="7 5"),
    "strategy": Style(PAPER, LINE),
    "strategy_not_placed": Style(PAPER, INK_SOFT, dash="7 5"),
}
# Each status has a mark of its own form: full, half, empty, crossed.
FULL, HALF, EMPTY, CROSS, DIAMOND = "full", "half", "empty", "cross", "diamond"
MARKS = {
    Level.Status.CONSIDERED: (EMPTY, INK_SOFT),
    Level.Status.CHOSEN: (EMPTY, BRAND),
    Level.Status.IN_PREPARATION: (HALF, AMBER),
    Level.Status.BEFORE_DECISION: (DIAMOND, AMBER),
    Level.Status.ADOPTED: (FULL, GREEN),
    Level.Status.DROPPED: (CROSS, RED),
    Level.Status.SUPERSEDED: (CROSS, INK_SOFT),
}
UNKNOWN_MARK = (EMPTY, INK_SOFT)


@dataclass(frozen=True)
class Mark:
    """The form before the words of a status, as one path."""

    path: str
    fill: str
    stroke: str


@dataclass(frozen=True)
class Node:
    """A box as it is drawn: its frame, its words, its mark, and where it leads."""

    box: Box
    style: Style
    texts: list
    marks: list
    sentence: str
    url: str


@dataclass
class Drawing:
    """The whole drawing, back to front."""

    title: str
    has_links: bool
    nodes: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    texts: list = field(default_factory=list)
    height: float = 0
    width: float = WIDTH

    @property
    def role(self):
        """A group where its links are to be reached, else one picture."""
        return "group" if self.has_links else "img"


def draw_cascade(cascade, *, has_links):
    """The drawing of a cascade. In a PDF links inside of drawings are lost, so it is drawn without."""
    drawing = Drawing(title=_title(cascade), has_links=has_links)
    y = _draw_vision(drawing, cascade)
    y = _draw_policies(drawing, cascade, y)
    y = _draw_not_placed(drawing, cascade, y)
    drawing.height = y + MARGIN
    return drawing


def _title(cascade):
    counts = {"policies": len(cascade.policies), "strategies": len(cascade.strategies), "left": len(cascade.not_placed)}
    vision = cascade.vision.display_title if cascade.vision else _("No vision yet")
    return (
        vision
        + ". "
        + _(
            "Main policies: %(policies)s. Strategies: %(strategies)s, of which %(left)s are not placed under a main policy."
        )
        % counts
    )


def _draw_vision(drawing, cascade):
    """The vision across the top, its aims beneath it as a part of it. Returns where the next level begins."""
    if not cascade.vision:
        return MARGIN
    title = cascade.vision.display_title
    box = box_of(_content(cascade.vision, "vision", title), MARGIN, MARGIN, WIDTH - 2 * MARGIN)
    _add(drawing, box, cascade.vision)
    aims = [
        Content(("aim", node.aim.pk), "aim", node.aim.title, tuple(_line_words(cascade.vision, node)))
        for node in cascade.aims
    ]
    bottom = box.bottom
    for some in chunks(aims, 2):
        for aim_box in row_of(some, bottom, columns=len(some)):
            _add(drawing, aim_box, None)
            bottom_of_row = aim_box.bottom
        bottom = bottom_of_row
    return bottom + LEVEL_GAP


def _line_words(vision, node):
    if not node.lines:
        return [_("No %(lines)s yet") % {"lines": vision.line_words}]
    drafts = _("draft")
    return [f"– {line.title}" + (f" ({drafts})" if line.is_draft else "") for line in node.lines]


def _draw_policies(drawing, cascade, y):
    """The main policies in rows, each with its strategies stacked beneath it."""
    if not cascade.policies:
        return y
    top = y - LEVEL_GAP
    if cascade.policies_outside and cascade.vision:
        drawing.texts.append(Text(MARGIN, y - 12, _outside_words(cascade), 15, INK_SOFT))
    for some in chunks(cascade.policies, COLUMNS):
        contents = [_content(node.policy, _policy_kind(node), node.policy.display_title, _owner(node)) for node in some]
        bottoms = []
        for node, box in zip(some, row_of(contents, y, COLUMNS), strict=True):
            _add(drawing, box, node.policy)
            if node.is_under_vision and y == top + LEVEL_GAP:
                drawing.lines.append(Line(box.middle, top, box.middle, box.y, BRAND, 2))
            bottoms.append(_draw_stack(drawing, box, node.strategies))
        y = max(bottoms) + GAP
    return y + GAP


def _outside_words(cascade):
    if len(cascade.policies_outside) == len(cascade.policies):
        return _("The main policies are not placed under the vision.")
    return _("A dashed edge: not placed under the vision.")


def _policy_kind(node):
    if not node.policy.title:
        return "policy_unnamed"
    return "policy" if node.is_under_vision else "policy_outside"


def _owner(node):
    return (node.policy.lead_committee.name,) if node.policy.lead_committee else ()


def _draw_stack(drawing, above, strategies):
    """The strategies beneath their policy with the line that leads down to them; returns their lower edge."""
    boxes = stack_of([_strategy_content(strategy, "strategy") for strategy in strategies], above)
    for box, strategy in zip(boxes, strategies, strict=True):
        middle = box.y + box.height / 2
        drawing.lines.append(Line(above.x + GAP / 2, middle, box.x, middle, BRAND, 2))
        _add(drawing, box, strategy)
    if boxes:
        last = boxes[-1].y + boxes[-1].height / 2
        drawing.lines.append(Line(above.x + GAP / 2, above.bottom, above.x + GAP / 2, last + 1, BRAND, 2))
    return boxes[-1].bottom if boxes else above.bottom


def _strategy_content(strategy, kind):
    return _content(strategy, kind, strategy.display_title, (strategy.owner.short_name,) if strategy.owner else ())


def _draw_not_placed(drawing, cascade, y):
    """The strategies that have not found their policy: shown as a gap, never hidden."""
    if not cascade.not_placed:
        return y
    drawing.texts.append(Text(MARGIN, y + 18, _("Not placed under a main policy"), 19, INK, 600))
    y += HEADING_STEP
    for some in chunks(cascade.not_placed, COLUMNS):
        contents = [_strategy_content(strategy, "strategy_not_placed") for strategy in some]
        boxes = row_of(contents, y, COLUMNS)
        for box, strategy in zip(boxes, some, strict=True):
            _add(drawing, box, strategy)
        y = boxes[0].bottom + GAP
    return y - GAP


def _content(level, kind, title, lines=()):
    status = capfirst(level.get_status_display()) if level.status else capfirst(_("status not known"))
    if level.is_unconfirmed:
        status = _("%(status)s (unconfirmed)") % {"status": status}
    return Content((level._meta.model_name, level.pk), kind, title, lines, status)


def _add(drawing, box, level):
    style = STYLES[box.kind]
    texts = [
        Text(box.x + words.x, box.y + words.y, words.text, words.size, style.ink, 600 if words.is_strong else 400)
        for words in box.words
    ]
    first = next((words for words in box.words if words.is_status), None)
    marks = [_mark(level, box.x + PADDING, box.y + first.y - MARK_SIZE + 1, style)] if level and first else []
    sentence = f"{level.display_title}, {box_status(box)}" if level else ""
    url = level.get_absolute_url() if level and drawing.has_links else ""
    drawing.nodes.append(Node(box, style, texts, marks, sentence, url))


def box_status(box):
    """The words of the status that the box says."""
    return " ".join(words.text for words in box.words if words.is_status)


def _mark(level, x, y, style):
    form, colour = MARKS.get(level.status, UNKNOWN_MARK)
    if style.ink == PAPER:
        colour = PAPER  # on the strong colour of the vision
    size, half = MARK_SIZE, MARK_SIZE / 2
    circle = f"M{x:g} {y + half:g}a{half} {half} 0 1 0 {size} 0a{half} {half} 0 1 0 -{size} 0z"
    paths = {
        FULL: circle,
        EMPTY: circle,
        HALF: f"{circle}M{x + half:g} {y:g}v{size}",
        CROSS: f"M{x:g} {y:g}l{size} {size}M{x + size:g} {y:g}l-{size} {size}",
        DIAMOND: f"M{x + half:g} {y:g}l{half} {half}l-{half} {half}l-{half} -{half}z",
    }
    return Mark(paths[form], colour if form in (FULL, DIAMOND) else "none", colour)
