"""Acts on the meetings of a year: begin a plan, propose by the rules, adjust by hand, adopt, take the adoption back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import DO_NOTHING, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from calendar_app.models import MeetingRule, PlannedMeeting, YearPlan
from ishoj_process.dates.danish import weekday_date_text
from ishoj_process.dates.fields import is_skipped_hour
from ishoj_process.dates.rhythm import RuleDay
from ishoj_process.editing.acts import refuse, store_edit
from ishoj_process.models import Meeting, PublicStamp, User
from ishoj_process.search.index import follow

from .collisions import Collision, Weight, seats_of_year, year_collisions
from .days import Anchor, by_body, given_days, is_taken, meetings_of_year, rule_days

if TYPE_CHECKING:
    from django.forms import ModelForm

State = YearPlan.State
FRAME = PlannedMeeting.FRAME
MOST_REASONS = 20  # that are listed one by one
Proposed = tuple[MeetingRule, RuleDay]


@transaction.atomic
def begin_year_plan(*, form: ModelForm[YearPlan], seen_version: int | None, by: User) -> YearPlan:
    """Begin the plan of a year, with the rules of the latest year before it. Returns the plan."""
    plan = store_edit(form=form, seen_version=seen_version, by=by)
    # The latest there is, as a year may have been left out; adopted or not, since rules are what is taken.
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
    # Counted before anything is made, so that nothing new is among them.
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
        # A day that was left out has none; and what stands in the calendar already is not proposed once more.
        free = [given for given in days if given.day and not is_taken(rule, given, existing[rule.body_id])]
        # Nor a day before the body begins, or after it has ended.
        return [given for given in free if given.day and rule.body.is_within_its_days(given.day)]

    def held(body_id: int | None, days: Iterable[RuleDay]) -> list[Anchor]:
        """The other body's meetings as they stand: those that exist, the adjusted ones, and what the rule proposes."""
        # Without a rule of its own the body is followed by what stands in the calendar, of whatever kind.
        rule, own = of_body.get(body_id), [row for row in rows if row.body_id == body_id]
        adjusted = [row for row in own if row.is_adjusted or row.is_by_hand]
        by_rule = given_days(proposed(rule, days)) if rule else []
        # Adjusted by hand, a meeting stands where it was put and no longer where the rule would have it.
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
    # With version and editor: a page that was opened before must not overwrite what the rule has moved.
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
    # None where the rule was removed since: taken in again, the row then stands as one adjusted by hand.
    rule = MeetingRule.objects.filter(plan=stored.plan_id, body=stored.body_id).first()
    stored.is_left_out = is_left_out
    stored.is_adjusted = is_left_out or not _is_as_ruled(stored, rule)
    return stored.save_next(by=by)


def _is_as_ruled(row: PlannedMeeting, rule: MeetingRule | None) -> bool:
    return rule is not None and row.date == row.rule_date and row.frame == rule.frame and not row.note


def reasons_against_adoption(
    planned: Iterable[PlannedMeeting], collisions: Iterable[Collision], *, today: date
) -> list[str]:
    """Why the plan may not be adopted; an empty list where it may."""
    meetings = [row for row in planned if not row.is_left_out]
    reasons = [] if meetings else [_("There are no meetings in the proposal.")]
    if past := sum(row.date < today for row in meetings):
        words = ngettext(
            "%(count)s meeting lies before today. Leave it out first.",
            "%(count)s meetings lie before today. Leave them out first.",
            past,
        )
        reasons.append(words % {"count": past})
    # A rule gives an hour to whole series of days; by hand each is asked about where it is typed.
    no_hour = _("There is no such hour that night: the clocks go forward to summer time.")
    reasons += [
        f"{weekday_date_text(row.date)}: {no_hour}"
        for row in meetings
        if any(hour and is_skipped_hour(row.date, hour) for hour in (row.start_time, row.open_part_time))
    ]
    # Only what cannot be: two meetings on a day may be meant, and are the secretariat's to judge.
    hard = [collision for collision in collisions if collision.weight == Weight.HARD]
    return first_of([*reasons, *(f"{collision.day_text}: {collision.text}" for collision in hard)])


def first_of(reasons: list[str]) -> list[str]:
    """The first of many reasons, and how many there are more."""
    # A plan may have a hundred of them, and a refusal is read from its beginning.
    more = len(reasons) - MOST_REASONS
    return reasons if more <= 0 else [*reasons[:MOST_REASONS], _("And %(count)s more.") % {"count": more}]


@transaction.atomic
def adopt_year_plan(*, plan: YearPlan, by: User, today: date) -> YearPlan:
    """Make the plan's meetings, planned and shown to the public; raises Refused with the reasons.

    An adopted plan is left as it is (a double click). Returns the plan.
    """
    stored = plan.locked()
    if stored.is_adopted:
        return stored
    # Held, so that the collisions are those of what is adopted.
    planned = list(stored.meetings.select_for_update(of=("self",)).select_related("body"))
    collisions = year_collisions(planned, list(meetings_of_year(stored.year)), seats_of_year(stored.year))
    refuse(reasons_against_adoption(planned, collisions, today=today))
    _make_meetings([row for row in planned if not row.is_left_out], by)
    stored.state, stored.adopted_on, stored.adopted_by = State.ADOPTED, today, by
    return stored.save_next(by=by)


def _make_meetings(planned: Sequence[PlannedMeeting], by: User) -> None:
    """A meeting for each. History names nobody: a year of meetings is told of as one plan, not as a hundred news."""
    # Planned, as a meeting begins: adopting the calendar calls nobody.
    meetings = [Meeting(start_date=row.date, end_date=row.date, updated_by=by, **row.frame) for row in planned]
    for row, meeting in zip(planned, meetings, strict=True):
        meeting.assumed_minutes = row.body.usual_minutes
        meeting.sign_history(by=None)
    # In bulk: a hundred save() would raise the stamp a hundred times.
    bulk_create_with_history(meetings, Meeting)
    through = Meeting.bodies.through
    pairs = list(zip(planned, meetings, strict=True))
    with follow(Meeting, [meeting.pk for meeting in meetings]):  # a meeting is found by its body, too
        through.objects.bulk_create(through(meeting=meeting, body_id=row.body_id) for row, meeting in pairs)
    for row, meeting in pairs:
        row.meeting = meeting
    PlannedMeeting.objects.bulk_update(planned, ["meeting"])
    PublicStamp.raise_value()


def reasons_against_withdrawal(meetings: Sequence[Meeting]) -> list[str]:
    """Why an adoption cannot be taken back: something has become of the meetings that it made."""
    reasons = [
        _("%(meeting)s on %(day)s has been edited or decided about.")
        % {"meeting": meeting.display_title, "day": meeting.date_text}
        for meeting in meetings
        # The adoption makes version 1; anything that was done by hand counts it up.
        if meeting.version > 1
    ]
    reasons += [
        _("%(meeting)s on %(day)s has %(things)s.")
        % {"meeting": meeting.display_title, "day": meeting.date_text, "things": table}
        for table, meeting in _hanging_on(meetings)
    ]
    return first_of(reasons)


def _hanging_on(meetings: Iterable[Meeting]) -> Iterator[tuple[str, Meeting]]:
    """What other tables hold of the meetings, whatever tables there are: (its name, the meeting)."""
    by_pk = {meeting.pk: meeting for meeting in meetings}
    relations: Iterable[Any] = Meeting._meta.get_fields(include_hidden=True)
    # Asked of the tables themselves: one that is added later must not be lost by a withdrawal.
    for relation in relations:
        if not _is_held_by(relation):
            continue
        name = relation.field.name
        # The base manager: another may leave out rows, which a deletion would take all the same.
        held = relation.related_model._base_manager.filter(**{f"{name}__in": list(by_pk)})
        table = relation.related_model._meta.verbose_name_plural
        for pk in sorted(set(held.values_list(name, flat=True))):
            yield table, by_pk[pk]


def _is_held_by(relation: Any) -> bool:
    """True for a table that points to meetings: not its bodies, its earlier versions, or the plan itself."""
    if not (relation.auto_created and not relation.concrete) or relation.many_to_many:
        return False
    own = (PlannedMeeting, Meeting.bodies.through)
    # DO_NOTHING is what history has, whose rows are to outlive what they tell of.
    return relation.related_model not in own and relation.on_delete is not DO_NOTHING


@transaction.atomic
def withdraw_year_plan(*, plan: YearPlan, by: User) -> YearPlan:
    """Remove the meetings that the adoption made; the plan is a proposal again. Raises Refused."""
    stored = plan.locked()
    if not stored.is_adopted:
        return stored
    # Held, so that nobody is invited to one between the reasons and its removal.
    meetings = list(made_meetings(stored).select_for_update(of=("self",)))
    refuse(reasons_against_withdrawal(meetings))
    for meeting in meetings:
        meeting.delete_signed(by=by)
    # All three, or the constraint refuses: what is a proposal was adopted on no day.
    stored.state, stored.adopted_on, stored.adopted_by = State.PROPOSAL, None, None
    return stored.save_next(by=by)


def made_meetings(plan: YearPlan) -> QuerySet[Meeting]:
    """The meetings that the plan's adoption made, as far as they are there."""
    return Meeting.objects.filter(planned_as__plan=plan).order_by("start_date", "id").prefetch_related("bodies")
