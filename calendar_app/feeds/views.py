"""Calendars for everybody, the file of one meeting, and the secretariat's invitations."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found

from calendar_app.ical.calendar import CONTENT_TYPE
from calendar_app.ical.event import changed_at, with_entry_facts
from calendar_app.ical.text import file_name_of
from calendar_app.models import Subscription
from ishoj_process import rights
from ishoj_process.council.coming import body_or_404
from ishoj_process.dates import clock
from ishoj_process.models import Meeting
from ishoj_process.output import cache

from . import public as feed
from .acts import note_read
from .addresses import public_addresses
from .personal import personal_feed as personal_calendar


@require_safe
def calendar_feed(request):
    """Every public meeting. The same for all who ask, logged in or not."""
    return cache.public_response(request, "kalender.ics", feed.all_meetings_feed, content_type=CONTENT_TYPE)


@require_safe
def body_feed(request, slug):
    """Every public meeting of one body. The same for all who ask, so of none that the public is not told of yet."""
    body = body_or_404(slug, AnonymousUser(), clock.today())
    return cache.public_response(
        request, f"kalender/{slug}.ics", lambda: feed.body_feed(body, clock.today()), content_type=CONTENT_TYPE
    )


@require_safe
def calendar_subscribe(request):
    """Which calendars may I subscribe to, and how?"""
    return render(request, "calendar_app/feeds/subscribe.html", {"addresses": public_addresses(clock.today())})


@require_safe
def personal_feed(request, token):
    """One person's meetings, for whoever has the address. A dead address is answered as one that never was."""
    today = clock.today()
    subscription = (
        Subscription.objects.opened_by(token).live(today).select_related("user").prefetch_related("bodies").first()
    )
    if subscription:
        # By the real clock: a program fetches today, whatever day the process shows.
        note_read(subscription=subscription, on=timezone.localdate())
        content = personal_calendar(subscription, today=today)
        response = cache.own_response(request, content, content_type=CONTENT_TYPE)
    else:
        response = page_not_found(request, Http404())
    response["Referrer-Policy"] = "no-referrer"  # the page that says “not found” has links, and is at a secret address
    return response


@require_safe
def meeting_ics(request, pk):
    """One meeting, to be put into a calendar; an unpublished one for those who may know of it."""
    meeting = get_object_or_404(with_entry_facts(Meeting.objects), pk=pk)
    # Public first, which asks nothing of the database.
    if not (meeting.is_published or rights.can_see_meeting(request.user, meeting)):
        raise Http404
    content = feed.one_meeting(meeting)
    headers = {"content_type": CONTENT_TYPE, "filename": file_name_of(meeting, "ics"), "as_attachment": True}
    if not meeting.is_published:
        return cache.private_response(content, **headers)
    return cache.tagged_response(request, content, changed_at(meeting), **headers)
