"""The secretariat's pages of bodies: what there is, and each act on it, asked for on a page of its own."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ishoj_process import rights
from ishoj_process.council import acts
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.page import act_page, edit_page, moved_on_where_stored
from ishoj_process.editing.removal import removal_page
from ishoj_process.models import Body, Meeting, Seat, Succession
from ishoj_process.text.numbers import sent_number

from .acts import reasons_against_removing, remove_body, store_body
from .forms import BeginForm, BodyForm, EndForm, NameForm, SuccessionForm
from .page import body_office_context, office_context


@require_safe
@require(rights.can_edit_council)
def council_office(request):
    """What does the council consist of, who logs in, and where is each of it changed?"""
    return render(request, "ishoj_process/bodies/office.html", office_context(clock.today()))


@require_safe
@require(rights.can_edit_council)
def body_office(request, slug):
    """What is stored of this body, and what can be done about it?"""
    body = get_object_or_404(Body, slug=slug)
    return render(request, "ishoj_process/bodies/body.html", body_office_context(body, clock.today()))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def body_create(request):
    return edit_page(
        request,
        BodyForm(request.POST or None),
        heading=_("New body"),
        cancel_url=reverse("council_office"),
        act=store_body,
        leads_to=office_of,
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def body_edit(request, slug):
    body = get_object_or_404(Body, slug=slug)
    return edit_page(
        request,
        BodyForm(request.POST or None, instance=body),
        heading=_("Edit “%(title)s”") % {"title": body},
        cancel_url=office_of(body),
        act=store_body,
        leads_to=office_of,
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def body_remove(request, slug):
    body = get_object_or_404(Body, slug=slug)
    heading = _("Remove “%(title)s”") % {"title": body}
    reasons = reasons_against_removing(body) if request.method != "POST" else []
    return removal_page(request, body, heading=heading, cancel_url=office_of(body), act=remove_body, reasons=reasons)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def body_rename(request, slug):
    body = get_object_or_404(Body, slug=slug)
    initial = {"abbreviation": body.spans[-1].name.abbreviation}
    return _body_page(
        request,
        body,
        NameForm(request.POST or None, version=body.version, initial=initial),
        acts.rename_body,
        heading=_("New name of %(body)s") % {"body": body},
        done=_("The new name of the body is saved."),
    )


@require_POST
@require(rights.can_edit_council)
def body_name_back(request, slug):
    """Take the newest name back."""
    body = get_object_or_404(Body, slug=slug)
    # Of a double click the second would else take back the name before it, too.
    seen = sent_number(request.POST.get("version", ""))
    return carry_out(
        request,
        lambda: moved_on_where_stored(lambda: acts.take_name_back(body=body, by=request.user, seen_version=seen or 0)),
        done=_("The new name is taken back."),
        lead_to=office_of(body),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def body_begin(request, slug):
    body = get_object_or_404(Body, slug=slug)
    form = BeginForm(request.POST or None, version=body.version, initial={"on": body.begins})
    heading = _("First day of %(body)s") % {"body": body}
    return _body_page(request, body, form, acts.begin_body, heading=heading, done=_("The first day is saved."))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def body_end(request, slug):
    body = get_object_or_404(Body, slug=slug)
    form = EndForm(request.POST or None, version=body.version, initial={"on": body.ends})
    heading = _("Last day of %(body)s") % {"body": body}
    context = {"is_an_end": True, "submit_label": _("Save the last day"), "stay_label": _("Let the body go on")}
    context["intro"] = _end_text(body, clock.today())
    act, done = acts.end_body, _("The last day is saved.")
    return _body_page(request, body, form, act, heading=heading, done=done, context=context)


def _end_text(body, today):
    """Whom it concerns, and who is told."""
    seats = Seat.objects.on(today).filter(body=body, user__isnull=False).values("user").distinct().count()
    meetings = Meeting.objects.for_bodies([body.pk]).coming(today).exclude(state=Meeting.State.CANCELLED).count()
    people = ngettext("%(count)s person holds a seat there today.", "%(count)s persons hold seats there today.", seats)
    coming = ngettext("%(count)s meeting is to come.", "%(count)s meetings are to come.", meetings)
    told = [
        people % {"count": seats} if seats else _("Nobody holds a seat there today."),
        coming % {"count": meetings} if meetings else _("No meetings are to come."),
        _("The seats end with the body. Its meetings stay where they are, and no mail is sent."),
    ]
    return " ".join(told)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def body_hand_over(request, slug):
    body = get_object_or_404(Body, slug=slug)
    return act_page(
        request,
        SuccessionForm(request.POST or None, body=body, today=clock.today()),
        lambda typed: acts.hand_over(
            bodies=[body, *typed["along"]], heirs=list(typed["heirs"]), on=typed["on"], by=request.user
        ),
        heading=_("Successor of %(body)s") % {"body": body},
        cancel_url=office_of(body),
        done=_("The successor is saved."),
        lead_to=office_of(body),
    )


@require_POST
@require(rights.can_edit_council)
def body_hand_over_back(request, slug, pk):
    """Undo that another body takes over."""
    body = get_object_or_404(Body, slug=slug)
    row = Succession.objects.filter(pk=pk).select_related("body").first()
    if row is None:  # the other click of a double one was quicker
        return redirect(office_of(body))
    if row.body_id != body.pk:
        raise Http404
    return carry_out(
        request,
        lambda: acts.take_hand_over_back(succession=row, by=request.user),
        done=_("The successor is taken back."),
        lead_to=office_of(body),
    )


def office_of(body):
    return reverse("body_office", args=[body.slug])


def _body_page(request, body, form, act, *, heading, done, context=None):
    """One act on a body that has been seen: what was typed is named as the act names it."""

    def carried_out(typed):
        told = {name: typed[name] for name in form.fields if name not in ("version", "token")}
        return act(body=body, by=request.user, seen_version=typed["version"], **told)

    address = office_of(body)
    page = {"heading": heading, "cancel_url": address, "done": done, "lead_to": address, "context": context}
    return act_page(request, form, carried_out, **page)
