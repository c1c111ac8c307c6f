"""The parts of a strategy: activities, milestones, concrete solutions."""

from django.urls import path

from ishoj_process.hierarchy.addresses import of_document

from . import views

OF_A_STRATEGY = [
    path("milepaele/<int:pk>/naaet/", views.milestone_reached, name="milestone_reached"),
]

for word, kind in (
    ("aktiviteter", views.ACTIVITY),
    ("milepaele", views.MILESTONE),
    ("loesninger", views.SOLUTION),
):
    OF_A_STRATEGY += [
        path(f"{word}/ny/", views.part_edit, {"kind": kind}, name=f"{kind.name}_create"),
        path(f"{word}/<int:pk>/", views.part_edit, {"kind": kind}, name=f"{kind.name}_edit"),
        path(f"{word}/<int:pk>/versioner/", views.part_versions, {"kind": kind}, name=f"{kind.name}_versions"),
        path(f"{word}/<int:pk>/fjern/", views.part_remove, {"kind": kind}, name=f"{kind.name}_remove"),
    ]

urlpatterns = of_document("strategier", OF_A_STRATEGY)
