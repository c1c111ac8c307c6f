"""The meetings of the way, each with what it is for and what came out of it, as one reader may see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, F, IntegerField, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.models import Meeting, Vision
from vision.models import Candidate, Contribution, DebatePaper, Question, Round, Theme
from vision.rights import can_read_answers, can_see_contributions, can_see_rounds, can_see_where_asked

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser
    from vision.track.way import Way


MOST_QUESTIONS = 5
MOST_WINNERS = 3


@dataclass(frozen=True)
class Result:
    """Something that came out of a meeting, and the page that tells all of it."""

    text: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class MeetingCard:
    """A meeting of the way: what it is for, its questions, and what came out of it."""

    meeting: Meeting
    is_next: bool
    is_over: bool
    questions: list[Question] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)

    @property
    def shown_questions(self) -> list[Question]:
        return self.questions[:MOST_QUESTIONS]

    @property
    def more_questions(self) -> int:
        return max(len(self.questions) - MOST_QUESTIONS, 0)

    @property
    def is_begun(self) -> bool:
        # Something may come of a meeting before its day, such as what members write to its questions beforehand.
        return self.is_over or bool(self.results)


def meeting_cards(vision: Vision, way: Way, user: AnyUser, paper: DebatePaper | None) -> list[MeetingCard]:
    """A card for each meeting of the way, in a fixed number of queries."""
    steps = [(step, step.meeting) for step in way.steps if step.meeting]
    meetings = [meeting for _step, meeting in steps]
    questions = _questions(meetings, user, paper)
    results = _results(vision, meetings, user, paper, questions)
    return [
        MeetingCard(meeting, step.is_next, step.is_over, questions[meeting.pk], results[meeting.pk])
        for step, meeting in steps
    ]


def nothing_came_text(user: AnyUser) -> str:
    """What stands where nothing is shown: the public is not told whether the council has written anything down."""
    if can_see_contributions(user):
        return _("Nothing has been entered yet.")
    return _("Nothing has been published yet.")


def _questions(meetings: list[Meeting], user: AnyUser, paper: DebatePaper | None) -> dict[int, list[Question]]:
    """By meeting: the questions that the reader may know are discussed there."""
    asked: dict[int, list[Question]] = defaultdict(list)
    if not (paper and meetings):
        return asked
    rows = (
        Question.objects.visible_to(user)
        .filter(paper=paper, item__meeting__in=meetings)
        .select_related("paper__vision", "item__meeting")
    )
    for row in rows.prefetch_related("item__meeting__bodies"):
        if row.item and can_see_where_asked(user, row):
            asked[row.item.meeting_id].append(row)
    return asked


def _results(
    vision: Vision,
    meetings: list[Meeting],
    user: AnyUser,
    paper: DebatePaper | None,
    questions: dict[int, list[Question]],
) -> dict[int, list[Result]]:
    """By meeting: contributions, answers, themes and rounds, in this order."""
    found: dict[int, list[Result]] = defaultdict(list)
    if not meetings:
        return found
    if can_see_contributions(user):
        _add_contributions(found, vision, meetings)
    if paper and can_read_answers(user, paper):
        _add_answers(found, questions)
    _add_themes(found, vision, meetings, user)
    if can_see_rounds(user):
        _add_rounds(found, vision, meetings, user)
    return found


def _add_contributions(found: dict[int, list[Result]], vision: Vision, meetings: list[Meeting]) -> None:
    rows = Contribution.objects.filter(vision=vision, meeting__in=meetings).order_by()
    for meeting, count in rows.values_list("meeting").annotate(Count("id")):
        text = ngettext("%(count)s contribution", "%(count)s contributions", count) % {"count": count}
        found[meeting].append(Result(text, f"{vision.address('contribution_list')}?moede={meeting}"))


def _add_answers(found: dict[int, list[Result]], questions: dict[int, list[Question]]) -> None:
    for meeting, rows in questions.items():
        answered = [row for row in rows if row.answer]
        if not answered:
            continue
        words = {"answered": len(answered), "count": len(rows)}
        text = ngettext(
            "Answer to %(answered)s of %(count)s question", "Answers to %(answered)s of %(count)s questions", len(rows)
        )
        found[meeting].append(Result(text % words, answered[0].get_absolute_url()))


def _add_themes(found: dict[int, list[Result]], vision: Vision, meetings: list[Meeting], user: AnyUser) -> None:
    themes = Theme.objects.visible_to(user).current().filter(vision=vision, raised_at__in=meetings).order_by()
    for meeting, count in themes.values_list("raised_at").annotate(Count("id")):
        text = ngettext("%(count)s theme", "%(count)s themes", count) % {"count": count}
        found[meeting].append(Result(text, vision.address("theme_list")))


def _add_rounds(found: dict[int, list[Result]], vision: Vision, meetings: list[Meeting], user: AnyUser) -> None:
    """A round that has not been opened has come to nothing yet."""
    rounds = Round.objects.visible_to(user).filter(vision=vision, meeting__in=meetings)
    rounds = rounds.opened().order_by("id")
    winners = _winners(rounds)
    for round_ in rounds:
        state = Round.State(round_.state).label
        text = _("%(round)s (%(state)s)") % {"round": round_, "state": state}
        if round_.meeting_id:
            most = _most_points_text(winners[round_.pk])
            found[round_.meeting_id].append(Result(text, round_.get_absolute_url(), most))


def _winners(rounds: QuerySet[Round]) -> dict[int, list[tuple[str, int]]]:
    """By closed round: the candidates with the most points, as [(title, points)]."""
    # A closed secret round has sums and no votes, an open one votes and no sums; the two columns differ in type.
    given = Coalesce(F("secret_result__points"), Sum("votes__points"), output_field=IntegerField())
    closed = [round_.pk for round_ in rounds if round_.is_closed]
    # What nobody gave points to has NULL or 0 here, and both fall away.
    rows = Candidate.objects.filter(round__in=closed).annotate(given=given).filter(given__gt=0)
    winners: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for round_, title, points in rows.order_by("-given", "position").values_list("round", "title", "given"):
        winners[round_].append((title, points))
    return winners


def _most_points_text(winners: list[tuple[str, int]]) -> str:
    """The first few, with all that have as many points as the last of them."""
    if not winners:
        return ""
    least = winners[:MOST_WINNERS][-1][1]
    # All that share the last place: to leave one of them out would rank what nobody ranked.
    first = [f"{title} ({points})" for title, points in winners if points >= least]
    return _("Most points: %(titles)s") % {"titles": ", ".join(first)}
