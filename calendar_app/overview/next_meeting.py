"""A member's own next meeting as the front page opens with it: which, when, where, the agenda, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, F, OuterRef, When

from calendar_app.invitations.answer_links import may_still_answer
from calendar_app.invitations.page import AnswerButton, answer_buttons, contradiction_to, own_invitation
from calendar_app.models import MeetingInvitation
from ishoj_process.models import Meeting, Seat
from vision.track.way import relative_text

if TYPE_CHECKING:
    from ishoj_process.models import User


@dataclass(frozen=True)
class NextMeeting:
    """The meeting, and the member's invitation where there is one that can be answered."""

    meeting: Meeting
    relative: str
    invitation: MeetingInvitation | None
    buttons: list[AnswerButton]
    is_contradicted: bool

    @property
    def comment(self) -> str:
        """What was said with the answer, which another answer here does not take away."""
        invitation = self.invitation
        return "" if invitation is None or invitation.is_about_earlier_time else invitation.comment


def own_meetings(user: User, today: date, most: int) -> list[Meeting]:
    """The next meetings that the member is in: with a seat on the day, or invited to stay without one."""
    # The twin of `Meeting.seats_day`; and the rule of a day serves for the day of a row.
    seats_day = Case(When(term__starts__gt=F("start_date"), then=F("term__starts")), default=F("start_date"))
    day: Any = OuterRef("day_of_seats")
    seats = Seat.objects.on(day).exclude(role=Seat.Role.SUBSTITUTE).filter(user=user, body__meetings=OuterRef("pk"))
    stays = MeetingInvitation.objects.filter(user=user, meeting=OuterRef("pk"), withdrawn_at=None, stays=True)
    rows = Meeting.objects.visible_to(user).coming(today).alias(day_of_seats=seats_day)
    rows = rows.filter(Exists(seats.order_by()) | Exists(stays.order_by()))
    return list(rows.in_order().prefetch_related("bodies", "before__bodies")[:most])


def next_meeting_of(user: User, meeting: Meeting, today: date) -> NextMeeting:
    invitation = own_invitation(user, meeting)
    if invitation is not None:
        # From what was fetched: the invitation would ask for it again.
        invitation.meeting = meeting
    if invitation is None or not may_still_answer(invitation, today):
        return NextMeeting(meeting, relative_text(meeting, today), None, [], is_contradicted=False)
    is_contradicted = contradiction_to(invitation) is not None or invitation.awaits_confirmation
    return NextMeeting(meeting, relative_text(meeting, today), invitation, answer_buttons(invitation), is_contradicted)
