"""Everything dated, shown and sent: meetings, calendar, timeline, plan and iCalendar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarAppConfig(AppConfig):
    name = "calendar_app"
    verbose_name = _("Calendar")

    def ready(self) -> None:
        from ishoj_process.council import seat_acts

        from . import checks  # noqa: F401 - registers them
        from .invitations.seats import follow_passing

        if follow_passing not in seat_acts.FOLLOWERS:
            seat_acts.FOLLOWERS.append(follow_passing)
