"""Two ways to remove a row on a page: as it was seen, and what was entered by mistake. Both ask first."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ishoj_process.text.numbers import sent_number

from .acting import carry_out, named, turn_away
from .acts import EditConflict, Refused, remove_edited


def seen_version(request: HttpRequest) -> int | None:
    """The version of what is to go, as it was sent; None while it is asked about, and where nobody has seen one."""
    if request.method != "POST":
        return None
    version = sent_number(request.POST.get("version", ""))
    if version is None:
        messages.warning(request, _("It has not been removed yet. Look at it, and remove it then."))
    return version


def removed_text(what: object) -> str:
    """That something is removed, by the name under which it was asked about."""
    return _("“%(title)s” is removed.") % {"title": named(what)}


def removal_page(
    request: HttpRequest,
    row: Model,
    *,
    heading: str | Promise,
    cancel_url: str,
    act: Callable[..., Any] = remove_edited,
    reasons: Sequence[str] = (),
) -> HttpResponse | None:
    """Ask, then remove by `act`; what somebody has changed since it was seen is shown again, and asked about again.

    `reasons` are why it may not be removed; told before the button, which they close. Where the act is refused all
    the same one is led back with its own.
    """
    page = {"row": row, "heading": heading, "cancel_url": cancel_url, "reasons": reasons}
    seen = seen_version(request)
    # Without a version nobody has seen what is to go: it is asked about, never removed.
    if seen is None:
        return render(request, "ishoj_process/editing/remove.html", page)
    told = removed_text(row)  # what is gone has no neighbours that its name is made of
    try:
        act(row=row, seen_version=seen, by=request.user)
    except Refused as refusal:
        return turn_away(request, refusal.reasons, cancel_url)
    except EditConflict as conflict:
        messages.warning(request, _("Somebody has changed it since you saw it. Look at it again."))
        return render(request, "ishoj_process/editing/remove.html", {**page, "row": conflict.stored}, status=409)
    messages.success(request, told)
    return redirect(cancel_url)


def mistake_page(
    request: HttpRequest,
    row: Model | None,
    act: Callable[[], Any],
    *,
    heading: str | Promise,
    what: str,
    note: str | Promise,
    lead_to: str,
    cancel_url: str,
    reasons: Callable[[Any], list[str]],
) -> HttpResponse:
    """Ask, then take a row back that was entered by mistake; the act refuses where anything hangs on it.

    `reasons` says why before the button, which they close. None as the row: the other click of a double one was
    quicker. Raises Http404 where it is only looked for.
    """
    if row is None and request.method != "POST":
        raise Http404
    if request.method == "POST":
        answer = carry_out(request, act, done=removed_text(what), lead_to=lead_to, back_to=cancel_url) if row else None
        return answer or redirect(lead_to)
    page = {"heading": heading, "what": what, "note": note, "cancel_url": cancel_url, "reasons": reasons(row)}
    return render(request, "ishoj_process/editing/remove_mistake.html", page)
