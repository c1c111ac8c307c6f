"""The page on which a new edition of a policy or a strategy is begun."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ishoj_process.dates import clock
from ishoj_process.editing import unsent
from ishoj_process.editing.acting import carry_out, obstacle_page
from ishoj_process.editing.page import PlainForm
from ishoj_process.models import Level, StatusChange

from .acts import edition_begun, edition_given_up, reasons_against_edition


class BeginEditionForm(PlainForm):
    note = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=StatusChange._meta.get_field("note").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def edition_page(request: HttpRequest, level: Level, *, act: Callable[..., Level]) -> HttpResponse:
    """Ask, then begin a new edition of the document in force, and lead to it."""
    heading, back = _("Begin a new edition of %(title)s") % {"title": level.display_title}, level.get_absolute_url()
    begun = edition_begun(level)
    # One that was begun before is taken up again, or led to.
    reasons = reasons_against_edition(level) if begun is None else []
    if told := obstacle_page(request, reasons, heading=heading, cancel_url=back):
        return told
    form = BeginEditionForm(request.POST or None)
    if form.is_valid():
        begin = partial(act, level=level, by=request.user, on=clock.today(), note=form.cleaned_data["note"])
        answer = carry_out(
            request,
            begin,
            done=lambda edition: begun_text(request, edition),
            lead_to=lambda edition: edition,
            form=form,
        )
        if answer:
            return answer
    page = {
        "form": form,
        "heading": heading,
        "intro": edition_intro(level),
        "submit_label": _("Begin the new edition"),
        "cancel_url": back,
    }
    return render(request, "ishoj_process/editing/edit.html", page)


def begun_text(request: HttpRequest, edition: Level) -> str:
    # Begun by another a moment before, it has their note and not this one.
    note = request.POST.get("note", "").strip()
    if not StatusChange.objects.filter(**{StatusChange.field_for(edition): edition}, note=note).exists():
        unsent.tell(request, "note")
    return _("Edition %(number)s has been begun.") % {"number": edition.edition}


def edition_intro(level: Level) -> str:
    if given_up := edition_given_up(level):
        words = {"number": given_up.edition}
        return _("Edition %(number)s was given up. It is taken up again as it was left.") % words
    return _("It begins as a copy. The adopted one stays in force until the new one is adopted.")
