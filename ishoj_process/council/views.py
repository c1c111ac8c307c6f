"""The council and its committees: who there is, what each owns, and when each meets."""

from allauth.account import views as account
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.models import User
from ishoj_process.rights import has_account

from .coming import body_or_404
from .forms import DayForm
from .members import member_context, member_rows, member_seats, shown_name
from .page import body_context, body_groups, body_rows


@require_safe
def body_list(request):
    """Who decides what? The council, its committees, and the other boards."""
    council, committees, others = body_groups(body_rows(request.user, clock.today()))
    return render(
        request,
        "ishoj_process/council/body_list.html",
        {"council": council, "committees": committees, "others": others},
    )


@require_safe
def body_detail(request, slug):
    """What is this body called, what does it own, and when does it meet? As of today, or of another day by choice."""
    today = clock.today()
    body = body_or_404(slug, request.user, today)
    form = DayForm(request.GET)
    context = body_context(body, request.user, today, form.day_or(today))
    return render(request, "ishoj_process/council/body_detail.html", {**context, "form": form})


@require_safe
def member_list(request):
    """Who sits in the council and its bodies today, and who has sat there?"""
    sitting, former = member_rows(request.user, clock.today())
    return render(request, "ishoj_process/council/member_list.html", {"sitting": sitting, "former": former})


@require_safe
def member_detail(request, pk):
    """Where does this member sit, since when, and where have they sat before?"""
    member, today = get_object_or_404(User, pk=pk), clock.today()
    seats = member_seats(member, request.user, today)
    # Who has never had a seat is nobody to the public: that somebody has a log-in is not told.
    if not seats:
        raise Http404
    context = {"name": shown_name(member), **member_context(seats, request.user, today)}
    return render(request, "ishoj_process/council/member_detail.html", context)


@require_http_methods(["GET", "POST"])
# A password is kept nowhere but as what it hashes to.
@require(has_account, keeps_typed=False)
def change_password(request):
    """Choose another password, by the one that one has; every other session ends."""
    # Whoever was let in without one gets one by mail.
    if not request.user.has_usable_password():
        return redirect("account_reset_password")
    return account.password_change(request)
