"""What became different in a plan that the council had adopted: told before and after, side by side, with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ishoj_process.dates.danish import date_text
from ishoj_process.models import PlanChange, ProcessPlan, Track, WorkPeriod
from ishoj_process.text.plain import visible_text

if TYPE_CHECKING:
    from ishoj_process.models import User

Facts = dict[tuple[str, int, str], tuple[str, str]]  # {(table, key, field): (what it is called, what it says)}


def facts_of(plan: ProcessPlan) -> Facts:
    """All that a plan says by itself, as it is stored now: its words and days, its tracks and their working periods."""
    stored = ProcessPlan.objects.select_related("vision").get(pk=plan.pk)
    facts: Facts = {("plan", plan.pk, name): words for name, words in _plan_facts(stored)}
    for track in stored.tracks.select_related("after"):
        facts |= {("track", track.pk, name): words for name, words in _track_facts(track)}
        for work in track.work_periods.select_related("after", "until"):
            facts |= {("work", work.pk, name): words for name, words in _work_facts(track, work)}
    return facts


def _plan_facts(plan: ProcessPlan) -> Iterator[tuple[str, tuple[str, str]]]:
    yield "title", (_("Title"), plan.title)
    yield "vision", (_("Vision"), str(plan.vision or ""))
    yield "background", (_("Background"), visible_text(plan.background))
    yield "framework", (_("The framework of the process"), visible_text(plan.framework))
    yield "starts", (_("First day"), date_text(plan.starts))
    yield "ends", (_("Last day"), date_text(plan.ends))


def _track_facts(track: Track) -> Iterator[tuple[str, tuple[str, str]]]:
    # By its kind, which alone stays the same when its title changes.
    name = capfirst(str(track.get_kind_display()))
    yield "title", (_("Track “%(track)s”: title") % {"track": name}, track.title)
    yield "lead", (_("Track “%(track)s”: lead actor") % {"track": name}, track.lead_actor)
    yield "purpose", (_("Track “%(track)s”: purpose") % {"track": name}, visible_text(track.purpose))
    yield "after", (_("Track “%(track)s”: begins after") % {"track": name}, str(track.after or ""))


def _work_facts(track: Track, work: WorkPeriod) -> Iterator[tuple[str, tuple[str, str]]]:
    words = ", ".join(filter(None, [work.title, work.actor, work.description, work.when_text]))
    yield "all", (_("Working period (%(track)s)") % {"track": track.get_kind_display()}, words)


def note_change(plan: ProcessPlan, before: Facts, *, reason: str, by: User | None, on: date) -> PlanChange | None:
    """Store what differs from `before`; None where nothing does. A proposal changes freely, and is not asked about."""
    after = facts_of(plan)
    keys = [*before, *(key for key in after if key not in before)]
    rows = [
        {"label": (after.get(key) or before[key])[0], "before": told(before, key), "after": told(after, key)}
        for key in keys
        if told(before, key) != told(after, key)
    ]
    if not rows:
        return None
    return PlanChange.objects.create(plan=plan, what=rows, reason=reason, on=on, by=by)


def told(facts: Facts, key: tuple[str, int, str]) -> str:
    return facts[key][1] if key in facts else ""
