"""One way to remove a row on a page: ask first, then remove it as it was seen."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .acting import turn_away
from .acts import EditConflict, Refused, remove_edited


LONGEST_VERSION = 9  # digits; more are no version, and thousands of them no number that Python reads


def _is_version(text: str) -> bool:
    return text.isdecimal() and len(text) <= LONGEST_VERSION


def removal_page(
    request: HttpRequest,
    row: Model,
    *,
    heading: str | Promise,
    cancel_url: str,
    act: Callable[..., Any] = remove_edited,
) -> HttpResponse | None:
    """Ask, then remove by `act`; what somebody has changed since it was seen is shown again, and asked about again.

    Where the act is refused one is led back with the reasons.
    """
    page = {"row": row, "heading": heading, "cancel_url": cancel_url}
    seen = request.POST.get("version", "")
    # Without a version nobody has seen what is to go: it is asked about, never removed.
    if request.method != "POST" or not _is_version(seen):
        if request.method == "POST":
            messages.warning(request, _("It has not been removed yet. Look at it, and remove it then."))
        return render(request, "ishoj_process/editing/remove.html", page)
    try:
        act(row=row, seen_version=int(seen), by=request.user)
    except Refused as refusal:
        return turn_away(request, refusal.reasons, cancel_url)
    except EditConflict as conflict:
        messages.warning(request, _("Somebody has changed it since you saw it. Look at it again."))
        return render(request, "ishoj_process/editing/remove.html", {**page, "row": conflict.stored}, status=409)
    messages.success(request, _("Removed."))
    return redirect(cancel_url)
