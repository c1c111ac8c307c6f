"""Pages of minutes: what was decided, who was there, what a minority stated; publish and approve."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app.agendas.acts import reasons_against_change
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, obstacle_page
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import removal_page
from ishoj_process.editing.versions import versions_url
from ishoj_process.meetings.shown import expected_members, possible_substitutes
from ishoj_process.models import AgendaItem, Meeting, MinorityStatement

from .acts import change_minutes_state, remove_minutes_part, store_attendance, store_decision, store_minutes_part
from .forms import AttendanceForm, DecisionForm, MinorityStatementForm

MINUTES = Meeting.MinutesState


def item_or_404(pk):
    return get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def item_decision(request, pk):
    """What was decided at the item."""
    item = item_or_404(pk)
    return edit_page(
        request,
        DecisionForm(request.POST or None, instance=item),
        heading=_("Minutes of item %(number)s") % {"number": item.number_and_meeting},
        cancel_url=item.get_absolute_url(),
        act=partial(store_decision, today=clock.today()),
        reasons=reasons_against_change(item.meeting),
        context={"intro": item.title, "versions_url": versions_url(item)},
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def statement_edit(request, item_pk, pk=None):
    """Enter a minority statement, or correct one."""
    item = item_or_404(item_pk)
    row = get_object_or_404(MinorityStatement, pk=pk, item=item) if pk else MinorityStatement(item=item)
    return edit_page(
        request,
        MinorityStatementForm(request.POST or None, instance=row),
        heading=_("Minority statement at item %(number)s") % {"number": item.number_and_meeting},
        cancel_url=item.get_absolute_url(),
        act=store_minutes_part,
        reasons=reasons_against_change(item.meeting),
        context={"intro": item.title},
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def statement_remove(request, item_pk, pk):
    item = item_or_404(item_pk)
    row = get_object_or_404(MinorityStatement.objects.select_related("item__meeting"), pk=pk, item=item)
    return removal_page(
        request,
        row,
        heading=_("Remove the minority statement"),
        cancel_url=item.get_absolute_url(),
        act=remove_minutes_part,
        reasons=reasons_against_change(item.meeting),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def meeting_attendance(request, pk):
    """Who was there, who sent apologies, and who came instead."""
    meeting = get_object_or_404(Meeting.objects.prefetch_related("bodies"), pk=pk)
    heading, back = _("Attendance") + f": {meeting.called}", meeting.get_absolute_url()
    if page := obstacle_page(request, reasons_against_change(meeting), heading=heading, cancel_url=back):
        return page
    # Those who sat there on the meeting's day; a seat may have ended since.
    people = {"members": expected_members(meeting), "substitutes": possible_substitutes(meeting)}
    form = AttendanceForm(request.POST or None, meeting=meeting, **people)
    if request.method == "POST" and form.is_valid() and (answer := _attendance_stored(request, meeting, form)):
        return answer
    return render(request, "calendar_app/minutes/attendance.html", {"form": form, "meeting": meeting})


def _attendance_stored(request, meeting, form):
    rows, seen = form.rows, form.cleaned_data["seen"]
    return carry_out(
        request,
        lambda: store_attendance(meeting=meeting, rows=rows, seen=seen, by=request.user),
        done=_("The attendance is saved."),
        lead_to=f"{meeting.get_absolute_url()}#fremmoede",
        form=form,
    )


@require_POST
@require(rights.can_edit_meetings)
def minutes_publish(request, pk):
    """Publish the minutes, take them back, or record that they are approved."""
    meeting = get_object_or_404(Meeting, pk=pk)
    to = request.POST.get("to")
    if to not in MINUTES:
        raise Http404
    said = {
        MINUTES.DRAFT: _("The minutes are being written again."),
        MINUTES.PUBLISHED: _("The minutes are published."),
        MINUTES.APPROVED: _("The minutes are approved. Nothing in them can be changed any more."),
    }
    return carry_out(
        request,
        lambda: change_minutes_state(meeting=meeting, to=to, by=request.user, today=clock.today()),
        done=said[MINUTES(to)],
        lead_to=f"{meeting.get_absolute_url()}#dagsorden",
    )
