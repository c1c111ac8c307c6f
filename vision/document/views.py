"""The vision's page, its wording and its guiding lines."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, turn_away
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import removed_text
from ishoj_process.hierarchy.editions import own_address
from ishoj_process.hierarchy.status_page import status_page
from ishoj_process.hierarchy.visions import visions_on
from ishoj_process.models import GuidingLine
from ishoj_process.tasks import Kind
from vision import rights
from vision.adoption.acts import change_vision_status, reasons_against_vision_move
from vision.tasks import task_box
from vision.track.shown import plan_towards, vision_or_404
from vision.track.way import way_of

from .acts import (
    reasons_against_removing_line,
    reasons_against_wording,
    remove_guiding_line,
    store_guiding_line,
)
from .forms import GuidingLineForm, VisionForm
from .page import acts_on, vision_context


@require_safe
def vision_detail(request, slug, edition=None):
    """Where does the vision stand, and what is it to hold?"""
    vision = vision_or_404(request.user, slug, edition)
    if at := own_address(vision, slug, edition):
        return at
    user, today = request.user, clock.today()
    visions = visions_on(user, today)
    way = way_of(plan_towards(vision, today), vision, user, today)
    context = vision_context(vision, way, user, visions)
    # Asked is about the one that is worked on, also on the page of the one in force; of one of before nothing is.
    if vision in visions.both:
        context["task_box"] = _tasks_about(visions.worked_on, way if vision == visions.worked_on else None, user, today)
    if rights.can_edit_vision(user):
        context["acts"] = acts_on(vision)
    return render(request, "vision/document/detail.html", context)


def _tasks_about(vision, way, user, today):
    if not Kind.VISION.may_wait_for(user):
        return None
    way = way or way_of(plan_towards(vision, today), vision, user, today)
    return task_box(user=user, vision=vision, way=way)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_vision)
def vision_edit(request, slug, edition=None):
    vision = vision_or_404(request.user, slug, edition)
    return edit_page(
        request,
        VisionForm(request.POST or None, instance=vision),
        heading=_("Edit %(title)s") % {"title": vision.display_title},
        cancel_url=vision.get_absolute_url(),
        context={"intro": " ".join(reasons_against_wording(vision)) if vision.is_frozen else ""},
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_vision)
def vision_status(request, slug, edition=None):
    """Move the vision's status, with a line saying why."""
    vision = vision_or_404(request.user, slug, edition)
    return status_page(request, vision, act=change_vision_status, reasons_against=reasons_against_vision_move)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_vision)
def guiding_line_create(request, slug, edition=None):
    """Add a guiding line; `?formaal=` chooses the aim beforehand."""
    vision = vision_or_404(request.user, slug, edition)
    aim = request.GET.get("formaal", "")
    form = GuidingLineForm(request.POST or None, vision=vision, initial={"aim": aim} if aim.isdecimal() else None)
    heading = _("Add %(line)s") % {"line": vision.line_word} + f": {vision.called}"
    return _line_page(request, vision, form, heading)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_vision)
def guiding_line_edit(request, pk):
    line = get_object_or_404(GuidingLine.objects.select_related("aim__vision"), pk=pk)
    vision = line.aim.vision
    form = GuidingLineForm(request.POST or None, instance=line, vision=vision)
    return _line_page(request, vision, form, _("Edit %(line)s") % {"line": vision.line_word_the})


def _line_page(request, vision, form, heading):
    """The form, or back with the reasons where the wording may not be changed."""
    if away := turn_away(request, reasons_against_wording(vision), vision):
        return away
    return edit_page(request, form, heading=heading, cancel_url=vision.get_absolute_url(), act=store_guiding_line)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_vision)
def guiding_line_remove(request, pk):
    """Ask, then remove."""
    line = get_object_or_404(GuidingLine.objects.select_related("aim__vision"), pk=pk)
    vision = line.aim.vision
    if request.method == "POST":
        remove = partial(remove_guiding_line, line=line, by=request.user)
        return carry_out(request, remove, done=removed_text(line), lead_to=vision)
    context = {
        "heading": _("Remove %(line)s") % {"line": vision.line_word_the},
        "row": line,
        "reasons": reasons_against_removing_line(line),
        "cancel_url": vision.get_absolute_url(),
    }
    return render(request, "ishoj_process/editing/remove.html", context)
