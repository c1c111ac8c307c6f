"""Recording the vision's adoption, and beginning a new edition or a new vision."""

from django.urls import path

from . import views

OF_A_VISION = [
    path("ny-udgave/", views.new_edition, name="new_edition"),
    path("vedtag/", views.vision_adopt, name="vision_adopt"),
]
urlpatterns = [path("ny/", views.new_vision, name="new_vision")]
