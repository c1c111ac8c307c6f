"""What a reader does with an agenda: note in private, say that it was read, take the whole folder along."""

import tempfile

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from calendar_app.agendas.document import document_name
from calendar_app.models import PrivateNote
from calendar_app.rights import can_note
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, status_of
from ishoj_process.editing.page import PlainForm
from ishoj_process.meetings.shown import visible_meeting
from ishoj_process.models import AgendaItem

from .acts import mark_read, note_on, store_note
from .folder import write_folder


class NoteForm(PlainForm):
    note = forms.CharField(
        label=gettext_lazy("My note"),
        help_text=gettext_lazy("Only you can see it."),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        required=False,
        strip=False,
        max_length=PrivateNote.LONGEST,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


@require_POST
@require(can_note, keeps_typed=False, shows_typed=True, is_own=True)
def agenda_item_note(request, pk):
    """Keep the reader's own note on an item that they may see; nobody else is shown it."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    if not rights.can_see_agenda(request.user, item.meeting):
        raise Http404
    form = NoteForm(request.POST)
    answer = _stored(request, form, item) if form.is_valid() else None
    if answer and "application/json" in request.headers.get("Accept", ""):
        return _told_in_place(request, item)
    return answer or _shown_again(request, form, item)


def _stored(request, form, item):
    typed = {"text": form.cleaned_data["note"], "seen": form.cleaned_data["seen"]}
    return carry_out(
        request,
        lambda: store_note(user=request.user, item=item, **typed),
        done=_("Your note is kept. Only you can see it."),
        lead_to=item,
        form=form,
    )


def _told_in_place(request, item):
    """For a script that stays on the page: what is said, and the mark of the note that now stands."""
    text = " ".join(str(message) for message in messages.get_messages(request))
    seen = PrivateNote.mark_of(note_on(user=request.user, item=item))
    return JsonResponse({"text": text, "fields": {"seen": seen}})


def _shown_again(request, form, item):
    """The form with what was typed and why it is not kept; beside it the note that stands, where that is another."""
    has_moved_on = status_of(form) == 409
    standing = note_on(user=request.user, item=item) if has_moved_on else ""
    if has_moved_on:
        # Saving again is a decision: it replaces what has now been seen.
        form.data = form.data.copy()
        form.data["seen"] = PrivateNote.mark_of(standing)
    context = {"form": form, "item": item, "has_moved_on": has_moved_on, "standing": standing}
    return render(request, "calendar_app/reading/note.html", context, status=status_of(form))


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
