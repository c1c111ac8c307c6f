"""What nobody carries: the findings of coverage, each with what stands beside it."""

from collections import Counter
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ishoj_process.hierarchy.words import tally_of
from ishoj_process.models import Body, GuidingLine, Level, MainPolicy, Strategy, Vision

from .build import Committee, Coverage, Kind

FIRST = 10  # of each kind, where all are shown
PAGE_SIZE = 50


@dataclass(frozen=True)
class Found:
    """One row that is not carried or carries nothing."""

    title: str
    url: str
    note: str


@dataclass(frozen=True)
class Finding:
    """All of one kind: its heading, and what is said where there is none."""

    kind: Kind
    heading: str
    nothing_found: str
    state: str  # what stands before the number: before the vision is adopted, nothing is missing yet
    found: list[Found]
    page: Page | None = None

    @property
    def count(self) -> int:
        return len(self.found)

    @property
    def count_text(self) -> str:
        return _("%(count)s in all") % {"count": self.count}

    @property
    def all_text(self) -> str:
        return _("See all %(count)s") % {"count": self.count}

    @property
    def all_url(self) -> str:
        """Where all of it is shown; empty where it is shown already."""
        return f"{reverse('coverage')}?vis={self.kind}" if self.page and self.count > len(self.page.object_list) else ""


def findings_of(coverage: Coverage) -> list[Finding]:
    """The four kinds, whole; that of guiding lines only where the vision has any."""
    found = [_policies(coverage), _strategies(coverage), _committees(coverage)]
    return [_lines(coverage, coverage.vision), *found] if coverage.vision and coverage.lines else found


def shown_findings(coverage: Coverage, chosen: str = "", number: int | str | None = 1) -> list[Finding]:
    """The first of each kind; with one kind chosen, that one alone, page by page."""
    findings = findings_of(coverage)
    for finding in findings:
        if finding.kind == chosen:
            # `get_page` takes any number: one that somebody typed is no error, it is the first page or the last.
            return [replace(finding, page=Paginator(finding.found, PAGE_SIZE).get_page(number))]
    return [replace(finding, page=Paginator(finding.found, FIRST).get_page(1)) for finding in findings]


def _state(coverage: Coverage) -> str:
    return _("Not yet") if coverage.is_awaited else _("Missing")


def _lines(coverage: Coverage, vision: Vision) -> Finding:
    words = {"lines": capfirst(vision.line_words), "all_the": vision.line_words_the}
    empty = [row.subject for row in coverage.empty_lines if isinstance(row.subject, GuidingLine)]
    return Finding(
        Kind.LINE,
        _("%(lines)s without a strategy") % words,
        _("A strategy carries each of %(all_the)s.") % words,
        _state(coverage),
        [Found(str(line), line.get_absolute_url(), str(line.aim)) for line in empty],
    )


def _policies(coverage: Coverage) -> Finding:
    empty = [row.subject for row in coverage.empty_policies if isinstance(row.subject, MainPolicy)]
    return Finding(
        Kind.POLICY,
        _("Main policies without a strategy"),
        _("Every main policy has a strategy.") if coverage.policies else _("There are no main policies."),
        _state(coverage),
        [Found(str(policy), policy.get_absolute_url(), _status(policy)) for policy in empty],
    )


def _strategies(coverage: Coverage) -> Finding:
    return Finding(
        Kind.STRATEGY,
        _serving_nothing(coverage),
        _("Every strategy serves something.") if coverage.strategies else _("There are no strategies."),
        _state(coverage),
        [Found(str(row), row.get_absolute_url(), _owner(row, coverage)) for row in coverage.serving_nothing],
    )


def _serving_nothing(coverage: Coverage) -> str:
    if coverage.vision and coverage.lines:
        words = {"line": coverage.vision.line_word}
        return _("Strategies that serve neither a main policy nor a %(line)s") % words
    return _("Strategies without a main policy")


def _committees(coverage: Coverage) -> Finding:
    has_any = any(column.is_committee for column in coverage.columns)
    return Finding(
        Kind.COMMITTEE,
        _("Committees that have not chosen a strategy"),
        _("Every committee has chosen a strategy.") if has_any else _("There are no committees."),
        _("Not yet"),  # each committee chooses its pace itself
        [Found(str(row.body), row.body.get_absolute_url(), _considered(row)) for row in coverage.without_choice],
    )


def _status(level: Level) -> str:
    return capfirst(level.status_text)


def owners_text(bodies: list[Body | None]) -> str:
    """`Klima- og Miljøudvalget, Kultur- og Fritidsudvalget`, or that nobody is known."""
    return ", ".join(map(str, bodies)) if bodies != [None] else _("No owner stated")


def _owner(strategy: Strategy, coverage: Coverage) -> str:
    who = owners_text(coverage.owners[strategy.pk])
    return f"{who} · {_status(strategy)}"


def _considered(committee: Committee) -> str:
    """`2 overvejes, 1 status ikke kendt`"""
    counts = Counter(strategy.status for strategy in committee.strategies)
    said = [f"{number} {label}" for _status, label, number in tally_of(counts)]
    return ", ".join(said) or _("No strategies entered yet")
