"""Earlier versions of what people edit."""

from django.urls import path

from . import versions

urlpatterns = [
    path("udgaver/<str:kind>/<int:pk>/", versions.versions, name="versions"),
]
