"""The council adopts the vision: recording that it did, and beginning a new edition of what it adopted."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, obstacle_page
from ishoj_process.hierarchy.acts import edition_begun
from ishoj_process.hierarchy.edition_page import begun_text, edition_intro
from ishoj_process.models import CouncilTerm
from vision import rights
from vision.track.shown import vision_or_404

from .acts import (
    adopt_vision,
    begin_new_edition,
    begin_new_vision,
    free_terms,
    items_to_adopt_at,
    reasons_against_adoption,
    reasons_against_new_edition,
    vision_in_force_now,
)
from .forms import AdoptionForm, NewEditionForm, NewVisionForm


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_vision)
def vision_adopt(request, slug, edition=None):
    """Record that the council adopted the vision: where, and how it stood."""
    vision, today = vision_or_404(request.user, slug, edition), clock.today()
    reasons = reasons_against_adoption(vision)
    form = AdoptionForm(request.POST or None, items=items_to_adopt_at(today))
    if form.is_valid():
        answer = carry_out(
            request,
            lambda: adopt_vision(vision=vision, by=request.user, today=today, **form.act_arguments),
            done=_("The vision is adopted."),
            lead_to=vision,
            form=form,
        )
        if answer:
            return answer
    context = {"vision": vision, "form": form, "reasons": reasons, "has_items": form.fields["item"].queryset.exists()}
    return render(request, "vision/adoption/adopt.html", context)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_vision)
def new_edition(request, slug, edition=None):
    """Ask, then begin a new edition of the vision in force."""
    vision, today = vision_or_404(request.user, slug, edition), clock.today()
    heading, begun = _("Begin a new edition of %(title)s") % {"title": vision.display_title}, edition_begun(vision)
    free, taken = free_terms(today, apart_from=begun)
    reasons, back = reasons_against_new_edition(vision) if begun is None else [], vision.get_absolute_url()
    if page := obstacle_page(request, reasons or taken, heading=heading, cancel_url=back):
        return page
    form = NewEditionForm(request.POST or None, terms=_offered(request, free, today))
    if form.is_valid():
        answer = carry_out(
            request,
            lambda: begin_new_edition(vision=vision, by=request.user, on=today, **form.cleaned_data),
            done=lambda edition: begun_text(request, edition),
            lead_to=lambda edition: edition,
            form=form,
        )
        if answer:
            return answer
    page = {
        "form": form,
        "heading": heading,
        "intro": edition_intro(vision),
        "submit_label": _("Begin the new edition"),
        "cancel_url": back,
    }
    return render(request, "ishoj_process/editing/edit.html", page)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_vision)
def new_vision(request):
    """Ask, then begin a vision of its own beside the one in force."""
    today = clock.today()
    before, (free, taken) = vision_in_force_now(), free_terms(today)
    if page := obstacle_page(request, taken, heading=_("Begin a new vision"), cancel_url=reverse("vision")):
        return page
    form = NewVisionForm(request.POST or None, terms=_offered(request, free, today), before=before)
    if form.is_valid():
        answer = carry_out(
            request,
            lambda: begin_new_vision(by=request.user, on=today, **form.act_arguments),
            done=lambda vision: _("“%(title)s” has been begun.") % {"title": vision},
            lead_to=lambda vision: vision,
            form=form,
        )
        if answer:
            return answer
    page = {
        "form": form,
        "heading": _("Begin a new vision"),
        "intro": _vision_intro(before),
        "submit_label": _("Begin the new vision"),
        "cancel_url": reverse("vision"),
    }
    return render(request, "ishoj_process/editing/edit.html", page)


def _offered(request, free, today):
    """The terms to choose among. Of what was sent the act itself says what is wrong, and for which vision."""
    return CouncilTerm.objects.filter(ends__gte=today) if request.method == "POST" else free


def _vision_intro(before):
    if before is None:
        return _("No vision is in force.")
    words = {"title": before}
    return _("“%(title)s” stays in force until the council adopts the new one, and then keeps its own address.") % words
