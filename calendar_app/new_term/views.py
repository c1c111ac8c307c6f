"""Pages of a new term: what is done and what is left, its beginning, and its constituting meeting."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calendar_app.meetings.forms import MeetingForm
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.dates.council_terms import term_days_of
from ishoj_process.dates.danish import date_text
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.page import edit_page
from ishoj_process.models import Body, CouncilTerm, Meeting

from .acts import begin_term, plan_constituting_meeting, take_term_back
from .forms import BeginTermForm
from .lookup import coming_term_or_404
from .page import constituting_meetings, new_term_context, next_days


@require_safe
@require(rights.can_edit_plan)
def new_term(request, term):
    """What of the new term is done, and what is left?"""
    term, today = coming_term_or_404(term), clock.today()
    return render(request, "calendar_app/new_term/new_term.html", new_term_context(term, request.user, today))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def term_begin(request):
    """Begin the term whose council was elected last, or the next one."""
    days = next_days(clock.today())
    # A form that was sent is carried out, or led to where it led: another may have begun the term meanwhile.
    if request.method != "POST" and (begun := CouncilTerm.objects.on(days.starts).first()):
        return redirect(_address(begun))
    form = BeginTermForm(request.POST or None, instance=_as_before(days))
    return edit_page(
        request,
        form,
        heading=_("Begin the council term %(name)s") % {"name": days.name},
        cancel_url=reverse("council_office"),
        act=begin_term,
        leads_to=_address,
        context={
            "intro": _("The election day is %(day)s. The days are those of the law.") % {"day": days.election_text}
        },
    )


def _as_before(days):
    """A term by the law's days, that works as the council before it has chosen for it."""
    before = CouncilTerm.objects.filter(starts__lt=days.starts).order_by("-starts").first()
    kept = ("citizens_shape_vision", "citizens_shape_strategies", "consultation_weeks", "owner_days", "must_hear")
    kept += ("late_after_days", "update_after_days", "council_size", "next_level_order")
    told = {name: getattr(before, name) for name in kept} if before else {}
    order = {"level_order": before.next_level_order} if before else {}
    return CouncilTerm(name=days.name, starts=days.starts, ends=days.ends, **told, **order)


@require_POST
@require(rights.can_edit_council)
def term_take_back(request, term):
    """Take back that the term was begun."""
    row = CouncilTerm.objects.filter(slug=term).first()
    if row is None:  # the other click of a double one was quicker
        return redirect("council_office")
    return carry_out(
        request,
        lambda: take_term_back(term=row, by=request.user, today=clock.today()),
        done=_("The term is taken back."),
        lead_to="council_office",
        back_to=_address(row),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def constituting_meeting(request, term):
    """Propose the constituting meeting: it is held on the coming seats, and is public."""
    term = coming_term_or_404(term)
    days = term_days_of(term.starts)
    if request.method != "POST" and (there := constituting_meetings(term).first()):
        return redirect(there)
    council = Body.objects.filter(kind=Body.Kind.COUNCIL)
    day = next(iter(days.constituting_days))
    # Its last day stays empty, the same one: whoever moves it types one day and not two.
    told = {"bodies": list(council.living(day)[:1]), "start_date": day}
    meeting = Meeting(kind=Meeting.Kind.COUNCIL, term=term, title=_("Constituting meeting"))
    words = {"first": date_text(days.constituting_from), "last": date_text(days.constituting_until)}
    return edit_page(
        request,
        MeetingForm(request.POST or None, instance=meeting, initial=told),
        heading=_("Constituting meeting") + f": {term}",
        cancel_url=_address(term),
        act=plan_constituting_meeting,
        leads_to=lambda _meeting: _address(term),
        context={
            "intro": _("It is held from %(first)s to %(last)s, and the elected member who has sat longest convenes it.")
            % words
        },
    )


def _address(term):
    return reverse("new_term", args=[term.slug])
