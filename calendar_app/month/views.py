"""The month as a calendar sheet."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from ishoj_process.dates import clock
from ishoj_process.dates.danish import month_text
from ishoj_process.meetings.shown import for_page
from ishoj_process.models import Meeting

from .forms import MonthForm
from .page import Marks, marks_between, month_around, month_sheet, neighbour_months

MEETINGS_ONLY = "moeder"


@require_safe
def calendar_month(request):
    """Which meetings are there in a month, and what else? `?vis=moeder` leaves the meetings alone."""
    today = clock.today()
    form = MonthForm(request.GET)
    # A month that cannot be read shows this one: an address is often cut or mistyped.
    first = (form.cleaned_data["maaned"] if form.is_valid() else None) or today.replace(day=1)
    meetings = list(for_page(Meeting.objects.visible_to(request.user).between(*month_around(first))).in_order())
    before, after = neighbour_months(first)
    is_meetings_only = request.GET.get("vis") == MEETINGS_ONLY
    marks = Marks({}, []) if is_meetings_only else marks_between(request.user, *month_around(first))
    context = {
        "form": form,
        "month": month_text(first),
        "weeks": month_sheet(first, meetings, today, marks.by_day),
        # Of this month: the sheet's first and last weeks reach into others, where the same mark stands again.
        "rough": [mark for mark in marks.rough if mark.first < after and mark.last >= first],
        "is_meetings_only": is_meetings_only,
        "shown": first.strftime("%Y-%m"),
        "has_anything": any(meeting.start_date < after and meeting.end_date >= first for meeting in meetings)
        or any(first <= day < after for day in marks.by_day),
        "before": before.strftime("%Y-%m"),
        "before_text": month_text(before),
        "after": after.strftime("%Y-%m"),
        "after_text": month_text(after),
        "is_this_month": first == today.replace(day=1),
        "this_month_text": month_text(today),
    }
    return render(request, "calendar_app/month/month.html", context)
