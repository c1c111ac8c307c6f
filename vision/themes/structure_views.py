"""Structuring themes on pages: merging, splitting, dropping and taking up again; the input to the seminar."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, obstacle_page, status_of
from ishoj_process.editing.acts import carry_out_once, led_to, sending_of
from ishoj_process.models import PublicStamp
from ishoj_process.output.cache import private_response
from ishoj_process.output.pdf import render_pdf
from vision import rights
from vision.models import Theme
from vision.track.shown import vision_or_404

from .acts import drop_theme, merge_themes, reopen_theme, split_theme
from .board import input_context
from .forms import DropForm, MergeForm, SplitForm
from .moves import reasons_against_changing


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_themes)
def theme_merge(request, pk):
    theme = get_object_or_404(Theme.objects.select_related("vision"), pk=pk)
    heading = _("Merge “%(theme)s” into another theme") % {"theme": theme}
    intro = _("The other takes over contributions, challenges and %(lines)s. This one stays to be found.")
    intro %= {"lines": theme.vision.line_words}
    form = MergeForm(request.POST or None, theme=theme)

    def act():
        into = form.cleaned_data["into"]
        return merge_themes(themes=form.themes, into=into, by=request.user, on=clock.today())

    ends = {"is_an_end": True, "submit_label": _("Merge the theme"), "stay_label": _("Keep the theme")}
    return _act_page(request, theme, form, act, heading, intro, _("The themes are joined."), **ends)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_themes)
def theme_split(request, pk):
    theme = get_object_or_404(Theme.objects.select_related("vision"), pk=pk)
    heading = _("Split “%(theme)s”") % {"theme": theme}
    intro = _("The new theme gets the contributions that you choose, and keeps its way back to this one.")
    form = SplitForm(request.POST or None, theme=theme)
    # Sent twice, it would be refused for what it did itself the first time.
    if url := led_to(sending_of(request.POST)):
        return redirect(url)

    def act():
        words = form.cleaned_data
        return split_theme(
            theme=theme,
            title=words["title"],
            contributions=words["contributions"],
            seen_version=words["version"],
            by=request.user,
            on=clock.today(),
        )

    return _act_page(request, theme, form, act, heading, intro, _("The theme is split."))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_themes)
def theme_drop(request, pk):
    theme = get_object_or_404(Theme, pk=pk)
    heading = _("Drop “%(theme)s”") % {"theme": theme}
    intro = _("It stays to be found, with the reason, and can be taken up again. No mail is sent.")
    form = DropForm(request.POST or None, theme=theme)

    def act():
        words = form.cleaned_data
        return drop_theme(
            theme=theme, reason=words["reason"], seen_version=words["version"], by=request.user, on=clock.today()
        )

    ends = {"is_an_end": True, "submit_label": _("Drop the theme"), "stay_label": _("Keep the theme")}
    return _act_page(request, theme, form, act, heading, intro, _("The theme is dropped."), **ends)


def _act_page(request, theme, form, act, heading, intro, done, **words):
    """Ask, then do it and lead to the theme that came of it; refused with the reasons, what was typed is kept."""
    against = [*reasons_against_changing(theme), *form.obstacles()] if request.method != "POST" else []
    if page := obstacle_page(request, against, heading=heading, cancel_url=theme.get_absolute_url()):
        return page
    if form.is_valid():
        once = partial(_once, form, act)
        if answer := carry_out(request, once, done=done, lead_to=str, form=form):
            return answer
        form.see_again(get_object_or_404(Theme, pk=theme.pk).version)
    page = {"form": form, "heading": heading, "intro": intro, "cancel_url": theme.get_absolute_url(), **words}
    return render(request, "ishoj_process/editing/edit.html", page, status=status_of(form))


def _once(form, act):
    """Carry it out, where the form makes something new only once; returns the address that it leads to."""
    return carry_out_once(sending=sending_of(form.data), act=lambda: act().get_absolute_url())


@require_POST
@require(rights.can_edit_themes)
def theme_reopen(request, pk):
    """Take up again what was merged or dropped."""
    theme = reopen_theme(theme=get_object_or_404(Theme, pk=pk), by=request.user)
    messages.success(request, _("The theme is current again."))
    return redirect(theme)


@require_safe
@require(rights.can_see_contributions)
def theme_input(request, slug, edition=None):
    """What does the seminar begin with? The themes with what was said."""
    vision = vision_or_404(request.user, slug, edition)
    return render(request, "vision/themes/input.html", input_context(vision, request.user))


@require_safe
@require(rights.can_see_contributions)
def theme_input_pdf(request, slug, edition=None):
    """The same on paper, for those who may see what was said."""
    vision = vision_or_404(request.user, slug, edition)
    content = render_pdf(
        "vision/themes/input_print.html",
        input_context(vision, request.user),
        title=_("Input to the seminar"),
        modified=PublicStamp.last_change(),
    )
    # Contributions are working notes: no cache that others read may keep them.
    return private_response(content, content_type="application/pdf", filename="input-til-seminaret.pdf")
