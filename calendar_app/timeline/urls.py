"""The timeline."""

from django.urls import path

from . import views

urlpatterns = [
    path("tidslinje/", views.timeline, name="timeline"),
    path("tidslinje.pdf", views.timeline_pdf, name="timeline_pdf"),
]
