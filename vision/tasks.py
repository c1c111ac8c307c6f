"""What the work on the vision asks of a reader before its next meeting: a table of rules for each role."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.models import GuidingLine, Meeting, User, Vision
from ishoj_process.rights import is_administration, is_council_member, is_secretariat
from ishoj_process.tasks import Deadline, Kind, Task
from vision.models import Comment, Contribution, DebatePaper, Draft, PaperReading, Question, Theme
from vision.paper.page import paper_of
from vision.rights import can_read_paper, can_see_where_asked
from vision.rounds.page import open_round_for
from vision.track.facts import TrackFacts, day_of
from vision.track.shown import working_vision
from vision.track.way import Way

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


class Facts(TrackFacts):
    """What the rules ask about the track beside where it stands."""

    def task(self, text: str, url: str, due: date | None, **more: Any) -> Task:
        return Task(Kind.VISION, text, url, Deadline(due, self.today), **more)

    @cached_property
    def paper(self) -> DebatePaper | None:
        return paper_of(self.vision)

    @property
    def paper_meeting(self) -> Meeting | None:
        """Where the paper is presented: as it says itself, else at the first meeting of the way."""
        first = self.way.meetings[0] if self.way.meetings else None
        return (self.paper and self.paper.presented_at) or first

    @cached_property
    def _reading(self) -> PaperReading | None:
        return PaperReading.objects.filter(paper=self.paper, user=self.user.pk).first()

    @property
    def has_read_paper(self) -> bool:
        return self._reading is not None

    @property
    def paper_changed_since_read(self) -> bool:
        """True where the paper or a part of it was changed later; an answer of the council's is no change of it."""
        reading, paper = self._reading, self.paper
        if reading is None or paper is None:
            return False
        # Not its questions: an answer is stored on one, and the paper reads as before.
        parts = (paper.challenges, paper.possible_solutions)
        return paper.updated_at > reading.at or any(rows.filter(updated_at__gt=reading.at).exists() for rows in parts)

    @cached_property
    def _questions(self) -> list[Question]:
        questions = Question.objects.visible_to(self.user).filter(paper__vision=self.vision, item__isnull=False)
        return list(
            questions.select_related("paper__vision", "item__meeting").prefetch_related("item__meeting__bodies")
        )

    @property
    def questions_of_next_meeting(self) -> list[Question]:
        """Those that the reader may know are discussed at the next meeting."""
        meeting = self.next_meeting
        asked = [row for row in self._questions if meeting and row.item and row.item.meeting_id == meeting.pk]
        return [row for row in asked if can_see_where_asked(self.user, row)]

    @cached_property
    def questions_written_to(self) -> frozenset[int]:
        # By who wrote: what the staff noted of a member's words is not what the member was asked for.
        rows = Contribution.objects.filter(vision=self.vision, written_by=self.user.pk, question__isnull=False)
        return frozenset(rows.values_list("question", flat=True))

    @property
    def questions_without_answer(self) -> list[Question]:
        """Those of meetings that are over."""
        open_ = [row for row in self._questions if row.item and not row.answer and not row.item.meeting.is_cancelled]
        # Over, not begun: on its last day the council may still answer.
        return [row for row in open_ if row.item and row.item.meeting.end_date < self.today]

    def has_commented_on(self, draft: Draft) -> bool:
        # Of the draft's own day as well: both have a day and no hour.
        return Comment.objects.filter(vision=self.vision, by=self.user.pk, on__gte=draft.made_on).exists()

    @cached_property
    def _lines(self) -> list[bool]:
        # Asked, not joined: a line with two themes is one line.
        current = Theme.objects.current().filter(guiding_lines=OuterRef("pk"))
        lines = GuidingLine.objects.filter(aim__vision=self.vision).annotate(has_theme=Exists(current))
        return list(lines.values_list("has_theme", flat=True))

    @property
    def has_lines(self) -> bool:
        return bool(self._lines)

    @property
    def lines_without_theme(self) -> int:
        return self._lines.count(False)

    @cached_property
    def themes_without_line(self) -> int:
        # A theme that was merged or dropped needs no line any more.
        return Theme.objects.current().filter(vision=self.vision, guiding_lines=None).count()


Rule: TypeAlias = Callable[[Facts], Task | None]


def read_paper(track: Facts) -> Task | None:
    """A member who has not read the debate paper, or not what was changed in it since."""
    paper, meeting = track.paper, track.next_meeting
    if not (paper and meeting and paper.is_with_council and can_read_paper(track.user, paper)):
        return None
    if track.has_read_paper and not track.paper_changed_since_read:
        return None
    text = _("Read what was changed in the debate paper") if track.has_read_paper else _("Read the debate paper")
    return track.task(text, paper.get_absolute_url(), day_of(meeting, track.today))


def write_contributions(track: Facts) -> Task | None:
    """A member who has not written to each of the questions of the coming meeting."""
    questions, meeting = track.questions_of_next_meeting, track.next_meeting
    missing = [row for row in questions if row.pk not in track.questions_written_to]
    if meeting is None or not missing:
        return None
    text = _("Write contributions to the questions of %(meeting)s") % {"meeting": meeting.display_title}
    detail = _written_text(len(questions) - len(missing), len(questions))
    url = f"{track.vision.address('contribution_create')}?moede={meeting.pk}&spoergsmaal={missing[0].pk}"
    return track.task(text, url, day_of(meeting, track.today), detail=detail)


def _written_text(written: int, count: int) -> str:
    if not written:
        return ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}
    text = ngettext(
        "You have written to %(written)s of %(count)s question.",
        "You have written to %(written)s of %(count)s questions.",
        count,
    )
    return text % {"written": written, "count": count}


def vote(track: Facts) -> Task | None:
    """A member whose points are awaited in the open round."""
    round_ = open_round_for(track.user, track.today, track.vision.rounds.select_related("meeting"))
    if round_ is None:
        return None
    text = _("Give your points in “%(round)s”") % {"round": round_}
    due = day_of(round_.meeting, track.today) if round_.meeting else track.due
    detail = _("The round is open, and waits for your points.")
    return track.task(text, round_.get_absolute_url(), due, detail=detail, is_urgent=True)


def comment_on_draft(track: Facts) -> Task | None:
    """A member who has said nothing about the latest draft since it was kept."""
    draft = track.latest_draft
    if draft is None or track.has_commented_on(draft):
        return None
    text = _("Read %(draft)s of the vision, and say what you think of it") % {"draft": draft}
    return track.task(text, track.vision.address("draft_comments"), track.due)


def send_paper(track: Facts) -> Task | None:
    """The debate paper is to be with the council before the meeting where it is presented."""
    paper, meeting = track.paper, track.paper_meeting
    # After the last meeting it is too late to send it, so nobody is asked to.
    if not (paper and meeting) or paper.is_with_council or track.next_meeting is None:
        return None
    text = _("Send the debate paper to the council before %(meeting)s") % {"meeting": meeting.display_title}
    return track.task(text, paper.get_absolute_url(), meeting.start_date)


def sort_contributions(track: Facts) -> Task | None:
    count = Contribution.objects.filter(vision=track.vision).unsorted().count()
    text = ngettext("Sort %(count)s contribution", "Sort %(count)s contributions", count)
    url = f"{track.vision.address('contribution_list')}?til={Contribution.Destination.UNSORTED}"
    return track.task(text % {"count": count}, url, track.due_after_today, key="sort") if count else None


def gather_contributions(track: Facts) -> Task | None:
    """What was sorted to the vision is to stand under a theme."""
    loose = Contribution.objects.filter(vision=track.vision).without_theme()
    # `without_theme` holds what is not sorted yet, too, which another rule asks for.
    count = loose.filter(destination=Contribution.Destination.VISION).count()
    text = ngettext("Put %(count)s contribution under a theme", "Put %(count)s contributions under themes", count)
    words, url = {"count": count}, track.vision.address("theme_board")
    return track.task(text % words, url, track.due_after_today, key="gather") if count else None


def answer_questions(track: Facts) -> Task | None:
    """What the council answered at a meeting that has been held is to be written down."""
    questions = track.questions_without_answer
    if not questions:
        return None
    text = ngettext(
        "Write down what the council answered to %(count)s question",
        "Write down what the council answered to %(count)s questions",
        len(questions),
    )
    words, url = {"count": len(questions)}, questions[0].get_absolute_url()
    return track.task(text % words, url, track.due_after_today, key="answer")


def tie_themes(track: Facts) -> Task | None:
    """Once guiding lines are worded, each theme is to lead to one."""
    count = track.themes_without_line if track.has_lines else 0
    words = {"count": count, "lines": track.vision.line_words_the}
    text = ngettext("Tie %(count)s theme to %(lines)s", "Tie %(count)s themes to %(lines)s", count)
    url = f"{reverse('thread_ends')}?vis=tema"
    return track.task(text % words, url, track.due_after_today, key="tie_themes") if count else None


def tie_lines(track: Facts) -> Task | None:
    """Each guiding line is to say which themes it grew from."""
    count, vision = track.lines_without_theme, track.vision
    words = {"count": count, "lines": vision.line_word if count == 1 else vision.line_words}
    text = ngettext(
        "Say which themes %(count)s %(lines)s grew from", "Say which themes %(count)s %(lines)s grow from", count
    )
    url = f"{vision.get_absolute_url()}#sigtelinjer"
    return track.task(text % words, url, track.due_after_today, key="tie_lines") if count else None


def record_adoption(track: Facts) -> Task | None:
    """The council has treated the vision: what it decided is to be recorded."""
    item = track.item_treated()
    if item is None:
        return None
    text = _("Record whether the council adopted the vision")
    return track.task(text, track.vision.address("vision_adopt"), item.meeting.end_date, detail=item.meeting.when_text)


def publish_agenda(track: Facts) -> Task | None:
    meeting = track.next_meeting
    if meeting is None or meeting.agenda_is_published:
        return None
    text = _("Publish the agenda of %(meeting)s") % {"meeting": meeting.display_title}
    return track.task(text, meeting.get_absolute_url(), day_of(meeting, track.today))


def open_round(track: Facts) -> Task | None:
    """At the seminar the council sets its priorities: a round is prepared before it and opened there."""
    meeting = track.next_meeting
    if meeting is None or meeting.kind != Meeting.Kind.SEMINAR:
        return None
    rounds = list(track.vision.rounds.filter(meeting=meeting))
    # One that was opened for the meeting is enough, also when it has been closed since.
    if any(not round_.is_draft for round_ in rounds):
        return None
    words = {"meeting": meeting.display_title, "round": rounds[0] if rounds else ""}
    text = _("Open the round “%(round)s” at %(meeting)s") if rounds else _("Prepare a round of points for %(meeting)s")
    url = rounds[0].get_absolute_url() if rounds else track.vision.address("round_create")
    return track.task(text % words, url, day_of(meeting, track.today))


def close_round(track: Facts) -> Task | None:
    """A round that stayed open after its meeting."""
    # The database lets one be open at a time, so the first is the only one.
    round_ = track.vision.rounds.open().select_related("meeting").first()
    if round_ is None or round_.meeting is None or round_.meeting.end_date > track.today:
        return None
    text = _("Close the round “%(round)s”") % {"round": round_}
    return track.task(text, round_.get_absolute_url(), round_.meeting.end_date)


def put_on_agenda(track: Facts) -> Task | None:
    """A worded vision needs an item on a council meeting's agenda before the council can adopt it."""
    # An item of a meeting that was cancelled is not among them: then another is looked for.
    if not track.vision.meaning.awaits_decision or track.items:
        return None
    meeting = track.next_council_meeting()
    url = meeting.get_absolute_url() if meeting else reverse("meeting_create")
    text = _("Put the vision on the agenda of a council meeting")
    return track.task(text, url, meeting.start_date if meeting else None)


def write_decision(track: Facts) -> Task | None:
    """The council has treated the vision, and the minutes do not say yet what it decided."""
    item = track.item_treated()
    # The administration records the adoption, the secretariat writes the minutes: two tasks of one meeting.
    if item is None or item.decision:
        return None
    text = _("Write the council's decision on the vision in the minutes")
    return track.task(text, item.get_absolute_url(), item.meeting.end_date, detail=item.meeting.when_text)


# In the order in which they are shown: what waits for an answer in the room comes first.
MEMBER: tuple[Rule, ...] = (vote, read_paper, write_contributions, comment_on_draft)
ADMINISTRATION: tuple[Rule, ...] = (
    record_adoption,
    send_paper,
    answer_questions,
    sort_contributions,
    gather_contributions,
    tie_themes,
    tie_lines,
)
SECRETARIAT: tuple[Rule, ...] = (close_round, publish_agenda, open_round, put_on_agenda, write_decision)


def rules_for(user: AnyUser) -> Sequence[Rule]:
    """The rules of the reader's role; nothing is asked of the public."""
    roles = ((is_council_member, MEMBER), (is_administration, ADMINISTRATION), (is_secretariat, SECRETARIAT))
    # Each user has one role, so the first that fits is the only one.
    return next((rules for has_role, rules in roles if has_role(user)), ())


@dataclass(frozen=True)
class TaskBox:
    """What the vision's page says to one reader; where nothing is asked, when the next thing comes."""

    tasks: list[Task]
    meeting: Meeting | None
    today: date
    is_over: bool

    @property
    def heading(self) -> str:
        if self.tasks and self.meeting and self.meeting.start_date > self.today:
            return _("Asked of you before %(meeting)s") % {"meeting": self.meeting.display_title}
        return _("Asked of you now") if self.tasks else _("Asked of you")

    @property
    def nothing_text(self) -> str:
        """That nothing is asked, and what comes next."""
        if self.is_over:
            return _("Nothing is asked of you: the work on the vision has been concluded.")
        if self.meeting is None:
            return _("Nothing is asked of you right now. No further meetings on the vision have been planned.")
        words = {"meeting": self.meeting.display_title, "when": self.meeting.when_text}
        if self.meeting.start_date <= self.today:
            return _("Nothing is asked of you right now. %(meeting)s takes place now: %(when)s.") % words
        return _("Nothing is asked of you right now. Next comes %(meeting)s, %(when)s.") % words


def task_box(*, user: User | AnonymousUser, vision: Vision, way: Way) -> TaskBox | None:
    """All that the rules of the reader's role find, in a fixed number of queries; None for the public."""
    if not Kind.VISION.may_wait_for(user):
        return None
    track = Facts(user=user, vision=vision, way=way)
    is_over = vision.is_at_rest
    # What was left undone before the decision is asked of nobody after it.
    found = [] if is_over else [task for rule in rules_for(user) if (task := rule(track))]
    return TaskBox(found, None if is_over else track.coming_meeting, way.today, is_over)


def tasks_of(user: User | AnonymousUser, way: Way) -> Iterator[Task]:
    """What the edition that is worked on asks of the reader, on the day of the council's way."""
    vision = working_vision(user, way.today) if Kind.VISION.may_wait_for(user) else None
    if vision and (box := task_box(user=user, vision=vision, way=way.towards(vision))):
        yield from box.tasks
