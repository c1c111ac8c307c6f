"""Themes: the list, a theme, and entering them."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import removed_text, seen_version
from ishoj_process.editing.versions import versions_page
from ishoj_process.rights import can_see_earlier_versions
from vision import rights
from vision.models import Theme
from vision.track.shown import plan_towards, vision_or_404
from vision.track.way import way_of
from vision.track.words import themes_text

from .acts import reasons_against_removing, remove_theme
from .forms import ThemeFilter, ThemeForm
from .moves import next_position
from .page import closed_rows, for_list, for_page, raised_text, shown_meeting, theme_context

PAGE_SIZE = 25
MOST_CLOSED = 10


@require_safe
def theme_list(request, slug, edition=None):
    """Which themes have come up? Those of the vision, as far as the reader may see them."""
    user, today = request.user, clock.today()
    vision = vision_or_404(user, slug, edition)
    themes = Theme.objects.visible_to(user).filter(vision=vision)
    form = ThemeFilter(request.GET)
    asks_current = form.state == Theme.State.CURRENT
    found = for_list(themes.current()) if asks_current else themes.closed().filter(state=form.state)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("side"))
    # One more than is shown, to know whether there are more.
    closed = closed_rows(themes.closed()[: MOST_CLOSED + 1] if asks_current else page.object_list, user)
    context = {
        "vision": vision,
        "form": form,
        "page": page,
        "rows": [_row(theme, shown_meeting(user, theme), today) for theme in page] if asks_current else [],
        "position": list_text(
            form.state, page.paginator.count, way_of(plan_towards(vision, today), vision, user, today)
        ),
        "may_edit": rights.can_edit_themes(user),
        "may_see_board": rights.can_see_board(user),
        "may_see_contributions": rights.can_see_contributions(user),
        "closed": closed[:MOST_CLOSED] if asks_current else closed,
        "has_more_closed": asks_current and len(closed) > MOST_CLOSED,
    }
    return render(request, "vision/themes/list.html", context)


def _row(theme, meeting, today):
    return {"theme": theme, "meeting": meeting, "raised": raised_text(meeting, today) if meeting else ""}


def list_text(state, count, way):
    """How many themes of the state this reader finds."""
    texts = {
        Theme.State.MERGED: ngettext(
            "%(count)s theme has been merged into another.", "%(count)s themes have been merged into others.", count
        ),
        Theme.State.DROPPED: ngettext(
            "%(count)s theme has been dropped.", "%(count)s themes have been dropped.", count
        ),
    }
    return texts[state] % {"count": count} if state in texts else themes_text(count, way)


@require_safe
def theme_detail(request, pk):
    """What the theme says, where it was raised, and what it became; 404 for those who may not know of it."""
    theme = get_object_or_404(for_page(request.user), pk=pk)
    if not rights.can_see_theme(request.user, theme):
        raise Http404
    context = theme_context(theme, request.user, clock.today())
    context["may_edit"] = rights.can_edit_themes(request.user)
    context["may_see_versions"] = can_see_earlier_versions(request.user)
    return render(request, "vision/themes/detail.html", context)


@require_safe
@require(can_see_earlier_versions)
def theme_versions(request, pk):
    """What has been changed in the theme."""
    return versions_page(request, get_object_or_404(Theme, pk=pk))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_themes)
def theme_create(request, slug, edition=None):
    """Add a theme; `?moede=` chooses the meeting beforehand."""
    meeting, vision = request.GET.get("moede", ""), vision_or_404(request.user, slug, edition)
    initial = {"position": next_position(vision)} | ({"raised_at": meeting} if meeting.isdecimal() else {})
    return edit_page(
        request,
        ThemeForm(request.POST or None, vision=vision, initial=initial),
        heading=_("New theme"),
        then=lambda theme: (_("See it on the board"), f"{vision.address('theme_board')}#tema-{theme.pk}"),
        cancel_url=vision.address("theme_list"),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_themes)
def theme_edit(request, pk):
    theme = get_object_or_404(Theme.objects.select_related("vision"), pk=pk)
    return edit_page(
        request,
        ThemeForm(request.POST or None, instance=theme, vision=theme.vision),
        heading=_("Edit “%(title)s”") % {"title": theme.title},
        cancel_url=theme.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_themes)
def theme_remove(request, pk):
    """Ask, then remove the theme as it was seen."""
    theme = get_object_or_404(Theme.objects.select_related("vision"), pk=pk)
    seen = seen_version(request)
    if seen is not None:
        return carry_out(
            request,
            lambda: remove_theme(theme=theme, seen_version=seen, by=request.user),
            done=removed_text(theme),
            lead_to=theme.vision.address("theme_list"),
        )
    context = {
        "heading": _("Remove the theme"),
        "row": theme,
        "reasons": reasons_against_removing(theme),
        "cancel_url": theme.get_absolute_url(),
    }
    return render(request, "ishoj_process/editing/remove.html", context)
