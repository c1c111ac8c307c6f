"""The way to a vision: from the menu, and from the addresses of the time when there was only one."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing import unsent
from ishoj_process.hierarchy.visions import visions_on
from ishoj_process.models import Vision
from vision import rights
from vision.models import Draft

SAFE = ("GET", "HEAD")
# It was about the vision in force: a new edition is one of what was adopted.
OF_THE_ONE_IN_FORCE = "new_edition"


class Resent(HttpResponseRedirect):
    """A form goes on as it was sent, with what was typed (RFC 9110, section 15.4.8)."""

    status_code = 307


@require_safe
@never_cache  # where it leads changes with the day
def vision_today(request):
    """Where is the vision? The one in force, which names the one in the making; before the first, that one."""
    visions = visions_on(request.user, clock.today())
    if visions.shown is None:
        # Not a 404: the menu of every page leads here, also before there is a vision.
        return render(request, "vision/document/no_vision.html", {"may_begin": rights.can_edit_vision(request.user)})
    return redirect(visions.shown)


def leads_on(pattern):
    """The view of an address without a vision, which leads on to the page of that name of the one that is meant."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    def lead_on(request, **numbers):
        vision = _meant(request.user, pattern.name, **numbers)
        if vision is None:
            return _without_vision(request, pattern.callback, **numbers)
        url = vision.address(pattern.name, *numbers.values())
        if query := request.META.get("QUERY_STRING"):
            url = f"{url}?{query}"
        if request.method not in SAFE:
            return Resent(url)
        # Whose log-in ran out over a form of before finds it where the form is now.
        unsent.follow(request, url)
        return HttpResponseRedirect(url)

    return lead_on


def _meant(user, name, number=None):
    """The vision that is worked on; of a numbered draft the first one that had it, as no other had it then."""
    if number is not None:
        drafts = Draft.objects.filter(number=number, vision__in=Vision.objects.visible_to(user))
        draft = drafts.select_related("vision").order_by("pk").first()
        return draft and draft.vision
    visions = visions_on(user, clock.today())
    return visions.in_force or visions.in_making if name == OF_THE_ONE_IN_FORCE else visions.worked_on


def _without_vision(request, view, **numbers):
    """Who is not known logs in first for what is not the public's: they may see one afterwards."""
    if hasattr(view, "may"):
        if not request.user.is_authenticated:
            if view.keeps_typed:
                unsent.keep(request)
            return redirect_to_login(request.get_full_path())
        # The menu leads here before there is a vision; what is acted on, or has a number, was never there.
        if numbers or request.method not in SAFE or not view.may(request.user):
            raise Http404
    return redirect("vision")


@never_cache
@require_safe
def lead_on_to_edition(request, edition):
    """The edition with a number of the first vision that had one: no other had when the address was handed out."""
    vision = Vision.objects.visible_to(request.user).filter(edition=edition).order_by("pk").first()
    if vision is None:
        raise Http404
    return redirect("vision_detail", vision.slug, vision.edition)
