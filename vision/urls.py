"""The council's track, subject by subject."""

from django.urls import include, path

urlpatterns = [
    path("vision/", include("vision.document.urls")),
    path("vision/", include("vision.adoption.urls")),
    path("vision/", include("vision.drafts.urls")),
    path("vision/", include("vision.paper.urls")),
    path("vision/prioritering/", include("vision.rounds.urls")),
    path("vision/indspil/", include("vision.contributions.urls")),
    path("vision/temaer/", include("vision.themes.urls")),
]
