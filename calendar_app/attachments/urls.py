"""The files of agenda items."""

from django.urls import path

from . import views

urlpatterns = [
    path("punkter/<int:pk>/bilag/nyt/", views.attachment_create, name="attachment_create"),
    path("bilag/<int:pk>/slet/", views.attachment_delete, name="attachment_delete"),
    path("bilag/<int:pk>/", views.attachment_download, name="attachment_download"),
]
