"""The council's terms: all of them, and one of them."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from ishoj_process.council.forms import DayForm
from ishoj_process.dates import clock

from .detail import term_context
from .list import term_rows
from .lookup import term_or_404


@require_safe
def term_list(request):
    """Which terms have there been, and what did each leave?"""
    return render(request, "calendar_app/terms/list.html", {"rows": term_rows(request.user, clock.today())})


@require_safe
def term_detail(request, term):
    """Who sat in this term, what did the council plan, adopt and hold, and what did it leave?"""
    today = clock.today()
    found = term_or_404(request.user, today, term)
    form = DayForm(request.GET)
    context = term_context(found, request.user, today, form.day_or(found.day_within(today)))
    return render(request, "calendar_app/terms/detail.html", {**context, "form": form})
