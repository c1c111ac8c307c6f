"""Meetings as pages look them up: with all that their lines of text are made of, and as far as the reader may know."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from ishoj_process import rights
from ishoj_process.models import Attendance, Meeting, Seat, User


def visible_meeting(request, pk):
    """The meeting; 404 for those who may not know that it exists."""
    meeting = get_object_or_404(for_page(Meeting.objects), pk=pk)
    if not rights.can_see_meeting(request.user, meeting):
        raise Http404
    return meeting


def for_page(meetings):
    """A meeting with all that its lines of text are made of, so that showing it asks no more."""
    return meetings.select_related("before__before", "track__plan__adopted_at").prefetch_related(
        "bodies", "before__bodies"
    )


def visible_before(user, meeting):
    """The meeting that this one is held before, where the reader may know of it."""
    return meeting.before if meeting.before and rights.can_see_meeting(user, meeting.before) else None


def invited(meeting):
    """Those who sit in the meeting's bodies on its first day, each once; substitutes come when they are called."""
    day = meeting.start_date
    seats = (
        Seat.objects.on(day)
        .filled()
        .filter(body__in=meeting.bodies.all(), term__starts__lte=day, term__ends__gte=day)
        .exclude(role=Seat.Role.SUBSTITUTE)
    )
    return User.objects.mailable().filter(pk__in=seats.values("user")).order_by("name", "pk")


@dataclass(frozen=True)
class AttendanceLine:
    """One line of the minutes: `Til stede`, with the attendances that it gathers."""

    label: str
    rows: list


def expected_members(meeting):
    """Those who sit in the meeting's bodies that day, and whoever the minutes name already."""
    named = Attendance.objects.filter(meeting=meeting).values("user")
    return list((invited(meeting) | User.objects.filter(pk__in=named)).order_by("name", "pk").distinct())


def possible_substitutes(meeting):
    """Those who have a substitute's seat in the meeting's bodies that day, and whoever the minutes name already."""
    seats = Seat.objects.on(meeting.start_date).filled().filter(body__in=meeting.bodies.all())
    named = Attendance.objects.filter(meeting=meeting, substitute__isnull=False).values("substitute")
    found = User.objects.filter(pk__in=seats.filter(role=Seat.Role.SUBSTITUTE).values("user"))
    return list((found | User.objects.filter(pk__in=named)).order_by("name", "pk").distinct())


def attendance_lines(meeting):
    """The attendance for reading, one line for each state that somebody has; empty where none is recorded."""
    rows = list(meeting.attendances.select_related("user", "substitute"))
    lines = [
        AttendanceLine(state.label.capitalize(), [row for row in rows if row.state == state])
        for state in Attendance.State
    ]
    return [line for line in lines if line.rows]
