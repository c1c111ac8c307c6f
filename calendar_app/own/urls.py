"""What the reader wrote here, to read and to take along."""

from django.urls import path

from . import views

urlpatterns = [
    path("min-side/mit-eget/", views.own, name="own"),
    path("min-side/mit-eget.xlsx", views.own_xlsx, name="own_xlsx"),
]
