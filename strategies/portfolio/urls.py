"""The list of strategies."""

from django.urls import path

from . import views

urlpatterns = [
    path("strategier/", views.strategy_list, name="strategy_list"),
]
