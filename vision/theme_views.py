"""Themes: the list, a theme, and entering them."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process import clock
from ishoj_process.access import only
from ishoj_process.editing import edit_page
from ishoj_process.rights import can_see_earlier_versions
from ishoj_process.version_views import versions_page

from . import rights
from .actions.themes import reasons_against_removing, remove_theme
from .forms import ThemeForm
from .models import Theme
from .theme_page import for_list, for_page, shown_meeting, theme_context
from .views import removed, working_vision_or_404
from .way import current_plan, way_of, working_vision
from .words import themes_text

PAGE_SIZE = 25


@require_safe
def theme_list(request):
    """Which themes have come up? Those of the vision, as far as the reader may see them."""
    user, today = request.user, clock.today()
    plan = current_plan(today)
    vision = working_vision(user, plan)
    themes = Theme.objects.visible_to(user).filter(vision=vision) if vision else Theme.objects.none()
    page = Paginator(for_list(themes.current()), PAGE_SIZE).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "rows": [{"theme": theme, "meeting": shown_meeting(user, theme)} for theme in page],
        "position": themes_text(page.paginator.count, way_of(plan, vision, user, today)),
        "may_edit": rights.can_edit_themes(user) and vision is not None,
        "may_see_contributions": rights.can_see_contributions(user),
        "closed": themes.closed().select_related("merged_into"),
    }
    return render(request, "vision/theme_list.html", context)


@require_safe
def theme_detail(request, pk):
    """What the theme says, where it was raised, and what it became; 404 for those who may not know of it."""
    theme = get_object_or_404(for_page(request.user), pk=pk)
    if not rights.can_see_theme(request.user, theme):
        raise Http404
    context = theme_context(theme, request.user)
    context["may_edit"] = rights.can_edit_themes(request.user)
    context["may_see_versions"] = can_see_earlier_versions(request.user)
    return render(request, "vision/theme_detail.html", context)


@require_safe
@only(can_see_earlier_versions)
def theme_versions(request, pk):
    """What has been changed in the theme."""
    return versions_page(request, get_object_or_404(Theme, pk=pk))


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_themes)
def theme_create(request):
    """Add a theme; `?moede=` chooses the meeting beforehand."""
    meeting = request.GET.get("moede", "")
    initial = {"raised_at": meeting} if meeting.isdecimal() else None
    return edit_page(
        request,
        ThemeForm(request.POST or None, vision=working_vision_or_404(request.user), initial=initial),
        heading=_("New theme"),
        cancel_url=reverse("theme_list"),
    )


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_themes)
def theme_edit(request, pk):
    theme = get_object_or_404(Theme.objects.select_related("vision"), pk=pk)
    return edit_page(
        request,
        ThemeForm(request.POST or None, instance=theme, vision=theme.vision),
        heading=_("Edit “%(title)s”") % {"title": theme.title},
        cancel_url=theme.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_themes)
def theme_remove(request, pk):
    """Ask, then remove the theme as it was seen."""
    theme = get_object_or_404(Theme, pk=pk)
    seen = request.POST.get("version", "")
    if request.method == "POST" and seen.isdecimal():
        return removed(
            request,
            reverse("theme_list"),
            lambda: remove_theme(theme=theme, seen_version=int(seen), by=request.user),
        )
    context = {
        "heading": _("Remove the theme"),
        "row": theme,
        "reasons": reasons_against_removing(theme),
        "cancel_url": theme.get_absolute_url(),
    }
    return render(request, "site/remove.html", context)
