"""Which rows lie on the line of one row, up and down: read step by step, never row by row.

From a contribution or a challenge the line goes down through its themes; what else came into those themes is shown
of the other kind alone, as it is not what this one was said about. From all others it goes both ways.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Model, Q

from ishoj_process.models import AgendaItem, Alignment, Level, Meeting, Strategy
from ishoj_process.rights import can_read_item
from vision.models import Question, Theme

from .kinds import Kind, kind_of

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

Key = tuple[Kind, int | str | None]
Edge = tuple[Key, Key]


@dataclass
class Walk:
    """What was found: rows by their kind and number, and which leads to which."""

    kind: Kind
    start: Any  # a row of one of the kinds, each with ties of its own
    rows: dict[Kind, dict[Any, Any]] = field(default_factory=dict)
    edges: set[Edge] = field(default_factory=set)

    def add(self, kind: Kind, found: Iterable[Model]) -> None:
        self.rows.setdefault(kind, {}).update({row.pk: row for row in found})

    def of(self, kind: Kind) -> dict[Any, Any]:
        return self.rows.get(kind, {})

    def tie(self, kind: Kind, pk: int | None, other_kind: Kind, other: int | None) -> None:
        """That one leads to the other, where the reader may see both."""
        # Both: a tie to what the reader may not know of would tell that it is there.
        if pk in self.of(kind) and other in self.of(other_kind):
            self.edges.add(((kind, pk), (other_kind, other)))


def walk_from(user: AnyUser, start: Model) -> Walk:
    """All that lies on the line of a row, in a fixed number of queries."""
    walk = Walk(kind_of(start), start)
    walk.add(walk.kind, [start])
    # From the start outwards: each step asks for what hangs on the rows of the one before.
    if walk.kind in (Kind.LINE, Kind.POLICY, Kind.STRATEGY):
        _documents_around(walk, user)
        origins = _themes_above(walk, user)
    else:
        origins = _themes_below(walk, user)
        _lines_below(walk, user)
        _documents_below(walk, user)
    _what_was_said(walk, user, origins)
    _questions(walk, user)
    _items_and_meetings(walk, user)
    _tie_adoptions(walk)
    return walk


def _documents_around(walk: Walk, user: AnyUser) -> None:
    """From a document or a guiding line: the lines that it serves, the policy above it, the strategies below."""
    if walk.kind is Kind.LINE:
        _documents_below(walk, user)
        return
    if walk.kind is Kind.STRATEGY:
        home_or_beside = Q(pk=walk.start.main_policy_id) | Q(also_served_by=walk.start.pk)
        walk.add(Kind.POLICY, Kind.POLICY.rows(user).filter(home_or_beside).distinct())
    else:
        home_or_beside = Q(main_policy=walk.start.pk) | Q(also_serves=walk.start.pk)
        walk.add(Kind.STRATEGY, Kind.STRATEGY.rows(user).filter(home_or_beside).distinct())
    served = Q(main_policy__in=walk.of(Kind.POLICY))
    if walk.kind is Kind.STRATEGY:
        served |= Q(strategy=walk.start.pk)
    # By the policy's alignments, too: a policy carries its strategies to what it serves.
    walk.add(Kind.LINE, Kind.LINE.rows(user).filter(pk__in=Alignment.objects.filter(served).values("guiding_line")))
    _tie_documents(walk, Alignment.objects.filter(guiding_line__in=walk.of(Kind.LINE)))


def _documents_below(walk: Walk, user: AnyUser) -> None:
    """What carries out the guiding lines: the policies that say so, what is below them, and strategies that say so."""
    alignments = list(Alignment.objects.filter(guiding_line__in=walk.of(Kind.LINE)))
    walk.add(Kind.POLICY, Kind.POLICY.rows(user).filter(pk__in=[row.main_policy_id for row in alignments]))
    policies = walk.of(Kind.POLICY)
    named = Q(pk__in=[row.strategy_id for row in alignments])
    below = Q(main_policy__in=policies) | Q(also_serves__in=policies)
    walk.add(Kind.STRATEGY, Kind.STRATEGY.rows(user).filter(named | below).distinct())
    # The homes of strategies that name a line themselves: without them these would hang in the air.
    places = {strategy.main_policy_id for strategy in walk.of(Kind.STRATEGY).values()}
    walk.add(Kind.POLICY, Kind.POLICY.rows(user).filter(pk__in=places - {None} - set(walk.of(Kind.POLICY))))
    _tie_documents(walk, alignments)


def _tie_documents(walk: Walk, alignments: Iterable[Alignment]) -> None:
    for row in alignments:
        walk.tie(Kind.LINE, row.guiding_line_id, Kind.POLICY, row.main_policy_id)
        walk.tie(Kind.LINE, row.guiding_line_id, Kind.STRATEGY, row.strategy_id)
    for strategy in walk.of(Kind.STRATEGY).values():
        walk.tie(Kind.POLICY, strategy.main_policy_id, Kind.STRATEGY, strategy.pk)
    beside = Strategy.also_serves.through.objects.filter(strategy__in=walk.of(Kind.STRATEGY))
    for strategy, policy in beside.values_list("strategy", "mainpolicy"):
        walk.tie(Kind.POLICY, policy, Kind.STRATEGY, strategy)


def _themes_above(walk: Walk, user: AnyUser) -> list[int]:
    """The themes that the guiding lines grew from, with those merged into them; returns their numbers."""
    through = Theme.guiding_lines.through
    ties = list(through.objects.filter(guidingline__in=walk.of(Kind.LINE)).values_list("theme_id", "guidingline_id"))
    found = _followed({theme for theme, _line in ties}, _merged(user), backwards=True)
    walk.add(Kind.THEME, Kind.THEME.rows(user).filter(pk__in=found))
    _tie_merged(walk)
    for theme, line in ties:
        walk.tie(Kind.THEME, theme, Kind.LINE, line)
    return list(walk.of(Kind.THEME))


def _themes_below(walk: Walk, user: AnyUser) -> list[int]:
    """The themes that it came into, and what those were merged into; returns those that it stands under itself."""
    merged = _merged(user)
    if walk.kind is Kind.THEME:
        origins = _followed({walk.start.pk}, merged, backwards=True)
        walk.add(Kind.THEME, Kind.THEME.rows(user).filter(pk__in=origins - {walk.start.pk}))
    else:
        origins = set(walk.start.themes.visible_to(user).values_list("pk", flat=True))
    wanted = _followed(origins, merged) - set(walk.of(Kind.THEME))
    walk.add(Kind.THEME, Kind.THEME.rows(user).filter(pk__in=wanted))
    _tie_merged(walk)
    return list(origins)


def _merged(user: AnyUser) -> dict[int, int]:
    """From each merged theme that the reader may see to the one that took it over."""
    merged = Theme.objects.visible_to(user).filter(state=Theme.State.MERGED)
    # All at once: how long a chain of mergers is, is only known when it has been followed.
    return dict(merged.values_list("pk", "merged_into_id"))


def _followed(themes: Iterable[int], merged: dict[int, int], *, backwards: bool = False) -> set[int]:
    """The themes, and all that they were merged into, in turn; backwards: all that was merged into them."""
    found, new = set(themes), set(themes)
    while new:
        if backwards:
            new = {theme for theme, target in merged.items() if target in new} - found
        else:
            new = {merged[theme] for theme in new if theme in merged} - found
        # What was found before is not followed again, so that themes merged in a ring come to an end.
        found |= new
    return found


def _tie_merged(walk: Walk) -> None:
    for theme in walk.of(Kind.THEME).values():
        walk.tie(Kind.THEME, theme.pk, Kind.THEME, theme.merged_into_id)


def _lines_below(walk: Walk, user: AnyUser) -> None:
    """The guiding lines that the themes became."""
    through = Theme.guiding_lines.through
    ties = list(through.objects.filter(theme__in=walk.of(Kind.THEME)).values_list("theme_id", "guidingline_id"))
    walk.add(Kind.LINE, Kind.LINE.rows(user).filter(pk__in={line for _theme, line in ties}))
    for theme, line in ties:
        walk.tie(Kind.THEME, theme, Kind.LINE, line)


def _what_was_said(walk: Walk, user: AnyUser, origins: Iterable[int]) -> None:
    """The contributions and the challenges that the themes came from; of the start's own kind the start alone."""
    for kind, through, column in (
        (Kind.CONTRIBUTION, Theme.contributions.through, "contribution_id"),
        (Kind.CHALLENGE, Theme.challenges.through, "challenge_id"),
    ):
        ties = list(through.objects.filter(theme__in=origins).values_list(column, "theme_id"))
        # Of the start's own kind the others in its themes are not what this one is about.
        if walk.kind != kind:
            walk.add(kind, kind.rows(user).filter(pk__in={pk for pk, _theme in ties}))
        for pk, theme in ties:
            walk.tie(kind, pk, Kind.THEME, theme)


def _questions(walk: Walk, user: AnyUser) -> None:
    """What the council was asked when the contributions were made."""
    asked = {row.question_id for row in walk.of(Kind.CONTRIBUTION).values()} - {None}
    walk.add(Kind.QUESTION, Question.objects.visible_to(user).filter(pk__in=asked).select_related("paper__vision"))
    for row in walk.of(Kind.CONTRIBUTION).values():
        walk.tie(Kind.QUESTION, row.question_id, Kind.CONTRIBUTION, row.pk)


def _items_and_meetings(walk: Walk, user: AnyUser) -> None:
    """Where it was raised, discussed and adopted, as far as the reader may know of meeting and agenda item."""
    items = {row.item_id for row in walk.of(Kind.QUESTION).values()}
    items |= {level.adopted_at_item_id for level in levels_of(walk)}
    with_meeting = AgendaItem.objects.filter(pk__in=items - {None}).select_related("meeting__before")
    found = with_meeting.prefetch_related("meeting__bodies", "meeting__before__bodies")
    # In Python, as a thread has few items; the rule is the same as the agenda's.
    walk.add(Kind.ITEM, [item for item in found if can_read_item(user, item)])
    raised = [(Kind.CHALLENGE, "raised_at_id"), (Kind.CONTRIBUTION, "meeting_id"), (Kind.THEME, "raised_at_id")]
    ties = [(getattr(row, column), kind, pk) for kind, column in raised for pk, row in walk.of(kind).items()]
    for pk, question in walk.of(Kind.QUESTION).items():
        if item := walk.of(Kind.ITEM).get(question.item_id):
            ties.append((item.meeting_id, Kind.QUESTION, pk))
    meetings = Meeting.objects.visible_to(user).filter(pk__in={meeting for meeting, _kind, _pk in ties} - {None})
    walk.add(Kind.MEETING, meetings.select_related("before").prefetch_related("bodies", "before__bodies").in_order())
    for meeting, kind, pk in ties:
        walk.tie(Kind.MEETING, meeting, kind, pk)


def levels_of(walk: Walk) -> list[Level]:
    """The documents of the three levels on the line; the vision is its guiding lines'."""
    seen = dict.fromkeys(line.aim.vision for line in walk.of(Kind.LINE).values())
    return [*seen, *walk.of(Kind.POLICY).values(), *walk.of(Kind.STRATEGY).values()]


def adoption_key(level: Level, walk: Walk) -> Key:
    """The agenda item where a document was adopted; where it is not known to the reader, the day and by whom."""
    if level.adopted_at_item_id in walk.of(Kind.ITEM):
        return (Kind.ITEM, level.adopted_at_item_id)
    # What was adopted the same day by the same body is one adoption, where nobody says at which item.
    return (Kind.ADOPTION, f"{level.adopted_on or ''} {level.adopted_by_id or ''}")


def _tie_adoptions(walk: Walk) -> None:
    decided = [((Kind.LINE, pk), line.aim.vision) for pk, line in walk.of(Kind.LINE).items()]
    decided += [((kind, pk), row) for kind in (Kind.POLICY, Kind.STRATEGY) for pk, row in walk.of(kind).items()]
    walk.edges |= {(key, adoption_key(level, walk)) for key, level in decided if level.was_adopted}
