"""Where are we: the front page, and the accessibility statement."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.overview, name="overview"),
    path("was", views.accessibility_statement, name="accessibility_statement"),
]
