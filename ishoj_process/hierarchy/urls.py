"""The main policies, and how each serves the vision."""

from django.urls import path

from . import policy_views
from .addresses import of_document

OF_A_POLICY = [
    path("", policy_views.main_policy_detail, name="main_policy_detail"),
    path("rediger/", policy_views.main_policy_edit, name="main_policy_edit"),
    path("status/", policy_views.main_policy_status, name="main_policy_status"),
    path("ny-udgave/", policy_views.main_policy_new_edition, name="main_policy_new_edition"),
    path("bidrag/nyt/", policy_views.main_policy_align, name="main_policy_align"),
    path("bidrag/<int:pk>/", policy_views.main_policy_align, name="main_policy_realign"),
    path("bidrag/<int:pk>/fjern/", policy_views.main_policy_unalign, name="main_policy_unalign"),
]
urlpatterns = [
    path("politikker/ny/", policy_views.main_policy_create, name="main_policy_create"),
    *of_document("politikker", OF_A_POLICY),
]
