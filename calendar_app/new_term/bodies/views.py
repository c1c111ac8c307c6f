"""The page on which it is settled what becomes of each body when a term begins."""

import uuid

from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ishoj_process import rights
from ishoj_process.dates.danish import date_text
from ishoj_process.editing import unsent
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, status_of
from ishoj_process.editing.acts import carry_out_once, sending_of
from ishoj_process.editing.page import PlainForm

from ..lookup import coming_term_or_404
from .acts import settle_bodies
from .page import BodyTable
from .states import Bodies

NOT_SENT_AGAIN = ("token", "csrfmiddlewaretoken", "confirmed", "back")


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def term_bodies(request, term):
    """What becomes of each body? Shown as a whole before it is stored."""
    term = coming_term_or_404(term)
    bodies = Bodies.read(term.starts)
    sent = request.POST if request.method == "POST" else unsent.take(request)
    table, whole = BodyTable(bodies, sent), PlainForm(request.POST)
    page = {"term": term, "day": date_text(term.starts), "table": table, "seen": bodies.seen}
    if request.method == "POST" and table.is_valid() and "back" not in request.POST:
        if "confirmed" in request.POST:
            if answer := _settled(request, term, table, whole):
                return answer
        elif _may_be_stored(request, term, table, whole):
            hidden = [(name, value) for name, values in request.POST.lists() for value in values]
            page["token"] = uuid.uuid4()
            page["sent"] = [pair for pair in hidden if pair[0] not in NOT_SENT_AGAIN]
            return render(request, "calendar_app/new_term/bodies/confirm.html", page)
    page["refused"] = whole.non_field_errors()
    page["has_errors"] = any(form.errors for form in table.forms) if request.method == "POST" else False
    return render(request, "calendar_app/new_term/bodies/table.html", page, status=status_of(whole))


def _act(request, term, table):
    return settle_bodies(
        term=term,
        changes=table.wanted,
        new=table.wanted_new,
        removed=table.removed,
        seen=request.POST.get("seen", ""),
        by=request.user,
    )


def _settled(request, term, table, whole):
    address = reverse("new_term", args=[term.slug])

    def act():
        _act(request, term, table)
        return address

    return carry_out(
        request,
        # Sent twice, it would be refused for what it did itself the first time.
        lambda: carry_out_once(sending=sending_of(request.POST), act=act),
        done=_("The bodies are ready for the term."),
        lead_to=str,
        form=whole,
    )


def _may_be_stored(request, term, table, whole):
    """Tried, and rolled back, so that nobody confirms what cannot be; why it cannot stands in the form."""

    def trial():
        with transaction.atomic():
            _act(request, term, table)
            transaction.set_rollback(True)

    return carry_out(request, trial, done=None, lead_to="council_office", form=whole) is not None
