"""Attachments: upload, delete, and the one door by which a file leaves the house."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from calendar_app.agendas.acts import reasons_against_change
from calendar_app.agendas.forms import AttachmentForm
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, obstacle_page, status_of
from ishoj_process.editing.acts import carry_out_once
from ishoj_process.editing.page import EDIT, fill_again
from ishoj_process.files.response import file_response
from ishoj_process.models import AgendaItem, Attachment

from .acts import delete_attachment, store_attachments


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
    """One file or several: those that are refused are told at the field, and the others are kept."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    heading = _("New attachments for item %(number)s") % {"number": item.number_and_meeting}
    is_sent, back = request.method == "POST", item.get_absolute_url()
    if page := obstacle_page(request, reasons_against_change(item.meeting), heading=heading, cancel_url=back):
        return page
    form = AttachmentForm(*((request.POST, request.FILES) if is_sent else ()), item=item)
    # A script sends what was dropped on the item, file by file, and tells the outcome itself.
    is_dropped = "application/json" in request.headers.get("Accept", "")
    if not is_sent:
        fill_again(request, form)
    kept = _kept(request, form, item, tells=not is_dropped) if is_sent and form.is_valid() else None
    if kept and form.refused:
        form.ask_for_the_rest()
    if is_sent and is_dropped:
        added = [attachment.title for attachment in form.attachments] if kept else []
        return JsonResponse({"added": added, "refused": [line for lines in form.errors.values() for line in lines]})
    if kept and not form.refused:
        return kept
    page = {
        "form": form,
        "heading": heading,
        "cancel_url": back,
        "submit_label": _("Upload the files"),
        # Without saving it would not be, where some are kept.
        "stay_label": _("Back to the item") if form.kept_text else "",
    }
    return render(request, EDIT, page, status=status_of(form))


def _kept(request, form, item, *, tells):
    """Where it leads when what was let in is kept; None where it cannot be, with the reason in the form."""

    def store():
        files = form.attachments
        return store_attachments(item=item, attachments=files, by=request.user, today=clock.today()).get_absolute_url()

    try:
        return carry_out(
            request,
            lambda: carry_out_once(sending=form.sending, act=store),
            done=form.added_text if tells and not form.refused else None,
            lead_to=str,
            form=form,
        )
    except ObjectDoesNotExist as removed:  # the item, while its files were looked at
        raise Http404 from removed


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
        "reasons": reasons_against_change(attachment.item.meeting),
        "cancel_url": url,
    }
    return render(request, "calendar_app/meetings/delete.html", context)
