"""The cascade as a page and as a document."""

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ishoj_process.dates import clock
from ishoj_process.dates import danish as danish_dates
from ishoj_process.hierarchy.term_words import citizens_in_engine_room, citizens_on_bridge, term_sentences
from ishoj_process.models import Body, CouncilTerm, ProcessPlan, PublicStamp
from ishoj_process.output.cache import public_response
from ishoj_process.output.pdf import render_pdf
from ishoj_process.rights import can_edit_hierarchy

from .build import load_cascade
from .drawing import draw_cascade
from .sheets import HEIGHT, sheets_of


def chosen_body(request):
    """The committee that was asked for, or None for all of them; an unknown one asks for all."""
    # Compared here, as a database may refuse what was typed: a null character, a number of megabytes.
    slug = request.GET.get("udvalg", "")
    return next((body for body in Body.objects.all() if body.slug == slug), None) if slug else None


@require_safe
def cascade(request):
    """How do vision, main policies and strategies hang together?"""
    body = chosen_body(request)
    context = {
        **cascade_context(load_cascade(request.user, clock.today(), body), has_links=True),
        "is_unknown_body": bool(request.GET.get("udvalg")) and body is None,
        "bodies": Body.objects.exclude(kind=Body.Kind.ADVISORY).begun(clock.today()).by_name(),
        "may_edit": can_edit_hierarchy(request.user),
    }
    return render(request, "ishoj_process/cascade/cascade.html", context)


def cascade_context(loaded, **drawing):
    """What page and document share."""
    today = clock.today()
    term = loaded.vision.term if loaded.vision else None
    # A vision outlives its term: how the council works is told of the one that sits today.
    if term is None or not term.starts <= today <= term.ends:
        term = CouncilTerm.objects.on(today).first()
    return {
        "cascade": loaded,
        "drawing": draw_cascade(loaded, **drawing),
        "term": term,
        "sentences": [*term_sentences(term), citizens_on_bridge(term), citizens_in_engine_room(term)] if term else [],
        "plan": ProcessPlan.objects.select_related("adopted_at").current(today),
        "today": today,
    }


@require_safe
def cascade_pdf(request):
    """The cascade on one large sheet, as everybody may see it."""
    body = chosen_body(request)
    today = clock.today()

    def build():
        context = cascade_context(load_cascade(AnonymousUser(), today, body), has_links=False, room=HEIGHT)
        context["sheets"] = sheets_of(context["drawing"])
        context["version"] = version_text(context["term"], today)
        return render_pdf(
            "ishoj_process/cascade/print.html",
            context,
            title=_("Cascade") + (f", {body}" if body else ""),
            modified=PublicStamp.last_change(),
            page="A3 landscape",
        )

    name = f"cascade {body.pk if body else ''}"
    filename = f"kaskade-{body.slug}.pdf" if body else "kaskade.pdf"
    return public_response(request, name, build, content_type="application/pdf", filename=filename)


def version_text(term, today):
    """`Valgperioden 2022-2025. Status pr. 14. august 2023`"""
    status = _("Status on %(day)s") % {"day": danish_dates.date_text(today)}
    in_term = _("Council term %(term)s") % {"term": term}
    return f"{in_term}. {status}" if term else status
