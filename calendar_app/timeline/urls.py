"""The timeline of the plan in force, and of each plan of each term."""

from django.urls import path

from . import views

TERM = "perioder/<slug:term>/"
NUMBERED = f"{TERM}plan/<int:number>/"

urlpatterns = [
    path("tidslinje/", views.timeline, name="timeline"),
    path("tidslinje.pdf", views.timeline_pdf, name="timeline_pdf"),
    path(f"{TERM}tidslinje/", views.timeline, name="timeline_of_term"),
    path(f"{TERM}tidslinje.pdf", views.timeline_pdf, name="timeline_pdf_of_term"),
    path(f"{NUMBERED}tidslinje/", views.timeline, name="timeline_numbered"),
    path(f"{NUMBERED}tidslinje.pdf", views.timeline_pdf, name="timeline_pdf_numbered"),
]
