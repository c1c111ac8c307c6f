"""The timeline as a page and as PDF."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ishoj_process.dates import clock
from ishoj_process.dates import danish as danish_dates
from ishoj_process.hierarchy.term_words import term_sentences
from ishoj_process.models import PublicStamp
from ishoj_process.output.cache import private_response, public_response
from ishoj_process.output.pdf import render_pdf
from ishoj_process.rights import can_see_plan

from .build import build_timeline
from .drawing import sheets_of
from .papers import PAPERS, Paper, set_on
from .period import PeriodForm, default_period, own_period
from .plans import current_plan, other_plans, plan_of_period, plan_or_404


@require_safe
def timeline(request, term=None, number=None):
    """When do the council and the committees do what? Of the plan in force, or of the one that the address names."""
    today = clock.today()
    plan, default = plan_and_period(request.user, today, term, number)
    form = PeriodForm(request.GET, default=default)
    plan = plan if term else plan_of_period(plan, form.period, today)
    built = build_timeline(plan=plan, period=form.period, user=request.user, today=today)
    context = {
        **timeline_context(built, plan),
        # What could be read is shown as what it came to: whole quarters, in Danish dates.
        "form": form if form.errors else PeriodForm(None, default=form.period),
        "moves": moves_of(form.period, own_period(plan) if plan else default),
        "other_plans": other_plans(plan, request.user, today),
        "pdf_url": plan.address("timeline_pdf") if term else reverse("timeline_pdf"),
        # Where nobody asked for other quarters: those around today are shown, and not the plan's.
        "is_after_plan": term is None and plan is not None and today > plan.ends and form.period == default,
        "now": next((quarter for quarter in form.period.quarters if quarter.touches(today, today)), None),
    }
    return render(request, "calendar_app/timeline/timeline.html", context)


def plan_and_period(user, today, term, number):
    """The plan of an address with the quarters that its timeline opens on: its own for ever, of no address today's."""
    if term is None:
        plan = current_plan(today)
        return plan, default_period(plan, today)
    plan = plan_or_404(user, today, term, number)
    return plan, own_period(plan)


def timeline_context(built, plan, papers: Sequence[Paper] = ()):
    """What page and PDF say in the same words; a page has one drawing, as long as it needs."""
    caption = _("The plan by track, lead actor and quarter, %(period)s") % {"period": built.period.label}
    title = _("Timeline, %(period)s. The table below says the same in words.") % {"period": built.period.label}
    paper, sheets = set_on(papers, built, title=title) if papers else (None, sheets_of(built, title=title))
    return {
        "timeline": built,
        "plan": plan,
        "paper_of_timeline": paper,
        # Once the plan's term is over, nobody has said how the next council works in the quarters after it.
        "term_sentences": term_sentences(plan.term)
        if plan and built.period.nearest_to(built.today) <= plan.term.ends
        else [],
        "caption": caption,
        "sheets": sheets,
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
def timeline_pdf(request, term=None, number=None):
    """The timeline as everybody may see it: on one sheet of A4 or else A3, or on the paper that is asked for."""
    today = clock.today()
    plan, default = plan_and_period(request.user, today, term, number)
    form = PeriodForm(request.GET, default=default)
    paper = request.GET.get("papir", "")
    # Refused and not mended: a document of another period would be handed on as the one that was asked for.
    if paper not in PAPERS or (form.is_bound and not form.is_valid()):
        return HttpResponseBadRequest(_("The period or the size of the paper cannot be read."))
    period = form.period
    plan = plan if term else plan_of_period(plan, period, today)

    def build():
        built = build_timeline(plan=plan, period=period, user=AnonymousUser(), today=today)
        title = _("Timeline %(period)s") % {"period": period.label}
        context = {
            **timeline_context(built, plan, PAPERS[paper]),
            "version": as_of(today),
        }
        return render_pdf(
            "calendar_app/timeline/print.html",
            context,
            title=title,
            modified=PublicStamp.last_change(),
            page=context["paper_of_timeline"].page,
        )

    headers = {"content_type": "application/pdf", "filename": f"tidslinje{paper and '-'}{paper}.pdf"}
    # One of a coming term is the staff's: it is kept for nobody.
    if plan and not can_see_plan(AnonymousUser(), plan, today):
        return private_response(build(), **headers)
    # By the quarters and not by the days asked for, so that all days of a quarter share one document.
    name = f"timeline {plan.pk if plan else 0} {period.query} {paper}"
    # Anybody may ask for any of some hundred thousand periods: those that the page leads to are kept.
    is_common = period in {
        default,
        *(move["period"] for move in moves_of(default, own_period(plan) if plan else default)),
    }
    return public_response(request, name, build, is_common=is_common, **headers)


def as_of(today: date) -> str:
    """The day that a document shows the process on."""
    return _("As of %(day)s") % {"day": danish_dates.date_text(today)}
