"""Contributions."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.contribution_list, name="contribution_list"),
    path("nyt/", views.contribution_create, name="contribution_create"),
    path("<int:pk>/", views.contribution_detail, name="contribution_detail"),
    path("<int:pk>/versioner/", views.contribution_versions, name="contribution_versions"),
    path("<int:pk>/rediger/", views.contribution_edit, name="contribution_edit"),
    path("<int:pk>/fordel/", views.contribution_sort, name="contribution_sort"),
    path("<int:pk>/fjern/", views.contribution_remove, name="contribution_remove"),
]
