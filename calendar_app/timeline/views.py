"""The timeline as a page and as PDF."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseBadRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ishoj_process.dates import clock
from ishoj_process.dates import danish as danish_dates
from ishoj_process.hierarchy.term_words import term_sentences
from ishoj_process.models import PublicStamp
from ishoj_process.output.cache import public_response
from ishoj_process.output.pdf import render_pdf

from .build import build_timeline, current_plan
from .drawing import sheets_of
from .period import PeriodForm, default_period

# The size of the page, and the heights of the drawing on the first page, beneath the title, and on the others.
PAPERS = {"a4": ("A4 landscape", (490, 630)), "a3": ("A3 landscape", (560, 680))}
PAPER_WIDTH = 1050  # so that the names are 9 pt on A4


@require_safe
def timeline(request):
    """When do the council and the committees do what?"""
    today = clock.today()
    plan = current_plan(today)
    default = default_period(plan, today)
    form = PeriodForm(request.GET, default=default)
    built = build_timeline(plan=plan, period=form.period, user=request.user, today=today)
    context = {
        **timeline_context(built, plan),
        # What could be read is shown as what it came to: whole quarters, in Danish dates.
        "form": form if form.errors else PeriodForm(None, default=form.period),
        "moves": moves_of(form.period, default),
    }
    return render(request, "calendar_app/timeline/timeline.html", context)


def timeline_context(built, plan, **drawing):
    """What page and PDF say in the same words."""
    caption = _("The plan by track, lead actor and quarter, %(period)s") % {"period": built.period.label}
    title = _("Timeline, %(period)s. The table below says the same in words.") % {"period": built.period.label}
    return {
        "timeline": built,
        "plan": plan,
        "term_sentences": term_sentences(plan.term) if plan else [],
        "caption": caption,
        "sheets": sheets_of(built, title=title, **drawing),
    }


def moves_of(period, default):
    """The ways from here to a wider or narrower period; those that lead nowhere have none."""
    return [
        {"label": _("One quarter further back"), "period": period.moved(start=-1)},
        {"label": _("Without the first quarter"), "period": period.moved(start=1)},
        {"label": _("Without the last quarter"), "period": period.moved(end=-1)},
        {"label": _("One quarter further on"), "period": period.moved(end=1)},
        {"label": _("The plan's own quarters"), "period": default if default != period else None},
    ]


@require_safe
def timeline_pdf(request):
    """The timeline as everybody may see it, on A4 or A3."""
    today = clock.today()
    plan = current_plan(today)
    default = default_period(plan, today)
    form = PeriodForm(request.GET, default=default)
    paper = request.GET.get("papir", "a4")
    # Refused and not mended: a document of another period would be handed on as the one that was asked for.
    if paper not in PAPERS or (form.is_bound and not form.is_valid()):
        return HttpResponseBadRequest(_("The period or the size of the paper cannot be read."))
    period, (page, heights) = form.period, PAPERS[paper]

    def build():
        built = build_timeline(plan=plan, period=period, user=AnonymousUser(), today=today)
        title = _("Timeline %(period)s") % {"period": period.label}
        context = {
            **timeline_context(built, plan, width=PAPER_WIDTH, heights=heights, has_links=False),
            "version": as_of(today),
        }
        return render_pdf(
            "calendar_app/timeline/print.html", context, title=title, modified=PublicStamp.last_change(), page=page
        )

    # By the quarters and not by the days asked for, so that all days of a quarter share one document.
    name = f"timeline {period.query} {paper}"
    # Anybody may ask for any of some hundred thousand periods: those that the page leads to are kept.
    is_common = period in {default, *(move["period"] for move in moves_of(default, default))}
    headers = {"content_type": "application/pdf", "filename": f"tidslinje-{paper}.pdf"}
    return public_response(request, name, build, is_common=is_common, **headers)


def as_of(today: date) -> str:
    """The day that a document shows the process on."""
    return _("As of %(day)s") % {"day": danish_dates.date_text(today)}
