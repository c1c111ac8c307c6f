"""Each person's own pages: what waits for them, and which of it they are mailed about."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from calendar_app.models import MailChoice
from calendar_app.rights import has_inbox
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.page import edit_page
from ishoj_process.models import Meeting
from ishoj_process.readers import reader_of

from .forms import MailChoiceForm
from .tasks import waiting_for


@require_safe
@require(has_inbox)
def inbox(request):
    """What waits for me, all of it, and what comes next?"""
    today, user = clock.today(), request.user
    coming = Meeting.objects.visible_to(user).coming(today).in_order().prefetch_related("bodies", "before__bodies")
    waiting = waiting_for(user, today)
    context = {"waiting": waiting, "waiting_count": waiting.near, "meeting": coming.first(), "today": today}
    context["reads_only"] = reader_of(user, today).reads_only
    return render(request, "calendar_app/inbox/inbox.html", context)


@require_http_methods(["GET", "POST"])
@require(has_inbox)
def mail_choices(request):
    """Which kinds of things am I mailed about?"""
    row = MailChoice.objects.filter(user=request.user).first() or MailChoice(user=request.user)
    return edit_page(
        request,
        MailChoiceForm(request.POST or None, instance=row),
        heading=_("Mail to me"),
        cancel_url=reverse("inbox"),
        context={
            "intro": _("One mail a day at most, and only when there is something new, or on Mondays if anything waits.")
        },
    )
