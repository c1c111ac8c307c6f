"""Where are we: the overview, the timeline and the process plan."""

from django.urls import path

from calendar_app.inbox.views import inbox, mail_choices
from calendar_app.process_plan.views import plan_adopt, plan_pdf, plan_withdraw
from calendar_app.timeline.views import timeline, timeline_pdf

from .views import accessibility_statement, overview

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
