"""Rounds of points."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.round_list, name="round_list"),
    path("ny/", views.round_create, name="round_create"),
    path("<int:pk>/", views.round_detail, name="round_detail"),
    path("<int:pk>/rediger/", views.round_edit, name="round_edit"),
    path("<int:pk>/aabn/", views.round_open, name="round_open"),
    path("<int:pk>/luk/", views.round_close, name="round_close"),
    path("<int:pk>/stedfortraeder/", views.round_substitute, name="round_substitute"),
    path("<int:pk>/skaerm/", views.round_screen, name="round_screen"),
    path("<int:pk>/stilling/", views.round_standing, name="round_standing"),
    path("<int:pk>.pdf", views.round_pdf, name="round_pdf"),
]
