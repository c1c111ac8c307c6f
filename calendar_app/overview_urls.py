"""Where are we: the overview, the timeline and the process plan."""

from django.urls import path

from .inbox_views import inbox, mail_choices
from .overview_views import accessibility_statement, overview
from .plan_views import plan_adopt, plan_pdf, plan_withdraw
from .timeline_views import timeline, timeline_pdf

urlpatterns = [
    path("", overview, name="overview"),
    path("tidslinje/", timeline, name="timeline"),
    path("tidslinje.pdf", timeline_pdf, name="timeline_pdf"),
    path("plan.pdf", plan_pdf, name="plan_pdf"),
    path("plan/vedtag/", plan_adopt, name="plan_adopt"),
    path("plan/vedtag/fortryd/", plan_withdraw, name="plan_withdraw"),
    path("min-side/", inbox, name="inbox"),
    path("min-side/mails/", mail_choices, name="mail_choices"),
    path("was", accessibility_statement, name="accessibility_statement"),
]
