"""Hearing other committees before and beside the consultations."""

from django.urls import path

from ishoj_process.hierarchy.addresses import of_document, of_policy

from . import views

OF_A_STRATEGY = [
    path("inddraget/nyt/", views.involvement_edit, name="involvement_create"),
    path("inddraget/<int:pk>/", views.involvement_edit, name="involvement_edit"),
    path("inddraget/<int:pk>/fjern/", views.involvement_remove, name="involvement_remove"),
]
OF_A_DOCUMENT = [
    path("udeladt/<slug:body>/", views.left_out_edit, name="left_out_edit"),
    path("udeladt/<slug:body>/fjern/", views.left_out_remove, name="left_out_remove"),
]
urlpatterns = [
    path("hoeringer/overblik/", views.hearing_matrix, name="hearing_matrix"),
    *of_document("strategier", [*OF_A_STRATEGY, *OF_A_DOCUMENT]),
    *of_policy(OF_A_DOCUMENT),
]
