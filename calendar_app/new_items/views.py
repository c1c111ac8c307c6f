"""Adding an item to an agenda: from the fold on the agenda's page, or from a page of its own."""

from functools import partial

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from calendar_app.agendas.acts import reasons_against_change
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.page import edit_page
from ishoj_process.models import Meeting

from .acts import store_new_item
from .forms import CHOOSE_AGAIN, NewItemForm
from .page import next_form_url


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def agenda_item_create(request, pk):
    """Add an item; a whole agenda is written one after the other, with an empty form after each."""
    meeting = get_object_or_404(Meeting, pk=pk)
    goes_on = "another" in request.POST
    form = NewItemForm(*((request.POST, request.FILES) if request.method == "POST" else ()), meeting=meeting)
    if form.looks_something_up() and request.FILES:
        messages.warning(request, CHOOSE_AGAIN)
    response = edit_page(
        request,
        form,
        heading=_("New item for %(meeting)s") % {"meeting": meeting.called},
        cancel_url=f"{meeting.get_absolute_url()}#dagsorden",
        act=partial(store_new_item, today=clock.today()),
        reasons=reasons_against_change(meeting),
        context={"another_label": _("Save and add another item")},
        leads_to=next_form_url if goes_on else None,
    )
    if response.status_code == 302:
        # Here and not in the act, which a double click carries out once: its second answer is the one that is seen.
        for refusal in form.refused:
            messages.warning(request, refusal)
        # A script that shows how far the files are leads on itself, to the page that tells what was done.
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"url": response.url})
    return response
