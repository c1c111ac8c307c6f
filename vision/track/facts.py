"""Where the council's track stands for one reader: each fact is fetched once, when it is first asked for."""

from django.utils.functional import cached_property

from ishoj_process.models import Body, Meeting, Treatment


def day_of(meeting, today):
    """The day before which a meeting's work is to be done; once it runs, its last."""
    return meeting.start_date if meeting.start_date > today else meeting.end_date


class TrackFacts:
    """The council's track for one reader on the day of the way."""

    def __init__(self, *, user, vision, way):
        self.user, self.vision, self.way = user, vision, way
        self.today = way.today

    @property
    def next_meeting(self):
        return self.way.next_meeting

    @cached_property
    def coming_meeting(self):
        """The next meeting on the way, else the council meeting that is to treat the vision; None after all of them."""
        coming = [item.meeting for item in self.items if item.meeting.end_date >= self.today]
        return self.next_meeting or next(iter(coming), None)

    @property
    def due(self):
        return day_of(self.coming_meeting, self.today) if self.coming_meeting else None

    @property
    def due_after_today(self):
        """When the work after a meeting is to be done: before the next one, also where one is held today."""
        ahead = [meeting for meeting in self.way.meetings if not meeting.is_cancelled]
        days = [meeting.start_date for meeting in [*ahead, *(item.meeting for item in self.items)]]
        return next((day for day in days if day > self.today), self.due)

    @cached_property
    def items(self):
        """Where a council meeting treats the vision after the last meeting of its way, the earliest first.

        What the council was told of it before is no adoption.
        """
        ends = [meeting.end_date for meeting in self.way.meetings if not meeting.is_cancelled]
        treatments = Treatment.objects.visible_to(self.user).filter(
            vision=self.vision, item__meeting__kind=Meeting.Kind.COUNCIL
        )
        treatments = treatments.exclude(item__meeting__state=Meeting.State.CANCELLED)
        treatments = treatments.filter(item__meeting__start_date__gte=max(ends)) if ends else treatments
        treatments = treatments.select_related("item__meeting__before").prefetch_related("item__meeting__bodies")
        return [row.item for row in treatments.order_by("item__meeting__start_date", "item__number")]

    @property
    def decision_meeting(self):
        """The council meeting that is to decide, else the latest that had the vision before it."""
        coming = [item.meeting for item in self.items if item.meeting.end_date >= self.today]
        return next(iter(coming), None) or (self.items[-1].meeting if self.items else None)

    def item_treated(self):
        """The latest item at which the council had the vision before it; None where none has come up yet."""
        begun = [item for item in self.items if item.meeting.start_date <= self.today]
        return begun[-1] if begun else None

    def next_council_meeting(self):
        council = Body.objects.filter(kind=Body.Kind.COUNCIL)
        meetings = Meeting.objects.visible_to(self.user).filter(kind=Meeting.Kind.COUNCIL, bodies__in=council)
        return meetings.coming(self.today).in_order().first()

    @cached_property
    def latest_draft(self):
        return self.vision.drafts.first()
