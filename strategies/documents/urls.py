"""The files of a strategy."""

from django.urls import path

from ishoj_process.hierarchy.addresses import of_document

from . import views

OF_A_STRATEGY = [
    path("dokumenter/nyt/", views.document_create, name="document_create"),
    path("dokumenter/<int:pk>/", views.strategy_document, name="strategy_document"),
    path("dokumenter/<int:pk>/fjern/", views.document_remove, name="document_remove"),
]
urlpatterns = [
    *of_document("strategier", OF_A_STRATEGY),
]
