"""Pages of an agenda: entering its items, publishing it, and the document."""

from functools import partial

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calendar_app.meetings.views import carried_out, visible_meeting
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import only
from ishoj_process.editing.page import PlainForm, edit_page
from ishoj_process.files.uploads import WORD
from ishoj_process.models import AgendaItem, Meeting
from ishoj_process.output.cache import private_response, public_response

from .acts import (
    delete_agenda_item,
    move_agenda_item,
    reasons_against_deleting,
    reasons_against_withdrawing,
    store_agenda_item,
    withdraw_agenda_item,
)
from .document import document_name, render_agenda, render_agenda_docx
from .forms import AgendaItemForm
from .publishing import change_agenda_state

STEPS = {"op": -1, "ned": 1}


@require_safe
def agenda_pdf(request, pk):
    """The agenda on paper: what this reader may see of it."""
    return _document(request, pk, "pdf", "application/pdf", render_agenda)


@require_safe
def agenda_docx(request, pk):
    """The agenda as a Word document: as the paper."""
    return _document(request, pk, "docx", WORD.content_type, render_agenda_docx)


def _document(request, pk, ending, content_type, render_as):
    meeting = visible_meeting(request, pk)
    if not rights.can_see_agenda(request.user, meeting):
        raise Http404
    answer = {"content_type": content_type, "filename": f"{document_name(meeting)}.{ending}"}
    if request.user.is_authenticated:
        return private_response(render_as(request.user, meeting), **answer)
    return public_response(request, f"agenda.{ending}|{meeting.pk}", lambda: render_as(request.user, meeting), **answer)


@require_POST
@only(rights.can_edit_meetings)
def agenda_publish(request, pk):
    """Publish the agenda, or take it back to a draft."""
    meeting = get_object_or_404(Meeting, pk=pk)
    to = request.POST.get("to")
    if to not in Meeting.AgendaState:
        raise Http404
    is_published = to == Meeting.AgendaState.PUBLISHED
    return carried_out(
        request,
        f"{meeting.get_absolute_url()}#dagsorden",
        _("The agenda is published.") if is_published else _("The agenda is a draft again."),
        lambda: change_agenda_state(meeting=meeting, to=to, by=request.user, today=clock.today()),
    )


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_meetings)
def agenda_item_create(request, pk):
    meeting = get_object_or_404(Meeting, pk=pk)
    return edit_page(
        request,
        AgendaItemForm(request.POST or None, meeting=meeting),
        heading=_("New item for %(meeting)s") % {"meeting": meeting},
        cancel_url=f"{meeting.get_absolute_url()}#dagsorden",
        act=partial(store_agenda_item, today=clock.today()),
    )


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_meetings)
def agenda_item_edit(request, pk):
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    return edit_page(
        request,
        AgendaItemForm(request.POST or None, instance=item, meeting=item.meeting),
        heading=_("Edit item %(number)s of %(meeting)s") % {"number": item.number, "meeting": item.meeting},
        cancel_url=item.get_absolute_url(),
        act=partial(store_agenda_item, today=clock.today()),
        context={"versions_url": reverse("versions", args=["punkt", pk])},
    )


@require_POST
@only(rights.can_edit_meetings)
def agenda_item_move(request, pk):
    """Move the item one place up or down, or to another's place; the fragment leads the focus back to it."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    step, to, seen = (request.POST.get(name, "") for name in ("retning", "til", "nummer"))
    if not ((step in STEPS or to.isdecimal()) and seen.isdecimal()):
        raise Http404
    where = {"step": STEPS[step]} if step in STEPS else {"to_number": int(to)}
    return carried_out(
        request,
        item.get_absolute_url(),
        _("The item is moved."),
        lambda: move_agenda_item(item=item, seen_number=int(seen), by=request.user, **where),
    )


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_meetings)
def agenda_item_delete(request, pk):
    """Ask, then delete: an item with its text and attachments cannot be brought back from here."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    if request.method == "POST":
        meeting_url = f"{item.meeting.get_absolute_url()}#dagsorden"
        return carried_out(
            request, meeting_url, _("The item is deleted."), lambda: delete_agenda_item(item=item, by=request.user)
        )
    context = {
        "heading": _("Delete item %(number)s") % {"number": item.number},
        "what": item.title,
        "consequence": _("The item is deleted with its text and its attachments. This cannot be undone."),
        "reasons": reasons_against_deleting(item),
        "cancel_url": item.get_absolute_url(),
    }
    return render(request, "calendar_app/meetings/delete.html", context)


class WithdrawalForm(PlainForm):
    """Why a published item is taken off."""

    reason = forms.CharField(
        label=gettext_lazy("Why the item is taken off"),
        max_length=300,
        help_text=gettext_lazy("Everybody sees it. The item stays with its number, marked as taken off."),
    )


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_meetings)
def agenda_item_withdraw(request, pk):
    """Take a published item off with a reason, or put it back."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    if request.method == "POST" and "tilbage" in request.POST:
        return carried_out(
            request,
            item.get_absolute_url(),
            _("The item is on the agenda again."),
            lambda: withdraw_agenda_item(item=item, reason="", by=request.user),
        )
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carried_out(
            request,
            item.get_absolute_url(),
            _("The item is taken off the agenda."),
            lambda: withdraw_agenda_item(item=item, reason=form.cleaned_data["reason"], by=request.user),
        )
    page = {
        "form": form,
        "heading": _("Take item %(number)s off the agenda") % {"number": item.number},
        "intro": item.title,
        "reasons": reasons_against_withdrawing(item),
        "submit_label": _("Take it off"),
        "cancel_url": item.get_absolute_url(),
    }
    return render(request, "ishoj_process/editing/edit.html", page)
