"""What the rules of the council's track ask about it: each fact is fetched once, when it is first asked for."""

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property

from ishoj_process.models import Body, GuidingLine, Meeting, Treatment
from vision.models import Comment, Contribution, PaperReading, Question, Theme
from vision.paper.page import paper_of
from vision.rights import can_see_where_asked


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
    def next_thing(self):
        """The next meeting on the way, else the council meeting that is to treat the vision; None after all of them."""
        coming = [item.meeting for item in self.items if item.meeting.end_date >= self.today]
        return self.next_meeting or next(iter(coming), None)

    @property
    def due(self):
        return day_of(self.next_thing, self.today) if self.next_thing else None

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

    def item_treated(self, today):
        """The latest item at which the council had the vision before it; None where none has come up yet."""
        begun = [item for item in self.items if item.meeting.start_date <= today]
        return begun[-1] if begun else None

    def next_council_meeting(self, today):
        council = Body.objects.filter(kind=Body.Kind.COUNCIL)
        meetings = Meeting.objects.visible_to(self.user).filter(kind=Meeting.Kind.COUNCIL, bodies__in=council)
        return meetings.coming(today).in_order().first()

    @cached_property
    def paper(self):
        return paper_of(self.vision)

    @property
    def paper_meeting(self):
        """Where the paper is presented: as it says itself, else at the first meeting of the way."""
        first = self.way.meetings[0] if self.way.meetings else None
        return (self.paper and self.paper.presented_at) or first

    @cached_property
    def _reading(self):
        return PaperReading.objects.filter(paper=self.paper, user=self.user).first()

    @property
    def has_read_paper(self):
        return self._reading is not None

    @property
    def paper_changed_since_read(self):
        """True where the paper or a part of it was changed later; an answer of the council's is no change of it."""
        at = self._reading.at
        parts = (self.paper.challenges, self.paper.possible_solutions)
        return self.paper.updated_at > at or any(rows.filter(updated_at__gt=at).exists() for rows in parts)

    @cached_property
    def _questions(self):
        questions = Question.objects.filter(paper__vision=self.vision, item__isnull=False)
        return list(questions.select_related("paper", "item__meeting").prefetch_related("item__meeting__bodies"))

    @property
    def questions_of_next_meeting(self):
        """Those that the reader may know are discussed at the next meeting."""
        meeting = self.next_meeting
        asked = [row for row in self._questions if meeting and row.item.meeting_id == meeting.pk]
        return [row for row in asked if can_see_where_asked(self.user, row)]

    @cached_property
    def questions_written_to(self):
        rows = Contribution.objects.filter(vision=self.vision, written_by=self.user, question__isnull=False)
        return frozenset(rows.values_list("question", flat=True))

    @property
    def questions_without_answer(self):
        """Those of meetings that are over."""
        over = [row for row in self._questions if row.item.meeting.end_date < self.today]
        return [row for row in over if not row.answer and not row.item.meeting.is_cancelled]

    @cached_property
    def latest_draft(self):
        return self.vision.drafts.first()

    def has_commented_on(self, draft):
        return Comment.objects.filter(vision=self.vision, by=self.user, on__gte=draft.made_on).exists()

    @cached_property
    def _lines(self):
        current = Theme.objects.current().filter(guiding_lines=OuterRef("pk"))
        lines = GuidingLine.objects.filter(aim__vision=self.vision).annotate(has_theme=Exists(current))
        return list(lines.values_list("has_theme", flat=True))

    @property
    def has_lines(self):
        return bool(self._lines)

    @property
    def lines_without_theme(self):
        return self._lines.count(False)

    @cached_property
    def themes_without_line(self):
        return Theme.objects.current().filter(vision=self.vision, guiding_lines=None).count()
