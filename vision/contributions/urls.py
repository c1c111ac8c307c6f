"""Contributions."""

from django.urls import path

from . import views

OF_A_VISION = [
    path("indspil/", views.contribution_list, name="contribution_list"),
    path("indspil/nyt/", views.contribution_create, name="contribution_create"),
]
urlpatterns = [
    path("indspil/<int:pk>/", views.contribution_detail, name="contribution_detail"),
    path("indspil/<int:pk>/versioner/", views.contribution_versions, name="contribution_versions"),
    path("indspil/<int:pk>/rediger/", views.contribution_edit, name="contribution_edit"),
    path("indspil/<int:pk>/fjern/", views.contribution_remove, name="contribution_remove"),
]
