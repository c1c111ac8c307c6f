"""What led nowhere: contributions, challenges, themes and guiding lines from which no thread goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.hierarchy.words import without_lines_text
from ishoj_process.models import Alignment, GuidingLine, MainPolicy, Vision
from vision.models import Challenge, Contribution, Theme
from vision.rights import can_see_contributions

from .kinds import Kind, challenges, contributions, lines, policies, strategies, themes
from .nodes import Node, challenge_url, contribution_title

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

FIRST = 5  # of each kind, where all are shown
PAGE_SIZE = 25


@dataclass(frozen=True)
class Found:
    """What of one kind leads nowhere, among all of the kind that the reader may know of."""

    heading: str
    loose: QuerySet
    everything: QuerySet
    node_of: Callable[[Any], Node]
    if_empty: str  # what is said where there are none of the kind at all


@dataclass(frozen=True)
class LooseEnds:
    """What of one kind led nowhere: a heading, and a page of it."""

    kind: Kind
    heading: str
    page: Page
    nodes: list[Node]
    is_alone: bool
    none_text: str  # where there are none

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def all_text(self) -> str:
        return _("See all %(count)s") % {"count": self.count}

    @property
    def count_text(self) -> str:
        return _("%(count)s in all") % {"count": self.count}

    @property
    def all_url(self) -> str:
        """Where all of it is shown; empty where it is shown already."""
        more = not self.is_alone and self.page.has_next()
        return f"{reverse('thread_ends')}?vis={self.kind}" if more else ""


def loose_ends(user: AnyUser, vision: Vision | None, chosen: str = "", number: int | str | None = 1) -> list[LooseEnds]:
    """A section for each kind that the reader may know of; with one chosen, that one alone, page by page."""
    if vision is None:
        return []
    found = _ends_by_kind(user, vision)
    alone = Kind.named(chosen)
    # Only what this reader has: a kind that they may not know of is answered as one that is not there.
    if alone in found:
        return [_section(alone, found[alone], is_alone=True, number=number)]
    return [_section(kind, found[kind], is_alone=False, number=1) for kind in found]


def _section(kind: Kind, found: Found, *, is_alone: bool, number: int | str | None) -> LooseEnds:
    page = Paginator(found.loose, PAGE_SIZE if is_alone else FIRST).get_page(number)
    # “None without a strategy” praises a vision that has no lines at all.
    none_text = _("None.") if page.paginator.count or found.everything.exists() else found.if_empty
    return LooseEnds(kind, found.heading, page, [found.node_of(row) for row in page], is_alone, none_text)


def _ends_by_kind(user: AnyUser, vision: Vision) -> dict[Kind, Found]:
    found = {Kind.CONTRIBUTION: _contributions(user, vision)} if can_see_contributions(user) else {}
    return {
        **found,
        Kind.CHALLENGE: _challenges(user, vision),
        Kind.THEME: _themes(user, vision),
        Kind.LINE: _lines(user, vision),
    }


def _contributions(user: AnyUser, vision: Vision) -> Found:
    everything = contributions(user).filter(vision=vision)
    loose, if_empty = everything.without_theme(), _("There are no contributions yet.")
    return Found(_("Contributions without a theme"), loose, everything, _contribution_node, if_empty)


def _challenges(user: AnyUser, vision: Vision) -> Found:
    everything = challenges(user).filter(paper__vision=vision)
    # By the themes that this reader sees, or the list would tell of a theme that is hidden from them.
    seen = Theme.challenges.through.objects.filter(theme__in=Theme.objects.visible_to(user).current())
    loose, if_empty = everything.exclude(pk__in=seen.values("challenge_id")), _("No challenges have been entered yet.")
    return Found(_("Challenges without a theme"), loose, everything, _challenge_node, if_empty)


def _themes(user: AnyUser, vision: Vision) -> Found:
    everything = themes(user).current().filter(vision=vision)
    # Of the lines that this reader sees, of whatever edition: the thread leads on all the same.
    seen = Theme.guiding_lines.through.objects.filter(guidingline__in=lines(user))
    loose, if_empty = everything.exclude(pk__in=seen.values("theme_id")), _("There are no themes yet.")
    heading = _("Themes without a %(line)s") % {"line": vision.line_word}
    return Found(heading, loose, everything, _theme_node, if_empty)


def _lines(user: AnyUser, vision: Vision) -> Found:
    everything = lines(user).filter(aim__vision=vision)
    heading = _("%(lines)s without a strategy") % {"lines": capfirst(vision.line_words)}
    return Found(heading, _not_carried(user, everything), everything, _line_node, without_lines_text(vision))


def _not_carried(user: AnyUser, found: QuerySet[GuidingLine]) -> QuerySet[GuidingLine]:
    """Served by no strategy, nor by a policy that strategies carry out: the same as coverage finds."""
    carrying = strategies(user).covering()
    serving = policies(user).covering()
    # By slug, which a document keeps: a strategy may hang on an earlier edition of the policy.
    at_home = Q(slug__in=carrying.exclude(main_policy=None).values("main_policy__slug"))
    beside = Q(slug__in=MainPolicy.objects.filter(also_served_by__in=carrying).values("slug"))
    carried = serving.filter(at_home | beside)
    by_strategy = Alignment.objects.filter(strategy__in=carrying).values("guiding_line")
    by_policy = Alignment.objects.filter(main_policy__in=carried).values("guiding_line")
    # Any policy here, one without strategies as well: the row says which of the two is missing.
    policy = Alignment.objects.filter(guiding_line=OuterRef("pk"), main_policy__in=serving)
    found = found.select_related("aim__vision")
    return found.exclude(pk__in=by_strategy).exclude(pk__in=by_policy).annotate(has_policy=Exists(policy))


def _contribution_node(row: Contribution) -> Node:
    sorted_text = _("Sorted to the vision") if row.is_sorted else capfirst(row.get_destination_display())
    lines = (f"{capfirst(row.speaker_text)}, {row.said_on_text}", sorted_text)
    return Node((Kind.CONTRIBUTION, row.pk), contribution_title(row), lines, row.get_absolute_url())


def _challenge_node(row: Challenge) -> Node:
    return Node((Kind.CHALLENGE, row.pk), row.title, (), challenge_url(row))


def _theme_node(row: Theme) -> Node:
    return Node((Kind.THEME, row.pk), row.title, (), row.get_absolute_url())


def _line_node(row: GuidingLine) -> Node:
    has_policy: bool = row.has_policy  # type: ignore[attr-defined]  # `_not_carried` asks the database for it
    policy = _("A main policy serves it, but no strategy.") if has_policy else _("No main policy serves it either.")
    return Node((Kind.LINE, row.pk), row.title, (str(row.aim), policy), row.get_absolute_url())


def position_text(vision: Vision | None, sections: Iterable[LooseEnds]) -> str:
    """The page's first line: how much has not led on, yet or at all."""
    if vision is None:
        return _("There is no vision yet, and so no thread.")
    count = sum(section.count for section in sections)
    if not count:
        return _("Everything that is shown here has led on.")
    if vision.was_adopted:
        text = ngettext("%(count)s thing lacks its next step.", "%(count)s things lack their next step.", count)
    else:
        text = ngettext("%(count)s thing has not led on yet.", "%(count)s things have not led on yet.", count)
    return text % {"count": count}


def state_text(vision: Vision | None) -> str:
    """What stands before the number of each kind: before the vision is adopted nothing is missing yet."""
    return _("Missing") if vision and vision.was_adopted else _("Not yet")
