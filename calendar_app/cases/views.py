"""Pages of cases: the route of one over meetings, and taking an item on to the next."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, obstacle_page
from ishoj_process.editing.acts import Obstacle
from ishoj_process.editing.page import PlainForm
from ishoj_process.meetings.fields import MeetingChoiceField
from ishoj_process.models import AgendaItem, Case, Meeting

from .acts import carry_over
from .page import route_of


@require_safe
def case_detail(request, pk):
    """Where has the case been, what was decided there, and where does it go?"""
    case = get_object_or_404(Case, pk=pk)
    if not rights.can_see_case(request.user, case):
        raise Http404
    return render(request, "calendar_app/cases/detail.html", {"case": case, **route_of(case, request.user)})


class CarryOverForm(PlainForm):
    """The meeting that an item is taken on to."""

    missing = {"meeting": gettext_lazy("Choose the meeting to which the item is taken.")}
    meeting = MeetingChoiceField(
        Meeting.objects.none(),
        label=gettext_lazy("Take the item on to"),
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )

    def __init__(self, *args, item, today, **kwargs):
        super().__init__(*args, **kwargs)
        # Neither before the item's own meeting nor before today; on the day itself it may still be taken on.
        later = Meeting.objects.filter(
            start_date__gte=max(item.meeting.start_date, today), agenda_state=Meeting.AgendaState.DRAFT
        )
        self.fields["meeting"].queryset = (
            later.exclude(pk=item.meeting_id)
            .exclude(state=Meeting.State.CANCELLED)
            .prefetch_related("bodies")
            .order_by("start_date", "pk")
        )

    def nothing_to_choose(self, name, field):
        text = _("No later meeting has an agenda that is not published yet.")
        return Obstacle(text, _("Enter a meeting"), reverse("meeting_create"))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def agenda_item_carry(request, pk):
    """Take the item on to a later meeting of the same body, or of the next on the case's way."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting", "case"), pk=pk)
    form = CarryOverForm(request.POST or None, item=item, today=clock.today())
    heading, back = _("Take item %(number)s on to another meeting"), item.get_absolute_url()
    heading %= {"number": item.number_and_meeting}
    against = form.obstacles() if request.method != "POST" else []
    if told := obstacle_page(request, against, heading=heading, cancel_url=back):
        return told
    if request.method == "POST" and form.is_valid():
        answer = carry_out(
            request,
            lambda: carry_over(item=item, meeting=form.cleaned_data["meeting"], by=request.user),
            done=lambda later: _("The item stands on the agenda of %(meeting)s.") % {"meeting": later.meeting},
            lead_to=lambda later: later,
            form=form,
        )
        if answer:
            return answer
    page = {
        "form": form,
        "heading": heading,
        "intro": item.title,
        "cancel_url": back,
        "submit_label": _("Take it on"),
    }
    return render(request, "ishoj_process/editing/edit.html", page)
