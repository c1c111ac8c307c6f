"""The red thread: of one row, and what led nowhere."""

from django.urls import path

from . import views as thread_views

urlpatterns = [
    path("traad/", thread_views.thread_ends, name="thread_ends"),
    path("traad/<slug:kind>/<int:pk>/", thread_views.thread, name="thread"),
    path("traad/<slug:kind>/<int:pk>.pdf", thread_views.thread_pdf, name="thread_pdf"),
]
