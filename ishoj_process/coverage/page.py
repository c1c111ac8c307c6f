"""What the page of coverage alone shows: the strategies behind a cell, and what must be there first."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.models import Alignment, Body, MainPolicy, Strategy

from .build import Cell, Coverage, Kind, Row


@dataclass(frozen=True)
class Carrying:
    """A strategy with its own words on how it serves the guiding line, or the policy through which it does."""

    strategy: Strategy
    owners: list[Body]
    how: str
    through: MainPolicy | None


@dataclass(frozen=True)
class OpenedCell:
    title: str
    url: str
    about: str
    sentence: str
    carrying: list[Carrying]


def chosen_cell(coverage: Coverage, asked: Mapping[str, str]) -> OpenedCell | None:
    """The cell, or the whole row, that the address asks for; None where it asks for none that there is."""
    row = _row(coverage, asked)
    cell = _cell(row, asked.get(Kind.COMMITTEE.slug)) if row else None
    return _opened(coverage, row, cell) if row and cell else None


def _row(coverage: Coverage, asked: Mapping[str, str]) -> Row | None:
    # Compared here, as a database may refuse what was typed.
    for kind, rows in ((Kind.LINE, coverage.lines), (Kind.POLICY, coverage.policies)):
        if kind.slug in asked:
            return next((row for row in rows if row.key == asked[kind.slug]), None)
    return None


def _cell(row: Row, key: str | None) -> Cell | None:
    if key is None:
        return row.total
    return next((cell for cell in row.cells if cell.column and cell.column.key == key), None)


def _opened(coverage: Coverage, row: Row, cell: Cell) -> OpenedCell:
    is_line = row.kind is Kind.LINE
    # Of a line alone: that a strategy lies under a policy needs no words.
    words = _words_of(row, cell) if is_line else {}
    serving: set[str] = _policies_serving(row) if cell.through else set()
    carrying = [
        Carrying(
            strategy,
            [body for body in coverage.owners[strategy.pk] if body],
            words.get(strategy.pk, ""),
            _through(strategy, serving) if strategy in cell.through else None,
        )
        for strategy in cell.strategies
    ]
    subject = coverage.vision.line_word_the if coverage.vision and is_line else _("the main policy")
    about = _("About %(thing)s") % {"thing": subject}
    sentence = _sentence(cell) % {"count": len(carrying), "thing": subject, "body": cell.column and cell.column.body}
    return OpenedCell(str(row.subject), row.subject.get_absolute_url(), about, sentence, carrying)


def _policies_serving(row: Row) -> set[str]:
    """The addresses of the policies that say how they serve the guiding line."""
    ties = Alignment.objects.standing().filter(guiding_line=row.subject.pk, main_policy__isnull=False)
    return set(ties.values_list("main_policy__slug", flat=True))


def _through(strategy: Strategy, serving: set[str]) -> MainPolicy | None:
    """The policy through which the strategy carries the line: its home, or another that it also serves."""
    home = [strategy.main_policy] if strategy.main_policy else []
    return next((policy for policy in [*home, *strategy.also_serves.all()] if policy.slug in serving), None)


def _words_of(row: Row, cell: Cell) -> dict[int, str]:
    rows = Alignment.objects.filter(guiding_line=row.subject.pk, strategy__in=cell.direct)
    return dict(rows.values_list("strategy", "how"))


def _sentence(cell: Cell) -> str:
    """`2 strategier fra Klima- og Miljøudvalget bærer sigtelinjen.`"""
    count = len(cell.strategies)
    if cell.column is None:
        return ngettext("%(count)s strategy carries %(thing)s.", "%(count)s strategies carry %(thing)s.", count)
    if cell.column.body is None:
        return ngettext(
            "%(count)s strategy without a stated owner carries %(thing)s.",
            "%(count)s strategies without a stated owner carry %(thing)s.",
            count,
        )
    return ngettext(
        "%(count)s strategy of %(body)s carries %(thing)s.",
        "%(count)s strategies of %(body)s carry %(thing)s.",
        count,
    )


@dataclass(frozen=True)
class FirstStep:
    """What must be there before there is anything to count, and where it is made."""

    text: str
    url: str = ""
    link: str = ""


def missing_of(coverage: Coverage, may_edit: bool) -> list[FirstStep]:
    """What must be there first: a vision, its guiding lines, strategies."""
    missing = []
    if coverage.vision is None:
        text = _("Without a vision there is nothing that the strategies could carry.")
        missing.append(FirstStep(text, reverse("vision"), _("Go to the vision")))
    elif not coverage.lines:
        text = _("As soon as the vision has %(lines)s, it is counted here which strategies carry them.")
        words = {"lines": coverage.vision.line_words}
        missing.append(FirstStep(text % words, coverage.vision.get_absolute_url(), _("Go to the vision")))
    if not coverage.strategies:
        way = (reverse("strategy_create"), _("New strategy")) if may_edit else ()
        missing.append(FirstStep(_("No strategies have been entered yet."), *way))
    return missing
