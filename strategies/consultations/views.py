"""Consultation rounds: the list, a round, preparing and sending it, and what may be done to it afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, turn_away
from ishoj_process.editing.page import edit_page, fill_again
from ishoj_process.editing.removal import removal_page
from strategies import rights
from strategies.involvement.duty import touched_bodies
from strategies.lookup import consultation_or_404, strategy_or_404

from . import acts
from .calendar import last_meetings, schedule_of
from .forms import ConsultationFilter, ConsultationForm, ExtendForm, InviteForm, ReasonForm, SendForm
from .list import list_context
from .page import detail_context

PAGE_SIZE = 25


@require_safe
def consultation_list(request):
    """Which consultations are running, and who is waited for?"""
    chosen, today = ConsultationFilter(request.GET or None), clock.today()
    context = list_context(request.user, chosen, today)
    context |= {"filter": chosen, "today": today, "may_see_matrix": rights.can_see_hearing_matrix(request.user)}
    context["page"] = Paginator(context.pop("rounds"), PAGE_SIZE).get_page(request.GET.get("side"))
    return render(request, "strategies/consultations/list.html", context)


@require_safe
def consultation_detail(request, pk):
    """Who was asked about what, and what did they answer?"""
    round_ = consultation_or_404(request.user, pk)
    context = detail_context(round_, request.user, clock.today(), request.GET)
    return render(request, "strategies/consultations/detail.html", context)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def consultation_create(request, slug):
    """Prepare a round about a strategy; those whom it touches are proposed."""
    strategy = strategy_or_404(request.user, slug)
    touched = touched_bodies(strategy, clock.today())
    form = ConsultationForm(request.POST or None, strategy=strategy, touched=touched)
    heading = _("New consultation: %(title)s") % {"title": strategy.display_title}
    return edit_page(
        request, form, heading=heading, cancel_url=strategy.get_absolute_url(), act=acts.store_consultation
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def consultation_edit(request, pk):
    """Change what is asked, and whom, as long as the round has not been sent."""
    round_ = consultation_or_404(request.user, pk)
    if away := turn_away(request, acts.reasons_against_preparing(round_), round_):
        return away
    touched = touched_bodies(round_.strategy, clock.today())
    form = ConsultationForm(request.POST or None, instance=round_, strategy=round_.strategy, touched=touched)
    heading = _("Consultation: %(title)s") % {"title": round_.title}
    return edit_page(request, form, heading=heading, cancel_url=round_.get_absolute_url(), act=acts.store_consultation)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def consultation_remove(request, pk):
    """Remove a round that has not been sent."""
    round_ = consultation_or_404(request.user, pk)
    if acts.reasons_against_preparing(round_):
        messages.error(request, _("The consultation has been sent. Withdraw it instead."))
        return redirect(round_)
    return removal_page(request, round_, heading=_("Remove the consultation"), cancel_url=reverse("consultation_list"))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def consultation_send(request, pk):
    """Choose the deadline and send the round; what is wrong with the deadline is shown before it is sent."""
    round_, today = consultation_or_404(request.user, pk), clock.today()
    form = SendForm(request.POST or None)
    is_read = request.method == "POST" and form.is_valid()
    schedule = schedule_of(round_, today, form.cleaned_data["deadline"] if is_read else None)
    reasons = acts.reasons_against_sending(round_)
    if is_read and not (schedule.findings and form.cleaned_data["shown"] != schedule.deadline):
        send = partial(acts.send_consultation, deadline=schedule.deadline, meetings=schedule.meetings)
        if done := _done(request, form, round_, send, _("The consultation has been sent.")):
            return done
    context = {"round": round_, "form": _shown(form, schedule, is_read), "schedule": schedule, "reasons": reasons}
    return render(request, "strategies/consultations/send.html", context)


def _shown(form, schedule, is_read):
    """The form with the deadline that the page shows, whose warnings then have been seen."""
    if form.is_bound and not is_read:
        return form
    shown = SendForm(initial={"deadline": schedule.deadline, "shown": schedule.deadline})
    shown._errors = form.errors if form.is_bound else None
    return shown


def _done(request, form, round_, act, message):
    """Carry out an act on the round and go back to it; None where it was refused, with the reasons in the form."""
    act = partial(act, round_=round_, by=request.user, on=clock.today())
    return carry_out(request, act, done=message, lead_to=round_, form=form)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def consultation_invite(request, pk):
    """Ask more bodies while the round runs, with a reason."""
    round_, today = consultation_or_404(request.user, pk), clock.today()
    if away := turn_away(request, acts.reasons_against_inviting(round_, today), round_):
        return away
    form = InviteForm(request.POST or None, round_=round_)
    if request.method == "POST" and form.is_valid():
        bodies = list(form.cleaned_data["bodies"])
        meetings = last_meetings(bodies, today, round_.deadline)
        invite = partial(acts.invite_more, bodies=bodies, reason=form.cleaned_data["reason"], meetings=meetings)
        if done := _done(request, form, round_, invite, _("They have been asked.")):
            return done
    page = {"form": form, "heading": _("Ask more"), "intro": round_.title, "submit_label": _("Ask them")}
    return render(request, "ishoj_process/editing/edit.html", {**page, "cancel_url": round_.get_absolute_url()})


@dataclass(frozen=True)
class ReasonedAct:
    """An act on a round that needs a reason: what carries it out, what stands against it, and its words."""

    form_class: type
    act: Callable
    against: Callable  # (round_, today) -> reasons
    heading: str
    submit_label: str
    message: str


REASONED_ACTS = {
    "extend": ReasonedAct(
        ExtendForm,
        acts.extend_deadline,
        lambda round_, today: acts.reasons_against_extending(round_),
        heading=gettext_lazy("Extend the deadline"),
        submit_label=gettext_lazy("Extend the deadline"),
        message=gettext_lazy("The deadline has been extended."),
    ),
    "close": ReasonedAct(
        ReasonForm,
        acts.close_early,
        acts.reasons_against_closing,
        heading=gettext_lazy("Close the consultation before its deadline"),
        submit_label=gettext_lazy("Close it"),
        message=gettext_lazy("The consultation has been closed."),
    ),
    "withdraw": ReasonedAct(
        ReasonForm,
        acts.withdraw_consultation,
        lambda round_, today: acts.reasons_against_withdrawing(round_),
        heading=gettext_lazy("Withdraw the consultation"),
        submit_label=gettext_lazy("Withdraw it"),
        message=gettext_lazy("The consultation has been withdrawn."),
    ),
}


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def consultation_act(request, pk, name):
    """Extend, close or withdraw the round, with a reason; where it is refused, the reasons stand instead."""
    round_, reasoned = consultation_or_404(request.user, pk), REASONED_ACTS[name]
    form = reasoned.form_class(request.POST or None)
    if request.method != "POST":
        if away := turn_away(request, reasoned.against(round_, today=clock.today()), round_):
            return away
        fill_again(request, form)
    elif form.is_valid():
        act = partial(reasoned.act, **form.cleaned_data)
        if done := _done(request, form, round_, act, reasoned.message):
            return done
    page = {"form": form, "heading": reasoned.heading, "submit_label": reasoned.submit_label}
    page |= {"intro": round_.title, "cancel_url": round_.get_absolute_url()}
    return render(request, "ishoj_process/editing/edit.html", page)
