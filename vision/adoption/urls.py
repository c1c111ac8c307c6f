"""Recording the vision's adoption, and beginning a new edition."""

from django.urls import path

from . import views

urlpatterns = [
    path("ny-udgave/", views.new_edition, name="new_edition"),
    path("vedtag/", views.vision_adopt, name="vision_adopt"),
]
