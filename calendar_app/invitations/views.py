"""Pages of invitations: who is invited and what they answered; answering on the page, or by the link in a mail."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calendar_app.ical.calendar import CONTENT_TYPE
from calendar_app.ical.event import with_entry_facts
from calendar_app.ical.text import file_name_of
from calendar_app.invitations import draft as mail_draft
from calendar_app.invitations.ics import invitation
from calendar_app.models import InvitationMail, MeetingInvitation, ReceivedReply
from calendar_app.outbox.forms import WordsForm
from calendar_app.rights import has_inbox
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing import unsent
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, told_with
from ishoj_process.editing.missing import Form
from ishoj_process.editing.page import EDIT, PlainForm
from ishoj_process.meetings.shown import invited, visible_meeting
from ishoj_process.models import Meeting, User
from ishoj_process.output import cache

from .acts import (
    invite,
    keep_invited,
    reasons_against_inviting,
    record_answer,
    send_again,
    send_all_again,
    settle_mail,
    withdraw_invitation,
)
from .answer_links import invitation_of, is_known, may_still_answer, stands
from .page import (
    answer_buttons,
    answers_text,
    contradiction_to,
    invitation_lines,
    own_invitation,
    people_to_invite,
    reasons_to_send_again,
    without_seat,
)
from .queue import got_something

Answer = MeetingInvitation.Answer
# Whole sentences: Danish puts “ikke” and “måske” before the verb, where the answers' own words have them behind it.
ANSWERED = {
    Answer.WAITING: gettext_lazy("You have not answered."),
    Answer.ACCEPTED: gettext_lazy("You have answered that you come."),
    Answer.TENTATIVE: gettext_lazy("You have answered that you may come."),
    Answer.DECLINED: gettext_lazy("You have answered that you do not come."),
}
CHOICES = [choice for choice in Answer if choice != Answer.WAITING]


class PersonForm(Form):
    """One more person to be invited."""

    user = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Invite one more"),
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people


class AnswerForm(Form):
    """An answer, and the revision that the person had before them."""

    answer = forms.ChoiceField(choices=[(choice.value, choice.label) for choice in CHOICES])
    comment = forms.CharField(max_length=500, required=False)
    revision = forms.IntegerField(min_value=0, max_value=2_000_000_000)


class MailForm(Form):
    """Whether the mail that says otherwise is one's own, of those that were shown."""

    mail = forms.ChoiceField(choices=[("confirm", ""), ("drop", "")])
    reply = forms.ModelChoiceField(ReceivedReply.objects.none())

    def __init__(self, *args, invitation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reply"].queryset = ReceivedReply.objects.filter(invitation=invitation)


def _meeting(pk):
    return get_object_or_404(Meeting.objects.select_related("before__before").prefetch_related("bodies"), pk=pk)


@require_safe
@require(rights.can_edit_meetings)
def meeting_invitations(request, pk):
    """Who is invited, what did they answer, and what was sent to whom?"""
    meeting = _meeting(pk)
    missing, people = people_to_invite(meeting)
    lines = invitation_lines(meeting)
    context = {
        "meeting": meeting,
        "lines": lines,
        "answers": answers_text(lines),
        "again": reasons_to_send_again(lines, clock.today()),
        "without_seat": without_seat(meeting, lines),
        "missing": missing,
        "form": PersonForm(people=people),
        "reasons": reasons_against_inviting(meeting, today=clock.today()),
    }
    return render(request, "calendar_app/invitations/meeting_invitations.html", context)


@require_POST
@require(rights.can_edit_meetings)
def meeting_invite(request, pk):
    """Invite all who sit in the meeting's bodies, or the one person who was chosen."""
    meeting = _meeting(pk)
    page = _page(meeting)
    users = None
    # None is everybody who sits there that day, as `invite` asks for them behind the lock.
    if "alle" not in request.POST:
        form = PersonForm(request.POST, people=people_to_invite(meeting)[1])
        if not form.is_valid():
            messages.error(request, _("Choose somebody from the list."))
            return redirect(page)
        users = [form.cleaned_data["user"]]
    return carry_out(
        request,
        lambda: invite(meeting=meeting, users=users, by=request.user, today=clock.today()),
        done=_("The invitations are on their way."),
        lead_to=page,
    )


def _page(meeting):
    return MeetingInvitation(meeting=meeting).get_absolute_url()


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def invitation_withdraw(request, pk):
    """Ask, then take one person off; they are sent a cancellation, and nobody else is."""
    invitation = get_object_or_404(MeetingInvitation.objects.select_related("user", "meeting"), pk=pk)
    url, who, meeting = invitation.get_absolute_url(), {"person": invitation.user}, invitation.meeting
    is_over = meeting.is_cancelled or invitation.withdrawn_at or not invitation.user.is_active
    is_mailed = got_something(invitation) and not is_over
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words = form.cleaned_data["words"]
        return carry_out(
            request,
            lambda: withdraw_invitation(invitation=invitation, by=request.user, words=words),
            done=_withdrawn_text(invitation, is_mailed),
            lead_to=url,
        )
    form.fields["words"].label = _("Message to %(person)s") % who
    of_meeting = {"meeting": meeting, "day": meeting.date_text, **who}
    page = {
        "heading": _("Take %(person)s off %(meeting)s, %(day)s?") % of_meeting,
        "intro": _mail_text(is_mailed),
        "form": form if is_mailed else PlainForm(),
        "is_an_end": True,
        "submit_label": _("Take off and send 1 mail") if is_mailed else _("Take off"),
        "stay_label": _("Keep the invitation"),
        "cancel_url": url,
    }
    return render(request, EDIT, page)


def _mail_text(is_mailed):
    if is_mailed:
        return _("A mail takes the meeting out of their calendar. Nobody else is written to.")
    return _("No mail is sent.")


def _withdrawn_text(invitation, is_mailed):
    said = _("%(person)s is no longer invited.") % {"person": invitation.user}
    return f"{said} {_one_mail()}" if is_mailed else said


def _one_mail():
    return ngettext("%(count)s mail is on its way.", "%(count)s mails are on their way.", 1) % {"count": 1}


@require_POST
@require(rights.can_edit_meetings)
def invitation_keep(request, pk):
    """Let one person stay invited who has no seat on the day of the meeting."""
    invitation = get_object_or_404(MeetingInvitation.objects.select_related("user"), pk=pk)
    keep_invited(invitation=invitation, by=request.user)
    messages.success(request, _("%(person)s stays invited.") % {"person": invitation.user})
    return redirect(invitation)


@require_POST
@require(rights.can_edit_meetings)
def invitation_mail_again(request, pk):
    """Send a mail again that was given up."""
    mail = get_object_or_404(InvitationMail.objects.select_related("invitation"), pk=pk)
    if send_again(mail=mail, by=request.user):
        messages.success(request, _("The mail is sent again."))
    else:
        messages.info(request, _("There is nothing to send again."))
    return redirect(mail.invitation)


@require_POST
@require(rights.can_edit_meetings)
def meeting_mails_again(request, pk):
    """Send all mails again that were given up for one reason, also those of other meetings."""
    meeting = _meeting(pk)
    count = send_all_again(trouble=request.POST.get("grund", "")[:60], by=request.user, today=clock.today())
    if count:
        text = ngettext("%(count)s mail is sent again.", "%(count)s mails are sent again.", count)
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("There is nothing to send again."))
    return redirect(_page(meeting))


@require_POST
@require(has_inbox, is_own=True)
def meeting_answer(request, pk):
    """Answer one's own invitation on the meeting's page."""
    meeting = visible_meeting(request, pk)
    invitation = own_invitation(request.user, meeting)
    if invitation is None:
        raise Http404
    if not _take_answer(request, invitation, MeetingInvitation.Via.PAGE):
        # The form that it stood in is shown anew.
        unsent.tell(request, "comment")
    # Who answers on the front page goes on there, where the answer stands.
    return redirect("overview" if request.POST.get("fra") == "forside" else meeting)


@csrf_exempt  # the signed link is the right, and no cookie is: mail programs open pages without any
@never_cache
@require_http_methods(["GET", "POST"])
def answer_by_link(request, token):
    """Answer without logging in. Looking changes nothing: mail programs open links before people do."""
    invitation = invitation_of(token)
    if invitation is None:
        raise Http404
    may_answer = may_still_answer(invitation, clock.today())
    if request.method == "POST" and may_answer and _take_answer(request, invitation, MeetingInvitation.Via.LINK):
        # To the page again, so that a reload sends nothing twice.
        return redirect("answer_by_link", token=token)
    context = {
        "invitation": invitation,
        "meeting": invitation.meeting,
        "is_known": is_known(invitation),
        "stands": stands(invitation),
        "may_answer": may_answer,
        "buttons": answer_buttons(invitation),
        "contradiction": contradiction_to(invitation) if may_answer else None,
        # What was written with an answer that does not count; shown here, as there may be no cookie to keep it.
        "comment": request.POST.get("comment", ""),
        "today": clock.today(),
    }
    return render(request, "calendar_app/invitations/answer.html", context)


def _take_answer(request, invitation, via):
    """What was pressed: an answer, or whether a mail that says otherwise is one's own. Returns whether it counts."""
    if "mail" in request.POST:
        _settle(request, invitation, via)
        return True
    return _answer(request, invitation, via)


def _settle(request, invitation, via):
    form = MailForm(request.POST, invitation=invitation)
    if not may_still_answer(invitation, clock.today()):
        messages.error(request, _("The meeting can no longer be answered."))
        return
    typed = form.cleaned_data if form.is_valid() else None
    is_own = bool(typed) and typed["mail"] == "confirm"
    if typed and settle_mail(reply=typed["reply"], is_own=is_own, via=via, by=invitation.user):
        invitation.refresh_from_db()
        messages.success(request, ANSWERED[Answer(invitation.answer)])
    else:
        messages.info(request, _("The mail has been dealt with already."))


def _answer(request, invitation, via):
    """Record what was pressed, unless the meeting has moved since the person saw it. Returns whether it counts."""
    form = AnswerForm(request.POST)
    if reason := _why_not(form, invitation):
        messages.error(request, reason)
        return False
    typed = form.cleaned_data
    record_answer(invitation=invitation, answer=typed["answer"], via=via, comment=typed["comment"])
    said = ANSWERED[Answer(typed["answer"])]
    comes = typed["answer"] != Answer.DECLINED
    messages.success(request, told_with(said, _what_is_read_next(request.user, invitation.meeting) if comes else None))
    return True


def _what_is_read_next(user, meeting):
    """Who comes, and is logged in, reads the agenda next, where there is one to read."""
    if not (user.is_authenticated and meeting.agenda_is_published and rights.can_see_agenda(user, meeting)):
        return None
    return _("Read the agenda"), f"{meeting.get_absolute_url()}#dagsorden"


def _why_not(form, invitation):
    """Why an answer does not count; empty where it does."""
    if "comment" in form.errors:
        return " ".join(form.errors["comment"])
    if "answer" in form.errors:
        return _("Choose one of the three answers.")
    # Not against the newest revision: news that asks nothing anew makes no answer out of date.
    if form.errors or form.cleaned_data["revision"] < invitation.asked_revision:
        return _("The meeting was moved while you looked at it. Answer again to the new time.")
    if not may_still_answer(invitation, clock.today()):
        return _("The meeting can no longer be answered.")
    return ""


@require_safe
@require(rights.can_edit_meetings)
def meeting_request_ics(request, pk):
    """The invitation to all members, or the message that the meeting is cancelled."""
    return _message(request, pk, invitation, content_type=CONTENT_TYPE, suffix="ics")


@require_safe
@require(rights.can_edit_meetings)
def meeting_request_eml(request, pk):
    """The mail around it, as a draft for the secretariat's own mail program."""
    return _message(request, pk, mail_draft.mail_draft, content_type=mail_draft.CONTENT_TYPE, suffix="eml")


def _message(request, pk, write, *, content_type, suffix):
    meeting = get_object_or_404(with_entry_facts(Meeting.objects), pk=pk)
    # The members of the bodies, whoever was invited by mail: the draft is for houses that write themselves.
    members = list(invited(meeting))
    if not members:
        messages.error(request, _("There is nobody to invite: no member sits in the meeting's bodies on that day."))
        return redirect(meeting)
    content = write(meeting, members, at=timezone.now())
    return cache.private_response(
        content, content_type=content_type, filename=file_name_of(meeting, suffix), as_attachment=True
    )
