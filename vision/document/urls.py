"""The vision's page, its wording and its guiding lines."""

from django.urls import path

from . import views

OF_A_VISION = [
    path("", views.vision_detail, name="vision_detail"),
    path("rediger/", views.vision_edit, name="vision_edit"),
    path("status/", views.vision_status, name="vision_status"),
    path("sigtelinjer/ny/", views.guiding_line_create, name="guiding_line_create"),
]
urlpatterns = [
    path("sigtelinjer/<int:pk>/rediger/", views.guiding_line_edit, name="guiding_line_edit"),
    path("sigtelinjer/<int:pk>/fjern/", views.guiding_line_remove, name="guiding_line_remove"),
]
