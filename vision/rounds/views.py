"""Rounds of points: prepared and opened by the secretariat, voted in by the members, followed on the screen."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, obstacle_page
from ishoj_process.editing.page import edit_page
from ishoj_process.meetings.shown import shown_meetings
from ishoj_process.output.cache import private_response
from ishoj_process.output.pdf import LANGUAGE, render_pdf
from vision import rights
from vision.contributions.page import meetings_to_choose, next_meeting
from vision.models import Round
from vision.track.shown import vision_or_404

from .acts import (
    cast_ballot,
    close_round,
    open_round,
    reasons_against_closing,
    reasons_against_opening,
    reasons_against_settings,
    set_substitute,
    store_round,
)
from .forms import BallotForm, RoundForm, SubstituteForm
from .page import (
    given_by,
    reason_without_ballot,
    result_context,
    roll_for,
    round_context,
    seats_by_vote,
    standing_context,
)
from .qr_code import address_of, code_of
from .standing import standing_of

PAGE_SIZE = 25


def round_or_404(request, pk):
    """The round, where the reader may know of it."""
    rounds = Round.objects.select_related("vision").prefetch_related(shown_meetings(request.user))
    round_ = get_object_or_404(rounds, pk=pk)
    if not rights.can_see_round(request.user, round_):
        raise Http404
    return round_


@require_safe
@require(rights.can_see_rounds)
def round_list(request, slug, edition=None):
    """Which rounds are there, and which one is open?"""
    vision = vision_or_404(request.user, slug, edition)
    rounds = vision.rounds.visible_to(request.user).prefetch_related(shown_meetings(request.user))
    page = Paginator(rounds, PAGE_SIZE).get_page(request.GET.get("side"))
    context = {"vision": vision, "page": page, "may_manage": rights.can_manage_rounds(request.user)}
    return render(request, "vision/rounds/list.html", context)


@require_http_methods(["GET", "POST"])
@require(rights.can_manage_rounds)
def round_create(request, slug, edition=None):
    """The plain open round needs only a click; `?om=sigtelinjer` prioritises guiding lines."""
    vision, today = vision_or_404(request.user, slug, edition), clock.today()
    subject = Round.Subject.LINES if request.GET.get("om") == "sigtelinjer" else Round.Subject.THEMES
    meeting = next_meeting(meetings_to_choose(request.user), today)
    initial = {"title": pgettext("a new round", "Prioritisation"), "meeting": meeting and meeting.pk}
    form = RoundForm(request.POST or None, vision=vision, subject=subject, user=request.user, initial=initial)
    return _round_form(request, form, _("New round"), vision.address("round_list"))


@require_http_methods(["GET", "POST"])
@require(rights.can_manage_rounds)
def round_edit(request, pk):
    """Change a round that has not been opened."""
    round_ = get_object_or_404(Round.objects.select_related("vision"), pk=pk)
    form = RoundForm(
        request.POST or None, instance=round_, vision=round_.vision, subject=round_.subject, user=request.user
    )
    return _round_form(request, form, _("Edit the round"), round_.get_absolute_url())


def _round_form(request, form, heading, cancel_url):
    """Stored as a draft, or opened in the same go by the button that says so."""

    def act(**arguments):
        # One act: where the opening is refused, the draft is not stored either; what was typed stands in the form.
        round_ = store_round(**arguments)
        return open_round(round_=round_, by=request.user) if form.cleaned_data["open"] else round_

    page = {"heading": heading, "cancel_url": cancel_url, "template": "vision/rounds/form.html"}
    stored = form.instance if form.instance.pk else None
    reasons = reasons_against_settings(stored) if stored else []
    context = {"against_opening": form.reasons_against_opening_it()}
    return edit_page(request, form, act=act, reasons=reasons, context=context, **page)


@require_http_methods(["GET", "POST"])
# A secret ballot that was sent after the log-in ran out is kept nowhere, not even for its voter.
@require(rights.can_see_rounds, keeps_typed=False)
def round_detail(request, pk):
    """Give points, see who has voted, or read the result."""
    round_, today = round_or_404(request, pk), clock.today()
    roll = roll_for(round_, today)
    places = rights.voting_places(request.user, roll) if round_.is_open else []
    ballots = [_ballot(request, round_, place) for place in places]
    if request.method == "POST":
        # As text: what a request says may be no number.
        sent = next((ballot for ballot in ballots if str(ballot["seat"].pk) == request.POST.get("seat")), None)
        if sent and (answer := _cast(request, round_, sent, today)):
            return answer
        if not sent:
            messages.error(request, _not_counted(round_))
    context = round_context(round_, request.user, roll) | {"ballots": ballots}
    if not ballots:
        context["reason_without_ballot"] = reason_without_ballot(round_, request.user, roll)
    if "may_manage" in context:
        context |= {
            "reasons_against_opening": reasons_against_opening(round_),
            "substitute_form": None if round_.is_closed else SubstituteForm(today=today),
        }
    return render(request, "vision/rounds/detail.html", context)


def _not_counted(round_):
    if round_.is_closed:
        return _("The round is closed. What you sent now was not counted.")
    return _("You do not vote in this round.")


def _ballot(request, round_, place):
    given, seat = given_by(place), place.seat
    is_this = request.method == "POST" and request.POST.get("seat") == str(seat.pk)
    form = BallotForm(request.POST if is_this else None, round_=round_, given=given)
    return {"seat": seat, "form": form, "has_voted": bool(given), "is_own": seat.user_id == request.user.pk}


def _cast(request, round_, ballot, today):
    """Store the ballot; what is wrong with it stands in its form, with what was typed."""
    form = ballot["form"]
    if form.is_valid():
        cast = partial(
            cast_ballot, round_=round_, seat=ballot["seat"], points=form.points, by=request.user, today=today
        )
        thanks = _("Thank you. Your points have been sent.")
        if answer := carry_out(request, cast, done=thanks, lead_to=round_, form=form):
            return answer
    ballot["was_refused"] = True
    return None


@require_POST
@require(rights.can_manage_rounds)
def round_open(request, pk):
    round_ = get_object_or_404(Round, pk=pk)
    return carry_out(
        request, lambda: open_round(round_=round_, by=request.user), done=_("The round is open."), lead_to=round_
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_manage_rounds)
def round_close(request, pk):
    """Ask first: a closed round does not open again."""
    round_ = get_object_or_404(Round, pk=pk)
    if request.method == "POST":
        close = partial(close_round, round_=round_, by=request.user)
        return carry_out(request, close, done=_("The round is closed."), lead_to=round_)
    heading, today, back = _("Close the round") + f": {round_}", clock.today(), round_.get_absolute_url()
    if page := obstacle_page(request, reasons_against_closing(round_), heading=heading, cancel_url=back):
        return page
    context = standing_context(round_, roll_for(round_, today))
    # Whoever closes it is told for whom it comes too early.
    context["missing"] = seats_by_vote(round_, today)["missing"]
    return render(request, "vision/rounds/close.html", context)


@require_POST
@require(rights.can_manage_rounds)
def round_substitute(request, pk):
    """Let somebody vote on another's seat in this round, or its holder again."""
    round_, today = get_object_or_404(Round, pk=pk), clock.today()
    form = SubstituteForm(request.POST, today=today)
    if not form.is_valid():
        messages.error(request, _("Choose a seat and a substitute."))
        return redirect(round_)
    words = form.cleaned_data
    return carry_out(
        request,
        lambda: set_substitute(round_=round_, seat=words["seat"], user=words["user"], by=request.user, today=today),
        done=_("The substitute is saved."),
        lead_to=round_,
    )


@require_safe
@require(rights.can_see_rounds)
def round_screen(request, pk):
    """The round on the projector, followed without reloading."""
    round_ = round_or_404(request, pk)
    standing = standing_of(round_)
    context = {"round": round_, "standing": standing.html, "etag": standing.etag}
    if round_.is_open:
        address = address_of(round_)
        context |= {"address": address.partition("://")[2], "code": code_of(address)}
    return render(request, "vision/rounds/screen.html", context)


@require_safe
@require(rights.can_see_rounds)
def round_standing(request, pk):
    """The part of the screen that changes; 304 to who has it."""
    round_ = round_or_404(request, pk)
    # A part has no title and no language: whoever opens its address gets the page that it belongs to.
    if request.headers.get("Sec-Fetch-Dest") == "document":
        return redirect("round_screen", pk)
    standing = standing_of(round_)
    response = get_conditional_response(request, etag=standing.etag) or HttpResponse(standing.html)
    # Neither answer carries it by itself, and the next question is to send it back.
    response["ETag"] = standing.etag
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@require(rights.can_see_rounds)
def round_pdf(request, pk):
    """The result on paper, for those who may read it on the page."""
    round_ = round_or_404(request, pk)
    with translation.override(LANGUAGE):  # the drawing's words, too
        context = result_context(round_, request.user, roll_for(round_, clock.today()))
    # The names of a round that was declared open stand in it: no cache that others read may keep it.
    content = render_pdf("vision/rounds/print.html", context, title=round_.title, modified=round_.updated_at)
    return private_response(content, content_type="application/pdf", filename=f"prioritering-{round_.pk}.pdf")
