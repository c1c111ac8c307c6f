"""One way to change a document's status on a page: the form, the reasons against it, the history."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from . import clock
from .actions.levels import TransitionRefused, change_status, reasons_against_move
from .editing import fill_again
from .level_forms import StatusForm
from .models import Level, StatusChange


def status_page(request, level, *, act=change_status, reasons_against=reasons_against_move, reminders=()):
    """Show the form, or move the status; sent twice by a double click, it is moved once.

    `reminders` are sentences to think of first, which refuse nothing.
    """
    to = request.POST.get("to")
    if to and to == level.status:
        messages.info(request, _("The status is “%(status)s” already.") % {"status": level.get_status_display()})
        return redirect(level)
    form = StatusForm(request.POST or None, level=level, reasons_against=reasons_against)
    if request.method != "POST":
        fill_again(request, form)
    elif form.is_valid():
        try:
            act(level=level, by=request.user, on=clock.today(), **form.cleaned_data)
        except TransitionRefused as refusal:  # somebody else was quicker
            form.add_error(None, refusal.reasons)
        else:
            status = Level.Status(to).label
            messages.success(request, _("The status is now “%(status)s”.") % {"status": status})
            return redirect(level)
    page = {
        "form": form,
        "heading": _("Change the status of %(title)s") % {"title": level.display_title},
        "intro": _("It is “%(status)s” now.") % {"status": level.get_status_display() or _("status not known")},
        "changes": StatusChange.objects.filter(**{StatusChange.field_for(level): level}).select_related("by"),
        "reminders": reminders,
        "submit_label": _("Change the status"),
        "cancel_url": level.get_absolute_url(),
    }
    return render(request, "ishoj_process/status.html", page)
