"""Meetings as pages look them up: with all that their lines of text are made of, and as far as the reader may know."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from ishoj_process import rights
from ishoj_process.models import Meeting


def visible_meeting(request, pk):
    """The meeting; 404 for those who may not know that it exists."""
    meeting = get_object_or_404(for_page(Meeting.objects), pk=pk)
    if not rights.can_see_meeting(request.user, meeting):
        raise Http404
    return meeting


def for_page(meetings):
    """A meeting with all that its lines of text are made of, so that showing it asks no more."""
    return meetings.select_related("before__before", "track__plan__adopted_at").prefetch_related(
        "bodies", "before__bodies"
    )


def visible_before(user, meeting):
    """The meeting that this one is held before, where the reader may know of it."""
    return meeting.before if meeting.before and rights.can_see_meeting(user, meeting.before) else None
