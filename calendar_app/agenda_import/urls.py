"""An agenda that comes from a file."""

from django.urls import path

from . import views

urlpatterns = [
    path("moeder/<int:pk>/dagsorden/indlaes/", views.agenda_import, name="agenda_import"),
    path(
        "moeder/<int:pk>/dagsorden/indlaes/<int:source>/",
        views.agenda_import_preview,
        name="agenda_import_preview",
    ),
    path(
        "moeder/<int:pk>/dagsorden/indlaes/<int:source>/fortryd/",
        views.agenda_import_take_back,
        name="agenda_import_take_back",
    ),
]
