"""One way to change a document's status on a page: the form, the reasons against it, the history."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ishoj_process.dates import clock
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.page import fill_again
from ishoj_process.models import Level, StatusChange, User
from ishoj_process.models.status import label_of

from .acts import change_status, keep_status, reasons_against_move
from .forms import StatusForm


def status_page(
    request: HttpRequest,
    level: Level,
    *,
    act: Callable[..., Any] = change_status,
    reasons_against: Callable[[Level, str], list[str]] = reasons_against_move,
    reminders: Sequence[str] = (),
) -> HttpResponse:
    """Show the form, or move the status; sent twice by a double click, it is moved once.

    The status that it has may be chosen, too: a line then says that it still stands.

    `reminders` are sentences to think of first, which refuse nothing.
    """
    form = StatusForm(request.POST or None, level=level, reasons_against=reasons_against)
    if request.method != "POST":
        # Whose log-in ran out over the line that says why gets it back.
        fill_again(request, form)
    elif form.is_valid():
        moved = partial(_move_or_keep, request, level, form.cleaned_data, act)
        if answer := carry_out(request, moved, done=str, lead_to=level, form=form):
            return answer
    page = {
        "form": form,
        "heading": _("Change the status of %(title)s") % {"title": level.display_title},
        "intro": _("It is “%(status)s” now.") % {"status": level.status_text},
        "changes": StatusChange.objects.filter(**{StatusChange.field_for(level): level}).select_related("by"),
        "reminders": reminders,
        "submit_label": _("Change the status"),
        "cancel_url": level.get_absolute_url(),
    }
    return render(request, "ishoj_process/hierarchy/status.html", page)


def _move_or_keep(request: HttpRequest, level: Level, typed: dict[str, Any], act: Callable[..., Any]) -> str:
    """Move the status, or say that it stands, and tell which; the second click of a double one says the same."""
    status = {"status": label_of(typed["to"])}
    if typed["to"] == level.status:
        keep_status(level=level, note=typed["note"], by=cast(User, request.user), on=clock.today())
        return _("The status is still “%(status)s”. The line has been kept.") % status
    act(level=level, by=request.user, on=clock.today(), **typed)
    return _("The status is now “%(status)s”.") % status
