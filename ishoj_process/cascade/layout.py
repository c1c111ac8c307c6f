"""Where the boxes of the cascade stand: pure sums over words and widths, no database."""

from dataclasses import dataclass, field

from ishoj_process.text.measure import wrap_text

WIDTH = 1600
MARGIN = 2
GAP = 16
PADDING = 12
RAIL = 138  # at the left, where the levels are named
LEFT = MARGIN + RAIL
COLUMNS = 6  # of policies, and of strategies that are not placed
TITLE, SMALL = 20, 16  # sizes of words
TITLE_STEP, SMALL_STEP = 24, 20
MARK = 22  # room for the mark before the words of a status


@dataclass(frozen=True)
class Words:
    """A line of words in a box, measured from the box's upper left corner."""

    x: float
    y: float
    text: str
    size: int
    is_strong: bool = False
    is_status: bool = False


@dataclass(frozen=True)
class Box:
    """A box with its words. `key` names what it shows, `kind` how it is drawn."""

    key: tuple
    kind: str
    x: float
    y: float
    width: float
    height: float
    words: list[Words] = field(default_factory=list)

    @property
    def bottom(self):
        return self.y + self.height

    @property
    def middle(self):
        return self.x + self.width / 2

    def overlaps(self, other):
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.bottom
            and other.y < self.bottom
        )


@dataclass(frozen=True)
class Content:
    """What a box is to say: a title, lines beneath it, and a status with a mark; each may be empty."""

    key: tuple
    kind: str
    title: str
    lines: tuple = ()
    status: str = ""


def box_of(content, x, y, width, height=0):
    """A box that is as high as its words need, or higher where told."""
    words, at = [], PADDING
    for line in wrap_text(content.title, width - 2 * PADDING, TITLE, weight="semibold"):
        at += TITLE_STEP
        words.append(Words(PADDING, at - 5, line, TITLE, is_strong=True))
    for text in content.lines:
        for line in wrap_text(text, width - 2 * PADDING, SMALL):
            at += SMALL_STEP
            words.append(Words(PADDING, at - 4, line, SMALL))
    for line in wrap_text(content.status, width - 2 * PADDING - MARK, SMALL) if content.status else []:
        at += SMALL_STEP
        words.append(Words(PADDING + MARK, at - 4, line, SMALL, is_status=True))
    return Box(content.key, content.kind, x, y, width, max(at + PADDING, height), words)


def row_of(contents, y, columns, left=LEFT, width=WIDTH - LEFT - MARGIN, gap=GAP):
    """Boxes side by side, all as high as the highest of them."""
    each = round((width - gap * (columns - 1)) / columns, 1)
    places = [round(left + n * (each + gap), 1) for n in range(len(contents))]
    height = max((box_of(content, 0, 0, each).height for content in contents), default=0)
    return [box_of(content, x, y, each, height) for content, x in zip(contents, places, strict=True)]


def stack_of(contents, above):
    """Boxes beneath a box, indented, so that a line can lead down beside them."""
    boxes, y = [], above.bottom + GAP
    for content in contents:
        boxes.append(box_of(content, above.x + GAP, y, above.width - GAP))
        y = boxes[-1].bottom + GAP / 2
    return boxes


def chunks(contents, size):
    return [contents[start : start + size] for start in range(0, len(contents), size)]
