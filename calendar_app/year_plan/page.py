"""What the page of a year shows: rules, meetings by month, collisions, and what became of each; in fixed queries."""

from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property

from django.utils.translation import gettext as _

from calendar_app.models import MeetingRule, PlannedMeeting, YearPlan
from ishoj_process.dates import danish as danish_dates
from ishoj_process.models import Body, Meeting, Seat

from .calendar import special_kind_text
from .collisions import Collision, Weight, seats_of_year, year_collisions
from .days import by_body, meetings_of_year, rule_days
from .reality import BodyReality, by_month, realities


@dataclass(frozen=True)
class Line:
    """A line of the year: a planned meeting, a meeting that exists, or the one that became of the other."""

    day: date
    start: time | None
    title: str
    planned: PlannedMeeting | None = None
    meeting: Meeting | None = None
    collisions: list[Collision] = field(default_factory=list)

    @property
    def shown(self) -> PlannedMeeting | Meeting | None:
        """The row whose day, hour and place are shown: as it was planned."""
        return self.planned or self.meeting

    @property
    def kind_text(self) -> str:
        return special_kind_text(self.shown.kind) if self.shown else ""

    @property
    def weights(self) -> list[tuple[Weight, Collision]]:
        """The marks of its collisions, each once."""
        return sorted({collision.weight: collision for collision in self.collisions}.items())

    @property
    def outcome(self) -> tuple[str, str] | None:
        """(badge, words) of what became of a planned meeting of an adopted plan."""
        return outcome_of(self.planned) if self.planned else None


def outcome_of(planned: PlannedMeeting) -> tuple[str, str]:
    """What became of a meeting that the adoption made."""
    meeting = planned.meeting
    if planned.is_left_out:
        return "left_out", _("left out")
    if meeting is None:
        return "cancelled", _("removed since")
    if meeting.is_cancelled:
        return "cancelled", _("cancelled")
    # The gravest alone: who was told of another day asks no more for the hour.
    if meeting.start_date != planned.date:
        return "moved", _("moved to %(day)s") % {"day": meeting.date_text}
    if meeting.start_time != planned.start_time:
        return "moved", _("new time: %(time)s") % {"time": meeting.time_text or _("not stated")}
    if meeting.place != planned.place:
        return "moved", _("new place: %(place)s") % {"place": meeting.place or _("not stated")}
    return "held", _("as planned")


class YearPage:
    """A plan with all that is shown of it, each thing asked for once."""

    def __init__(self, plan: YearPlan) -> None:
        self.plan = plan

    @cached_property
    def rules(self) -> list[MeetingRule]:
        """The council's first, then by the alphabet."""
        rules = self.plan.rules.select_related("body", "follows")
        return sorted(rules, key=lambda rule: (rule.body.kind != Body.Kind.COUNCIL, rule.body.shown_key))

    @cached_property
    def planned(self) -> list[PlannedMeeting]:
        return list(self.plan.meetings.select_related("body", "plan", "meeting__before__before"))

    @cached_property
    def meetings(self) -> list[Meeting]:
        """All that stands in the year's calendar."""
        return list(meetings_of_year(self.plan.year))

    @cached_property
    def existing(self) -> list[Meeting]:
        """What stands in the calendar beside the plan."""
        # Else an adopted meeting would stand there twice, as planned and as existing.
        own = {row.meeting_id for row in self.planned if row.meeting_id}
        return [meeting for meeting in self.meetings if meeting.pk not in own]

    @cached_property
    def seats(self) -> list[Seat]:
        return seats_of_year(self.plan.year)

    @cached_property
    def collisions(self) -> list[Collision]:
        """Of a proposal; an adopted plan is the record."""
        return [] if self.plan.is_adopted else year_collisions(self.planned, self.existing, self.seats)

    @property
    def collision_groups(self) -> list[tuple[Weight, list[Collision]]]:
        """[(weight, collisions)], the gravest first, none empty."""
        groups = [(weight, [one for one in self.collisions if one.weight == weight]) for weight in Weight]
        return [(weight, found) for weight, found in groups if found]

    @property
    def months(self) -> list[tuple[str, list[Line]]]:
        return by_month(self.lines, lambda line: line.day)

    @cached_property
    def lines(self) -> list[Line]:
        """Planned and existing meetings in the order of their days and hours."""
        by_key: dict[str, list[Collision]] = {}
        for collision in self.collisions:
            for entry in collision.entries:
                by_key.setdefault(entry.key, []).append(collision)
        lines = [
            Line(row.date, row.start_time, str(row.body), row, row.meeting, by_key.get(f"p{row.pk}", []))
            for row in self.planned
        ]
        lines += [
            Line(meeting.start_date, meeting.effective_start, meeting.display_title, None, meeting)
            for meeting in self.existing
        ]
        return sorted(lines, key=lambda line: (line.day, line.start or time.max, line.title))

    @property
    def count(self) -> int:
        """How many meetings the plan has, without those left out."""
        return sum(not row.is_left_out for row in self.planned)

    @property
    def without_seats(self) -> str:
        """The bodies of the plan in which nobody is recorded to sit: with them no shared member can be seen."""
        seated = {seat.body_id for seat in self.seats}
        # Said, because silence would read as if nothing collided.
        names = {str(row.body) for row in self.planned if row.body_id not in seated and not row.is_left_out}
        return danish_dates.joined(sorted(names))

    @cached_property
    def realities(self) -> list[BodyReality]:
        """The rules beside what really stands in the calendar."""
        return realities(self.rules, rule_days(self.rules, self.plan.year), by_body(self.meetings))
