"""The red thread as a page and as a document, and what led nowhere."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ishoj_process.cascade.views import version_text
from ishoj_process.dates import clock
from ishoj_process.models import CouncilTerm, PublicStamp
from ishoj_process.output.cache import private_response, public_response
from ishoj_process.output.pdf import render_pdf
from vision.track.shown import working_vision

from .build import load_thread
from .drawing import HIGHEST_ON_PAPER, draw_thread
from .kinds import Kind, find_row, standing_edition
from .loose_ends import loose_ends, position_text, state_text

LARGEST = 2**63 - 1  # what a number may be in a database


def row_or_404(user, kind, pk):
    row = find_row(user, Kind.named(kind), pk) if pk <= LARGEST else None
    if row is None:
        raise Http404
    return row


def leads_on(view):
    """The thread of an edition that was superseded leads to the thread of the one that stands in its place."""

    @wraps(view)
    def lead_on(request, kind, pk):
        try:
            return view(request, kind, pk)
        except Http404:  # asked only then: a thread that is there costs no question more
            standing = standing_edition(request.user, Kind.named(kind), pk) if pk <= LARGEST else None
            if standing is None:
                raise
        # For now, and not for ever: an adoption may be taken back.
        return redirect(request.resolver_match.url_name, kind, standing.pk)

    return lead_on


@require_safe
@leads_on
def thread(request, kind, pk):
    """Where does it come from, and what did it become?"""
    row = row_or_404(request.user, kind, pk)
    loaded = load_thread(request.user, row, clock.today())
    context = {
        "thread": loaded,
        "drawing": draw_thread(loaded, has_links=True),
        "pdf_url": reverse("thread_pdf", args=[kind, pk]),
    }
    return render(request, "calendar_app/red_thread/thread.html", context)


@require_safe
@leads_on
def thread_pdf(request, kind, pk):
    """The thread as a document: what this reader may see of it."""
    row, today = row_or_404(request.user, kind, pk), clock.today()

    def build():
        loaded = load_thread(request.user, row, today)
        context = {
            "thread": loaded,
            "drawing": draw_thread(loaded, has_links=False, highest=HIGHEST_ON_PAPER),
            "version": version_text(CouncilTerm.objects.on(today).first(), today),
        }
        return render_pdf(
            "calendar_app/red_thread/print.html",
            context,
            title=_("The red thread: %(title)s") % {"title": loaded.here.title},
            modified=PublicStamp.last_change(),
            page="A3 landscape",
        )

    answer = {"content_type": "application/pdf", "filename": f"roed-traad-{kind}-{pk}.pdf"}
    if request.user.is_authenticated:
        return private_response(build(), **answer)
    return public_response(request, f"thread {kind} {pk}", build, **answer)


@require_safe
def thread_ends(request):
    """What led nowhere? `?vis=` shows all of one kind."""
    today = clock.today()
    vision = working_vision(request.user, today)
    sections = loose_ends(request.user, vision, request.GET.get("vis", ""), request.GET.get("side"))
    context = {
        "sections": sections,
        "position": position_text(vision, sections),
        "state": state_text(vision),
        "is_one_alone": any(section.is_alone for section in sections),
    }
    return render(request, "calendar_app/red_thread/loose_ends.html", context)
