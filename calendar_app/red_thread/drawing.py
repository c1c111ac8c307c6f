"""The red thread as a drawing: one description for the template that page and PDF share."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.output.drawing.boxes import STRONG, Box, Node
from ishoj_process.output.drawing.shapes import Path, Shape, Text
from ishoj_process.output.drawing.sheet import Sheet
from ishoj_process.output.drawing.style import BRAND, BRAND_TINT, INK_SOFT, NONE, PAPER, RED, Style

from .build import MOST_SHOWN, Step, Thread, more_text
from .layout import MARGIN, SMALL, TITLE, WIDTH, Content, Key, lay_out
from .nodes import Node as ThreadNode

HIGHEST = 1100  # so that a screen or two show all of it
HIGHEST_ON_PAPER = 730  # so that it stands on an A3 sheet with the words above it, at a size that can be read


THREAD_WIDTH = 2.5
GAP_KIND = "gap"
HERE = Style(BRAND, BRAND, PAPER)
PLAIN = Style(PAPER, BRAND)
MORE = Style(BRAND_TINT, BRAND_TINT)
GAP = Style(PAPER, INK_SOFT, INK_SOFT, dash="7 5")


@dataclass(kw_only=True)
class Drawing(Sheet):
    """The whole drawing, back to front."""

    width: float = WIDTH
    paths: list[Path] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    @property
    def layers(self) -> list[Iterable[Shape]]:
        return [self.paths, self.boxes, self.texts]


def draw_thread(thread: Thread, *, has_links: bool, highest: float = HIGHEST) -> Drawing:
    """The drawing of a thread, with as many boxes in a column as there is room for, and one for how many more."""
    # Tried and not reckoned: how high a column is, is only known when its words are set.
    for most in range(MOST_SHOWN, 0, -1):
        drawing = _draw(thread, has_links, most)
        if drawing.height <= highest:
            break
    return drawing


def _draw(thread: Thread, has_links: bool, most: int) -> Drawing:
    """The drawing with at most so many boxes for each step."""
    # Under which box each row is drawn: a tie to one that is folded away ends in the box for how many more.
    drawn_as: dict[Key, Key] = {}
    styles: dict[Key, Style] = {}
    columns = []
    for step in thread.steps:
        contents = _column(step, most, drawn_as)
        styles |= {content.key: _style(content.key, thread) for content in contents}
        columns.append(contents)
    edges = {(drawn_as[source], drawn_as[target]) for source, target in thread.edges}
    # As a set: the ties of all that are folded into one box become one line.
    layout = lay_out(columns, edges)
    drawing = Drawing(title=_title(thread), has_links=has_links, height=layout.height)
    drawing.paths = [Path(path, NONE, RED, THREAD_WIDTH) for path in layout.paths]
    for step, x in zip(thread.steps, layout.column_xs, strict=True):
        drawing.texts.append(Text(x, MARGIN + TITLE, step.label, SMALL, BRAND, STRONG))
    nodes = {node.key: node for step in thread.steps for node in step.nodes}
    drawing.boxes = [_drawn(box, styles[box.key], nodes.get(box.key), has_links) for box in layout.boxes]
    return drawing


def _column(step: Step, most: int, drawn_as: dict[Key, Key]) -> list[Content]:
    """The contents of a step's column; notes for each node under which key it is drawn."""
    if not step.nodes:
        return [Content((GAP_KIND, step.kind), step.gap)]
    drawn, folded = step.nodes[:most], step.nodes[most:]
    drawn_as.update({node.key: node.key for node in drawn})
    contents = [_content(node) for node in drawn]
    if folded:
        more = ("more", step.kind)
        drawn_as.update({node.key: more for node in folded})
        contents.append(Content(more, more_text(len(folded))))
    # Beside boxes, too: of several adoptions the vision's own may be what is missing.
    if step.gap:
        contents.append(Content((GAP_KIND, step.kind), step.gap))
    return contents


def _content(node: ThreadNode) -> Content:
    lines = (*node.lines, capfirst(node.leads_nowhere)) if node.leads_nowhere else node.lines
    return Content(node.key, node.title, lines, _("You are here") if node.is_here else "")


def _style(key: Key, thread: Thread) -> Style:
    if key[0] == GAP_KIND:
        return GAP
    if key[0] == "more":
        return MORE
    return HERE if key == thread.here.key else PLAIN


def _title(thread: Thread) -> str:
    """What the drawing shows, in words for those who do not see it."""
    count = sum(len(step.nodes) for step in thread.steps)
    shown = ngettext("%(count)s thing stands on it.", "%(count)s things stand on it.", count) % {"count": count}
    name = _("The red thread of “%(title)s”.") % {"title": thread.here.title}
    return f"{name} {shown} {thread.position}"


def _drawn(box: Box, style: Style, node: ThreadNode | None, has_links: bool) -> Node:
    sentence = ", ".join([node.title, *node.lines]) if node else ""
    return Node(box, style, sentence, node.url if node and has_links else "")
