"""What the pages of contributions show, and which meeting runs now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404

from ishoj_process.meetings.shown import shown_meetings
from ishoj_process.models import Meeting, User, Vision
from vision.models import Contribution, Question, Theme
from vision.rights import can_see_contributions

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ishoj_process.readers import AnyUser


def for_list(contributions: QuerySet[Contribution], user: AnyUser) -> QuerySet[Contribution]:
    """Contributions with all that a line of the list is made of, as far as the reader may know of it."""
    return contributions.select_related("member", "party_group", "body").prefetch_related(
        # Fetched by the rights, and not joined: what was said is read by more than know of each meeting and theme.
        shown_meetings(user),
        Prefetch("question", Question.objects.visible_to(user)),
        # With its themes: the board asks of each where else it stands.
        Prefetch("themes", Theme.objects.visible_to(user)),
    )


def contribution_or_404(user: AnyUser, pk: int) -> Contribution:
    if not can_see_contributions(user):
        raise Http404
    rows = for_list(Contribution.objects.select_related("vision", "written_by"), user)
    return get_object_or_404(rows, pk=pk)


def meetings_to_choose(user: AnyUser) -> QuerySet[Meeting]:
    """The theme meetings and seminars that the reader may know of, the latest first."""
    kinds = [Meeting.Kind.THEME, Meeting.Kind.SEMINAR]
    # At a meeting that was cancelled nothing was said.
    meetings = Meeting.objects.visible_to(user).filter(kind__in=kinds).exclude(state=Meeting.State.CANCELLED)
    return meetings.order_by("-start_date", "-id").prefetch_related("bodies")


def last_chosen(user: AnyUser, vision: Vision, meetings: QuerySet[Meeting], today: date) -> Meeting | None:
    """The meeting that they chose for what they wrote last today: several are written about one."""
    written = Contribution.objects.filter(vision=vision, written_by=cast(User, user), said_on=today)
    last = written.filter(meeting__isnull=False).order_by("-id").values("meeting")[:1]
    return meetings.filter(pk__in=[row["meeting"] for row in last]).first() if last else None


def next_question(user: AnyUser, contribution: Contribution) -> int | None:
    """The key of the question after this one that they have written nothing about; None where none waits.

    From the last it goes on with the first. Of what is about no question none follows.
    """
    if contribution.question_id is None:
        return None
    asked = Question.objects.visible_to(user).filter(paper__vision=contribution.vision_id)
    keys = list(asked.values_list("pk", flat=True))
    own = Contribution.objects.filter(written_by=cast(User, user), question__in=keys)
    answered = set(own.values_list("question", flat=True))
    place = keys.index(contribution.question_id) if contribution.question_id in keys else 0
    return next((key for key in [*keys[place:], *keys[:place]] if key not in answered), None)


def running_meeting(meetings: QuerySet[Meeting], today: date) -> Meeting | None:
    """The meeting that takes place today; None between the meetings."""
    # By both its days: what is said on the second day of a seminar is said at it.
    return meetings.filter(start_date__lte=today, end_date__gte=today).first()


def told_meeting(meetings: QuerySet[Meeting], today: date) -> Meeting | None:
    """The meeting of which the staff write down what was said: the last that has begun, else the first to come."""
    return meetings.filter(start_date__lte=today).first() or next_meeting(meetings, today)


def next_meeting(meetings: QuerySet[Meeting], today: date) -> Meeting | None:
    """The meeting that takes place today, else the first one to come; None after the last."""
    # The one that runs comes first, as it began before all that are to come.
    return meetings.filter(end_date__gte=today).order_by("start_date", "id").first()


def counts_of(vision: Vision) -> tuple[int, int]:
    """How many contributions there are, and how many wait to be sorted."""
    contributions = Contribution.objects.filter(vision=vision)
    return contributions.count(), contributions.unsorted().count()
