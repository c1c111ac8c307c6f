"""The cascade as a page and as a document."""

from django.urls import path

from . import views

urlpatterns = [
    path("kaskade/", views.cascade, name="cascade"),
    path("kaskade.pdf", views.cascade_pdf, name="cascade_pdf"),
]
