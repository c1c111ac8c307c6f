"""The front page, and the accessibility statement."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from calendar_app.inbox.changes import WINDOW_DAYS, headlines
from calendar_app.inbox.tasks import waiting_for
from calendar_app.process_plan.bridge import bridges_of, next_step_of
from calendar_app.timeline.plans import current_plan, other_plans
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.models import Meeting
from vision.track.way import council_way, relative_text

from .after import after_plan
from .page import engine_room_of, follows, personal_of, position_text, reached, vision_told


@require_safe
def overview(request):
    """Where are we, what is next, what is expected of me?"""
    today, user = clock.today(), request.user
    plan = current_plan(today)
    # Asked once and handed on: tasks and bridge both go by the council's way.
    way, engine_room = council_way(plan, user, today), engine_room_of(plan, user, today)
    bridges = bridges_of(way, user)
    waiting = waiting_for(user, today, way)
    personal = personal_of(user, waiting, bridges[0].next_step, today)
    # A member is shown their own next meeting, and no other beside it.
    meeting = None if personal and personal.opens_with_meeting else _next_meeting(user, today)
    context = {
        "today": today,
        "plan": plan,
        "bridges": bridges,
        "other_plans": other_plans(plan, user, today),
        "engine_room": engine_room,
        "meeting": meeting,
        "meeting_relative": meeting and relative_text(meeting, today),
        "personal": personal,
        "waiting_count": waiting.near,
        "is_empty": plan is None and meeting is None,
        "vision": None if personal else vision_told(plan, user, today),
        "headlines": headlines(user=user, today=today),
        "window_days": WINDOW_DAYS,
        "may_edit_meetings": rights.can_edit_meetings(user),
        "may_adopt_plan": rights.can_adopt_plan(user),
    }
    if plan:
        context["position"] = position_text(plan, bridges, today)
        # Only when the track is at its end: until then the next meeting says where it leads.
        if next_step_of(bridges) is None or today > plan.ends:
            context |= {"reached": reached(plan, bridges, engine_room, user), "follows": follows(plan, today)}
        # The house goes on when its plan is over: what became of it, what is at work and what is next.
        if today > plan.ends:
            context["after"] = after_plan(plan, user, today, engine_room.running)
    return render(request, "calendar_app/overview/overview.html", context)


def _next_meeting(user, today):
    coming = Meeting.objects.visible_to(user).coming(today).in_order()
    return coming.prefetch_related("bodies", "before__bodies").first()


@require_safe
def accessibility_statement(request):
    """The law wants the statement at this short address; the statement itself is registered elsewhere."""
    if settings.ACCESSIBILITY_STATEMENT_URL:
        return redirect(settings.ACCESSIBILITY_STATEMENT_URL)
    return render(request, "calendar_app/overview/accessibility.html")
