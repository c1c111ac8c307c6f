"""The secretariat's pages of the people who log in."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.dates.danish import moment_text
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.page import edit_page, moved_on_where_stored
from ishoj_process.editing.versions import latest_versions
from ishoj_process.models import Body, User
from ishoj_process.text.danish_sort import danish_key
from ishoj_process.text.numbers import sent_number

from .acts import (
    delete_user,
    invite_user,
    reasons_against_invitation,
    store_user,
    take_user_change_back,
    version_before,
)
from .forms import UserForm


@require_safe
@require(rights.can_edit_council)
def user_list(request):
    """Who can log in, with which role, and have they been here?"""
    rows = sorted(User.objects.there(), key=lambda user: (danish_key(str(user)), user.pk))
    people = [(user, *_access_of(user)) for user in rows]
    context = {
        "open": [row for row in people if row[0].is_active],
        "closed": [row for row in people if not row[0].is_active],
    }
    return render(request, "ishoj_process/users/list.html", context)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def user_create(request):
    return edit_page(
        request,
        UserForm(request.POST or None),
        heading=_("New log-in"),
        cancel_url=reverse("user_list"),
        act=store_user,
        leads_to=_address,
        context={"intro": _("No mail is sent yet: the person is invited from the next page.")},
    )


@require_safe
@require(rights.can_edit_council)
def user_detail(request, pk):
    """Who is this, may they log in, and have they?"""
    user = _user_or_404(pk)
    invited, came = _access_of(user)
    seats = user.seats.select_related("body", "term", "party_group").order_by("-term__starts", "pk")
    context = {
        "person": user,
        "invited": invited,
        "came": came,
        "may_be_invited": not reasons_against_invitation(user),
        "is_own": user.pk == request.user.pk,
        "seats": seats,
        "bodies": Body.objects.living(clock.today()).by_name() if user.is_active else [],
        "versions": latest_versions(user),
        "was_changed": version_before(user) is not None,
    }
    return render(request, "ishoj_process/users/user.html", context)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def user_edit(request, pk):
    user = _user_or_404(pk)
    return edit_page(
        request,
        UserForm(request.POST or None, instance=user),
        heading=_("Edit “%(title)s”") % {"title": user},
        cancel_url=_address(user),
        act=store_user,
        leads_to=_address,
    )


@require_POST
@require(rights.can_edit_council)
def user_change_back(request, pk):
    """Take the newest change of a log-in back."""
    user = _user_or_404(pk)
    seen = sent_number(request.POST.get("version", "")) or 0
    return carry_out(
        request,
        lambda: moved_on_where_stored(lambda: take_user_change_back(user=user, seen_version=seen, by=request.user)),
        done=_("The change is taken back."),
        lead_to=_address(user),
    )


@require_POST
@require(rights.can_edit_council)
def user_invite(request, pk):
    """Send the link by which the person chooses a password, for the first time or again."""
    user = _user_or_404(pk)
    site = request.build_absolute_uri("/")
    return carry_out(
        request,
        lambda: invite_user(user=user, site=site, by=request.user, now=timezone.now()),
        done=_("The invitation is on its way."),
        lead_to=_address(user),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def user_remove(request, pk):
    """Delete a log-in: ask first."""
    # One that is deleted already is found, too: the other click of a double one was quicker.
    user = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        return carry_out(
            request,
            lambda: delete_user(user=user, by=request.user),
            done=_("The log-in is deleted."),
            lead_to="user_list",
            back_to=_address(user),
        )
    return render(request, "ishoj_process/users/remove.html", {"person": user, "cancel_url": _address(user)})


def _user_or_404(pk):
    return get_object_or_404(User.objects.there(), pk=pk)


def _address(user):
    return reverse("user_detail", args=[user.pk])


def _access_of(user):
    """When somebody was invited, and when they last logged in, in words; empty where they have not been."""
    return tuple(moment_text(moment) if moment else "" for moment in (user.invited_at, user.last_login))
