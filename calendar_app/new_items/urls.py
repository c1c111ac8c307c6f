"""A new item of an agenda."""

from django.urls import path

from . import views

urlpatterns = [path("moeder/<int:pk>/punkter/nyt/", views.agenda_item_create, name="agenda_item_create")]
