"""Main policies and the committees' track, subject by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("strategies.portfolio.urls")),
    path("", include("strategies.policy.urls")),
    path("", include("strategies.strategy.urls")),
    path("", include("strategies.adoption.urls")),
    path("", include("strategies.parts.urls")),
    path("", include("strategies.documents.urls")),
    path("", include("strategies.involvement.urls")),
    path("", include("strategies.consultations.urls")),
    path("", include("strategies.responses.urls")),
]
