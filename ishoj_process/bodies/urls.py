"""The council as the secretariat keeps it, and its bodies."""

from django.urls import path

from . import views

OFFICE = "byraad-og-adgang/"
BODY = f"{OFFICE}udvalg/<slug:slug>/"

urlpatterns = [
    path(OFFICE, views.council_office, name="council_office"),
    path(f"{OFFICE}nyt-udvalg/", views.body_create, name="body_create"),
    path(BODY, views.body_office, name="body_office"),
    path(f"{BODY}rediger/", views.body_edit, name="body_edit"),
    path(f"{BODY}fjern/", views.body_remove, name="body_remove"),
    path(f"{BODY}navn/", views.body_rename, name="body_rename"),
    path(f"{BODY}navn/fortryd/", views.body_name_back, name="body_name_back"),
    path(f"{BODY}foerste-dag/", views.body_begin, name="body_begin"),
    path(f"{BODY}sidste-dag/", views.body_end, name="body_end"),
    path(f"{BODY}efterfoelger/", views.body_hand_over, name="body_hand_over"),
    path(f"{BODY}efterfoelger/<int:pk>/fortryd/", views.body_hand_over_back, name="body_hand_over_back"),
]
