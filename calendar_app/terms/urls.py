"""The terms of the council."""

from django.urls import path

from . import views

urlpatterns = [
    path("perioder/", views.term_list, name="term_list"),
    path("perioder/<slug:term>/", views.term_detail, name="term_detail"),
]
