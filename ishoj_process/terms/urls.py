"""The council's terms, for the secretariat."""

from django.urls import path

from . import views

TERMS = "byraad-og-adgang/perioder/"

urlpatterns = [
    path(f"{TERMS}ny/", views.term_create, name="term_create"),
    path(f"{TERMS}<int:pk>/", views.term_edit, name="term_edit"),
    path(f"{TERMS}<int:pk>/fjern/", views.term_remove, name="term_remove"),
]
