"""Pages of a list of the elected: choose it, see what will be made line by line, make it, take it back."""

from dataclasses import dataclass
from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from calendar_app.models import ElectedList
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing import unsent
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, status_of
from ishoj_process.editing.page import PlainForm, read_page
from ishoj_process.models.council import role_name

from ..lookup import coming_term_or_404
from .acts import keep_list, reasons_against_taking_back, store_elected, take_back_list
from .forms import ElectedForm, LineForm
from .judge import Go, House, Judged, Verdict, judge, seen_of
from .read import from_json

MOST_TO_MEND = 100  # lines with fields of their own: a form holds a thousand fields


@dataclass(frozen=True)
class Proposal:
    """A line as it is shown: what it means, and the form in which it is corrected."""

    judged: Judged
    form: LineForm

    @property
    def line(self):
        return self.judged.line

    @property
    def is_open(self):
        return self.judged.verdict in (Verdict.UNCLEAR, Verdict.ASKED)

    @property
    def group_text(self):
        if self.judged.new_group:
            return _("%(group)s (new group)") % {"group": " – ".join(self.judged.new_group)}
        return str(self.judged.group or self.line.group)

    @property
    def role_text(self):
        return role_name(self.judged.role, self.judged.body.kind if self.judged.body else "")

    @property
    def verdict_text(self):
        return {
            Verdict.NEW: _("new: gets a log-in and a seat"),
            Verdict.KNOWN: _("known: gets a seat"),
            Verdict.ROLE: _("gets another role in the seat"),
            Verdict.THERE: _("is there already"),
            Verdict.ASKED: _("is asked about"),
            Verdict.UNCLEAR: _("not clear"),
        }[self.judged.verdict]

    @property
    def tone(self):
        return {Verdict.THERE: "held", Verdict.ASKED: "unknown", Verdict.UNCLEAR: "unknown"}.get(
            self.judged.verdict, "planned"
        )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def elected_list(request, term, go):
    """Choose a file or paste the lines; what they mean is shown next."""
    term = coming_term_or_404(term)
    of_council = go == Go.COUNCIL
    return read_page(
        request,
        partial(ElectedForm, go=go, term=term),
        lambda form: keep_list(
            term=term, go=go, read=form.read, name=form.source_name, by=request.user, now=timezone.now()
        ),
        template="calendar_app/new_term/elected/choose.html",
        heading=_("The elected council") if of_council else _("Committees and offices"),
        cancel_url=reverse("new_term", args=[term.slug]),
        sources=ElectedList.objects.made().filter(term=term, go=go),
        context={"term": term, "of_council": of_council},
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def elected_preview(request, term, go, pk):
    """What exactly is made of the list? Lines are corrected or left out, and then all of it is stored."""
    source = _source_or_404(term, go, pk)
    # A reload after it was stored, or the browser's way back.
    if source.is_made:
        return redirect("new_term", term)
    read, house = from_json(source.content), House.read(source.term)
    judged = judge(house, go, read.lines)
    # What was typed by somebody whose log-in ran out stands in the forms again.
    sent = request.POST if request.method == "POST" else unsent.take(request)
    proposals = _proposals(judged, go, sent)
    whole = PlainForm(request.POST)  # holds what is said against the act as a whole
    if request.method == "POST" and all(each.form.is_valid() for each in proposals):
        taken = [each for each in proposals if each.form.is_taken]
        if answer := _stored(request, source, taken, whole):
            return answer
        proposals = _judged_again(house, go, proposals, taken)
    context = {
        "term": source.term,
        "choose_url": reverse(f"elected_{go}", args=[term]),
        "source": source,
        "read": read,
        "proposals": proposals,
        "counts": _counts(proposals),
        "seen": seen_of(judged),
        "refused": whole.non_field_errors(),
    }
    return render(request, "calendar_app/new_term/elected/preview.html", context, status=status_of(whole))


def _stored(request, source, taken, whole):
    def act():
        lines, answers = [each.form.mended for each in taken], _answers(taken)
        seen = request.POST.get("seen", "")
        return store_elected(
            source=source, lines=lines, answers=answers, seen=seen, by=request.user, now=timezone.now()
        )

    return carry_out(
        request,
        act,
        done=lambda stored: _done_text(stored.made),
        lead_to=reverse("new_term", args=[source.term.slug]),
        form=whole,
    )


def _done_text(made):
    users, seats = len(made["users"]), len(made["seats"]) + len(made["roles"])
    seats_text = ngettext("%(count)s seat has been entered.", "%(count)s seats have been entered.", seats)
    users_text = ngettext("%(count)s log-in has been made.", "%(count)s log-ins have been made.", users)
    return f"{seats_text % {'count': seats}} {users_text % {'count': users}}"


def _answers(proposals):
    return {each.line.number: each.form.answer for each in proposals if each.form.answer}


def _proposals(judged, go, sent):
    to_mend = [each.line.number for each in judged if each.verdict in (Verdict.UNCLEAR, Verdict.ASKED)]
    may_mend = set(to_mend[:MOST_TO_MEND])
    return [
        Proposal(each, LineForm(sent, judged=each, go=go, may_mend=each.line.number in may_mend)) for each in judged
    ]


def _judged_again(house, go, proposals, taken):
    """With what is now wrong at each line that was taken; the fields stay those that were sent."""
    again = judge(house, go, [each.form.mended for each in taken], _answers(taken))
    by_number = {each.line.number: each for each in again}
    return [Proposal(by_number.get(each.line.number, each.judged), each.form) for each in proposals]


def _counts(proposals):
    """How many lines of each kind, in words, the ones that somebody must look at first."""
    order = (Verdict.UNCLEAR, Verdict.ASKED, Verdict.NEW, Verdict.KNOWN, Verdict.ROLE, Verdict.THERE)
    found = [[each for each in proposals if each.judged.verdict is verdict] for verdict in order]
    return [(each[0].verdict_text, len(each)) for each in found if each]


def _source_or_404(term, go, pk):
    coming_term_or_404(term)
    # By the clock and not by what clears up: what has outlived its day is not shown, though it is still there.
    lists = ElectedList.objects.current(timezone.now()).select_related("term")
    return get_object_or_404(lists, pk=pk, go=go, term__slug=term)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def elected_take_back(request, term, go, pk):
    """Take back all that was made of one list."""
    address = reverse("new_term", args=[term])
    source = ElectedList.objects.filter(pk=pk, go=go, term__slug=term).select_related("term").first()
    if source is None and request.method == "POST":  # the other click of a double one was quicker
        return redirect(address)
    if source is None or not source.is_made:
        raise Http404
    if request.method == "POST":
        return carry_out(
            request,
            lambda: take_back_list(source=source, by=request.user, today=clock.today()),
            done=_("What was made of the list has been removed."),
            lead_to=address,
        )
    made = source.made
    context = {
        "heading": _("Take back what was read from %(name)s") % {"name": source.name},
        "what": _done_text(made),
        "consequence": _("All of it is removed. The list may be read again afterwards."),
        "reasons": reasons_against_taking_back(source),
        "cancel_url": address,
    }
    return render(request, "calendar_app/meetings/delete.html", context)
