"""The parts of a strategy: activities, milestones, concrete solutions."""

from django.urls import path

from . import views

urlpatterns = [
    path("strategier/<slug:slug>/milepaele/<int:pk>/naaet/", views.milestone_reached, name="milestone_reached"),
]

for word, kind in (
    ("aktiviteter", views.ACTIVITY),
    ("milepaele", views.MILESTONE),
    ("loesninger", views.SOLUTION),
):
    prefix = f"strategier/<slug:slug>/{word}/"
    urlpatterns += [
        path(f"{prefix}ny/", views.part_edit, {"kind": kind}, name=f"{kind.name}_create"),
        path(f"{prefix}<int:pk>/", views.part_edit, {"kind": kind}, name=f"{kind.name}_edit"),
        path(f"{prefix}<int:pk>/versioner/", views.part_versions, {"kind": kind}, name=f"{kind.name}_versions"),
        path(f"{prefix}<int:pk>/fjern/", views.part_remove, {"kind": kind}, name=f"{kind.name}_remove"),
    ]
