"""Pages of an agenda that comes from a file: choose it, see what will be made, make it, take it back."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from calendar_app.agenda_import.file.items import ReadItem, from_json
from calendar_app.models import AgendaImport
from ishoj_process import rights
from ishoj_process.editing import unsent
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.page import PlainForm, read_page
from ishoj_process.meetings.shown import ShownSection
from ishoj_process.models import AgendaItem, Body, Meeting

from .acts import import_agenda, keep_agenda, reasons_against_importing, reasons_against_taking_back, take_back_agenda
from .forms import AgendaFileForm, ReadItemForm


@dataclass(frozen=True)
class Proposal:
    """An item that was read, as it is shown before it is made."""

    item: ReadItem
    form: ReadItemForm
    sections: list[ShownSection]
    is_there: bool  # an item with this title stands on the agenda

    @property
    def asks_for_public(self) -> bool:
        """True where what the public sees is to be looked at: of a closed item, and where something is wrong there."""
        return bool(self.item.doubts or self.form["is_closed"].value() or self.form["public_title"].errors)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def agenda_import(request, pk):
    """Choose a file or paste a text; what was read of it is shown next."""
    meeting = get_object_or_404(Meeting, pk=pk)
    reasons = reasons_against_importing(meeting)
    return read_page(
        request,
        partial(AgendaFileForm, bodies=names_of_bodies(meeting.start_date)),
        lambda form: keep_agenda(
            meeting=meeting, agenda=form.agenda, name=form.source_name, by=request.user, now=timezone.now()
        ),
        template="calendar_app/agenda_import/choose.html",
        heading=_("Read an agenda from a file"),
        cancel_url=_agenda_of(meeting),
        reasons=reasons,
        sources=[] if reasons else meeting.agenda_imports.exclude(made_at=None),
        context={"meeting": meeting},
    )


def names_of_bodies(day: date) -> dict[str, str]:
    """{what a file may call a body: its name on the day}"""
    bodies = [body.on(day) for body in Body.objects.all()]
    # What it was called once, or is to be called: a file says it otherwise than the house more often than not.
    other = {name: str(body) for body in bodies for name in body.all_names}
    short = {body.called.abbreviation: str(body) for body in bodies if body.called.abbreviation}
    council = [("Byrådet", str(body)) for body in bodies if body.kind == Body.Kind.COUNCIL]
    # Names of the day last: one that is another body's abbreviation still means the body itself.
    return {**other, **short, **dict(council), **{str(body): str(body) for body in bodies}}


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def agenda_import_preview(request, pk, source):
    """What exactly will be made of the file? Items are left out, titles corrected, and then all of it is stored."""
    row = _source_or_404(pk, source)
    # A reload after the items were made, or the browser's way back.
    if row.is_made:
        return redirect(_agenda_of(row.meeting))
    agenda = from_json(row.content)
    # What was typed by somebody whose log-in ran out stands in the forms again.
    sent = request.POST if request.method == "POST" else unsent.take(request)
    proposals = _proposals(row.meeting, agenda, sent)
    whole = PlainForm(request.POST)  # holds what is said against the act as a whole
    faulty = [proposal for proposal in proposals if not proposal.form.is_valid()]
    if request.method == "POST" and not faulty and (answer := _imported(request, row, proposals, whole)):
        return answer
    context = {
        "meeting": row.meeting,
        "source": row,
        "agenda": agenda,
        "proposals": proposals,
        "has_errors": any(proposal.form.errors for proposal in proposals),
        "refused": whole.non_field_errors() or reasons_against_importing(row.meeting),
    }
    return render(request, "calendar_app/agenda_import/preview.html", context)


def _imported(request, source, proposals, whole):
    chosen = [_corrected(proposal) for proposal in proposals if proposal.form.cleaned_data["take"]]
    made = ngettext("%(count)s item has been made.", "%(count)s items have been made.", len(chosen))
    return carry_out(
        request,
        lambda: import_agenda(source=source, items=chosen, by=request.user, now=timezone.now()),
        done=made % {"count": len(chosen)},
        lead_to=_agenda_of(source.meeting),
        form=whole,
    )


def _source_or_404(pk, source):
    # By the clock and not by the command that clears up: what has outlived its day is not shown, though it is still
    # there.
    sources = AgendaImport.objects.current(timezone.now()).select_related("meeting")
    return get_object_or_404(sources, pk=source, meeting=pk)


def _agenda_of(meeting):
    return f"{meeting.get_absolute_url()}#dagsorden"


def _proposals(meeting, agenda, sent):
    titles = set(meeting.items.values_list("title", flat=True))
    return [
        Proposal(item, _form_of(item, place, item.title in titles, sent), _sections(item), item.title in titles)
        for place, item in enumerate(agenda.items, start=1)
    ]


def _form_of(item, place, is_there, sent):
    # An item with this title is there already when a file is read a second time: left out unless it is asked for.
    told = {"take": not is_there, **{name: getattr(item, name) for name in ("title", "is_closed", "public_title")}}
    return ReadItemForm(sent, initial=told, prefix=f"punkt-{place}", asks=bool(item.doubts))


def _sections(item):
    return [
        ShownSection(section, section.label, html)
        for section in AgendaItem.Section
        if (html := item.sections.get(section))
    ]


def _corrected(proposal):
    names = ("title", "is_closed", "public_title")
    return replace(proposal.item, **{name: proposal.form.cleaned_data[name] for name in names})


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def agenda_import_take_back(request, pk, source):
    """Take back all the items that were made of one file."""
    row = _source_or_404(pk, source)
    if not row.is_made:
        raise Http404
    if request.method == "POST":
        return carry_out(
            request,
            lambda: take_back_agenda(source=row, by=request.user),
            done=_("The items have been taken back."),
            lead_to=_agenda_of(row.meeting),
        )
    context = {
        "heading": _("Take back what was read from %(name)s") % {"name": row.name},
        "what": ", ".join(f"{item.number}. {item.title}" for item in row.items.order_by("number")),
        "consequence": _("All of these items are deleted. The file may be read again afterwards."),
        "reasons": reasons_against_taking_back(row),
        "cancel_url": _agenda_of(row.meeting),
    }
    return render(request, "calendar_app/meetings/delete.html", context)
