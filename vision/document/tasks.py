"""What is asked of the reader before the next meeting on the vision: a table of rules for each role."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.dates.danish import relative_day_text, weekday_date_text
from ishoj_process.models import Meeting
from ishoj_process.rights import is_administration, is_council_member, is_secretariat
from vision.models import Contribution
from vision.rights import can_read_paper
from vision.rounds.page import open_round_for

from .facts import TrackFacts, day_of


@dataclass(frozen=True)
class Asked:
    """One thing that is asked: what, on which page it is done, and by when as far as that is known."""

    text: str
    url: str
    due: date | None
    today: date
    detail: str = ""
    is_urgent: bool = False  # the others wait for it
    key: str = ""  # where the text counts, what stays the same as the number changes

    @property
    def is_late(self):
        return self.due is not None and self.due < self.today

    @property
    def due_text(self):
        """`Frist: mandag den 21. august 2023, om 7 dage`."""
        if self.due is None:
            return _("No deadline has been set yet")
        words = {"day": weekday_date_text(self.due), "relative": relative_day_text(self.due, self.today)}
        if self.is_late:
            return _("The deadline was %(day)s, %(relative)s") % words
        return _("Deadline: %(day)s, %(relative)s") % words


def read_paper(track, today):
    """A member who has not read the debate paper, or not what was changed in it since."""
    paper, meeting = track.paper, track.next_meeting
    if not (paper and meeting and paper.is_with_council and can_read_paper(track.user, paper)):
        return None
    if track.has_read_paper and not track.paper_changed_since_read:
        return None
    text = _("Read what was changed in the debate paper") if track.has_read_paper else _("Read the debate paper")
    return Asked(text, reverse("debate_paper"), day_of(meeting, today), today)


def write_contributions(track, today):
    """A member who has not written to each of the questions of the coming meeting."""
    questions, meeting = track.questions_of_next_meeting, track.next_meeting
    missing = [row for row in questions if row.pk not in track.questions_written_to]
    if not missing:
        return None
    text = _("Write contributions to the questions of %(meeting)s") % {"meeting": meeting.display_title}
    detail = _written_text(len(questions) - len(missing), len(questions))
    url = f"{reverse('contribution_create')}?moede={meeting.pk}&spoergsmaal={missing[0].pk}"
    return Asked(text, url, day_of(meeting, today), today, detail)


def _written_text(written, count):
    if not written:
        return ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}
    text = ngettext(
        "You have written to %(written)s of %(count)s question.",
        "You have written to %(written)s of %(count)s questions.",
        count,
    )
    return text % {"written": written, "count": count}


def vote(track, today):
    """A member whose points are awaited in the open round."""
    round_ = open_round_for(track.user, today, track.vision.rounds.select_related("meeting"))
    if round_ is None:
        return None
    text = _("Give your points in “%(round)s”") % {"round": round_}
    due = day_of(round_.meeting, today) if round_.meeting else track.due
    detail = _("The round is open, and waits for your points.")
    return Asked(text, round_.get_absolute_url(), due, today, detail, is_urgent=True)


def comment_on_draft(track, today):
    """A member who has said nothing about the latest draft since it was kept."""
    draft = track.latest_draft
    if draft is None or track.has_commented_on(draft):
        return None
    text = _("Read %(draft)s of the vision, and say what you think of it") % {"draft": draft}
    return Asked(text, reverse("draft_comments"), track.due, today)


def send_paper(track, today):
    """The debate paper is to be with the council before the meeting where it is presented."""
    paper, meeting = track.paper, track.paper_meeting
    if not (paper and meeting) or paper.is_with_council or track.next_meeting is None:
        return None
    text = _("Send the debate paper to the council before %(meeting)s") % {"meeting": meeting.display_title}
    return Asked(text, reverse("debate_paper"), meeting.start_date, today)


def sort_contributions(track, today):
    count = Contribution.objects.filter(vision=track.vision).unsorted().count()
    text = ngettext("Sort %(count)s contribution", "Sort %(count)s contributions", count)
    url = f"{reverse('contribution_list')}?til={Contribution.Destination.UNSORTED}"
    return Asked(text % {"count": count}, url, track.due_after_today, today, key="sort") if count else None


def gather_contributions(track, today):
    """What was sorted to the vision is to stand under a theme."""
    loose = Contribution.objects.filter(vision=track.vision).without_theme()
    count = loose.filter(destination=Contribution.Destination.VISION).count()
    text = ngettext("Put %(count)s contribution under a theme", "Put %(count)s contributions under themes", count)
    words = {"count": count}
    return Asked(text % words, reverse("theme_board"), track.due_after_today, today, key="gather") if count else None


def answer_questions(track, today):
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
    return Asked(text % words, url, track.due_after_today, today, key="answer")


def tie_themes(track, today):
    """Once guiding lines are worded, each theme is to lead to one."""
    count = track.themes_without_line if track.has_lines else 0
    words = {"count": count, "lines": track.vision.line_words_the}
    text = ngettext("Tie %(count)s theme to %(lines)s", "Tie %(count)s themes to %(lines)s", count)
    url = f"{reverse('thread_ends')}?vis=tema"
    return Asked(text % words, url, track.due_after_today, today, key="tie_themes") if count else None


def tie_lines(track, today):
    """Each guiding line is to say which themes it grew from."""
    count, vision = track.lines_without_theme, track.vision
    words = {"count": count, "lines": vision.line_word if count == 1 else vision.line_words}
    text = ngettext(
        "Say which themes %(count)s %(lines)s grew from", "Say which themes %(count)s %(lines)s grow from", count
    )
    url = f"{vision.get_absolute_url()}#sigtelinjer"
    return Asked(text % words, url, track.due_after_today, today, key="tie_lines") if count else None


def record_adoption(track, today):
    """The council has treated the vision: what it decided is to be recorded."""
    item = track.item_treated(today)
    if item is None:
        return None
    text = _("Record whether the council adopted the vision")
    return Asked(text, reverse("vision_adopt"), item.meeting.end_date, today, item.meeting.when_text)


def publish_agenda(track, today):
    meeting = track.next_meeting
    if meeting is None or meeting.agenda_is_published:
        return None
    text = _("Publish the agenda of %(meeting)s") % {"meeting": meeting.display_title}
    return Asked(text, meeting.get_absolute_url(), day_of(meeting, today), today)


def open_round(track, today):
    """At the seminar the council sets its priorities: a round is prepared before it and opened there."""
    meeting = track.next_meeting
    if meeting is None or meeting.kind != Meeting.Kind.SEMINAR:
        return None
    rounds = list(track.vision.rounds.filter(meeting=meeting))
    if any(not round_.is_draft for round_ in rounds):
        return None
    words = {"meeting": meeting.display_title, "round": rounds[0] if rounds else ""}
    text = _("Open the round “%(round)s” at %(meeting)s") if rounds else _("Prepare a round of points for %(meeting)s")
    url = rounds[0].get_absolute_url() if rounds else reverse("round_create")
    return Asked(text % words, url, day_of(meeting, today), today)


def close_round(track, today):
    """A round that stayed open after its meeting."""
    round_ = track.vision.rounds.open().select_related("meeting").first()
    if round_ is None or round_.meeting is None or round_.meeting.end_date > today:
        return None
    text = _("Close the round “%(round)s”") % {"round": round_}
    return Asked(text, round_.get_absolute_url(), round_.meeting.end_date, today)


def put_on_agenda(track, today):
    """A worded vision needs an item on a council meeting's agenda before the council can adopt it."""
    if not track.vision.meaning.awaits_decision or track.items:
        return None
    meeting = track.next_council_meeting(today)
    url = meeting.get_absolute_url() if meeting else reverse("meeting_create")
    text = _("Put the vision on the agenda of a council meeting")
    return Asked(text, url, meeting.start_date if meeting else None, today)


def write_decision(track, today):
    """The council has treated the vision, and the minutes do not say yet what it decided."""
    item = track.item_treated(today)
    if item is None or item.decision:
        return None
    text = _("Write the council's decision on the vision in the minutes")
    return Asked(text, item.get_absolute_url(), item.meeting.end_date, today, item.meeting.when_text)


MEMBER = (vote, read_paper, write_contributions, comment_on_draft)
ADMINISTRATION = (
    record_adoption,
    send_paper,
    answer_questions,
    sort_contributions,
    gather_contributions,
    tie_themes,
    tie_lines,
)
SECRETARIAT = (close_round, publish_agenda, open_round, put_on_agenda, write_decision)


def rules_for(user):
    """The rules of the reader's role; nothing is asked of the public."""
    roles = ((is_council_member, MEMBER), (is_administration, ADMINISTRATION), (is_secretariat, SECRETARIAT))
    return next((rules for has_role, rules in roles if has_role(user)), ())


@dataclass(frozen=True)
class AskedOfMe:
    """What the page says to one reader; where nothing is asked, when the next thing comes."""

    rows: list
    meeting: Meeting | None
    today: date
    is_over: bool

    @property
    def heading(self):
        if self.rows and self.meeting and self.meeting.start_date > self.today:
            return _("Asked of you before %(meeting)s") % {"meeting": self.meeting.display_title}
        return _("Asked of you now") if self.rows else _("Asked of you")

    @property
    def nothing_text(self):
        """That nothing is asked, and what comes next."""
        if self.is_over:
            return _("Nothing is asked of you: the work on the vision has been concluded.")
        if self.meeting is None:
            return _("Nothing is asked of you right now. No further meetings on the vision have been planned.")
        words = {"meeting": self.meeting.display_title, "when": self.meeting.when_text}
        if self.meeting.start_date <= self.today:
            return _("Nothing is asked of you right now. %(meeting)s takes place now: %(when)s.") % words
        return _("Nothing is asked of you right now. Next comes %(meeting)s, %(when)s.") % words


def asked_of_me(*, user, vision, way, today):
    """All that the rules of the reader's role find, in a fixed number of queries; None for the public."""
    rules = rules_for(user)
    if not rules:
        return None
    track = TrackFacts(user=user, vision=vision, way=way)
    is_over = vision.is_at_rest
    found = [] if is_over else [row for row in (rule(track, today) for rule in rules) if row]
    return AskedOfMe(found, None if is_over else track.next_thing, today, is_over)
