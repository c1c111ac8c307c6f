"""Acts on the meetings of a year: begin a plan, make the proposal by the rules, adjust it by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from calendar_app.models import MeetingRule, PlannedMeeting, YearPlan
from ishoj_process.dates.rhythm import RuleDay
from ishoj_process.editing.acts import refuse, store_edit
from ishoj_process.models import PublicStamp, User

from .days import Anchor, by_body, given_days, is_taken, meetings_of_year, rule_days

if TYPE_CHECKING:
    from django.forms import ModelForm

FRAME = PlannedMeeting.FRAME
Proposed = tuple[MeetingRule, RuleDay]


@transaction.atomic
def begin_year_plan(*, form: ModelForm[YearPlan], seen_version: int | None, by: User) -> YearPlan:
    """Begin the plan of a year, with the rules of the latest year before it. Returns the plan."""
    plan = store_edit(form=form, seen_version=seen_version, by=by)
    earlier = YearPlan.objects.filter(year__lt=plan.year).order_by("-year").first()
    rules = list(earlier.rules.all()) if earlier else []
    for rule in rules:
        rule.pk, rule.plan, rule.version, rule.updated_by = None, plan, 1, by
        # Copies: with no key and still known as stored, Django would not take them for new rows.
        rule._state.adding = True
    # Not one save() each, which would raise the stamp for every rule.
    bulk_create_with_history(rules, MeetingRule, default_user=by)
    return plan


def locked_proposal(plan: YearPlan) -> YearPlan:
    """The plan, held until the transaction ends; an adopted one is the record and no longer changes."""
    stored = plan.locked()
    if stored.is_adopted:
        refuse([_("The meeting calendar is adopted. Take the adoption back first.")])
    return stored


@transaction.atomic
def make_proposal(*, plan: YearPlan, by: User) -> Counter[str]:
    """Bring the plan's meetings in line with its rules; what was adjusted or entered by hand stays as it is.

    Returns how many were made, changed, removed, and kept as they were adjusted.
    """
    stored = locked_proposal(plan)
    rules = list(stored.rules.all())
    # Held: an adjustment by hand in the same moment must be seen, or come after.
    rows = list(PlannedMeeting.objects.select_for_update(of=("self",)).filter(plan=stored))
    # The rows are given along, since a body that follows another counts from where its meetings stand now.
    wanted = _wanted(stored.year, rules, rows)
    done = Counter(kept=sum(row.is_adjusted or row.is_by_hand for row in rows))
    by_slot = {(row.body_id, row.slot): row for row in rows if row.slot}
    done["made"] = _make(stored, [pair for key, pair in wanted.items() if key not in by_slot], by)
    done["changed"] = _change([(row, wanted[key]) for key, row in by_slot.items() if key in wanted], by)
    done["removed"] = _remove([row for key, row in by_slot.items() if key not in wanted and not row.is_adjusted], by)
    # Bulk writes pass by save(), which does it otherwise.
    PublicStamp.raise_value()
    return done


def _wanted(year: int, rules: Sequence[MeetingRule], rows: Sequence[PlannedMeeting]) -> dict[tuple[int, str], Proposed]:
    """{(body's key, slot): (rule, RuleDay)} of the meetings that are to be proposed."""
    existing = by_body(meetings_of_year(year))
    of_body: dict[int | None, MeetingRule] = {rule.body_id: rule for rule in rules}

    def proposed(rule: MeetingRule, days: Iterable[RuleDay]) -> list[RuleDay]:
        return [given for given in days if given.day and not is_taken(rule, given, existing[rule.body_id])]

    def held(body_id: int | None, days: Iterable[RuleDay]) -> list[Anchor]:
        """The other body's meetings as they stand: those that exist, the adjusted ones, and what the rule proposes."""
        rule, own = of_body.get(body_id), [row for row in rows if row.body_id == body_id]
        adjusted = [row for row in own if row.is_adjusted or row.is_by_hand]
        by_rule = given_days(proposed(rule, days)) if rule else []
        slots = {row.slot for row in adjusted}
        return [
            *((f"m{m.pk}", m.start_date) for m in existing[body_id] if rule is None or m.kind == rule.kind),
            *((row.slot or f"h{row.pk}", row.date) for row in adjusted if not row.is_left_out),
            *(pair for pair in by_rule if pair[0] not in slots),
        ]

    days = rule_days(rules, year, held)
    return {(rule.body_id, given.slot): (rule, given) for rule in rules for given in proposed(rule, days[rule.body_id])}


def _make(plan: YearPlan, pairs: Iterable[Proposed], by: User) -> int:
    rows = [
        PlannedMeeting(plan=plan, body_id=rule.body_id, slot=given.slot, updated_by=by, **_laid_down(rule, given))
        for rule, given in pairs
    ]
    bulk_create_with_history(rows, PlannedMeeting, default_user=by)
    return len(rows)


def _change(pairs: Iterable[tuple[PlannedMeeting, Proposed]], by: User) -> int:
    """Rows that nobody touched follow their rule."""
    changed = []
    for row, (rule, given) in pairs:
        laid_down = _laid_down(rule, given)
        # A row that would come out the same gets no new version, so that pressing again changes nothing.
        if row.is_adjusted or all(getattr(row, name) == value for name, value in laid_down.items()):
            continue
        for name, value in laid_down.items():
            setattr(row, name, value)
        row.version, row.updated_by = row.version + 1, by
        changed.append(row)
    fields = ["date", "rule_date", "version", "updated_by", *FRAME]
    bulk_update_with_history(changed, PlannedMeeting, fields, default_user=by)
    return len(changed)


def _remove(rows: Sequence[PlannedMeeting], by: User) -> int:
    for row in rows:
        row.delete_signed(by=by)
    return len(rows)


def _laid_down(rule: MeetingRule, given: RuleDay) -> dict[str, Any]:
    return {"date": given.day, "rule_date": given.day, **rule.frame}


@transaction.atomic
def store_planned(*, form: ModelForm[PlannedMeeting], seen_version: int | None, by: User) -> PlannedMeeting:
    """Store a planned meeting as it was adjusted or entered by hand; refused once the plan is adopted."""
    locked_proposal(form.instance.plan)
    form.instance.is_adjusted = True
    return store_edit(form=form, seen_version=seen_version, by=by)


@transaction.atomic
def store_rule(*, form: ModelForm[MeetingRule], seen_version: int | None, by: User) -> MeetingRule:
    """Store a body's rule; refused once the plan is adopted, and where somebody else gave the body one meanwhile."""
    rule = form.instance
    stored = locked_proposal(rule.plan)
    if stored.rules.filter(body=rule.body).exclude(pk=rule.pk).exists():
        refuse([_("The body has a rule in this year already.")])
    return store_edit(form=form, seen_version=seen_version, by=by)


@transaction.atomic
def leave_out(*, planned: PlannedMeeting, is_left_out: bool, by: User) -> PlannedMeeting:
    """Leave a planned meeting out, or take it in again. Taken in as the rule gave it, it follows the rule again."""
    locked_proposal(planned.plan)
    stored = planned.locked()
    if stored.is_left_out == is_left_out:
        return stored
    rule = MeetingRule.objects.filter(plan=stored.plan_id, body=stored.body_id).first()
    stored.is_left_out = is_left_out
    stored.is_adjusted = is_left_out or not _is_as_ruled(stored, rule)
    return stored.save_next(by=by)


def _is_as_ruled(row: PlannedMeeting, rule: MeetingRule | None) -> bool:
    return rule is not None and row.date == row.rule_date and row.frame == rule.frame and not row.note
