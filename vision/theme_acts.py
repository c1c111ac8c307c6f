"""Structuring themes on pages: the board, merging, splitting, dropping and taking up again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ishoj_process import clock
from ishoj_process.access import only
from ishoj_process.actions.levels import TransitionRefused
from ishoj_process.kept import private_response
from ishoj_process.models import PublicStamp
from ishoj_process.pdf import render_pdf

from . import rights
from .actions.themes import drop_theme, merge_theme, move_contribution, move_theme, reopen_theme, split_theme
from .models import Theme
from .theme_board import board_context, input_context
from .theme_forms import DropForm, MergeForm, MoveForm, SplitForm
from .views import working_vision_or_404


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_themes)
def theme_board(request):
    """Which contributions stand under which theme? One is moved at a time, and moved back as easily."""
    vision = working_vision_or_404(request.user)
    if request.method == "POST":
        return _moved(request, vision)
    return render(request, "vision/theme_board.html", board_context(vision, request.GET.get("side")))


def _moved(request, vision):
    form = MoveForm(request.POST, vision=vision)
    if not form.is_valid():
        messages.error(request, _("That could not be read. Look at the board again."))
        return redirect("theme_board")
    move = form.act_arguments
    _told(request, move_contribution, _said(move), on=clock.today(), **move)
    return redirect(f"{request.path}#tema-{move['target'].pk}" if move["target"] else request.path)


def _said(move):
    if move["target"] is None:
        return (
            _("Taken out of “%(theme)s”.") % {"theme": move["source"]} if move["source"] else _("Nothing was changed.")
        )
    return _("Now stands under “%(theme)s”.") % {"theme": move["target"]}


def _told(request, act, words, **arguments):
    """Carry out an act, and say that it is done or why it is not; what it returned, or None."""
    try:
        result = act(by=request.user, **arguments)
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
        return None
    messages.success(request, words)
    return result


@require_POST
@only(rights.can_edit_themes)
def theme_move(request, pk):
    """One place up or down, and back to the board."""
    theme = get_object_or_404(Theme, pk=pk)
    move_theme(theme=theme, up=request.POST.get("retning") == "op", by=request.user)
    return redirect(f"{reverse('theme_board')}#tema-{pk}")


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_themes)
def theme_merge(request, pk):
    theme = get_object_or_404(Theme, pk=pk)
    heading = _("Merge “%(theme)s” into another theme") % {"theme": theme}
    intro = _("The other takes over contributions, challenges and guiding lines. This one stays to be found.")
    form = MergeForm(request.POST or None, theme=theme)

    def act():
        return merge_theme(theme=theme, into=form.cleaned_data["into"], by=request.user, on=clock.today())

    return _act_page(request, theme, form, act, heading, intro)


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_themes)
def theme_split(request, pk):
    theme = get_object_or_404(Theme, pk=pk)
    heading = _("Split “%(theme)s”") % {"theme": theme}
    intro = _("The new theme gets the contributions that you choose, and keeps its way back to this one.")
    form = SplitForm(request.POST or None, theme=theme)

    def act():
        return split_theme(theme=theme, by=request.user, **form.cleaned_data)

    return _act_page(request, theme, form, act, heading, intro)


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_themes)
def theme_drop(request, pk):
    theme = get_object_or_404(Theme, pk=pk)
    heading = _("Drop “%(theme)s”") % {"theme": theme}
    intro = _("It stays to be found, with the reason, and can be taken up again.")
    form = DropForm(request.POST or None)

    def act():
        return drop_theme(theme=theme, reason=form.cleaned_data["reason"], by=request.user, on=clock.today())

    return _act_page(request, theme, form, act, heading, intro)


def _act_page(request, theme, form, act, heading, intro):
    """Ask, then do it and lead to the theme that came of it; refused with the reasons, what was typed is kept."""
    if form.is_valid():
        try:
            result = act()
        except TransitionRefused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, _("Saved."))
            return redirect(result)
    page = {"form": form, "heading": heading, "intro": intro, "cancel_url": theme.get_absolute_url()}
    return render(request, "site/edit.html", page)


@require_POST
@only(rights.can_edit_themes)
def theme_reopen(request, pk):
    """Take up again what was merged or dropped."""
    theme = get_object_or_404(Theme, pk=pk)
    _told(request, reopen_theme, _("The theme is current again."), theme=theme)
    return redirect(theme)


@require_safe
@only(rights.can_see_contributions)
def theme_input(request):
    """What does the seminar begin with? The themes with what was said."""
    vision = working_vision_or_404(request.user)
    return render(request, "vision/theme_input.html", input_context(vision, request.user))


@require_safe
@only(rights.can_see_contributions)
def theme_input_pdf(request):
    """The same on paper, for those who may see what was said."""
    vision = working_vision_or_404(request.user)
    content = render_pdf(
        "vision/theme_input_print.html",
        input_context(vision, request.user),
        title=_("Input to the seminar"),
        modified=PublicStamp.last_change(),
    )
    return private_response(content, content_type="application/pdf", filename="input-til-seminaret.pdf")
