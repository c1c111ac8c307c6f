"""The parts of a document: milestones, and of a strategy activities and concrete solutions."""

from django.urls import URLPattern, path

from ishoj_process.hierarchy.addresses import of_document, of_policy

from . import views


def of_kind(word: str, kind: views.Kind) -> list[URLPattern]:
    return [
        path(f"{word}/ny/", views.part_edit, {"kind": kind}, name=f"{kind.name}_create"),
        path(f"{word}/<int:pk>/", views.part_edit, {"kind": kind}, name=f"{kind.name}_edit"),
        path(f"{word}/<int:pk>/versioner/", views.part_versions, {"kind": kind}, name=f"{kind.name}_versions"),
        path(f"{word}/<int:pk>/fjern/", views.part_remove, {"kind": kind}, name=f"{kind.name}_remove"),
    ]


OF_A_DOCUMENT = [
    path("milepaele/<int:pk>/naaet/", views.milestone_reached, name="milestone_reached"),
    *of_kind("milepaele", views.MILESTONE),
]
OF_A_STRATEGY = [*of_kind("aktiviteter", views.ACTIVITY), *of_kind("loesninger", views.SOLUTION)]
urlpatterns = [
    *of_document("strategier", [*OF_A_DOCUMENT, *OF_A_STRATEGY]),
    *of_policy(OF_A_DOCUMENT),
]
