"""Pages of an agenda: entering its items, publishing it, and the document."""

from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ishoj_process import rights
from ishoj_process.access import only
from ishoj_process.danish_dates import date_text
from ishoj_process.editing import edit_page
from ishoj_process.kept import private_response, public_response
from ishoj_process.models import AgendaItem, Meeting
from ishoj_process.pdf import render_pdf

from .actions.agenda import (
    change_agenda_state,
    delete_agenda_item,
    move_agenda_item,
    reasons_against_deleting,
    store_agenda_item,
)
from .agenda_forms import AgendaItemForm
from .ical.text import file_name
from .meeting_page import agenda_context
from .meeting_views import carried_out, visible_meeting
from .rights import can_open_agenda_document

STEPS = {"op": -1, "ned": 1}


@require_safe
def agenda_pdf(request, pk):
    """The agenda on paper: what this reader may see of it."""
    meeting = visible_meeting(request, pk)
    if not can_open_agenda_document(request.user, meeting):
        raise Http404
    title = _("Agenda: %(meeting)s, %(day)s") % {"meeting": meeting, "day": date_text(meeting.start_date)}

    def build():
        context = agenda_context(request.user, meeting)
        return render_pdf("calendar_app/agenda_print.html", context, title=title, modified=last_change(meeting))

    answer = {
        "content_type": "application/pdf",
        "filename": f"{file_name(f'dagsorden {meeting.start_date} {meeting.display_title}')}.pdf",
    }
    if request.user.is_authenticated:
        return private_response(build(), **answer)
    return public_response(request, f"agenda.pdf|{meeting.pk}", build, **answer)


def last_change(meeting):
    """When the meeting or anything on its agenda was last stored."""
    changes = meeting.items.aggregate(items=Max("updated_at"), files=Max("attachments__uploaded_at"))
    return max(filter(None, [meeting.updated_at, *changes.values()]))


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
        lambda: change_agenda_state(meeting=meeting, to=to, by=request.user),
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
        act=store_agenda_item,
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
        act=store_agenda_item,
        context={"versions_url": reverse("versions", args=["punkt", pk])},
    )


@require_POST
@only(rights.can_edit_meetings)
def agenda_item_move(request, pk):
    """Move the item one place up or down; the fragment leads the focus back to it."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    step, seen = STEPS.get(request.POST.get("retning")), request.POST.get("nummer", "")
    if not (step and seen.isdecimal()):
        raise Http404
    return carried_out(
        request,
        item.get_absolute_url(),
        _("The item is moved."),
        lambda: move_agenda_item(item=item, seen_number=int(seen), step=step, by=request.user),
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
    return render(request, "calendar_app/meeting_delete.html", context)
