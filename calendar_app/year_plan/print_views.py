"""The meeting calendar of a year as a document and a spreadsheet: the staff's, and once it is adopted everybody's."""

from django.http import Http404
from django.views.decorators.http import require_safe

from calendar_app.rights import can_read_year_calendar
from ishoj_process.coverage.views import XLSX
from ishoj_process.dates import clock
from ishoj_process.models import PublicStamp
from ishoj_process.output.cache import private_response, public_response
from ishoj_process.output.pdf import render_pdf

from .calendar import calendar_of
from .views import plan_of


def readable_plan(request, year):
    """The plan; 404 for those who may not know of a proposal."""
    plan = plan_of(year)
    # 404 and no refusal: that next year is being planned is told to nobody else.
    if not can_read_year_calendar(request.user, plan):
        raise Http404
    return plan


@require_safe
def year_plan_pdf(request, year):
    """The year on the wall: a sheet of months and bodies, and the meetings by their days."""
    plan, today = readable_plan(request, year), clock.today()

    def build():
        calendar = calendar_of(plan, today)
        return render_pdf(
            "calendar_app/year_plan/print.html",
            {"calendar": calendar},
            title=calendar.title,
            modified=PublicStamp.last_change(),
            page="A4 landscape",
        )

    return _answer(request, plan, "pdf", build, content_type="application/pdf", filename=f"moedekalender-{year}.pdf")


@require_safe
def year_plan_xlsx(request, year):
    """The same as a spreadsheet."""
    plan, today = readable_plan(request, year), clock.today()

    def build():
        from .xlsx import workbook_of  # here, as its library takes a while and no page needs it

        return workbook_of(calendar_of(plan, today), PublicStamp.last_change())

    name = f"moedekalender-{year}.xlsx"
    return _answer(request, plan, "xlsx", build, content_type=XLSX, filename=name, as_attachment=True)


def _answer(request, plan, what, build, **headers):
    """Of an adopted plan what was built for everybody; a proposal is kept nowhere."""
    if plan.is_adopted:
        return public_response(request, f"year {plan.pk} {what}", build, **headers)
    return private_response(build(), **headers)
