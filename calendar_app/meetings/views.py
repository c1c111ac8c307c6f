"""Pages of meetings: the list, a meeting, entering it, and what is decided about it."""

from copy import copy
from functools import partial
from itertools import groupby

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, F, When
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calendar_app.invitations.page import people_to_invite
from calendar_app.models import YearPlan
from calendar_app.new_items.page import empty_form, is_unfolded
from calendar_app.outbox.forms import WordsForm
from calendar_app.rights import can_plan_year
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.dates.danish import date_text, month_text
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, named, turn_away
from ishoj_process.editing.acts import EditConflict, Refused
from ishoj_process.editing.page import EDIT, edit_page
from ishoj_process.editing.versions import versions_url
from ishoj_process.meetings.shown import for_page, invited, visible_meeting
from ishoj_process.models import Body, Meeting

from .acts import Part, change_meeting_state, record_held, send_out, store_meeting
from .consequences import consequences_of, last_mail, mailed_since
from .forms import MeetingFilter, MeetingForm
from .page import acts_context, beside_sending_out, convener_text, meeting_context, send_out_parts
from .words import (
    button_of_cancelling,
    button_of_saving,
    mails_text,
    moved_text,
    question_of_cancelling,
    question_of_saving,
    told_of_changes_text,
)

PAGE_SIZE = 25
# The page that asks brings its own of these; the rest of the form is sent along as it was typed.
NOT_SENT_AGAIN = ("csrfmiddlewaretoken", "confirmed", "back", "words")


@require_safe
def meeting_list(request):
    """Which meetings are there? The coming ones first, then those that are over, the latest of them first."""
    today = clock.today()
    form = MeetingFilter(request.GET)
    meetings = form.chosen(Meeting.objects.visible_to(request.user), today)
    page = Paginator(_coming_first(for_page(meetings), today), PAGE_SIZE).get_page(request.GET.get("side"))
    context = {
        "form": form,
        "page": page,
        "groups": [
            (is_over, [(month, list(some)) for month, some in groupby(rows, _month_of)])
            for is_over, rows in groupby(page, lambda row: row.end_date < today)
        ],
        "today": today,
        "shown": _shown_text(form, page.paginator.count),
        "year_plans": YearPlan.objects.adopted_from(today.year),
        "may_plan_year": can_plan_year(request.user),
        "body": form.cleaned_data["udvalg"] if form.is_valid() else None,
    }
    return render(request, "calendar_app/meetings/list.html", context)


def _month_of(meeting):
    """`september 2023`: of a meeting of several days the month of the first."""
    return month_text(meeting.start_date)


def _coming_first(meetings, today):
    """The coming ones from today on, then the past ones backwards; within a day by the hour, as far as it is known."""
    return meetings.order_by(
        # NULL for what is over, so that the coming ones stand before all of it and in their own order.
        Case(When(end_date__gte=today, then=F("start_date"))).asc(nulls_last=True),
        F("start_date").desc(),
        Coalesce("start_time", "before__start_time").asc(nulls_last=True),
        # Of two at the same hour that which is held before the other: its own is only reckoned from it.
        F("before").asc(nulls_last=True),
        "id",
    )


def _shown_text(form, count):
    """`14 møder for Byrådet fra 1. januar 2023 til 31. december 2023.`"""
    if not form.is_valid():
        return ""
    chosen = form.cleaned_data
    parts = [_("1 meeting") if count == 1 else _("%(count)s meetings") % {"count": count}]
    if chosen["udvalg"]:
        parts.append(_("of %(body)s") % {"body": chosen["udvalg"]})
    if chosen["fra"]:
        parts.append(_("from %(day)s") % {"day": date_text(chosen["fra"])})
    if chosen["til"]:
        parts.append(_("to %(day)s") % {"day": date_text(chosen["til"])})
    return " ".join(parts) + "."


@require_safe
def meeting_detail(request, pk):
    """When, where and what for; what is treated, and where it stands."""
    meeting, today = visible_meeting(request, pk), clock.today()
    context = meeting_context(request.user, meeting, today)
    if rights.can_edit_meetings(request.user):
        acts = context["acts"] = acts_context(meeting, today)
        acts["send_out"] = send_out_parts(meeting, today) if context["agenda"].lines else []
        acts["state_choices"] = beside_sending_out(acts["state_choices"], acts["send_out"])
        if not meeting.minutes_are_approved and not meeting.is_cancelled:
            # An agenda that nobody has begun is begun at once.
            is_begun = context["agenda"].lines or meeting.end_date < today
            acts |= {"new_item": empty_form(meeting), "new_item_is_open": is_unfolded(request.GET) or not is_begun}
    return render(request, "calendar_app/meetings/detail.html", context)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def meeting_create(request):
    slug = request.GET.get("udvalg", "")
    # PostgreSQL takes no NUL, not even in a question.
    body = Body.objects.filter(slug=slug).first() if slug and slug.isprintable() else None
    return edit_page(
        request,
        MeetingForm(request.POST or None, body=body),
        heading=_("New meeting"),
        cancel_url=reverse("meeting_list"),
        act=store_meeting,
        leads_to=lambda meeting: _made(request, meeting),
    )


def _made(request, meeting):
    """Where a new meeting leads; said where nobody would be invited to it."""
    if nobody := _nobody_text(meeting):
        messages.warning(request, nobody)
    return meeting.get_absolute_url()


def _nobody_text(meeting):
    """What to warn of where no seat makes anybody a member of the meeting; empty where somebody is."""
    if invited(meeting).exists():
        return ""
    return _("Nobody holds a seat in the meeting's bodies that day. There is nobody to invite by seat.")


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def meeting_edit(request, pk):
    """Correct the meeting; where something hangs on it, what will move is shown first."""
    meeting = get_object_or_404(Meeting.objects.select_related("before"), pk=pk)
    form = MeetingForm(request.POST or None, instance=copy(meeting))  # `meeting` stays as it is stored
    heading = _("Edit %(title)s") % {"title": meeting.called}
    page = {"cancel_url": meeting.get_absolute_url()}
    context = {"versions_url": versions_url(meeting), "intro": partial(told_of_changes_text, meeting)}
    if "back" in request.POST:
        return render(request, EDIT, {"form": form, "heading": heading, **page, **context})
    words = _words(request)
    if request.method == "POST" and words is None and (asked := _asked_first(request, meeting, form)):
        return asked
    act = partial(_store_and_tell, meeting, words or "")
    return edit_page(request, form, heading=heading, act=act, context=context, **page)


def _store_and_tell(earlier, words, *, form, **how):
    """Store the meeting; what is then said of it is where it was moved to, and who is told."""
    queued = last_mail()
    later = store_meeting(form=form, words=words, **how)
    if told := [text for text in (moved_text(earlier, later), mails_text(mailed_since(queued))) if text]:
        saved = _("“%(title)s” is saved.") % {"title": named(later)}
        form.saved_text = " ".join(told if moved_text(earlier, later) else [saved, *told])
    return later


def _words(request):
    """What a confirmed change says to those invited; None where it is to be asked about first, or again."""
    form = WordsForm(request.POST)
    return form.cleaned_data["words"] if "confirmed" in request.POST and form.is_valid() else None


def _asked_first(request, meeting, form):
    """The page that shows what moves with the meeting; None where nothing does."""
    if not form.is_valid():
        return None
    trial = copy(form)
    trial.instance = copy(form.instance)  # the act is rolled back: the form that may be stored next has not been used

    def store():
        return store_meeting(form=trial, seen_version=form.cleaned_data["version"], by=request.user)

    later = form.instance
    page = {
        "heading": question_of_saving(meeting, later),
        "submit_label": partial(button_of_saving, meeting, later),
        "stay_label": _("Back without saving"),
        "may_go_back": True,
    }
    return ask_about(request, meeting, store, **page)


def ask_about(request, meeting, act, *, submit_label, is_always_asked=False, **page):
    """Show what an act on the meeting brings about elsewhere, to be confirmed; None where that is nothing.

    `submit_label` makes the button's words of the number of people who get a mail.
    """
    try:
        consequences = consequences_of(meeting, act, today=clock.today())
    except (EditConflict, Refused, Meeting.DoesNotExist):  # which the page itself tells
        return None
    if not (consequences or is_always_asked):
        return None
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_SENT_AGAIN]
    words = WordsForm(request.POST if "confirmed" in request.POST else None)
    context = {**page, "meeting": meeting, "consequences": consequences, "sent": sent, "words_form": words}
    context["submit_label"] = submit_label(consequences.mailed)
    return render(request, "calendar_app/meetings/move.html", context)


@require_POST
@require(rights.can_edit_meetings)
def meeting_state(request, pk):
    """Plan, convene or cancel the meeting; to cancel it is always asked about, with what hangs on it."""
    meeting = get_object_or_404(Meeting, pk=pk)
    to = request.POST.get("to")
    # What no button sends was made up, and is told from a state that is refused with reasons.
    if to not in Meeting.State:
        raise Http404

    words = _words(request)

    def change():
        return change_meeting_state(meeting=meeting, to=to, by=request.user, today=clock.today(), words=words or "")

    if to == Meeting.State.CANCELLED and words is None and (asked := _asked_to_cancel(request, meeting, change)):
        return asked
    done = _("The meeting is now %(state)s.") % {"state": Meeting.State(to).label}
    page = meeting.get_absolute_url()
    # Convening sends no mail by itself, as some houses write out of their own program: say so where it may be
    # forgotten.
    if to == Meeting.State.CONVENED:
        done = f"{done} {_nobody_text(meeting)}".strip()
    if to == Meeting.State.CONVENED and people_to_invite(meeting)[0]:
        done = _("The meeting is now convened. No mail has been sent yet to those who are named here.")
        done = " ".join(filter(None, [done, convener_text(meeting)]))
        return carry_out(request, change, done=done, lead_to=reverse("meeting_invitations", args=[pk]), back_to=page)
    return carry_out(request, change, done=done, lead_to=page)


def _asked_to_cancel(request, meeting, change):
    """The page on which a meeting is cancelled, named by its day; None where it may not be, which the act then says."""
    page = {
        "heading": question_of_cancelling(meeting),
        "submit_label": button_of_cancelling,
        "stay_label": _("Keep the meeting"),
        "is_an_end": True,
    }
    return ask_about(request, meeting, change, is_always_asked=True, **page)


@require_POST
@require(rights.can_edit_meetings)
def meeting_send_out(request, pk):
    """Publish, convene and invite in one press, as far as each is ticked."""
    meeting = get_object_or_404(Meeting, pk=pk)
    sent = request.POST.getlist("del")
    parts = {part for part in map(Part.named, sent) if part}
    if len(parts) < len(set(sent)):
        raise Http404
    page = f"{meeting.get_absolute_url()}#dagsorden"
    return turn_away(request, [] if parts else [_("Tick what is to be done.")], page) or carry_out(
        request,
        lambda: send_out(meeting=meeting, parts=parts, by=request.user, today=clock.today()),
        done=lambda count: _sent_out_text(meeting, parts, count),
        lead_to=page,
        then=(_("See the invitations"), reverse("meeting_invitations", args=[pk])) if Part.INVITE in parts else None,
    )


def _sent_out_text(meeting, parts, count):
    """`Dagsordenen er offentliggjort. Mødet er indkaldt. 12 indkaldelser er på vej.`"""
    told = []
    if Part.PUBLISH in parts:
        told.append(_("The agenda is published."))
    if Part.CONVENE in parts:
        told += [_("The meeting is convened."), convener_text(meeting), _nobody_text(meeting)]
    if Part.INVITE in parts:
        told.append(
            ngettext("%(count)s mail is on its way.", "%(count)s mails are on their way.", count) % {"count": count}
        )
    return " ".join(filter(None, told))


@require_POST
@require(rights.can_edit_meetings)
def meeting_held(request, pk):
    """Record that the meeting took place, or take that back."""
    meeting = get_object_or_404(Meeting, pk=pk)
    is_held = request.POST.get("held") == "1"
    return carry_out(
        request,
        lambda: record_held(meeting=meeting, is_held=is_held, by=request.user, today=clock.today()),
        done=_("The meeting is recorded as held.") if is_held else _("The meeting is no longer recorded as held."),
        then=(_("Enter the attendance"), reverse("meeting_attendance", args=[pk])) if is_held else None,
        lead_to=meeting.get_absolute_url(),
    )
