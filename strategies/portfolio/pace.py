"""Whether a policy or a strategy keeps to its own plan: a sign beside its status, and never a ranking.

The memo expects the committees to work at uneven pace. The sign therefore compares a document with nothing but the
days that were planned for it, and with the day on which somebody last said where it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ishoj_process.dates.danish import date_text
from ishoj_process.models import CouncilTerm, StatusChange, of_documents
from ishoj_process.models.status import meaning_of
from strategies.models import Milestone

if TYPE_CHECKING:
    from ishoj_process.models import Document


class Sign(models.TextChoices):
    ON_TIME = "on_time", gettext_lazy("on schedule")
    LATE = "late", gettext_lazy("behind schedule")
    NOT_UPDATED = "not_updated", gettext_lazy("not updated for long")


@dataclass(frozen=True)
class Thresholds:
    """What the term says of the sign, in days."""

    late: int = 14  # after a milestone's last day
    update: int = 180  # after somebody last said where it stands


@dataclass(frozen=True)
class Pace:
    """The sign, and why it is shown."""

    sign: Sign
    why: str


def pace_of(
    status: str, milestones: list[Milestone], updated_on: date | None, *, today: date, thresholds: Thresholds
) -> Pace | None:
    """The sign of one document; None where it cannot be said: not worked on, or without a milestone to go by.

    `updated_on` is the day on which somebody last said where it stands. Who has not looked at it for long cannot say
    whether it is late, so that sign goes first.
    """
    meaning = meaning_of(status)
    if meaning.is_under_way and updated_on and (today - updated_on).days > thresholds.update:
        return Pace(Sign.NOT_UPDATED, _("Last updated on %(day)s.") % {"day": date_text(updated_on)})
    if not meaning.keeps_days:
        return None
    overdue = [row for row in milestones if row.is_overdue(today - timedelta(days=thresholds.late))]
    if overdue:
        # Milestones come the first to be reached first, so this is the one that has waited longest.
        return Pace(Sign.LATE, _("“%(milestone)s” was due: %(day)s.") % _words(overdue[0]))
    waiting = [row for row in milestones if not row.is_reached]
    if waiting:
        return Pace(Sign.ON_TIME, _("Next: “%(milestone)s”, %(day)s.") % _words(waiting[0]))
    return None


def _words(milestone: Milestone) -> dict[str, Milestone | str]:
    return {"milestone": milestone, "day": milestone.due.when}


def thresholds_of(term: CouncilTerm | None) -> Thresholds:
    """What the term of the day says; the model's defaults on a day outside of every term."""
    told = term or CouncilTerm()
    return Thresholds(late=told.late_after_days, update=told.update_after_days)


def own_pace(
    document: Document,
    milestones: list[Milestone],
    changes: Collection[StatusChange],
    term: CouncilTerm | None,
    today: date,
) -> Pace | None:
    """The sign of one document by what its page has read already; nothing is asked."""
    last = {row.level_key: row.on for row in sorted(changes, key=lambda row: row.on)}
    updated = updates_of([document], last)[document]
    return pace_of(document.status, milestones, updated, today=today, thresholds=thresholds_of(term))


def paces_of(
    documents: Collection[Document], today: date, updates: Mapping[Document, date] | None = None
) -> dict[Document, Pace]:
    """The signs of many documents in a fixed number of queries, where there is one; `updates` where they are known."""
    milestones = milestones_of(documents)
    updates = updates_of(documents) if updates is None else updates
    thresholds = thresholds_of(CouncilTerm.objects.on(today).first())
    found = {
        row: pace_of(row.status, milestones[row], updates[row], today=today, thresholds=thresholds) for row in documents
    }
    return {document: pace for document, pace in found.items() if pace}


def milestones_of(documents: Collection[Document]) -> dict[Document, list[Milestone]]:
    """The milestones of each document, the first to be reached first."""
    by_key = {(row.column, row.pk): row for row in documents}
    found: dict[Document, list[Milestone]] = defaultdict(list)
    for milestone in Milestone.objects.filter(of_documents(documents)):
        found[by_key[milestone.document_key]].append(milestone)
    for rows in found.values():
        # Not in SQL: the stored code of a rough day, such as `2023-spring`, does not sort by its last day.
        rows.sort(key=lambda row: (row.due.last_day, row.pk))
    return found


def updates_of(
    documents: Collection[Document], last: Mapping[tuple[str, int], date] | None = None
) -> dict[Document, date]:
    """The day on which somebody last said where each document stands, or else entered it; `last` where that is known.

    The day of entering is the real clock's. Where the process's day lies before it, as in a demonstration, it counts
    as entered that day.
    """
    said = _last_said(documents) if last is None else last
    # Of what nobody has said a word about, the entering counts, or nobody would ever be reminded of it.
    return {row: said.get((row.column, row.pk)) or timezone.localdate(row.created_at) for row in documents}


def _last_said(documents: Collection[Document]) -> dict[tuple[str, int], date]:
    changes = StatusChange.objects.filter(of_documents(documents)).order_by()
    last = changes.values_list("main_policy", "strategy").annotate(Max("on"))
    return {("main_policy", policy) if policy else ("strategy", strategy): on for policy, strategy, on in last}
