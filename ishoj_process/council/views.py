"""The council and its committees: who there is, what each owns, and when each meets."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ishoj_process.dates import clock
from ishoj_process.models import Body

from .page import body_context, body_groups, body_rows


@require_safe
def body_list(request):
    """Who decides what? The council, its committees, and the other boards."""
    council, committees, others = body_groups(body_rows(request.user, clock.today()))
    return render(
        request,
        "ishoj_process/council/body_list.html",
        {"council": council, "committees": committees, "others": others},
    )


@require_safe
def body_detail(request, slug):
    """What does this body own, and when does it meet?"""
    body = get_object_or_404(Body.objects.select_related("successor"), slug=slug)
    context = body_context(body, request.user, clock.today())
    return render(request, "ishoj_process/council/body_detail.html", context)
