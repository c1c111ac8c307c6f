"""Sorting a contribution: to the vision and under which theme, to a committee's strategies, or aside."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.acts import EditConflict, carry_out_once, led_to, sending_of
from vision import rights
from vision.contributions.acts import sort_contribution
from vision.contributions.page import contribution_or_404

from .acts import sort_under_theme
from .forms import SortForm


@require_http_methods(["GET", "POST"])
@require(rights.can_sort_contributions)
def contribution_sort(request, pk):
    """Send it to the vision and under a theme, to a committee's strategies, or aside; then back to the others."""
    contribution = contribution_or_404(request.user, pk)
    form, status = SortForm(request.POST or None, contribution=contribution), 200
    if form.is_valid():
        try:
            if answer := _sorted(request, contribution, form):
                return answer
        except EditConflict as conflict:
            messages.warning(request, _("Somebody has changed it since you saw it. Look at it again."))
            # What was chosen stays chosen, now about the row as it stands: to send it again is a decision.
            contribution, status = conflict.stored, 409
            form = SortForm(contribution=contribution, chosen=form.cleaned_data)
    # Sent twice, it may be refused for what it did itself the first time.
    elif form.is_bound and led_to(sending_of(request.POST)):
        return redirect(_list_url(contribution))
    context = {"contribution": contribution, "form": form, "list_url": _list_url(contribution)}
    return render(request, "vision/themes/sort.html", context, status=status)


def _list_url(contribution):
    return f"{contribution.vision.address('contribution_list')}?til=unsorted"


def _sorted(request, contribution, form):
    words = form.cleaned_data
    known = {"contribution": contribution, "seen_version": words["version"], "by": request.user, "on": clock.today()}

    def act():
        if not words.get("theme") and not words.get("title"):
            sort_contribution(to=words["to"], body=words.get("body"), reason=words.get("reason", ""), **known)
            return ""
        theme = sort_under_theme(
            theme=words.get("theme"), title=words.get("title", ""), place=words.get("place"), **known
        )
        return f"{contribution.vision.address('theme_board')}#tema-{theme.pk}"

    return carry_out(
        request,
        lambda: carry_out_once(sending=sending_of(request.POST), act=act),
        done=partial(_done_text, words),
        then=partial(_then, contribution, words),
        lead_to=_list_url(contribution),
        form=form,
    )


def _done_text(words, url):
    if theme := words.get("theme") or words.get("title"):
        return _("The contribution is sorted, and stands under “%(theme)s”.") % {"theme": theme}
    return _("The contribution is sorted.")


def _then(contribution, words, board_url):
    """The board where it belongs to the vision, at its theme where it has one; else what was sorted."""
    if board_url:
        return _("See it on the board"), board_url
    if words["to"] == contribution.Destination.VISION:
        return _("Put it under a theme on the board"), contribution.vision.address("theme_board")
    return _("See it"), contribution.get_absolute_url()
