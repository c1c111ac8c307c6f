"""Consultations: the list, one of them, and what may be done to it."""

from django.urls import path

from ishoj_process.hierarchy.addresses import of_document, of_policy

from . import views

CONSULTATION = "hoeringer/<int:pk>/"

OF_A_DOCUMENT = [
    path("hoeringer/ny/", views.consultation_create, name="consultation_create"),
]
urlpatterns = [
    path("hoeringer/", views.consultation_list, name="consultation_list"),
    path(CONSULTATION, views.consultation_detail, name="consultation_detail"),
    path(f"{CONSULTATION}rediger/", views.consultation_edit, name="consultation_edit"),
    path(f"{CONSULTATION}fjern/", views.consultation_remove, name="consultation_remove"),
    path(f"{CONSULTATION}send/", views.consultation_send, name="consultation_send"),
    path(f"{CONSULTATION}flere/", views.consultation_ask_more, name="consultation_ask_more"),
    path(f"{CONSULTATION}forlaeng/", views.consultation_act, {"name": "extend"}, name="consultation_extend"),
    path(f"{CONSULTATION}luk/", views.consultation_act, {"name": "close"}, name="consultation_close"),
    path(f"{CONSULTATION}traek-tilbage/", views.consultation_act, {"name": "withdraw"}, name="consultation_withdraw"),
    *of_document("strategier", OF_A_DOCUMENT),
    *of_policy(OF_A_DOCUMENT),
]
