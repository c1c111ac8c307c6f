"""The process plans of each term, the one in force, and their adoption."""

from django.urls import path

from . import edit_views, views

TERM = "perioder/<slug:term>/"
NUMBERED = f"{TERM}plan/<int:number>/"

urlpatterns = [
    path("plan.pdf", views.plan_pdf, name="plan_pdf"),
    path("plan/vedtag/", views.plan_adopt, name="plan_adopt"),
    path("plan/vedtag/fortryd/", views.plan_withdraw, name="plan_withdraw"),
    path(f"{TERM}plan/", views.plan_detail, name="plan_of_term"),
    path(f"{TERM}plan.pdf", views.plan_pdf, name="plan_pdf_of_term"),
    path(NUMBERED, views.plan_detail, name="plan_detail_numbered"),
    path(f"{NUMBERED}plan.pdf", views.plan_pdf, name="plan_pdf_numbered"),
    path(f"{NUMBERED}rediger/", edit_views.plan_edit, name="plan_edit"),
    path(f"{NUMBERED}spor/nyt/", edit_views.track_edit, name="track_create"),
    path(f"{NUMBERED}spor/<int:pk>/", edit_views.track_edit, name="track_edit"),
    path(f"{NUMBERED}spor/<int:pk>/fjern/", edit_views.track_remove, name="track_remove"),
    path(f"{NUMBERED}spor/<int:track>/arbejde/nyt/", edit_views.work_edit, name="work_create"),
    path(f"{NUMBERED}spor/<int:track>/arbejde/<int:pk>/", edit_views.work_edit, name="work_edit"),
    path(f"{NUMBERED}spor/<int:track>/arbejde/<int:pk>/fjern/", edit_views.work_remove, name="work_remove"),
    path(f"{NUMBERED}vedtag/", views.plan_adopt, name="plan_adopt_numbered"),
    path(f"{NUMBERED}vedtag/fortryd/", views.plan_withdraw, name="plan_withdraw_numbered"),
]
