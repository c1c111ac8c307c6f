"""The meeting calendar of a year, beneath moeder/aarsplan/."""

from django.urls import path

from . import edit_views, print_views, views

urlpatterns = [
    path("", views.year_plans, name="year_plans"),
    path("<int:year>.pdf", print_views.year_plan_pdf, name="year_plan_pdf"),
    path("<int:year>.xlsx", print_views.year_plan_xlsx, name="year_plan_xlsx"),
    path("<int:year>/", views.year_plan, name="year_plan"),
    path("<int:year>/virkelighed/", views.year_plan_reality, name="year_plan_reality"),
    path("<int:year>/forslag/", views.year_plan_proposal, name="year_plan_proposal"),
    path("<int:year>/vedtag/", views.year_plan_adopt, name="year_plan_adopt"),
    path("<int:year>/vedtag/fortryd/", views.year_plan_withdraw, name="year_plan_withdraw"),
    path("<int:year>/fjern/", edit_views.year_plan_remove, name="year_plan_remove"),
    path("<int:year>/regler/ny/", edit_views.meeting_rule_create, name="meeting_rule_create"),
    path("<int:year>/regler/<slug:slug>/", edit_views.meeting_rule_edit, name="meeting_rule_edit"),
    path("<int:year>/regler/<slug:slug>/fjern/", edit_views.meeting_rule_remove, name="meeting_rule_remove"),
    path("<int:year>/moeder/nyt/", edit_views.planned_create, name="planned_create"),
    path("<int:year>/moeder/<int:pk>/", edit_views.planned_edit, name="planned_edit"),
    path("<int:year>/moeder/<int:pk>/udelad/", edit_views.planned_leave_out, name="planned_leave_out"),
    path("<int:year>/moeder/<int:pk>/fjern/", edit_views.planned_remove, name="planned_remove"),
]
