"""The meeting calendar of a year, beneath moeder/aarsplan/."""

from django.urls import path

from . import edit_views as year_edit_views
from . import print_views as year_print_views
from . import views as year_views

urlpatterns = [
    path("", year_views.year_plans, name="year_plans"),
    path("<int:year>.pdf", year_print_views.year_plan_pdf, name="year_plan_pdf"),
    path("<int:year>.xlsx", year_print_views.year_plan_xlsx, name="year_plan_xlsx"),
    path("<int:year>/", year_views.year_plan, name="year_plan"),
    path("<int:year>/virkelighed/", year_views.year_plan_reality, name="year_plan_reality"),
    path("<int:year>/forslag/", year_views.year_plan_proposal, name="year_plan_proposal"),
    path("<int:year>/vedtag/", year_views.year_plan_adopt, name="year_plan_adopt"),
    path("<int:year>/vedtag/fortryd/", year_views.year_plan_withdraw, name="year_plan_withdraw"),
    path("<int:year>/fjern/", year_edit_views.year_plan_remove, name="year_plan_remove"),
    path("<int:year>/regler/ny/", year_edit_views.meeting_rule_create, name="meeting_rule_create"),
    path("<int:year>/regler/<slug:slug>/", year_edit_views.meeting_rule_edit, name="meeting_rule_edit"),
    path("<int:year>/regler/<slug:slug>/fjern/", year_edit_views.meeting_rule_remove, name="meeting_rule_remove"),
    path("<int:year>/moeder/nyt/", year_edit_views.planned_create, name="planned_create"),
    path("<int:year>/moeder/<int:pk>/", year_edit_views.planned_edit, name="planned_edit"),
    path("<int:year>/moeder/<int:pk>/udelad/", year_edit_views.planned_leave_out, name="planned_leave_out"),
    path("<int:year>/moeder/<int:pk>/fjern/", year_edit_views.planned_remove, name="planned_remove"),
]
