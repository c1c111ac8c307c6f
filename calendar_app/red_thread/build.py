"""The red thread of one row: the steps from the meeting where it was raised to the one where it was adopted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ishoj_process.hierarchy.visions import guiding_vision
from ishoj_process.models import Vision
from vision.rights import can_see_contributions

from .kinds import STEPS, Kind
from .nodes import Node, Nodes, closed_text, destination_text, nodes_of
from .walk import Edge, Key, Walk, walk_from

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

MOST_SHOWN = 13  # of one step; the others stand folded below
MOST_NAMES = 3


@dataclass(frozen=True)
class Step:
    """A step of the thread: what stands on it, and in words what it lacks."""

    kind: Kind
    label: str
    nodes: list[Node]
    gap: str = ""

    @property
    def first_nodes(self) -> list[Node]:
        return self.nodes[:MOST_SHOWN]

    @property
    def folded_nodes(self) -> list[Node]:
        return self.nodes[MOST_SHOWN:]

    @property
    def more_text(self) -> str:
        return more_text(len(self.folded_nodes))


@dataclass(frozen=True)
class Thread:
    """The line of one row, up and down, as one reader may see it."""

    here: Node
    steps: list[Step]
    edges: set[Edge]
    position: str


def load_thread(user: AnyUser, row: Model, today: date) -> Thread:
    """The thread of a row that the reader may see, in a fixed number of queries."""
    walk = walk_from(user, row)
    visions = _visions_of(walk, user, today)
    # Of several editions one is enough: what was missing then is no longer to come.
    is_adopted = any(vision.was_adopted for vision in visions)
    # Before the nodes are marked: each would else come from the meeting as well as from what was said there.
    edges = _without_detours(walk.edges)
    nodes = _marked(nodes_of(walk, today), walk, edges, is_adopted)
    ended = _end_of(walk)
    # A step that is the council's alone is left out as a whole: an empty one would tell that there is such a thing.
    kinds = [kind for kind in STEPS if can_see_contributions(user) or not kind.about.is_councils]
    place = kinds.index(walk.kind)
    gaps = {kind: _gap(bool(ended) and kinds.index(kind) > place, is_adopted) for kind in kinds if not nodes[kind]}
    if nodes[Kind.ADOPTION] and walk.of(Kind.LINE) and not is_adopted:
        gaps[Kind.ADOPTION] = _("%(vision)s: not adopted yet") % {"vision": visions[0]}
    steps = [Step(kind, _label(kind, visions), nodes[kind], gaps.get(kind, "")) for kind in kinds]
    here = next(node for node in nodes[walk.kind] if node.is_here)
    return Thread(here, steps, edges, _position(steps, ended, is_adopted))


def _label(kind: Kind, visions: Sequence[Vision]) -> str:
    """What a step is called; of guiding lines the vision has its own word."""
    return capfirst(visions[0].line_word) if kind is Kind.LINE and visions else str(kind.about.label)


def _visions_of(walk: Walk, user: AnyUser, today: date) -> list[Vision]:
    """The vision that the row belongs to; of a document those whose guiding lines it serves, or the one in force."""
    # Its own, though it may serve none of the vision's guiding lines yet.
    if walk.kind is Kind.CHALLENGE:
        return [walk.start.paper.vision]
    if walk.kind in (Kind.CONTRIBUTION, Kind.THEME):
        return [walk.start.vision]
    served = dict.fromkeys(line.aim.vision for line in walk.of(Kind.LINE).values())
    return list(served) or list(filter(None, [guiding_vision(user, today)]))


def _marked(nodes: Nodes, walk: Walk, edges: set[Edge], is_adopted: bool) -> Nodes:
    """The nodes with what each came from, and where the reader came from; those that lead nowhere say so."""
    leading = {source for source, _target in edges}
    here = (walk.kind, walk.start.pk)
    nowhere = _("leads nowhere") if is_adopted else _("leads nowhere yet")
    origins = _origins(nodes, edges)

    def marked(node: Node) -> Node:
        return replace(
            node,
            is_here=node.key == here,
            came_from=origins.get(node.key, ""),
            leads_nowhere=nowhere if node.key not in leading and _should_lead_on(node.key, walk) else "",
        )

    # The row itself stands first, so that it is never folded away.
    return {kind: sorted(map(marked, found), key=lambda node: not node.is_here) for kind, found in nodes.items()}


def _origins(nodes: Nodes, edges: set[Edge]) -> dict[Key, str]:
    """For each node the names of those that it came from, the first few of many."""
    titles = {node.key: node.title for found in nodes.values() for node in found}
    order = {key: place for place, key in enumerate(titles)}
    names: dict[Key, list[str]] = {}
    # In the order of the nodes, as a set has none: the same page must read the same twice.
    for source, target in sorted(edges, key=lambda edge: order[edge[0]]):
        names.setdefault(target, []).append(f"”{titles[source]}”")
    return {key: _some_of(found) for key, found in names.items()}


def _some_of(names: Sequence[str]) -> str:
    text = ", ".join(names[:MOST_NAMES])
    left = len(names) - MOST_NAMES
    return text if left < 1 else f"{text} {more_text(left)}"


def more_text(count: int) -> str:
    """`og 287 mere`"""
    return _("and %(count)s more") % {"count": count}


def _should_lead_on(key: Key, walk: Walk) -> bool:
    """True of what nobody ended: a contribution set aside and a theme dropped say so themselves."""
    kind, pk = key
    if not kind.about.leads_on:
        return False
    row = walk.of(kind)[pk]
    if kind is Kind.CONTRIBUTION:
        return not destination_text(row)
    return kind is not Kind.THEME or row.is_current


def _end_of(walk: Walk) -> str:
    """Why somebody let the thread end before any guiding line; empty where nobody did."""
    themes = walk.of(Kind.THEME).values()
    # Set aside or sent on, and yet under a theme, it still leads on by the theme.
    if walk.kind is Kind.CONTRIBUTION and not themes:
        # Empty for one that waits to be sorted: nobody ended it.
        return destination_text(walk.start)
    if themes and not walk.of(Kind.LINE) and not any(theme.is_current for theme in themes):
        return closed_text(next(iter(themes)), walk)
    return ""


def _gap(is_ended: bool, is_adopted: bool) -> str:
    if is_ended:
        return _("The thread ended before this")
    return _("Missing") if is_adopted else _("Not yet")


def _position(steps: Iterable[Step], ended: str, is_adopted: bool) -> str:
    """The page's first line: whether the thread is whole, and what it lacks."""
    if ended:
        return _("The thread ends here. %(why)s") % {"why": ended}
    lacking = ", ".join(step.label.lower() for step in steps if step.gap)
    if not lacking:
        return _("The thread is whole, from where it was raised to where it was adopted.")
    if is_adopted:
        return _("The thread is not whole. Missing: %(steps)s.") % {"steps": lacking}
    return _("The thread is not whole yet. Not yet: %(steps)s.") % {"steps": lacking}


def _without_detours(edges: set[Edge]) -> set[Edge]:
    """The ties without those from a meeting that another tie says already, by what was said or asked there."""
    sources: dict[Key, set[Key]] = {}
    for source, target in edges:
        sources.setdefault(target, set()).add(source)
    above: dict[Key, set[Key]] = {}

    def meetings_above(key: Key) -> set[Key]:
        if key not in above:
            above[key] = set()  # merged themes cannot lead back, but bad data shall end, too
            for source in sources.get(key, ()):
                above[key] |= {source} if source[0] == Kind.MEETING else meetings_above(source)
        return above[key]

    return {
        (source, target)
        for source, target in edges
        if source[0] != Kind.MEETING
        or not any(source in meetings_above(other) for other in sources[target] if other[0] != Kind.MEETING)
    }
