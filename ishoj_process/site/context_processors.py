"""What every page needs: the house's name, the day it stands on, and what the reader may do."""

from django.conf import settings

from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.dates import danish as danish_dates


def house(request):
    """The frame's own words; costs no query."""
    user = getattr(request, "user", None)
    today = clock.today()
    return {
        "municipality": settings.MUNICIPALITY,
        "today_text": danish_dates.weekday_date_text(today),
        "is_demonstration_day": clock.is_set_by_hand(),
        "may_edit_meetings": bool(user) and rights.can_edit_meetings(user),
        "may_edit_hierarchy": bool(user) and rights.can_edit_hierarchy(user),
        "csp_nonce": getattr(request, "csp_nonce", ""),
    }
