"""The strategies behind a cell of coverage: which they are, and how each carries the row."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.models import Alignment, Strategy

from .page import LINE, POLICY


@dataclass(frozen=True)
class Carrying:
    """A strategy with its own words on how it serves the guiding line, or the policy through which it does."""

    strategy: Strategy
    owners: list
    how: str
    through: object


@dataclass(frozen=True)
class ShownCell:
    title: str
    url: str
    about: str
    sentence: str
    carrying: list[Carrying]


def chosen_cell(coverage, asked):
    """The cell, or the whole row, that the address asks for; None where it asks for none that there is."""
    kind = next((kind for kind in (LINE, POLICY) if kind in asked), None)
    row = _row(coverage, kind, asked[kind]) if kind else None
    cell = _cell(row, asked.get("udvalg")) if row else None
    return _shown(coverage, kind, row, cell) if cell else None


def _row(coverage, kind, key):
    # Compared here, as a database may refuse what was typed.
    if kind == POLICY:
        return next((row for row in coverage.policies if row.thing.slug == key), None)
    return next((row for row in coverage.lines if str(row.thing.pk) == key), None)


def _cell(row, key):
    if key is None:
        return row.total
    return next((cell for cell in row.cells if cell.column.key == key), None)


def _shown(coverage, kind, row, cell):
    words = _words_of(row, cell) if kind == LINE else {}
    serving = _policies_serving(row) if cell.through else set()
    carrying = [
        Carrying(
            strategy,
            [body for body in coverage.owners[strategy.pk] if body],
            words.get(strategy.pk, ""),
            _through(strategy, serving) if strategy in cell.through else None,
        )
        for strategy in cell.strategies
    ]
    thing = coverage.vision.line_word_the if kind == LINE else _("the main policy")
    about = _("About %(thing)s") % {"thing": thing}
    sentence = _sentence(cell) % {"count": len(carrying), "thing": thing, "body": cell.column and cell.column.body}
    return ShownCell(str(row.thing), row.thing.get_absolute_url(), about, sentence, carrying)


def _policies_serving(row):
    """The addresses of the policies that say how they serve the guiding line."""
    ties = Alignment.objects.filter(guiding_line=row.thing, main_policy__isnull=False)
    return set(ties.values_list("main_policy__slug", flat=True))


def _through(strategy, serving):
    """The policy through which the strategy carries the line: its home, or another that it also serves."""
    home = [strategy.main_policy] if strategy.main_policy else []
    return next((policy for policy in [*home, *strategy.also_serves.all()] if policy.slug in serving), None)


def _words_of(row, cell):
    rows = Alignment.objects.filter(guiding_line=row.thing, strategy__in=cell.direct)
    return dict(rows.values_list("strategy", "how"))


def _sentence(cell):
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
