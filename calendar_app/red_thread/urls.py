"""The red thread: of one row, and what led nowhere."""

from django.urls import path

from . import views

urlpatterns = [
    path("traad/", views.thread_ends, name="thread_ends"),
    path("traad/<slug:kind>/<int:pk>/", views.thread, name="thread"),
    path("traad/<slug:kind>/<int:pk>.pdf", views.thread_pdf, name="thread_pdf"),
]
