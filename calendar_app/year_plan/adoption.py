"""Adopt the meetings of a year in one act, and take that back while nothing has become of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import DO_NOTHING, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from simple_history.utils import bulk_create_with_history

from calendar_app.models import PlannedMeeting, YearPlan
from ishoj_process.editing.acts import refuse
from ishoj_process.models import Meeting, PublicStamp, User
from ishoj_process.search.index import follow

from .collisions import Collision, Weight, seats_of_year, year_collisions
from .days import meetings_of_year

State = YearPlan.State
MOST_REASONS = 20  # that are listed one by one


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
    hard = [collision for collision in collisions if collision.weight == Weight.HARD]
    return first_of([*reasons, *(f"{collision.day_text}: {collision.text}" for collision in hard)])


def first_of(reasons: list[str]) -> list[str]:
    """The first of many reasons, and how many there are more."""
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
    meetings = [Meeting(start_date=row.date, end_date=row.date, updated_by=by, **row.frame) for row in planned]
    for meeting in meetings:
        meeting.sign_history(by=None)
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
    meetings = list(made_meetings(stored).select_for_update(of=("self",)))
    refuse(reasons_against_withdrawal(meetings))
    for meeting in meetings:
        meeting.delete_signed(by=by)
    stored.state, stored.adopted_on, stored.adopted_by = State.PROPOSAL, None, None
    return stored.save_next(by=by)


def made_meetings(plan: YearPlan) -> QuerySet[Meeting]:
    """The meetings that the plan's adoption made, as far as they are there."""
    return Meeting.objects.filter(planned_as__plan=plan).order_by("start_date", "id").prefetch_related("bodies")
