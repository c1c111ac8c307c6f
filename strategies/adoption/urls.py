"""Recording that a strategy was adopted."""

from django.urls import path

from ishoj_process.hierarchy.addresses import of_document

from . import views

OF_A_STRATEGY = [
    path("vedtag/", views.strategy_adopt, name="strategy_adopt"),
]
urlpatterns = [
    *of_document("strategier", OF_A_STRATEGY),
]
