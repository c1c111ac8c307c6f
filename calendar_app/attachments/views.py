"""Attachments: upload, delete, and the one door by which a file leaves the house."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from calendar_app.agendas.forms import AttachmentForm
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.page import edit_page
from ishoj_process.files.response import file_response
from ishoj_process.models import AgendaItem, Attachment

from .acts import delete_attachment, store_attachment


@require_safe
def attachment_download(request, pk):
    """The file, as a download that no browser runs; 404 for those who may not know of it."""
    attachment = get_object_or_404(Attachment.objects.select_related("item__meeting"), pk=pk)
    # As an attachment that does not exist, so that nobody learns that there is one.
    if not rights.can_download(request.user, attachment):
        raise Http404
    return file_response(attachment)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def attachment_create(request, pk):
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    return edit_page(
        request,
        AttachmentForm(request.POST or None, request.FILES or None, item=item),
        heading=_("New attachment for item %(number)s") % {"number": item.number_and_meeting},
        cancel_url=item.get_absolute_url(),
        act=partial(store_attachment, today=clock.today()),
        context={"submit_label": _("Upload")},
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def attachment_delete(request, pk):
    """Ask, then delete: a file that is gone from the disk cannot be brought back from here."""
    attachment = get_object_or_404(Attachment.objects.select_related("item__meeting"), pk=pk)
    url = attachment.item.get_absolute_url()
    if request.method == "POST":
        return carry_out(
            request,
            lambda: delete_attachment(attachment=attachment, by=request.user, today=clock.today()),
            done=_("The attachment is deleted."),
            lead_to=url,
        )
    context = {
        "heading": _("Delete attachment %(number)s") % {"number": attachment.number},
        "what": attachment.title,
        "consequence": _("The file is deleted from the disk. This cannot be undone."),
        "reasons": [],
        "cancel_url": url,
    }
    return render(request, "calendar_app/meetings/delete.html", context)
