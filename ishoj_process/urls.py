"""The site map. The apps above the ground floor are named here and in settings.py only, as strings."""

from django.contrib import admin
from django.urls import include, path

from ishoj_process.site.health import health

urlpatterns = [
    path("", include("calendar_app.urls")),
    path("", include("ishoj_process.council.urls")),
    path("", include("ishoj_process.bodies.urls")),
    path("", include("ishoj_process.seats.urls")),
    path("", include("ishoj_process.terms.urls")),
    path("", include("ishoj_process.users.urls")),
    path("", include("ishoj_process.cascade.urls")),
    path("", include("ishoj_process.coverage.urls")),
    path("", include("ishoj_process.editing.urls")),
    path("", include("ishoj_process.search.urls")),
    path("", include("vision.urls")),
    path("", include("strategies.urls")),
    path("sundhed", health, name="health"),
    path("admin/", admin.site.urls),
]

handler429 = "ishoj_process.council.accounts.too_many_requests"
