"""The secretariat's pages of a seat: who has it, and each act on it; and of party groups."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ishoj_process import rights
from ishoj_process.council import seat_acts
from ishoj_process.council.seat_history import last_act
from ishoj_process.dates import clock
from ishoj_process.dates.danish import date_text
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.page import act_page
from ishoj_process.editing.removal import mistake_page
from ishoj_process.editing.versions import latest_versions
from ishoj_process.models import Body, CouncilTerm, PartyGroup, Seat
from ishoj_process.text.numbers import sent_number

from .acts import (
    begin_seat,
    enter_group,
    reasons_against_removing_group,
    reasons_against_removing_seat,
    remove_group,
    remove_seat,
    take_seat_act_back,
)
from .forms import EndSeatForm, GroupChangeForm, GroupNameForm, NewGroupForm, NewSeatForm, RoleForm, TakeOverForm


@require_safe
@require(rights.can_edit_council)
def seat_detail(request, pk):
    """Whose is this seat, for how long, and what can be done about it?"""
    seat = _seat_or_404(pk)
    context = {
        "seat": seat,
        "first": date_text(seat.first_day),
        "last": date_text(seat.last_day),
        "is_substitute": seat.role == Seat.Role.SUBSTITUTE,
        "is_over": seat.last_day < clock.today(),
        "last_act": last_act(seat=seat),
        "versions": latest_versions(seat),
    }
    return render(request, "ishoj_process/seats/seat.html", context)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def seat_create(request, slug):
    body, today = get_object_or_404(Body, slug=slug), clock.today()
    initial = {"term": CouncilTerm.objects.on(today).first(), "user": sent_number(request.GET.get("person"))}
    return act_page(
        request,
        NewSeatForm(request.POST or None, body=body, initial=initial),
        lambda typed: begin_seat(body=body, by=request.user, **_told(typed)),
        heading=_("New seat in %(body)s") % {"body": body},
        cancel_url=reverse("body_office", args=[slug]),
        done=_("The seat is made."),
        lead_to=lambda seat: _address(seat),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def seat_end(request, pk):
    seat = _seat_or_404(pk)
    return _seat_page(
        request,
        seat,
        EndSeatForm(request.POST or None, seat=seat, today=clock.today(), version=seat.version),
        lambda typed: seat_acts.end_seat(seat=seat, by=request.user, **_told(typed), **_seen(typed)),
        heading=_("End the seat of %(who)s in %(body)s"),
        done=_("The seat is ended."),
        context={
            "submit_label": _("End the seat"),
            "stay_label": _("Keep the seat"),
            "is_an_end": True,
            "intro": _who_is_told(seat),
        },
    )


def _who_is_told(seat):
    """Of a vacant seat nobody is."""
    if not seat.user_id:
        return ""
    return _("Who holds it is taken off the meetings after that day to which they were invited, with a mail for each.")


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def seat_take_over(request, pk):
    seat, today = _seat_or_404(pk), clock.today()
    return _seat_page(
        request,
        seat,
        TakeOverForm(request.POST or None, seat=seat, today=today, version=seat.version),
        lambda typed: seat_acts.take_over(seat=seat, by=request.user, today=today, **_told(typed), **_seen(typed)),
        heading=_("Who takes over from %(who)s in %(body)s"),
        done=_("The seat is taken over."),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def seat_group(request, pk):
    seat = _seat_or_404(pk)
    return _seat_page(
        request,
        seat,
        GroupChangeForm(request.POST or None, seat=seat, today=clock.today(), version=seat.version),
        lambda typed: seat_acts.change_group(seat=seat, by=request.user, **_told(typed), **_seen(typed)),
        heading=_("Another group for %(who)s in %(body)s"),
        done=_("The group is changed."),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def seat_role(request, pk):
    seat = _seat_or_404(pk)
    return _seat_page(
        request,
        seat,
        RoleForm(request.POST or None, body=seat.body, version=seat.version, initial={"role": seat.role}),
        lambda typed: seat_acts.change_role(
            seat=seat, role=Seat.Role(typed["role"]), on=typed["on"], by=request.user, **_seen(typed)
        ),
        heading=_("Another role for %(who)s in %(body)s"),
        done=_("The role is changed."),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def seat_remove(request, pk):
    """Remove a seat that was entered by mistake: ask first."""
    seat = Seat.objects.select_related("body", "user").filter(pk=pk).first()
    return mistake_page(
        request,
        seat,
        lambda: remove_seat(seat=seat, by=request.user, today=clock.today()),
        heading=_("Remove the seat"),
        what=", ".join([str(seat.user or _("Vacant seat")), str(seat.body)]) if seat else "",
        note=_(
            "Only where it was entered by mistake. A seat that somebody has held is ended instead, and stays as it was."
            " Who was invited to coming meetings for the seat is taken off and told by mail."
        ),
        reasons=reasons_against_removing_seat,
        lead_to=reverse("body_office", args=[seat.body.slug]) if seat else reverse("council_office"),
        cancel_url=_address(seat) if seat else "",
    )


@require_POST
@require(rights.can_edit_council)
def seat_act_back(request, slug):
    """Take back what was done last to the seats of a body."""
    body = get_object_or_404(Body, slug=slug)
    mark = request.POST.get("mark", "")
    return carry_out(
        request,
        lambda: take_seat_act_back(mark=mark, by=request.user, today=clock.today()),
        done=_("The change is taken back."),
        lead_to=reverse("body_office", args=[body.slug]),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def group_create(request):
    return act_page(
        request,
        NewGroupForm(request.POST or None),
        lambda typed: enter_group(by=request.user, **_told(typed)),
        heading=_("New group"),
        cancel_url=reverse("council_office"),
        done=_("The group is made."),
        lead_to=reverse("council_office"),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def group_rename(request, pk):
    group = get_object_or_404(PartyGroup, pk=pk)
    return act_page(
        request,
        GroupNameForm(request.POST or None, version=group.version, initial={"letter": group.letter}),
        lambda typed: seat_acts.rename_group(group=group, by=request.user, **_told(typed), **_seen(typed)),
        heading=_("New name of %(group)s") % {"group": group},
        cancel_url=reverse("council_office"),
        done=_("The new name of the group is saved."),
        lead_to=reverse("council_office"),
    )


@require_POST
@require(rights.can_edit_council)
def group_name_back(request, pk):
    """Take the newest name back."""
    group = get_object_or_404(PartyGroup, pk=pk)
    count = sent_number(request.POST.get("count", "")) or 0
    return carry_out(
        request,
        lambda: seat_acts.take_group_name_back(group=group, count=count, by=request.user),
        done=_("The new name is taken back."),
        lead_to=reverse("council_office"),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def group_remove(request, pk):
    group = PartyGroup.objects.filter(pk=pk).first()
    return mistake_page(
        request,
        group,
        lambda: remove_group(group=group, by=request.user),
        heading=_("Remove the group"),
        what=str(group or ""),
        note=_("Only where it was entered by mistake. A group that somebody has sat in stays."),
        reasons=reasons_against_removing_group,
        lead_to=reverse("council_office"),
        cancel_url=reverse("council_office"),
    )


def _seat_or_404(pk):
    return get_object_or_404(Seat.objects.select_related("body", "term", "user", "party_group"), pk=pk)


def _address(seat):
    return reverse("seat_detail", args=[seat.pk])


def _told(typed):
    """What the act is told, by the names of the fields, without the form's own book-keeping."""
    return {name: value for name, value in typed.items() if name not in ("version", "token")}


def _seen(typed):
    """The version of the row that was seen when the form was shown."""
    return {"seen_version": typed["version"] or 0}


def _seat_page(request, seat, form, act, *, heading, done, context=None):
    words = {"who": seat.user or _("the vacant seat"), "body": seat.body}
    return act_page(
        request,
        form,
        act,
        heading=heading % words,
        cancel_url=_address(seat),
        done=done,
        lead_to=reverse("body_office", args=[seat.body.slug]),
        context=context,
    )
