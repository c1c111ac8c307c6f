"""The page of those elected to a term: who is invited, who has logged in, and taking one of them back."""

from collections import defaultdict

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.dates.danish import moment_text
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.models import Seat, User
from ishoj_process.text.danish_sort import danish_key
from ishoj_process.text.numbers import sent_number
from ishoj_process.users.acts import reasons_against_invitation

from ..lookup import coming_term_or_404
from .acts import invite_people, loses_log_in, people_of, reasons_against_taking_back, take_person_back


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def term_people(request, term):
    """Who of those elected is invited to their log-in? All or some are invited here."""
    term = coming_term_or_404(term)
    address = reverse("new_term_people", args=[term.slug])
    if request.method == "POST":
        return _invited(request, term, address)
    seats = defaultdict(list)
    for seat in Seat.objects.filter(term=term).exclude(user=None).select_related("body"):
        seats[seat.user_id].append(f"{seat.body.as_of(term.starts)} ({seat.role_text})")
    people = sorted(people_of(term), key=lambda user: (danish_key(str(user)), user.pk))
    context = {
        "term": term,
        "people": [(user, ", ".join(seats[user.pk]), *_access_of(user)) for user in people],
        "waiting": sum(not (user.invited_at or reasons_against_invitation(user)) for user in people),
        "has_begun": _has_begun(term),
    }
    return render(request, "calendar_app/new_term/people/people.html", context)


def _invited(request, term, address):
    keys = None
    if "all" not in request.POST:
        keys = {number for key in request.POST.getlist("person") if (number := sent_number(key)) is not None}
    site = request.build_absolute_uri("/")
    return carry_out(
        request,
        lambda: invite_people(term=term, keys=keys, site=site, by=request.user, now=timezone.now()),
        done=_invited_text,
        lead_to=address,
    )


def _invited_text(users):
    count = len(users)
    return ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", count) % {
        "count": count
    }


def _access_of(user):
    """Whether somebody may be chosen for an invitation, and how their access stands in words."""
    if user.last_login:
        return False, _("has logged in")
    if reasons_against_invitation(user):
        return False, _("cannot be invited")
    if user.invited_at:
        return True, _("invited %(moment)s") % {"moment": moment_text(user.invited_at)}
    return True, _("not invited yet")


def _has_begun(term):
    return term.starts <= clock.today()


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def person_take_back(request, term, pk):
    """Take somebody's seats in the coming term back, and the log-in that they got by it."""
    term = coming_term_or_404(term)
    address = reverse("new_term_people", args=[term.slug])
    user = User.objects.filter(pk=pk).first()
    seats = Seat.objects.filter(term=term, user=user).select_related("body") if user else Seat.objects.none()
    if not seats:
        if request.method == "POST":  # the other click of a double one was quicker
            return redirect(address)
        raise Http404
    if request.method == "POST":
        return carry_out(
            request,
            lambda: take_person_back(term=term, user=user, by=request.user, today=clock.today()),
            done=_("%(name)s is taken back.") % {"name": user},
            lead_to=address,
        )
    goes = loses_log_in(term, user)
    told = _("The seats and the log-in are removed.") if goes else _("The seats are removed, the log-in stays.")
    context = {
        "heading": _("Take back %(name)s") % {"name": user},
        "what": ", ".join(str(seat.body.as_of(term.starts)) for seat in seats),
        "consequence": told,
        "reasons": reasons_against_taking_back(_has_begun(term)),
        "cancel_url": address,
        "submit_label": _("Take back"),
    }
    return render(request, "calendar_app/meetings/delete.html", context)
