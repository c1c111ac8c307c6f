"""Everything dated, shown and sent: meetings, calendar, timeline, plan and iCalendar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarAppConfig(AppConfig):
    name = "calendar_app"
    verbose_name = _("Calendar")

    def ready(self) -> None:
        from ishoj_process.council import seat_acts

        from . import checks  # noqa: F401 - registers them
        from .hand_over.build import EXPLAINED_BY
        from .invitations.seats import follow_passing
        from .new_term.handing.explained import explained

        if follow_passing not in seat_acts.FOLLOWERS:
            seat_acts.FOLLOWERS.append(follow_passing)
        if explained not in EXPLAINED_BY:
            EXPLAINED_BY.append(explained)
