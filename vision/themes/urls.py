"""Themes, their board, and the input to the seminar."""

from django.urls import path

from . import board_views, sort_views, structure_views, views

OF_A_VISION = [
    path("temaer/", views.theme_list, name="theme_list"),
    path("temaer/tavle/", board_views.theme_board, name="theme_board"),
    path("temaer/tavle/fortryd/", board_views.theme_board_undo, name="theme_board_undo"),
    path("temaer/input/", structure_views.theme_input, name="theme_input"),
    path("temaer/input.pdf", structure_views.theme_input_pdf, name="theme_input_pdf"),
    path("temaer/nyt/", views.theme_create, name="theme_create"),
]
urlpatterns = [
    path("indspil/<int:pk>/fordel/", sort_views.contribution_sort, name="contribution_sort"),
    path("temaer/<int:pk>/", views.theme_detail, name="theme_detail"),
    path("temaer/<int:pk>/flyt/", board_views.theme_place, name="theme_place"),
    path("temaer/<int:pk>/saml/", structure_views.theme_merge, name="theme_merge"),
    path("temaer/<int:pk>/udskil/", structure_views.theme_split, name="theme_split"),
    path("temaer/<int:pk>/udgaa/", structure_views.theme_drop, name="theme_drop"),
    path("temaer/<int:pk>/genoptag/", structure_views.theme_reopen, name="theme_reopen"),
    path("temaer/<int:pk>/versioner/", views.theme_versions, name="theme_versions"),
    path("temaer/<int:pk>/rediger/", views.theme_edit, name="theme_edit"),
    path("temaer/<int:pk>/fjern/", views.theme_remove, name="theme_remove"),
]
