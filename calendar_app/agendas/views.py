"""Pages of an agenda: entering its items, publishing it, and the document."""

from functools import partial

from django import forms
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, obstacle_page
from ishoj_process.editing.page import PlainForm, edit_page
from ishoj_process.editing.versions import versions_url
from ishoj_process.meetings.shown import visible_meeting
from ishoj_process.models import AgendaItem, Meeting
from ishoj_process.models.files import WORD
from ishoj_process.output.cache import private_response, public_response
from ishoj_process.text.numbers import sent_number
from ishoj_process.text.slugs import Slug

from .acts import (
    change_agenda_state,
    delete_agenda_item,
    move_agenda_item,
    reasons_against_change,
    reasons_against_deleting,
    reasons_against_withdrawing,
    store_agenda_item,
    withdraw_agenda_item,
)
from .document import document_name, render_agenda, render_agenda_docx
from .documents import WORDS, found_by, found_text, name_with_kind, with_codes
from .forms import AgendaItemForm


class Step(Slug):
    """By one place, towards the beginning or the end."""

    UP = "op"
    DOWN = "ned"

    @property
    def places(self) -> int:
        return -1 if self is Step.UP else 1


@require_safe
def agenda_pdf(request, pk):
    """The agenda on paper: what this reader may see of it."""
    return _document(request, pk, "pdf", "application/pdf", render_agenda)


@require_safe
def agenda_docx(request, pk):
    """The agenda as a Word document: as the paper."""
    return _document(request, pk, "docx", WORD.content_type, render_agenda_docx)


def _document(request, pk, ending, content_type, render_as):
    meeting = visible_meeting(request, pk)
    if not rights.can_see_agenda(request.user, meeting):
        raise Http404
    answer = {"content_type": content_type, "filename": f"{document_name(meeting)}.{ending}"}
    # Built for one reader: what members see of closed items must stand in no cache.
    if request.user.is_authenticated:
        return private_response(render_as(request.user, meeting), **answer)
    return public_response(request, f"agenda.{ending}|{meeting.pk}", lambda: render_as(request.user, meeting), **answer)


@require_POST
@require(rights.can_edit_meetings)
def agenda_publish(request, pk):
    """Publish the agenda, or take it back to a draft."""
    meeting = get_object_or_404(Meeting, pk=pk)
    to = request.POST.get("to")
    if to not in Meeting.AgendaState:
        raise Http404
    is_published = to == Meeting.AgendaState.PUBLISHED
    return carry_out(
        request,
        lambda: change_agenda_state(meeting=meeting, to=to, by=request.user, today=clock.today()),
        done=_("The agenda is published.") if is_published else _("The agenda is a draft again."),
        lead_to=f"{meeting.get_absolute_url()}#dagsorden",
        then=(_("Go on to the invitations"), reverse("meeting_invitations", args=[pk])) if is_published else None,
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def agenda_item_edit(request, pk):
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    return edit_page(
        request,
        AgendaItemForm(request.POST or None, instance=item, meeting=item.meeting),
        heading=_("Edit item %(number)s of %(meeting)s") % {"number": item.number, "meeting": item.meeting.called},
        cancel_url=item.get_absolute_url(),
        act=partial(store_agenda_item, today=clock.today()),
        context={"versions_url": versions_url(item)},
        reasons=reasons_against_change(item.meeting),
    )


@require_safe
@require(rights.can_edit_meetings)
def document_search(request):
    """For `documents.js`: the documents with some words in their titles, or those with the codes of a draft."""
    if "koder" in request.GET:
        chosen = with_codes(request.GET["koder"].split())
        rows, told = [(code, name_with_kind(level)) for code, level in chosen.items()], ""
    else:
        words = request.GET.get(WORDS, "")
        rows, count = found_by(words, request.GET.get("uden", "").split())
        told = found_text(words, count)
    return JsonResponse({"found": [{"code": code, "name": name} for code, name in rows], "told": told})


@require_POST
@require(rights.can_edit_meetings)
def agenda_item_move(request, pk):
    """Move the item one place up or down, or to another's place; the fragment leads the focus back to it."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    step = Step.named(request.POST.get("retning"))
    to, seen = (sent_number(request.POST.get(name, "")) for name in ("til", "nummer"))
    if seen is None or not (step or to is not None):
        raise Http404
    where = {"step": step.places} if step else {"to_number": to}
    return carry_out(
        request,
        lambda: move_agenda_item(item=item, seen_number=seen, by=request.user, **where),
        done=_("The item is moved."),
        lead_to=item.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def agenda_item_delete(request, pk):
    """Ask, then delete: an item with its text and attachments cannot be brought back from here."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    if request.method == "POST":
        meeting_url = f"{item.meeting.get_absolute_url()}#dagsorden"
        return carry_out(
            request,
            lambda: delete_agenda_item(item=item, by=request.user),
            done=_("The item is deleted."),
            lead_to=meeting_url,
        )
    context = {
        "heading": _("Delete item %(number)s") % {"number": item.number_and_meeting},
        "what": item.title,
        "consequence": _("The item is deleted with its text and its attachments. This cannot be undone."),
        "reasons": reasons_against_deleting(item),
        "cancel_url": item.get_absolute_url(),
    }
    return render(request, "calendar_app/meetings/delete.html", context)


def _nobody_is_mailed():
    return _("Members find it among what is new in the agenda. No mail is sent.")


class WithdrawalForm(PlainForm):
    """Why a published item is taken off."""

    missing = {"reason": gettext_lazy("Write why the item is taken off.")}
    reason = forms.CharField(
        label=gettext_lazy("Why the item is taken off"),
        max_length=300,
        help_text=gettext_lazy("Everybody sees it. The item stays with its number, marked as taken off."),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_meetings)
def agenda_item_withdraw(request, pk):
    """Take a published item off with a reason, or put it back."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk)
    if request.method == "POST" and "tilbage" in request.POST:
        return carry_out(
            request,
            lambda: withdraw_agenda_item(item=item, reason="", by=request.user),
            done=_("The item is on the agenda again."),
            lead_to=item.get_absolute_url(),
        )
    heading = _("Take item %(number)s off the agenda") % {"number": item.number_and_meeting}
    reasons, back = reasons_against_withdrawing(item), item.get_absolute_url()
    if page := obstacle_page(request, reasons, heading=heading, cancel_url=back):
        return page
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = carry_out(
            request,
            lambda: withdraw_agenda_item(item=item, reason=form.cleaned_data["reason"], by=request.user),
            done=_("The item is taken off the agenda."),
            lead_to=item.get_absolute_url(),
            form=form,
        )
        if answer:
            return answer
    page = {
        "form": form,
        "heading": heading,
        "intro": f"{item.title}. {_nobody_is_mailed()}",
        "is_an_end": True,
        "stay_label": _("Keep the item"),
        "submit_label": _("Take it off"),
        "cancel_url": back,
    }
    return render(request, "ishoj_process/editing/edit.html", page)
