"""What a reader does with an agenda: note in private, say that it was read, take the whole folder along."""

import tempfile

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from calendar_app.agendas.document import document_name
from calendar_app.models import PrivateNote
from calendar_app.rights import can_note
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.meetings.shown import visible_meeting
from ishoj_process.models import AgendaItem

from .acts import mark_read, store_note
from .folder import write_folder


class NoteForm(forms.Form):
    note = forms.CharField(required=False, strip=False, max_length=PrivateNote.LONGEST)


@require_POST
@require(can_note, keeps_typed=False, is_own=True)
def agenda_item_note(request, pk):
    """Keep the reader's own note on an item that they may see; nobody else is shown it."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    if not rights.can_see_agenda(request.user, item.meeting):
        raise Http404
    form = NoteForm(request.POST)
    if form.is_valid():
        store_note(user=request.user, item=item, text=form.cleaned_data["note"])
        messages.success(request, _("Your note is kept. Only you can see it."))
    else:
        most = {"most": PrivateNote.LONGEST}
        messages.error(request, _("The note is too long. It may have %(most)s characters.") % most)
    return redirect(item)


@require_POST
@require(can_note, is_own=True)
def agenda_read(request, pk):
    """Note that the reader has read the agenda as they saw it."""
    meeting = visible_meeting(request, pk)
    if not rights.can_see_agenda(request.user, meeting):
        raise Http404
    mark = request.POST.get("mark", "")
    if mark_read(user=request.user, meeting=meeting, mark=mark, today=clock.today()):
        messages.success(request, _("Noted. What is changed from now on is marked for you."))
    else:
        messages.warning(request, _("The agenda was changed while you read it. See what is new first."))
    return redirect(f"{meeting.get_absolute_url()}#dagsorden")


@require_safe
def meeting_folder(request, pk):
    """The agenda and all attachments that this reader may see, as one archive."""
    meeting = visible_meeting(request, pk)
    if not rights.can_see_agenda(request.user, meeting):
        raise Http404
    name = f"{document_name(meeting)}.zip"
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it has been sent
    write_folder(file, request.user, meeting)
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    return response
