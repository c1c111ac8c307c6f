"""Pages of a new term's plan by a template: choose it, see and adjust the days, store it as a proposal, remove it."""

import uuid

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from calendar_app.plan_file.problems import PlanRefused
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.dates.council_terms import budget_by, term_days_of
from ishoj_process.dates.danish import date_text
from ishoj_process.editing import unsent
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, status_of
from ishoj_process.editing.acts import carry_out_once, sending_of
from ishoj_process.editing.page import PlainForm
from ishoj_process.models import ProcessPlan, Track
from ishoj_process.text.numbers import sent_number
from vision.rights import can_edit_vision

from ..lookup import coming_term_or_404
from .acts import reasons_against_removing, remove_plan, store_plan
from .forms import MeetingRowForm, TemplateForm, VisionForm
from .proposal import Calendar, propose
from .template import built_in_text, read_template

ADJUSTED = ("-title", "-day", "-start_time")  # what somebody types of a proposed meeting


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_plan)
def term_plan(request, term):
    """The plans of the term, and the templates by which one is proposed: that of the house, or a file of one's own."""
    term = coming_term_or_404(term)
    form = TemplateForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        return _shown(request, term, form.template, form.text)
    context = {"term": term, "form": form, "plans": _plans(term), "days": _legal_days(term)}
    return render(request, "calendar_app/new_term/plan/choose.html", context)


def _plans(term):
    return [(plan, not reasons_against_removing(plan)) for plan in term.plans.all()]


def _legal_days(term):
    """The days of the law from which the template counts, in words."""
    days = term_days_of(term.starts)
    return [
        (_("The election"), date_text(days.election)),
        (_("The constituting meeting, at the latest"), date_text(days.constituting_until)),
        (_("The term's first day"), date_text(term.starts)),
        (_("Second reading of the first budget, at the latest"), date_text(budget_by(term.starts.year))),
    ]


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_plan)
def term_proposal(request, term):
    """The meetings of the house's template with their days; what was adjusted, of whichever template, is stored."""
    term = coming_term_or_404(term)
    if request.method != "POST":
        return _shown(request, term, read_template(built_in_text().encode()), built_in_text())
    try:
        template = read_template(request.POST.get("template", "").encode())
    except PlanRefused:  # nobody typed it: the page holds it; what stood beside it somebody did
        unsent.tell(request, *(name for name in request.POST if name.endswith(ADJUSTED)))
        return redirect("new_term_plan", term.slug)
    return _shown(request, term, template, request.POST["template"], request.POST)


def _shown(request, term, template, text, sent=None):
    rows = propose(template, Calendar.read(term))
    forms = [MeetingRowForm(sent, row=row, term=term) for row in rows]
    made = ProcessPlan(term=term, starts=term.starts).leads_to
    begins = None if made or not can_edit_vision(request.user) else VisionForm(sent, template=template)
    whole = PlainForm(request.POST)
    typed = [*forms, *([begins] if begins else [])]
    faulty = [form for form in typed if sent is not None and not form.is_valid()]  # all of them, to be marked at once
    if sent is not None and not faulty:
        chosen = [each for form in forms if (each := form.chosen)]
        title = begins.cleaned_data["title"] if begins else ""
        if answer := _stored(request, term, template, chosen, title, whole):
            return answer
    context = {
        "term": term,
        "template": template,
        "text": text,
        "tracks": [(track, _words_of(track), _rows_of(track, forms)) for track in template.tracks],
        "vision": made,
        "vision_form": begins,
        "has_errors": bool(faulty),
        "refused": whole.non_field_errors(),
        "seen": term.plans.count(),
        "token": uuid.uuid4(),
    }
    return render(request, "calendar_app/new_term/plan/adjust.html", context, status=status_of(whole))


def _rows_of(track, forms):
    return [form for form in forms if form.row.meeting.track == track.key]


def _words_of(track):
    return Track.Kind(track.kind).label


def _stored(request, term, template, chosen, vision, whole):
    seen = sent_number(request.POST.get("seen", ""))

    def act():
        plan = store_plan(
            term=term,
            template=template,
            chosen=chosen,
            vision=vision,
            seen=-1 if seen is None else seen,
            by=request.user,
            today=clock.today(),
        )
        return plan.get_absolute_url()

    return carry_out(
        request,
        lambda: carry_out_once(sending=sending_of(request.POST), act=act),
        done=_("The plan is stored as a proposal. The council adopts it."),
        lead_to=str,
        form=whole,
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_plan)
def term_plan_remove(request, term, number):
    """Take back a proposed plan with all that was made with it."""
    term = coming_term_or_404(term)
    address = reverse("new_term_plan", args=[term.slug])
    plan = ProcessPlan.objects.filter(term=term, number=number).select_related("term").first()
    if plan is None:  # the other click of a double one was quicker
        return redirect(address)
    if request.method == "POST":
        return carry_out(
            request,
            lambda: remove_plan(plan=plan, by=request.user),
            done=_("The plan is removed."),
            lead_to=address,
        )
    context = {
        "heading": _("Take back the plan") + f": {plan.called}",
        "what": plan.title,
        "consequence": _("The plan, its tracks and the meetings that were made with it are removed."),
        "reasons": reasons_against_removing(plan),
        "cancel_url": address,
    }
    return render(request, "calendar_app/meetings/delete.html", context)
