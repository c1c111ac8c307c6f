"""Editing a year's plan: the rules of bodies, and the meetings one by one."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app.models import MeetingRule, PlannedMeeting
from calendar_app.rights import can_plan_year
from ishoj_process.dates import danish as danish_dates
from ishoj_process.dates.rhythm import Pattern
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import removal_page

from .acts import leave_out, store_planned, store_rule
from .forms import MeetingRuleForm, PlannedMeetingForm
from .views import plan_of


def while_proposed(view):
    """Hand the view the year's plan; an adopted one is not edited, which is said on its own page."""

    @wraps(view)
    def with_plan(request, year, **kwargs):
        plan = plan_of(year)
        if plan.is_adopted:
            messages.error(request, _("The meeting calendar is adopted. Take the adoption back first."))
            return redirect(plan.get_absolute_url())
        return view(request, plan, **kwargs)

    return with_plan


@require_http_methods(["GET", "POST"])
@require(can_plan_year)
@while_proposed
def year_plan_remove(request, plan):
    """Remove a plan that was begun by mistake, with its rules and proposed meetings."""
    heading = _("Remove the plan of %(year)s") % {"year": plan.year}
    return removal_page(request, plan, heading=heading, cancel_url=reverse("year_plans"))


@require_http_methods(["GET", "POST"])
@require(can_plan_year)
@while_proposed
def meeting_rule_create(request, plan):
    return _rule_page(request, MeetingRule(plan=plan), _("New rule for %(year)s") % {"year": plan.year})


@require_http_methods(["GET", "POST"])
@require(can_plan_year)
@while_proposed
def meeting_rule_edit(request, plan, slug):
    rule = _rule_of(plan, slug)
    return _rule_page(request, rule, _("Rule of %(body)s in %(year)s") % {"body": rule.body, "year": plan.year})


def _rule_of(plan, slug):
    return get_object_or_404(MeetingRule.objects.select_related("plan", "body"), plan=plan, body__slug=slug)


def _rule_page(request, rule, heading):
    return edit_page(
        request,
        MeetingRuleForm(request.POST or None, instance=rule),
        heading=heading,
        cancel_url=rule.plan.get_absolute_url(),
        act=store_rule,
        context={"intro": _("The meetings follow the rule when the proposal is made, or made again.")},
        template="calendar_app/year_plan/edit.html",
    )


@require_http_methods(["GET", "POST"])
@require(can_plan_year)
@while_proposed
def meeting_rule_remove(request, plan, slug):
    rule = _rule_of(plan, slug)
    heading = _("Remove the rule of %(body)s") % {"body": rule.body}
    return removal_page(request, rule, heading=heading, cancel_url=rule.get_absolute_url())


@require_http_methods(["GET", "POST"])
@require(can_plan_year)
@while_proposed
def planned_create(request, plan):
    return _planned_page(request, PlannedMeeting(plan=plan), _("Add a meeting in %(year)s") % {"year": plan.year})


@require_http_methods(["GET", "POST"])
@require(can_plan_year)
@while_proposed
def planned_edit(request, plan, pk):
    planned = _planned_of(plan, pk)
    return _planned_page(request, planned, _("Adjust the meeting of %(body)s") % {"body": planned.body})


def _planned_of(plan, pk):
    return get_object_or_404(PlannedMeeting.objects.select_related("plan", "body"), plan=plan, pk=pk)


def _planned_page(request, planned, heading):
    return edit_page(
        request,
        PlannedMeetingForm(request.POST or None, instance=planned),
        heading=heading,
        cancel_url=planned.get_absolute_url() if planned.pk else planned.plan.get_absolute_url(),
        act=store_planned,
        context={"intro": _adjusting_intro(planned)},
        template="calendar_app/year_plan/edit.html",
    )


def _adjusting_intro(planned):
    """What adjusting means, and who follows: their meetings move when the proposal is made again."""
    words = _("What is adjusted here stays as it is when the proposal is made again.")
    if not planned.body_id:
        return words
    followers = planned.plan.rules.filter(pattern=Pattern.FOLLOWS, follows=planned.body_id).select_related("body")
    if names := danish_dates.joined(str(rule.body) for rule in followers):
        words += " " + _("These follow the meeting, and move then: %(bodies)s.") % {"bodies": names}
    return words


@require_POST
@require(can_plan_year)
@while_proposed
def planned_leave_out(request, plan, pk):
    """Leave the meeting out of the plan, or take it in again."""
    planned = _planned_of(plan, pk)
    is_left_out = request.POST.get("udelad") == "1"
    done = _("%(meeting)s is left out.") if is_left_out else _("%(meeting)s is taken in again.")
    return carry_out(
        request,
        lambda: leave_out(planned=planned, is_left_out=is_left_out, by=request.user),
        done=done % {"meeting": planned},
        lead_to=planned.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@require(can_plan_year)
@while_proposed
def planned_remove(request, plan, pk):
    """Remove a meeting that was entered by hand; what a rule gave would come back, and is left out instead."""
    planned = _planned_of(plan, pk)
    # Asked here and not in the act: removing is the same act for all rows, and knows no plan.
    if not planned.is_by_hand:
        messages.error(request, _("The rule would propose the meeting again. Leave it out instead."))
        return redirect(planned.get_absolute_url())
    heading = _("Remove the meeting of %(body)s") % {"body": planned.body}
    return removal_page(request, planned, heading=heading, cancel_url=plan.get_absolute_url())
