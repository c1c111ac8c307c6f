"""The files of a strategy."""

from django.urls import path

from . import views

urlpatterns = [
    path("strategier/<slug:slug>/dokumenter/nyt/", views.document_create, name="document_create"),
    path("strategier/<slug:slug>/dokumenter/<int:pk>/", views.strategy_document, name="strategy_document"),
    path("strategier/<slug:slug>/dokumenter/<int:pk>/fjern/", views.document_remove, name="document_remove"),
]
