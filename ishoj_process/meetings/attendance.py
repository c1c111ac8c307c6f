"""Who is expected at a meeting, who may come instead, and how the attendance reads."""

from dataclasses import dataclass

from ishoj_process.models import Attendance, Seat, User


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
