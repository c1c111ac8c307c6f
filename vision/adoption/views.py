"""The council adopts the vision: recording that it did, and beginning a new edition of what it adopted."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ishoj_process.dates import clock
from ishoj_process.editing.access import only
from ishoj_process.hierarchy.acts import TransitionRefused
from ishoj_process.models import CouncilTerm
from vision import rights
from vision.track.shown import vision_or_404, working_vision_or_404

from .acts import adopt_vision, items_to_adopt_at, reasons_against_adoption
from .editions import begin_new_edition
from .forms import AdoptionForm, NewEditionForm


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_vision)
def vision_adopt(request):
    """Record that the council adopted the vision: where, and how it stood."""
    vision, today = working_vision_or_404(request.user), clock.today()
    reasons = reasons_against_adoption(vision)
    form = AdoptionForm(request.POST or None, items=items_to_adopt_at(today))
    if form.is_valid():
        try:
            adopt_vision(vision=vision, by=request.user, today=today, **form.act_arguments)
        except TransitionRefused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, _("The vision is adopted."))
            return redirect(vision)
    context = {"vision": vision, "form": form, "reasons": reasons, "has_items": form.fields["item"].queryset.exists()}
    return render(request, "vision/adoption/adopt.html", context)


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_vision)
def new_edition(request):
    """Ask, then begin a new edition of the vision in force."""
    vision, today = vision_or_404(request.user), clock.today()
    form = NewEditionForm(request.POST or None, terms=CouncilTerm.objects.filter(ends__gte=today))
    if form.is_valid():
        try:
            edition = begin_new_edition(vision=vision, by=request.user, on=today, **form.cleaned_data)
        except TransitionRefused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, _("Edition %(number)s has been begun.") % {"number": edition.edition})
            return redirect(edition)
    page = {
        "form": form,
        "heading": _("Begin a new edition of %(title)s") % {"title": vision.display_title},
        "intro": _("It begins as a copy. The adopted one stays in force until the council adopts the new one."),
        "submit_label": _("Begin the new edition"),
        "cancel_url": vision.get_absolute_url(),
    }
    return render(request, "ishoj_process/editing/edit.html", page)
