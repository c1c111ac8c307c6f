"""The agenda, later the minutes, on paper: one document, which the page, the folder and the copies share."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _

from calendar_app.ical.text import file_name
from ishoj_process.dates.danish import date_text
from ishoj_process.models import Meeting
from ishoj_process.output.docx.document import render_docx
from ishoj_process.output.pdf import render_pdf

from .page import agenda_context

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


def render_agenda(user: AnyUser, meeting: Meeting) -> bytes:
    """The PDF with what this reader may see of it."""
    return render_pdf(
        "calendar_app/agendas/print.html",
        {**agenda_context(user, meeting), "heading": document_heading(meeting)},
        title=document_title(meeting),
        modified=last_change(meeting),
    )


def render_agenda_docx(user: AnyUser, meeting: Meeting) -> bytes:
    """The same as a Word document."""
    return render_docx(
        "calendar_app/agendas/print.html",
        {**agenda_context(user, meeting), "heading": document_heading(meeting)},
        title=document_title(meeting),
        modified=last_change(meeting),
    )


def document_title(meeting: Meeting) -> str:
    """`Dagsorden: Ishøj Byråd, 5. september 2023`; once the minutes are published, `Referat: …`."""
    words = {"meeting": meeting, "day": date_text(meeting.start_date)}
    if meeting.minutes_are_published:
        return _("Minutes: %(meeting)s, %(day)s") % words
    return _("Agenda: %(meeting)s, %(day)s") % words


def document_heading(meeting: Meeting) -> str:
    """`Dagsorden til udvalgsmøde: Økonomi- og Planudvalget`; once the minutes are published, `Referat af …`."""
    text = _("Minutes of %(kind)s") if meeting.minutes_are_published else _("Agenda for %(kind)s")
    kind, name = meeting.get_kind_display(), meeting.display_title
    # Where nobody holds it and it has no title, its kind is all that it is called.
    return text % {"kind": kind} + (f": {name}" if name.lower() != kind else "")


def document_name(meeting: Meeting) -> str:
    """The name of the file without its ending."""
    # The word changes with the document, so that the minutes do not overwrite the agenda where both are saved.
    kind = _("minutes") if meeting.minutes_are_published else _("agenda")
    return file_name(f"{kind} {meeting.start_date} {meeting.display_title}")


def last_change(meeting: Meeting) -> datetime:
    """When the meeting or anything on its agenda was last stored."""
    # Not the time of the request: the same document has to have the same bytes.
    changes = meeting.items.aggregate(items=Max("updated_at"), files=Max("attachments__uploaded_at"))
    return max(filter(None, [meeting.updated_at, *changes.values()]))
