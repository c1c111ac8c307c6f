"""Hearing other committees before and beside the consultations."""

from django.urls import path

from . import views

STRATEGY = "strategier/<slug:slug>/"

urlpatterns = [
    path("hoeringer/overblik/", views.hearing_matrix, name="hearing_matrix"),
    path(f"{STRATEGY}inddraget/nyt/", views.involvement_edit, name="involvement_create"),
    path(f"{STRATEGY}inddraget/<int:pk>/", views.involvement_edit, name="involvement_edit"),
    path(f"{STRATEGY}inddraget/<int:pk>/fjern/", views.involvement_remove, name="involvement_remove"),
    path(f"{STRATEGY}udeladt/<slug:body>/", views.left_out_edit, name="left_out_edit"),
    path(f"{STRATEGY}udeladt/<slug:body>/fjern/", views.left_out_remove, name="left_out_remove"),
]
