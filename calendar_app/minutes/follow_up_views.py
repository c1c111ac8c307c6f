"""Pages of follow-ups: those of a body for its quarterly review, and entering one."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process import rights
from ishoj_process.council.coming import body_or_404
from ishoj_process.dates import clock
from ishoj_process.dates.danish import first_of_quarter, quarter_of, quarter_text
from ishoj_process.editing.access import require
from ishoj_process.editing.page import edit_page
from ishoj_process.models import AgendaItem, Body, FollowUp

from .acts import store_follow_up
from .forms import FollowUpForm

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


def follow_ups_of(body: Body, user: AnyUser, today: date) -> QuerySet[FollowUp]:
    """The body's follow-ups that the reader may see: open ones by their day, then those that ended, newest first."""
    found = (
        FollowUp.objects.of_body(body, body.works_on(today))
        .visible_to(user)
        .select_related("item__meeting")
        .prefetch_related("item__meeting__bodies")
    )
    return found.order_by(F("done_on").desc(nulls_first=True), F("due").asc(nulls_last=True), "pk").distinct()


def quarters_back(today: date, count: int = 8) -> list[tuple[str, str]]:
    """The running quarter and those before it: [(`2023-3`, `3. kvartal 2023`)]."""
    found, day = [], today
    for _number in range(count):
        found.append((f"{day.year}-{quarter_of(day)}", quarter_text(day)))
        # By the last day of the quarter before: quarters are of unequal length.
        day = first_of_quarter(day) - timedelta(days=1)
    return found


def in_quarter(rows: QuerySet[FollowUp], text: str) -> QuerySet[FollowUp]:
    """The open ones, and those that ended in the quarter `2023-3`; all of them where the text is no quarter."""
    year, _dash, quarter = text.partition("-")
    # ASCII, since `isdecimal` is true of digits of other scripts, too.
    if not (text.isascii() and year.isdecimal() and len(year) == 4 and quarter in ("1", "2", "3", "4")):
        return rows
    # An open one stands in each quarter, as it is reviewed until it has ended.
    ended = Q(done_on__year=int(year), done_on__quarter=int(quarter))
    return rows.filter(Q(done_on__isnull=True) | ended)


PAGE_SIZE = 50


@require_safe
@require(rights.can_see_follow_ups)
def follow_up_list(request, slug):
    """What became of what the body decided?"""
    today = clock.today()
    body = body_or_404(slug, request.user, today)
    rows = follow_ups_of(body, request.user, today)
    quarter = request.GET.get("kvartal", "")
    page = Paginator(in_quarter(rows, quarter), PAGE_SIZE).get_page(request.GET.get("side"))
    for row in page:
        row.late = row.is_late(today)
    context = {
        "body": body,
        "page": page,
        "is_narrowed": bool(quarter) and rows.exists(),
        "quarters": [(value, label, value == quarter) for value, label in quarters_back(today)],
        "open_count": rows.open().count(),
        "late_count": rows.open().filter(due__lt=today).count(),
        "may_edit": rights.can_edit_follow_ups(request.user),
    }
    return render(request, "calendar_app/minutes/follow_up_list.html", context)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_follow_ups)
def follow_up_edit(request, item_pk, pk=None):
    """Enter what is to be done about a decision, or how it stands."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=item_pk)
    if not rights.can_read_item(request.user, item):
        raise Http404
    row = get_object_or_404(FollowUp, pk=pk, item=item) if pk else FollowUp(item=item)
    # Of a joint meeting the first will do: each body's list has the row.
    body = row.body or item.meeting.bodies.first()
    back = reverse("follow_up_list", args=[body.slug]) if body else item.get_absolute_url()
    return edit_page(
        request,
        FollowUpForm(request.POST or None, instance=row),
        heading=_("Follow-up on item %(number)s") % {"number": item.number_and_meeting},
        cancel_url=back if pk else item.get_absolute_url(),
        act=partial(store_follow_up, today=clock.today()),
        leads_to=(lambda stored: back) if pk else None,
        context={"intro": item.title},
    )
