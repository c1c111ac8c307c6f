"""Contributions: what was said, written down while the meeting runs, and found afterwards."""

from functools import partial
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import obstacle_page
from ishoj_process.editing.acts import Obstacle
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import removal_page
from ishoj_process.editing.versions import versions_page
from ishoj_process.rights import can_edit_meetings, can_see_earlier_versions
from vision import rights
from vision.models import Contribution
from vision.track.shown import vision_or_404

from .acts import store_contribution
from .forms import Asked, ContributionFilter, ContributionForm
from .page import (
    contribution_or_404,
    counts_of,
    for_list,
    last_chosen,
    meetings_to_choose,
    next_question,
    running_meeting,
    told_meeting,
)

PAGE_SIZE = 25
MOST_OWN = 5


@require_safe
@require(rights.can_see_contributions)
def contribution_list(request, slug, edition=None):
    """What has been said, and where did it go?"""
    vision = vision_or_404(request.user, slug, edition)
    form = ContributionFilter(request.GET, user=request.user, vision=vision, meetings=meetings_to_choose(request.user))
    found = form.narrowed(Contribution.objects.visible_to(request.user).filter(vision=vision))
    page = Paginator(for_list(found, request.user), PAGE_SIZE).get_page(request.GET.get("side"))
    # Of all, whatever was asked for: how many wait is the administration's work, not the reader's choice.
    total, waiting = counts_of(vision)
    may_sort = rights.can_sort_contributions(request.user)
    context = {
        "vision": vision,
        "page": page,
        "form": form,
        "position": list_text(form, page.paginator.count, total, waiting),
        "may_see_board": rights.can_see_board(request.user),
        "waits_for_theme": may_sort
        and not waiting
        and Contribution.objects.filter(vision=vision).without_theme().exists(),
        "may_write": rights.can_write_contributions(request.user),
        "may_sort": may_sort,
    }
    return render(request, "vision/contributions/list.html", context)


def list_text(form, count, total, waiting):
    """How many there are, and how many of all wait to be sorted; where there are none, whether that is so in all."""
    if not count:
        return _nothing_text(form, total, waiting)
    text = ngettext("%(count)s contribution.", "%(count)s contributions.", count) % {"count": count}
    if not waiting:
        return text
    more = ngettext("%(count)s waits to be sorted.", "%(count)s wait to be sorted.", waiting)
    return f"{text} {more % {'count': waiting}}"


def _nothing_text(form, total, waiting):
    """That none are shown: not yet written, all sorted, or none as chosen."""
    if not total:
        return _("There are no contributions yet.")
    if form.asks_for_unsorted and not waiting:
        return _("All contributions are sorted. This list shows those that wait, and so it is empty.")
    text = ngettext(
        "None is as you chose. There is %(count)s contribution in all.",
        "None are as you chose. There are %(count)s contributions in all.",
        total,
    )
    return text % {"count": total}


@require_http_methods(["GET", "POST"])
@require(rights.can_write_contributions)
def contribution_create(request, slug, edition=None):
    """Write down what was said; `?moede=` and `?spoergsmaal=` choose beforehand. Then the form again, for the next."""
    user, today = request.user, clock.today()
    vision = vision_or_404(user, slug, edition)
    meetings = meetings_to_choose(user)
    chosen = _chosen(request, Asked.MEETING)
    # What an address names goes first: of a meeting one still writes when another is running. The staff speak for none
    # but meetings and groups, so theirs is the last one, also between the meetings.
    usual_meeting = running_meeting if rights.can_speak_for_self(user) else told_meeting
    usual = None
    if not (chosen and meetings.filter(pk=chosen).exists()):
        usual = last_chosen(user, vision, meetings, today) or usual_meeting(meetings, today)
    initial = {"meeting": usual or chosen, "question": _chosen(request, Asked.QUESTION)}
    form = ContributionForm(
        request.POST or None, user=user, today=today, vision=vision, meetings=meetings, initial=initial
    )
    if not form.speakers:
        heading, list_url = _("Write a contribution"), vision.address("contribution_list")
        return obstacle_page(request, _nobody_to_speak_for(user), heading=heading, cancel_url=list_url)
    own = Contribution.objects.filter(vision=vision, written_by=user)
    own_rows = for_list(own, user)[:MOST_OWN]
    context = {"vision": vision, "own": own_rows, "may_sort": rights.can_sort_contributions(user)}
    answer = _entered(request, form, template="vision/contributions/form.html", context=context)
    # A script sends it while the text stays on the screen: it is told where a browser would have been led.
    if answer.status_code == 302 and "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"url": answer.url})
    return answer


def _nobody_to_speak_for(user):
    """Why the staff can note nothing: they do so for meetings and groups, and none is entered."""
    text = _("A contribution is noted for a meeting or a group, and none is entered yet.")
    if can_edit_meetings(user):
        return [Obstacle(text, _("Enter a meeting"), reverse("meeting_create"))]
    return [text, _("The secretariat enters them.")]


def _chosen(request, name):
    value = request.GET.get(name, "")
    # A longer number fits no database's keys.
    return int(value) if value.isdecimal() and len(value) < 18 else None


def _entered(request, form, **page):
    """The form, or its refusal with what was typed still in it."""
    is_new = form.instance.pk is None
    act = partial(store_contribution, today=clock.today())
    page = {
        "heading": _("Write a contribution") if is_new else _("Correct the contribution"),
        "cancel_url": form.vision.address("contribution_list"),
        "leads_to": partial(_next_url, request) if is_new else None,
        "then": partial(_then, request) if is_new else lambda contribution: None,
        **page,
    }
    return edit_page(request, form, act=act, **page)


def _goes_on_sorting(request):
    return "sort" in request.POST and rights.can_sort_contributions(request.user)


def _next_url(request, contribution):
    """Where it is sorted, for who asked for that; else where the next one is written."""
    if _goes_on_sorting(request):
        return reverse("contribution_sort", args=[contribution.pk])
    question = contribution.question_id
    if rights.can_speak_for_self(request.user):
        question = next_question(request.user, contribution) or question
    return next_url(contribution, question)


def _then(request, contribution):
    """What is done with what was sent: sort it, for who may; else back to the meeting that it was said at."""
    if _goes_on_sorting(request):
        return None
    if rights.can_sort_contributions(request.user):
        return _("Sort it"), reverse("contribution_sort", args=[contribution.pk])
    if contribution.meeting_id:
        return _("Back to the meeting"), contribution.meeting.get_absolute_url()
    return _("See it"), contribution.get_absolute_url()


def next_url(contribution, question):
    """Where the next one is written: at the same meeting, about that question."""
    asked = {Asked.MEETING: contribution.meeting_id, Asked.QUESTION: question}
    query = urlencode({name: key for name, key in asked.items() if key})
    return f"{contribution.vision.address('contribution_create')}?{query}"


@require_safe
@require(rights.can_see_contributions)
def contribution_detail(request, pk):
    """What was said, by whom, and where it went."""
    contribution = contribution_or_404(request.user, pk)
    context = {
        "contribution": contribution,
        "may_edit": rights.can_edit_contribution(request.user, contribution),
        "may_sort": rights.can_sort_contributions(request.user),
        "may_see_versions": can_see_earlier_versions(request.user),
    }
    return render(request, "vision/contributions/detail.html", context)


@require_safe
@require(can_see_earlier_versions)
def contribution_versions(request, pk):
    """What has been changed in the contribution."""
    return versions_page(request, contribution_or_404(request.user, pk))


@require_http_methods(["GET", "POST"])
@require(rights.can_write_contributions)
def contribution_edit(request, pk):
    """Correct what was written: the writer until it is sorted, the administration at any time."""
    contribution = _editable_or_403(request, pk)
    meetings = meetings_to_choose(request.user)
    form = ContributionForm(
        request.POST or None,
        instance=contribution,
        user=request.user,
        today=clock.today(),
        vision=contribution.vision,
        meetings=meetings,
    )
    return _entered(request, form, cancel_url=contribution.get_absolute_url())


@require_http_methods(["GET", "POST"])
@require(rights.can_write_contributions)
def contribution_remove(request, pk):
    contribution = _editable_or_403(request, pk)
    cancel_url = contribution.vision.address("contribution_list")
    return removal_page(request, contribution, heading=_("Remove the contribution"), cancel_url=cancel_url)


def _editable_or_403(request, pk):
    contribution = contribution_or_404(request.user, pk)
    if not rights.can_edit_contribution(request.user, contribution):
        raise PermissionDenied
    return contribution
