"""The hand-over of a term, as a page for its reader and as a document for everybody."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from calendar_app.terms.lookup import term_or_404
from ishoj_process.dates import clock
from ishoj_process.dates.danish import date_text
from ishoj_process.models import PublicStamp
from ishoj_process.output.cache import public_response
from ishoj_process.output.pdf import LANGUAGE, render_pdf

from .build import hand_over_context


@require_safe
def hand_over(request, term):
    """What does the council leave, and who carries it on?"""
    today = clock.today()
    found = _begun_or_404(request, term, today)
    context = hand_over_context(found, request.user, today)
    return render(request, "calendar_app/hand_over/hand_over.html", context)


@require_safe
def hand_over_pdf(request, term):
    """The same as everybody may read it: what is the council's and the staff's alone is not in it."""
    today = clock.today()
    found = _begun_or_404(request, term, today)

    def build():
        with override(LANGUAGE):
            context = hand_over_context(found, AnonymousUser(), today)
            context["version"] = _("Status on %(day)s") % {"day": date_text(today)}
            title = context["heading"]
        modified = PublicStamp.last_change()
        return render_pdf("calendar_app/hand_over/print.html", context, title=title, modified=modified)

    headers = {"content_type": "application/pdf", "filename": f"overdragelse-{found.slug}.pdf"}
    return public_response(request, f"hand-over {found.pk}", build, **headers)


def _begun_or_404(request, term, today):
    # For those, too, who prepare it: a term that has not begun has nothing to leave.
    found = term_or_404(request.user, today, term)
    if found.starts > today:
        raise Http404
    return found
