"""Entering how a policy or a strategy serves the guiding lines."""

from crispy_forms.helper import FormHelper
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from .actions.alignments import align, remove_alignment
from .level_page import alignment_targets
from .models import Alignment, GuidingLine, StatusChange
from .policy_forms import AlignmentForm


def alignment_page(request, level, alignment=None):
    """Add a guiding line that the document serves, or put how it does into other words."""
    lines = GuidingLine.objects.filter(pk=alignment.guiding_line_id) if alignment else alignment_targets(level)
    form = AlignmentForm(request.POST or None, instance=alignment, lines=lines)
    form.helper = FormHelper()
    form.helper.form_tag = False
    form.helper.disable_csrf = True  # the page's own <form> carries it
    if form.is_valid():
        align(level=level, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(level)
    heading = _("How does “%(title)s” carry out the vision?") % {"title": level.display_title}
    return render(request, "site/edit.html", {"form": form, "heading": heading, "cancel_url": level.get_absolute_url()})


def alignment_removal_page(request, level, alignment):
    """Ask, then remove."""
    if request.method == "POST":
        remove_alignment(level=level, alignment=alignment, by=request.user)
        messages.success(request, _("Removed."))
        return redirect(level)
    context = {"row": alignment, "heading": _("Remove the connection"), "cancel_url": level.get_absolute_url()}
    return render(request, "site/remove.html", context)


def alignment_of(level, pk):
    """One of the document's own alignments; 404 for another document's."""
    return get_object_or_404(Alignment, pk=pk, **{StatusChange.field_for(level): level})
