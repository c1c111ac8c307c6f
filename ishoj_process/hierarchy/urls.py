"""The main policies, and how each serves the vision."""

from django.urls import path

from . import policy_views

urlpatterns = [
    path("politikker/ny/", policy_views.main_policy_create, name="main_policy_create"),
    path("politikker/<slug:slug>/", policy_views.main_policy_detail, name="main_policy_detail"),
    path("politikker/<slug:slug>/rediger/", policy_views.main_policy_edit, name="main_policy_edit"),
    path("politikker/<slug:slug>/status/", policy_views.main_policy_status, name="main_policy_status"),
    path("politikker/<slug:slug>/bidrag/nyt/", policy_views.main_policy_align, name="main_policy_align"),
    path("politikker/<slug:slug>/bidrag/<int:pk>/", policy_views.main_policy_align, name="main_policy_realign"),
    path("politikker/<slug:slug>/bidrag/<int:pk>/fjern/", policy_views.main_policy_unalign, name="main_policy_unalign"),
]
