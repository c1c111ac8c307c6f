"""Rounds of points."""

from django.urls import path

from . import views

OF_A_VISION = [
    path("prioritering/", views.round_list, name="round_list"),
    path("prioritering/ny/", views.round_create, name="round_create"),
]
urlpatterns = [
    path("prioritering/<int:pk>/", views.round_detail, name="round_detail"),
    path("prioritering/<int:pk>/rediger/", views.round_edit, name="round_edit"),
    path("prioritering/<int:pk>/aabn/", views.round_open, name="round_open"),
    path("prioritering/<int:pk>/luk/", views.round_close, name="round_close"),
    path("prioritering/<int:pk>/stedfortraeder/", views.round_substitute, name="round_substitute"),
    path("prioritering/<int:pk>/skaerm/", views.round_screen, name="round_screen"),
    path("prioritering/<int:pk>/stilling/", views.round_standing, name="round_standing"),
    path("prioritering/<int:pk>.pdf", views.round_pdf, name="round_pdf"),
]
