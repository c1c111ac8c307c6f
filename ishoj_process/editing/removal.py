"""One way to remove a row on a page: ask first, then remove it as it was seen."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ishoj_process.hierarchy.acts import TransitionRefused

from .acts import EditConflict, remove_edited


def removal_page(request, row, *, heading, cancel_url, act=remove_edited):
    """Ask, then remove by `act`; what somebody has changed since it was seen is shown again, and asked about again."""
    page = {"row": row, "heading": heading, "cancel_url": cancel_url}
    seen = request.POST.get("version", "")
    if request.method != "POST" or not seen.isdecimal():
        return render(request, "ishoj_process/editing/remove.html", page)
    try:
        act(row=row, seen_version=int(seen), by=request.user)
    except EditConflict as conflict:
        messages.warning(request, _("Somebody has changed it since you saw it. Look at it again."))
        return render(request, "ishoj_process/editing/remove.html", {**page, "row": conflict.stored}, status=409)
    messages.success(request, _("Removed."))
    return redirect(cancel_url)


def removed(request, url, act):
    """Remove something and lead on, saying that it is done or why it is not."""
    try:
        act()
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Removed."))
    return redirect(url)
