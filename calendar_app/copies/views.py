"""Copying a meeting."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from calendar_app.meetings.usual import usual_at
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.page import act_page
from ishoj_process.models import Meeting

from .acts import copy_meeting
from .forms import CopyForm, intro_of
from .next_day import next_day, same_weekday


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def meeting_copy(request, pk):
    """Make the next meeting from this one: the day by the body's rule, the items as they are chosen."""
    meeting = get_object_or_404(Meeting.objects.prefetch_related("bodies"), pk=pk)
    ruled = next_day(meeting, clock.today())
    day = ruled or same_weekday(meeting, clock.today())
    form = CopyForm(request.POST or None, meeting=meeting, day=day, usual=usual_at(meeting))
    return act_page(
        request,
        form,
        lambda _typed: copy_meeting(source=meeting, copy=form.copy(), by=request.user),
        heading=_("Copy %(meeting)s") % {"meeting": meeting.called},
        cancel_url=meeting.get_absolute_url(),
        done=_("The meeting is copied. Nobody has been told of it."),
        lead_to=lambda made: made.get_absolute_url(),
        context={"submit_label": _("Make the new meeting"), "intro": intro_of(ruled)},
    )
