"""Coverage as a page, a document and a spreadsheet."""

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from ishoj_process.dates import clock
from ishoj_process.dates import danish as danish_dates
from ishoj_process.models import PublicStamp
from ishoj_process.output.cache import public_response
from ishoj_process.output.pdf import LANGUAGE, render_pdf
from ishoj_process.rights import can_edit_hierarchy, can_see_hidden_levels

from .findings import PAGE_SIZE, findings_of, shown_findings
from .page import chosen_cell, missing_of
from .tables import lead_text, load_coverage, tables_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def coverage(request):
    """What do the strategies carry, and what does nobody carry yet?"""
    loaded = load_coverage(request.user, clock.today())
    asked = request.GET
    if cell := chosen_cell(loaded, asked):
        page = Paginator(cell.carrying, PAGE_SIZE).get_page(asked.get("side"))
        return render(request, "ishoj_process/coverage/cell.html", {"cell": cell, "page": page})
    chosen = asked.get("vis", "")
    findings = shown_findings(loaded, chosen, asked.get("side"))
    context = {
        "position": lead_text(loaded),
        "tables": tables_of(loaded),
        "findings": findings,
        "is_one_alone": len(findings) == 1,
        "missing": missing_of(loaded, can_edit_hierarchy(request.user)),
        "sees_more_than_public": can_see_hidden_levels(request.user),
    }
    return render(request, "ishoj_process/coverage/coverage.html", context)


@require_safe
def coverage_pdf(request):
    """Both tables and the findings on large sheets, as everybody may see them."""
    today = clock.today()

    def build():
        # As everybody sees it, whoever asks: one copy is kept for all.
        loaded = load_coverage(AnonymousUser(), today)
        with override(LANGUAGE):
            context = {
                "position": lead_text(loaded),
                "tables": tables_of(loaded),
                "findings": findings_of(loaded),
                "version": _("Status on %(day)s") % {"day": danish_dates.date_text(today)},
            }
            title = _("Coverage")
        modified = PublicStamp.last_change()
        return render_pdf(
            "ishoj_process/coverage/print.html", context, title=title, modified=modified, page="A3 landscape"
        )

    return public_response(request, "coverage", build, content_type="application/pdf", filename="daekning.pdf")


@require_safe
def coverage_xlsx(request):
    """The same as a spreadsheet, as everybody may see it."""

    def build():
        from .xlsx import workbook_of  # here, as its library takes a while and no page needs it

        return workbook_of(load_coverage(AnonymousUser(), clock.today()), PublicStamp.last_change())

    return public_response(
        request, "coverage xlsx", build, content_type=XLSX, filename="daekning.xlsx", as_attachment=True
    )
