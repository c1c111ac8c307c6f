"""What a red thread says of each row: its name, its dates and meetings, and where it leads."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from ishoj_process.models import AgendaItem, GuidingLine, Level, MainPolicy, Meeting, Strategy
from vision.models import Challenge, Contribution, Question, Theme

from .kinds import WITH_THREAD, Kind
from .walk import Key, Walk, adoption_key, levels_of

LONGEST_TITLE = 100


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class Node:
    """One row on the thread: what it is called, what is known of it, and the pages that it leads to."""

    key: Key
    title: str
    lines: tuple[str, ...]
    url: str
    place: Link | None = None  # the agenda item where it was discussed
    is_here: bool = False
    came_from: str = ""
    leads_nowhere: str = ""

    @property
    def other_lines(self) -> list[str]:
        """What is known of it, without the agenda item, which a link names."""
        return [line for line in self.lines if self.place is None or line != self.place.label]

    @property
    def other_links(self) -> list[Link]:
        """Beside its own page: the agenda item, and its own thread, where it has one."""
        links = [self.place] if self.place else []
        if self.key[0] in WITH_THREAD and not self.is_here:
            links.append(Link(_("See its thread"), reverse("thread", args=self.key)))
        return links


Nodes = dict[Kind, list[Node]]


def nodes_of(walk: Walk, today: date) -> Nodes:
    """The nodes of each step, in the order of their rows."""
    return {
        Kind.MEETING: [_meeting_node(row, today) for row in walk.of(Kind.MEETING).values()],
        Kind.CHALLENGE: [_challenge_node(row) for row in _by_place(walk.of(Kind.CHALLENGE))],
        Kind.QUESTION: [_question_node(row, walk) for row in _by_place(walk.of(Kind.QUESTION))],
        Kind.CONTRIBUTION: [_contribution_node(row) for row in _said(walk)],
        Kind.THEME: [_theme_node(row, walk) for row in _by_place(walk.of(Kind.THEME))],
        Kind.LINE: [_line_node(row) for row in _by_place(walk.of(Kind.LINE))],
        Kind.POLICY: [_level_node(Kind.POLICY, row) for row in _by_place(walk.of(Kind.POLICY))],
        Kind.STRATEGY: [_level_node(Kind.STRATEGY, row) for row in _by_place(walk.of(Kind.STRATEGY))],
        Kind.ADOPTION: _adoption_nodes(walk),
    }


def _by_place(rows: dict[int, Any]) -> list[Any]:
    return sorted(rows.values(), key=lambda row: (row.position, row.pk))


def _said(walk: Walk) -> list[Contribution]:
    return sorted(walk.of(Kind.CONTRIBUTION).values(), key=lambda row: (row.said_on, row.pk))


def _known(*lines: Any) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(str(line) for line in lines if line)


def _meeting_node(meeting: Meeting, today: date) -> Node:
    standing = capfirst(Meeting.Standing(meeting.standing(today)).label)
    return Node(
        (Kind.MEETING, meeting.pk), str(meeting), _known(meeting.date_text, standing), meeting.get_absolute_url()
    )


def _challenge_node(challenge: Challenge) -> Node:
    lines = _known(challenge.is_unconfirmed and capfirst(_("unconfirmed")))
    return Node((Kind.CHALLENGE, challenge.pk), challenge.title, lines, challenge_url(challenge))


def challenge_url(challenge: Challenge) -> str:
    """Its place in its debate paper."""
    return f"{challenge.paper.get_absolute_url()}#udfordring-{challenge.pk}"


def _question_node(question: Question, walk: Walk) -> Node:
    # None for an item that the reader may not read: where a question was discussed is then not said.
    item = walk.of(Kind.ITEM).get(question.item_id)
    place = _place(item)
    lines = _known(place and place.label, item and item.meeting.date_text)
    return Node((Kind.QUESTION, question.pk), str(question), lines, question.get_absolute_url(), place)


def _place(item: AgendaItem | None) -> Link | None:
    """`Temamøde 1, punkt 2`, with the way to it; None where the reader may not know of it."""
    if item is None:
        return None
    words = {"meeting": item.meeting.display_title, "number": item.number}
    return Link(_("%(meeting)s, item %(number)s") % words, item.get_absolute_url())


def _contribution_node(row: Contribution) -> Node:
    lines = _known(capfirst(row.speaker_text), row.said_on_text, destination_text(row))
    return Node((Kind.CONTRIBUTION, row.pk), contribution_title(row), lines, row.get_absolute_url())


def contribution_title(row: Contribution) -> str:
    """How what was said begins, on one line."""
    beginning: str = row.beginning  # type: ignore[attr-defined]  # `contributions` asks the database for it
    return Truncator(" ".join(beginning.split())).chars(LONGEST_TITLE)


def destination_text(contribution: Contribution) -> str:
    """Where it went, when that was not on towards the vision."""
    if contribution.destination == Contribution.Destination.COMMITTEE:
        return _("Sent to the strategies of: %(body)s") % {"body": contribution.body}
    if contribution.destination == Contribution.Destination.ASIDE:
        return _("Set aside: %(reason)s") % {"reason": contribution.reason}
    return ""


def _theme_node(theme: Theme, walk: Walk) -> Node:
    return Node((Kind.THEME, theme.pk), theme.title, _known(closed_text(theme, walk)), theme.get_absolute_url())


def closed_text(theme: Theme, walk: Walk) -> str:
    """What became of a theme that is no longer current; the other theme by name where the reader may know of it."""
    if theme.state == Theme.State.DROPPED:
        words = {"day": theme.closed_on_text, "reason": theme.drop_reason}
        return _("Dropped %(day)s: %(reason)s") % words
    if theme.state != Theme.State.MERGED:
        return ""
    # By name only where the other is on the thread: what is on it the reader may see.
    if theme.merged_into_id in walk.of(Kind.THEME):
        words = {"day": theme.closed_on_text, "theme": str(theme.merged_into)}
        return _("Merged into “%(theme)s” %(day)s") % words
    return _("Merged into another theme %(day)s") % {"day": theme.closed_on_text}


def _line_node(line: GuidingLine) -> Node:
    vision = line.aim.vision
    words = {"vision": vision, "state": line.get_state_display()}
    return Node((Kind.LINE, line.pk), line.title, (_("%(vision)s, %(state)s") % words,), line.get_absolute_url())


def _level_node(kind: Kind, level: MainPolicy | Strategy) -> Node:
    owner = level.owner
    lines = _known(owner and (owner.short_name or owner), status_text(level))
    return Node((kind, level.pk), level.display_title, lines, level.get_absolute_url())


def status_text(level: Level) -> str:
    return capfirst(level.status_text)


def _adoption_nodes(walk: Walk) -> list[Node]:
    """Where what is on the thread was adopted: once for what the same agenda item, or the same day, adopted."""
    adopted: dict[Key, list[Level]] = {}
    for level in levels_of(walk):
        if level.was_adopted:
            # One meeting may adopt many documents at once: a box for each would say the same line many times.
            adopted.setdefault(adoption_key(level, walk), []).append(level)
    return [_adoption_node(key, levels, walk) for key, levels in adopted.items()]


def _adoption_node(key: Key, levels: list[Level], walk: Walk) -> Node:
    names = sorted({level.display_title for level in levels})
    what = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    item = walk.of(Kind.ITEM).get(levels[0].adopted_at_item_id)
    if item and (place := _place(item)):
        return Node(key, item.title, _known(place.label, item.meeting.date_text, what), place.url)
    level = levels[0]
    on_day = level.adopted_on and _("Adopted on %(day)s") % {"day": level.adopted_on.when}
    return Node(key, on_day or _("Adopted, the day not stated"), _known(level.adopted_by, what), "")
