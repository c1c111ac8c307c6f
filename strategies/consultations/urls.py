"""Consultations: the list, one of them, and what may be done to it."""

from django.urls import path

from . import views

STRATEGY = "strategier/<slug:slug>/"
ROUND = "hoeringer/<int:pk>/"

urlpatterns = [
    path("hoeringer/", views.consultation_list, name="consultation_list"),
    path(f"{STRATEGY}hoeringer/ny/", views.consultation_create, name="consultation_create"),
    path(ROUND, views.consultation_detail, name="consultation_detail"),
    path(f"{ROUND}rediger/", views.consultation_edit, name="consultation_edit"),
    path(f"{ROUND}fjern/", views.consultation_remove, name="consultation_remove"),
    path(f"{ROUND}send/", views.consultation_send, name="consultation_send"),
    path(f"{ROUND}flere/", views.consultation_invite, name="consultation_invite"),
    path(f"{ROUND}forlaeng/", views.consultation_act, {"name": "extend"}, name="consultation_extend"),
    path(f"{ROUND}luk/", views.consultation_act, {"name": "close"}, name="consultation_close"),
    path(f"{ROUND}traek-tilbage/", views.consultation_act, {"name": "withdraw"}, name="consultation_withdraw"),
]
