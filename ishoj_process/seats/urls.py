"""Seats and party groups, for the secretariat."""

from django.urls import path

from . import views

OFFICE = "byraad-og-adgang/"

urlpatterns = [
    path(f"{OFFICE}udvalg/<slug:slug>/ny-plads/", views.seat_create, name="seat_create"),
    path(f"{OFFICE}pladser/<int:pk>/", views.seat_detail, name="seat_detail"),
    path(f"{OFFICE}pladser/<int:pk>/overtag/", views.seat_take_over, name="seat_take_over"),
    path(f"{OFFICE}pladser/<int:pk>/afslut/", views.seat_end, name="seat_end"),
    path(f"{OFFICE}pladser/<int:pk>/gruppe/", views.seat_group, name="seat_group"),
    path(f"{OFFICE}pladser/<int:pk>/hverv/", views.seat_role, name="seat_role"),
    path(f"{OFFICE}pladser/<int:pk>/fjern/", views.seat_remove, name="seat_remove"),
    path(f"{OFFICE}udvalg/<slug:slug>/pladser/fortryd/", views.seat_act_back, name="seat_act_back"),
    path(f"{OFFICE}grupper/ny/", views.group_create, name="group_create"),
    path(f"{OFFICE}grupper/<int:pk>/navn/", views.group_rename, name="group_rename"),
    path(f"{OFFICE}grupper/<int:pk>/navn/fortryd/", views.group_name_back, name="group_name_back"),
    path(f"{OFFICE}grupper/<int:pk>/fjern/", views.group_remove, name="group_remove"),
]
