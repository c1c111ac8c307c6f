"""The month as a calendar sheet."""

from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ishoj_process import clock
from ishoj_process.danish_dates import month_text
from ishoj_process.models import Meeting
from strategies.models import Consultation

from .meeting_forms import MonthForm
from .meeting_page import for_page
from .month import month_around, month_sheet, neighbour_months


def _rounds(user, days):
    """The consultations whose last day lies within the days."""
    sent = Consultation.objects.visible_to(user).filter(state=Consultation.State.SENT).select_related("strategy")
    return sent.filter(Q(closed_on__range=days) | Q(closed_on=None, deadline__range=days)).order_by("id")


@require_safe
def calendar_month(request):
    """Which meetings are there in a month, and when?"""
    today = clock.today()
    form = MonthForm(request.GET)
    first = (form.cleaned_data["maaned"] if form.is_valid() else None) or today.replace(day=1)
    meetings = list(for_page(Meeting.objects.visible_to(request.user).between(*month_around(first))).in_order())
    rounds = list(_rounds(request.user, month_around(first)))
    before, after = neighbour_months(first)
    context = {
        "form": form,
        "month": month_text(first),
        "weeks": month_sheet(first, meetings, today, rounds),
        "has_anything": any(meeting.start_date < after and meeting.end_date >= first for meeting in meetings)
        or any(first <= round_.last_day < after for round_ in rounds),
        "before": before.strftime("%Y-%m"),
        "before_text": month_text(before),
        "after": after.strftime("%Y-%m"),
        "after_text": month_text(after),
        "is_this_month": first == today.replace(day=1),
        "this_month_text": month_text(today),
    }
    return render(request, "calendar_app/month.html", context)
