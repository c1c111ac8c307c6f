"""Pages of what holds for all agendas of a body: when they go out, and the items that stand on each of them."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.dates.danish import clock_text, length_text
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import removal_page
from ishoj_process.models import Body, Meeting, StandingItem

from .acts import insert_standing_items, store_agenda_rule, store_usual_meeting
from .forms import AgendaRuleForm, StandingItemForm, UsualMeetingForm


@require_safe
@require(rights.can_edit_meetings)
def agenda_rules(request, slug):
    """What holds for every agenda of the body?"""
    body = get_object_or_404(Body, slug=slug)
    context = {"body": body, "standing": body.standing_items.all(), "usual": usual_text(body)}
    return render(request, "calendar_app/agenda_rules/rules.html", context)


def usual_text(body):
    """`Rådssalen, kl. 17.00, 3 timer`, as far as it is stated."""
    parts = [
        body.usual_place,
        clock_text(body.usual_start) if body.usual_start else "",
        length_text(body.usual_minutes) if body.usual_minutes else "",
    ]
    return ", ".join(filter(None, parts))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def agenda_rule_edit(request, slug):
    heading, intro = _("When the agendas of %(body)s go out"), _("A later agenda is warned about. It is never refused.")
    return _of_the_body(request, slug, AgendaRuleForm, store_agenda_rule, heading, intro)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def usual_meeting_edit(request, slug):
    """Say where, when and how long the body usually meets."""
    heading = _("How the meetings of %(body)s usually are")
    intro = _("New meetings of the body begin with the place and the hour.")
    act = partial(store_usual_meeting, today=clock.today())
    return _of_the_body(request, slug, UsualMeetingForm, act, heading, intro)


def _of_the_body(request, slug, form_class, act, heading, intro):
    """Edit something that holds for all agendas or meetings of a body, and lead back to all that does."""
    body = get_object_or_404(Body, slug=slug)
    return edit_page(
        request,
        form_class(request.POST or None, instance=body),
        heading=heading % {"body": body},
        cancel_url=reverse("agenda_rules", args=[slug]),
        act=act,
        leads_to=lambda row: reverse("agenda_rules", args=[slug]),
        context={"intro": intro},
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def standing_item_edit(request, slug, pk=None):
    """Add an item that stands on every agenda of the body, or correct one."""
    body = get_object_or_404(Body, slug=slug)
    row = get_object_or_404(StandingItem, pk=pk, body=body) if pk else StandingItem(body=body)
    return edit_page(
        request,
        StandingItemForm(request.POST or None, instance=row),
        heading=_("Standing item of %(body)s") % {"body": body},
        cancel_url=reverse("agenda_rules", args=[slug]),
        context={"intro": _("Agendas that have the item already keep it as it is.")},
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def standing_item_remove(request, slug, pk):
    row = get_object_or_404(StandingItem, pk=pk, body__slug=slug)
    return removal_page(
        request, row, heading=_("Remove the standing item"), cancel_url=reverse("agenda_rules", args=[slug])
    )


@require_POST
@require(rights.can_edit_meetings)
def standing_items_insert(request, pk):
    """Put the standing items on the agenda of a meeting."""
    meeting = get_object_or_404(Meeting, pk=pk)
    return carry_out(
        request,
        lambda: insert_standing_items(meeting=meeting, by=request.user),
        done=_inserted_text,
        lead_to=f"{meeting.get_absolute_url()}#dagsorden",
    )


def _inserted_text(count):
    words = ngettext("%(count)s standing item was put on.", "%(count)s standing items were put on.", count)
    return words % {"count": count} if count else _("All standing items are there already.")
