"""The list of messages that could not be placed by themselves, and placing one by hand."""

from functools import partial

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from calendar_app.models import MeetingInvitation, ReceivedReply
from ishoj_process import rights
from ishoj_process.dates.danish import moment_text
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.missing import Form

from .acts import assign_reply, set_aside
from .ics import mail_address
from .views import CHOICES

PAGE_SIZE = 25


class InvitationChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, invitation):
        return str(invitation.user)


class PlacementForm(Form):
    """Whose answer a message is, and which."""

    invitation = InvitationChoiceField(
        MeetingInvitation.objects.none(),
        label=gettext_lazy("Whose answer it is"),
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("The answer"),
        choices=[("", pgettext_lazy("from a list", "choose")), *((each.value, each.label) for each in CHOICES)],
    )

    def __init__(self, *args, reply, **kwargs):
        super().__init__(*args, **kwargs)
        standing = MeetingInvitation.objects.filter(meeting=reply.meeting_id, withdrawn_at__isnull=True)
        self.fields["invitation"].queryset = standing.select_related("user").order_by("user__name", "pk")
        self.initial["answer"] = reply.answer
        # A proposal: the person who places it looks at the sender.
        senders = [
            row.pk for row in self.fields["invitation"].queryset if mail_address(row.user).lower() == reply.sender
        ]
        self.initial["invitation"] = next(iter(senders), None)


@require_safe
@require(rights.can_edit_meetings)
def reply_list(request):
    """Which messages wait for a person? Those that are dealt with come last."""
    rows = ReceivedReply.objects.exclude(trouble="").select_related("meeting", "handled_by")
    rows = rows.prefetch_related("meeting__bodies").order_by(
        F("handled_at").desc(nulls_first=True), "-received_at", "-pk"
    )
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("side"))
    for row in page:
        row.received_text = moment_text(row.received_at)
    return render(request, "calendar_app/invitations/reply_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def reply_place(request, pk):
    """Place one message: as somebody's answer, or set aside."""
    reply = get_object_or_404(ReceivedReply.objects.exclude(trouble="").select_related("meeting"), pk=pk)
    is_set_aside = "til-side" in request.POST
    # Whatever else is sent is a placing, so that none is met with silence.
    form = PlacementForm(request.POST if request.method == "POST" and not is_set_aside else None, reply=reply)
    if request.method == "POST" and is_set_aside:
        set_aside(reply=reply, by=request.user)
        messages.success(request, _("The message is set aside."))
        return redirect("reply_list")
    if form.is_bound and form.is_valid():
        act = partial(assign_reply, reply=reply, by=request.user, **form.cleaned_data)
        done = _("The answer is noted.")
        if answer := carry_out(request, act, done=done, lead_to=form.cleaned_data["invitation"], form=form):
            return answer
    reply.received_text = moment_text(reply.received_at)
    return render(request, "calendar_app/invitations/reply_place.html", {"reply": reply, "form": form})
