"""Consultations: the list, one of them, preparing and sending it, and what may be done to it afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, obstacle_page, turn_away
from ishoj_process.editing.page import edit_page, fill_again
from ishoj_process.editing.removal import removal_page
from ishoj_process.models import Strategy
from ishoj_process.rights import can_edit_meetings
from strategies import rights
from strategies.involvement.duty import touched_bodies
from strategies.lookup import consultation_or_404, document_or_404
from strategies.models import Consultee

from . import acts
from .calendar import last_meetings, not_sent_text, schedule_of
from .citizens import reasons_against_asking_citizens
from .forms import AskMoreForm, ConsultationFilter, ConsultationForm, ExtendForm, ReasonForm, SendForm, WaysForm
from .list import documents_to_hear, list_context
from .page import detail_context, readers_text, sent_text, told_text

PAGE_SIZE = 25


@require_safe
def consultation_list(request):
    """Which consultations are running, and who is waited for?"""
    chosen, today = ConsultationFilter(request.GET or None), clock.today()
    context = list_context(request.user, chosen, today)
    context |= {"filter": chosen, "today": today, "may_see_matrix": rights.can_see_hearing_matrix(request.user)}
    context["may_prepare"] = rights.can_edit_consultations(request.user)
    context["to_hear"] = documents_to_hear() if context["may_prepare"] else []
    context["page"] = Paginator(context.pop("consultations"), PAGE_SIZE).get_page(request.GET.get("side"))
    return render(request, "strategies/consultations/list.html", context)


@require_safe
def consultation_detail(request, pk):
    """Who was asked about what, and what did they answer?"""
    consultation = consultation_or_404(request.user, pk)
    context = detail_context(consultation, request.user, clock.today(), request.GET)
    return render(request, "strategies/consultations/detail.html", context)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def consultation_create(request, slug, edition=None, model=Strategy):
    """Prepare a consultation about a document; those whom it touches are proposed."""
    document, today = document_or_404(request.user, model, slug, edition), clock.today()
    heading, back = _("New consultation: %(title)s") % {"title": document.display_title}, document.get_absolute_url()
    if page := obstacle_page(request, acts.reasons_against_hearing(document), heading=heading, cancel_url=back):
        return page
    form = ConsultationForm(
        request.POST or None, document=document, today=today, touched=touched_bodies(document, today)
    )
    return edit_page(
        request,
        form,
        heading=heading,
        cancel_url=back,
        act=acts.store_consultation,
        leads_to=partial(_stored_url, request),
        then=partial(_then_sent, request),
        context=_about_citizens(document, today) | GOES_ON,
    )


GOES_ON = {
    "submit_label": gettext_lazy("Go on to deadline and sending"),
    "another_label": gettext_lazy("Save it for later"),
}


def _stored_url(request, consultation):
    """On to sending; to the consultation's page who saves it for later, or where something stands in the way."""
    if "another" in request.POST or acts.reasons_against_sending(consultation, clock.today()):
        return consultation.get_absolute_url()
    return reverse("consultation_send", args=[consultation.pk])


def _then_sent(request, consultation):
    if "another" in request.POST and not acts.reasons_against_sending(consultation, clock.today()):
        return _("Send the consultation"), reverse("consultation_send", args=[consultation.pk])
    return None


def _about_citizens(document, today):
    """Why the form does not offer to ask the public, where it does not."""
    return {"intro": " ".join(reasons_against_asking_citizens(document, today))}


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def consultation_edit(request, pk):
    """Change what is asked, and whom, as long as the consultation has not been sent."""
    consultation = consultation_or_404(request.user, pk)
    if away := turn_away(request, acts.reasons_against_preparing(consultation), consultation):
        return away
    document, today = consultation.document, clock.today()
    touched = touched_bodies(document, today)
    form = ConsultationForm(
        request.POST or None, instance=consultation, document=document, today=today, touched=touched
    )
    heading = _("Edit the consultation: %(title)s") % {"title": consultation.title}
    return edit_page(
        request,
        form,
        heading=heading,
        cancel_url=consultation.get_absolute_url(),
        act=acts.store_consultation,
        leads_to=partial(_stored_url, request),
        then=partial(_then_sent, request),
        context=_about_citizens(document, today) | GOES_ON,
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def consultation_remove(request, pk):
    """Remove a consultation that has not been sent."""
    consultation = consultation_or_404(request.user, pk)
    # Once sent it stands in other people's hands: it is withdrawn with a reason, and stays to be read.
    if acts.reasons_against_preparing(consultation):
        messages.error(request, _("The consultation has been sent. Withdraw it instead."))
        return redirect(consultation)
    return removal_page(
        request, consultation, heading=_("Remove the consultation"), cancel_url=reverse("consultation_list")
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def consultation_send(request, pk):
    """Choose the deadline and send the consultation; what is wrong with the deadline is shown before it is sent."""
    consultation, today = consultation_or_404(request.user, pk), clock.today()
    if page := obstacle_page(
        request,
        acts.reasons_against_sending(consultation, today),
        heading=_("Send the consultation") + f": {consultation.title}",
        cancel_url=consultation.get_absolute_url(),
    ):
        return page
    form = SendForm(request.POST or None, today=today)
    is_read = request.method == "POST" and form.is_valid()
    schedule, ways, is_new = _chosen(request.POST if is_read else None, form, consultation)
    if is_new:
        form.add_error(None, not_sent_text(schedule))
    elif ways.is_valid():
        send = partial(acts.send_consultation, deadline=schedule.deadline, meetings=schedule.meetings, ways=ways.ways)
        if done := _done(request, form, consultation, send, partial(sent_text, today=today)):
            return done
    context = {
        "consultation": consultation,
        "form": _shown(form, schedule, is_read),
        "ways": ways if ways.errors and not is_new else _ways_anew(ways, schedule, request.POST),
        "schedule": schedule,
        "readers": readers_text(consultation),
        "may_make_meetings": can_edit_meetings(request.user),
    }
    return render(request, "strategies/consultations/send.html", context)


def _chosen(typed, form, consultation):
    """The schedule of what was typed, how each answers, and whether that is another than the page has shown."""
    schedule = schedule_of(consultation, form.today, form.cleaned_data["deadline"] if typed else None)
    ways = WaysForm(typed, schedule=schedule)
    if ways.is_valid() and (later := ways.asked_for_later(schedule)):
        return schedule_of(consultation, form.today, later), ways, True
    # What is wrong with a deadline does not refuse it, but is to be read first, for just this deadline.
    is_new = bool(typed and schedule.findings and form.cleaned_data["shown"] != schedule.deadline)
    return schedule, ways, is_new


def _shown(form, schedule, is_read):
    """The form with the deadline that the page shows, whose warnings then have been seen."""
    if form.is_bound and not is_read:
        return form
    days = {"deadline": schedule.deadline, "shown": schedule.deadline}
    if not form.is_bound:
        return SendForm(today=form.today, initial=days)
    # Another with the errors of the first, which would keep the old `shown`, so that no click would ever send. Bound,
    # since what is wrong with a form that nobody sent is told nowhere.
    shown = SendForm(days, today=form.today)
    shown._errors = form.errors
    return shown


def _ways_anew(ways, schedule, typed):
    """How each answers as it was chosen; of another deadline others are asked about, and a later one is no way left."""
    chosen = {name: typed[name] for name in ways.bodies if typed.get(name) in Consultee.Way.values}
    return WaysForm(schedule=schedule, initial=chosen)


def _done(request, form, consultation, act, message, then=None):
    """Carry out an act on the consultation and go back to it; None where it was refused, the reasons in the form."""
    act = partial(act, consultation=consultation, by=request.user, on=clock.today())
    return carry_out(request, act, done=message, lead_to=consultation, form=form, then=then)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def consultation_ask_more(request, pk):
    """Ask more bodies while the consultation runs, with a reason."""
    consultation, today = consultation_or_404(request.user, pk), clock.today()
    if away := turn_away(request, acts.reasons_against_asking(consultation, today), consultation):
        return away
    form = AskMoreForm(request.POST or None, consultation=consultation, today=today)
    if request.method == "POST" and form.is_valid():
        bodies = list(form.cleaned_data["bodies"])
        meetings = last_meetings(bodies, today, consultation.deadline)
        ask = partial(acts.ask_more, bodies=bodies, reason=form.cleaned_data["reason"], meetings=meetings)
        if done := _done(request, form, consultation, ask, _("They have been asked.")):
            return done
    page = {"form": form, "heading": _("Ask more") + f": {consultation.title}", "submit_label": _("Ask them")}
    return render(request, "ishoj_process/editing/edit.html", {**page, "cancel_url": consultation.get_absolute_url()})


@dataclass(frozen=True)
class ReasonedAct:
    """An act on a consultation that needs a reason: what carries it out, what stands against it, and its words."""

    form_class: type
    act: Callable
    against: Callable  # (consultation, today) -> reasons
    heading: Promise
    submit_label: Promise
    message: Promise
    ends: bool = True


REASONED_ACTS = {
    "extend": ReasonedAct(
        ExtendForm,
        acts.extend_deadline,
        lambda consultation, today: acts.reasons_against_extending(consultation),
        heading=gettext_lazy("Extend the deadline"),
        submit_label=gettext_lazy("Extend the deadline"),
        message=gettext_lazy("The deadline has been extended."),
        ends=False,
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
        lambda consultation, today: acts.reasons_against_withdrawing(consultation),
        heading=gettext_lazy("Withdraw the consultation"),
        submit_label=gettext_lazy("Withdraw it"),
        message=gettext_lazy("The consultation has been withdrawn."),
    ),
}


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def consultation_act(request, pk, name):
    """Extend, close or withdraw the consultation, with a reason; where it is refused, the reasons stand instead."""
    consultation, reasoned = consultation_or_404(request.user, pk), REASONED_ACTS[name]
    form = reasoned.form_class(request.POST or None)
    if request.method != "POST":
        if away := turn_away(request, reasoned.against(consultation, today=clock.today()), consultation):
            return away
        fill_again(request, form)
    elif form.is_valid():
        act = partial(reasoned.act, **form.cleaned_data)
        # Of one that was withdrawn nothing is left to do but to its document.
        report = _("See the consultation report"), reverse("consultation_report", args=[pk])
        then = {"close": report, "withdraw": (_("See the document"), consultation.document.get_absolute_url())}
        if done := _done(request, form, consultation, act, reasoned.message, then.get(name)):
            return done
    page = {"form": form, "heading": f"{reasoned.heading}: {consultation.title}", "submit_label": reasoned.submit_label}
    if reasoned.ends:
        page |= {"is_an_end": True, "stay_label": _("Let the consultation go on")}
        page["intro"] = told_text(consultation, clock.today())
    page["cancel_url"] = consultation.get_absolute_url()
    return render(request, "ishoj_process/editing/edit.html", page)
