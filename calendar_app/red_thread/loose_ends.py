"""What led nowhere: contributions, challenges, themes and guiding lines from which no thread goes on."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.models import Alignment, MainPolicy
from vision.models import Theme
from vision.rights import can_see_contributions

from .kinds import Kind
from .nodes import Node, contribution_title

FIRST = 5  # of each kind, where all are shown
PAGE_SIZE = 25


@dataclass(frozen=True)
class LooseEnds:
    """What of one kind led nowhere: a heading, and a page of it."""

    kind: Kind
    heading: str
    page: Page
    nodes: list[Node]
    is_alone: bool

    @property
    def count(self):
        return self.page.paginator.count

    @property
    def all_text(self):
        return _("See all %(count)s") % {"count": self.count}

    @property
    def count_text(self):
        return _("%(count)s in all") % {"count": self.count}

    @property
    def all_url(self):
        """Where all of it is shown; empty where it is shown already."""
        more = not self.is_alone and self.page.has_next()
        return f"{reverse('thread_ends')}?vis={self.kind}" if more else ""


def loose_ends(user, vision, chosen="", number=1):
    """A section for each kind that the reader may know of; with one chosen, that one alone, page by page."""
    if vision is None:
        return []
    found = _ends_by_kind(user, vision)
    alone = Kind.named(chosen)
    if alone in found:
        return [_section(alone, *found[alone], is_alone=True, number=number)]
    return [_section(kind, *found[kind], is_alone=False, number=1) for kind in found]


def _section(kind, heading, queryset, node_of, *, is_alone, number):
    page = Paginator(queryset, PAGE_SIZE if is_alone else FIRST).get_page(number)
    return LooseEnds(kind, heading, page, [node_of(row) for row in page], is_alone)


def _ends_by_kind(user, vision):
    """By kind: its heading, the rows that led nowhere, and what is said of each."""
    words = {"line": vision.line_word, "lines": capfirst(vision.line_words)}
    found = {
        Kind.CHALLENGE: (_("Challenges without a theme"), _challenges(user, vision), _challenge_node),
        Kind.THEME: (_("Themes without a %(line)s") % words, _themes(user, vision), _theme_node),
        Kind.LINE: (_("%(lines)s without a strategy") % words, _lines(user, vision), _line_node),
    }
    if can_see_contributions(user):
        heading = _("Contributions without a theme")
        found = {Kind.CONTRIBUTION: (heading, _contributions(user, vision), _contribution_node), **found}
    return found


def _contributions(user, vision):
    """Neither under a theme, nor sent to a committee, nor set aside."""
    return Kind.CONTRIBUTION.rows(user).filter(vision=vision).without_theme()


def _challenges(user, vision):
    seen = Theme.challenges.through.objects.filter(theme__in=Theme.objects.visible_to(user).current())
    return Kind.CHALLENGE.rows(user).filter(paper__vision=vision).exclude(pk__in=seen.values("challenge_id"))


def _themes(user, vision):
    seen = Theme.guiding_lines.through.objects.filter(guidingline__in=Kind.LINE.rows(user))
    return Kind.THEME.rows(user).current().filter(vision=vision).exclude(pk__in=seen.values("theme_id"))


def _lines(user, vision):
    """Served by no strategy, nor by a policy that strategies carry out: the same as coverage finds."""
    strategies = Kind.STRATEGY.rows(user).covering()
    policies = Kind.POLICY.rows(user).covering()
    at_home = Q(slug__in=strategies.exclude(main_policy=None).values("main_policy__slug"))
    beside = Q(slug__in=MainPolicy.objects.filter(also_served_by__in=strategies).values("slug"))
    carried = policies.filter(at_home | beside)
    by_strategy = Alignment.objects.filter(strategy__in=strategies).values("guiding_line")
    by_policy = Alignment.objects.filter(main_policy__in=carried).values("guiding_line")
    policy = Alignment.objects.filter(guiding_line=OuterRef("pk"), main_policy__in=policies)
    found = Kind.LINE.rows(user).filter(aim__vision=vision).select_related("aim")
    return found.exclude(pk__in=by_strategy).exclude(pk__in=by_policy).annotate(has_policy=Exists(policy))


def _contribution_node(row):
    sorted_text = _("Sorted to the vision") if row.is_sorted else capfirst(row.get_destination_display())
    lines = (f"{capfirst(row.speaker_text)}, {row.said_on_text}", sorted_text)
    return Node((Kind.CONTRIBUTION, row.pk), contribution_title(row), lines, row.get_absolute_url())


def _challenge_node(row):
    return Node((Kind.CHALLENGE, row.pk), row.title, (), f"{row.paper.get_absolute_url()}#udfordring-{row.pk}")


def _theme_node(row):
    return Node((Kind.THEME, row.pk), row.title, (), row.get_absolute_url())


def _line_node(row):
    policy = _("A main policy serves it, but no strategy.") if row.has_policy else _("No main policy serves it either.")
    url = f"{row.aim.vision.get_absolute_url()}#sigtelinje-{row.pk}"
    return Node((Kind.LINE, row.pk), row.title, (str(row.aim), policy), url)


def position_text(vision, sections):
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


def state_text(vision):
    """What stands before the number of each kind: before the vision is adopted nothing is missing yet."""
    return _("Missing") if vision and vision.was_adopted else _("Not yet")
