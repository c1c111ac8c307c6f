"""Recording that a strategy was adopted."""

from django.urls import path

from . import views

urlpatterns = [
    path("strategier/<slug:slug>/vedtag/", views.strategy_adopt, name="strategy_adopt"),
]
