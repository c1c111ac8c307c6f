"""Entering how a policy or a strategy serves the guiding lines."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ishoj_process.dates import clock
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import removal_page
from ishoj_process.editing.versions import versions_url
from ishoj_process.models import Alignment, GuidingLine, StatusChange

from .acts import store_alignment
from .page import alignment_targets, nothing_served_text
from .policy_forms import AlignmentForm
from .visions import visions_on


def alignment_page(request, level, alignment=None):
    """Add a guiding line that the document serves, or put how it does into other words."""
    visions = visions_on(request.user, clock.today())
    vision = visions.shown
    # Only the words may change: to serve another line is another connection, with earlier versions of its own.
    own = GuidingLine.objects.filter(pk=alignment.guiding_line_id) if alignment else None
    lines = alignment_targets(level, visions.both) if own is None else own
    # Once it is sent, the form itself says what is wrong, and keeps the words.
    if request.method != "POST" and not lines:
        messages.info(request, nothing_left_text(level, vision))
        return redirect(level)
    alignment = alignment or Alignment(**{StatusChange.field_for(level): level})
    return edit_page(
        request,
        AlignmentForm(request.POST or None, instance=alignment, lines=lines, vision=vision),
        heading=_("How does “%(title)s” carry out the vision?") % {"title": level.display_title},
        cancel_url=level.get_absolute_url(),
        act=store_alignment,
        context={"versions_url": versions_url(alignment)},
    )


def nothing_left_text(level, vision):
    """Why there is nothing to add: no guiding lines yet, or the document speaks of each of them."""
    if level.alignments.exists():
        return _("It is stated already for all there is to contribute to.")
    if vision is None:
        return _("There is no vision yet.")
    none = nothing_served_text(vision)
    where = _("They are written on its page.")
    return none if vision.was_adopted else f"{none} {where}"


def alignment_removal_page(request, level, alignment):
    """Take back that the document serves the guiding line."""
    return removal_page(request, alignment, heading=_("Remove the connection"), cancel_url=level.get_absolute_url())


def alignment_of(level, pk):
    """One of the document's own alignments; 404 for another document's."""
    return get_object_or_404(Alignment, pk=pk, **{StatusChange.field_for(level): level})
