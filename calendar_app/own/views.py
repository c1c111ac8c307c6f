"""What the reader wrote here, as a page and as a spreadsheet."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from calendar_app.rights import has_inbox
from ishoj_process.editing.access import require
from ishoj_process.output.cache import private_response

from .page import own_parts

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@require(has_inbox)
def own(request):
    """What have I written, given and answered here?"""
    return render(request, "calendar_app/own/own.html", {"parts": own_parts(request.user)})


@require_safe
@require(has_inbox)
def own_xlsx(request):
    """The same to take along."""
    from .xlsx import workbook_of  # here, as its library takes a while and no page needs it

    content = workbook_of(own_parts(request.user))
    return private_response(content, content_type=XLSX, filename="mit-eget.xlsx", as_attachment=True)
