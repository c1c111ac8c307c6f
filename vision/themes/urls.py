"""Themes, their board, and the input to the seminar."""

from django.urls import path

from . import board_views, structure_views, views

urlpatterns = [
    path("", views.theme_list, name="theme_list"),
    path("tavle/", board_views.theme_board, name="theme_board"),
    path("tavle/fortryd/", board_views.theme_board_undo, name="theme_board_undo"),
    path("input/", structure_views.theme_input, name="theme_input"),
    path("input.pdf", structure_views.theme_input_pdf, name="theme_input_pdf"),
    path("<int:pk>/flyt/", board_views.theme_place, name="theme_place"),
    path("<int:pk>/saml/", structure_views.theme_merge, name="theme_merge"),
    path("<int:pk>/udskil/", structure_views.theme_split, name="theme_split"),
    path("<int:pk>/udgaa/", structure_views.theme_drop, name="theme_drop"),
    path("<int:pk>/genoptag/", structure_views.theme_reopen, name="theme_reopen"),
    path("nyt/", views.theme_create, name="theme_create"),
    path("<int:pk>/", views.theme_detail, name="theme_detail"),
    path("<int:pk>/versioner/", views.theme_versions, name="theme_versions"),
    path("<int:pk>/rediger/", views.theme_edit, name="theme_edit"),
    path("<int:pk>/fjern/", views.theme_remove, name="theme_remove"),
]
