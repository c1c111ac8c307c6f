"""Answers to a consultation, and the report made of them."""

from django.urls import path

from . import sheet_views, views

CONSULTATION = "hoeringer/<int:pk>/"
SHEETS = f"{CONSULTATION}svar/regneark/"
PART = "parter/<int:consultee>/"
ANSWER = "svar/<int:response>/"

urlpatterns = [
    path(f"{CONSULTATION}{PART}set/", views.consultee_seen, name="consultee_seen"),
    path(f"{CONSULTATION}{PART}svar/", views.response_edit, name="response_edit"),
    path(f"{CONSULTATION}svar/nyt/", views.outside_response_edit, name="outside_response_create"),
    path(SHEETS, sheet_views.response_sheet, name="response_sheet"),
    path(f"{CONSULTATION}svar/regneark.xlsx", sheet_views.response_sheet_file, name="response_sheet_file"),
    path(
        f"{CONSULTATION}svar/regneark/<int:sheet>/fjern/",
        sheet_views.response_sheet_take_back,
        name="response_sheet_take_back",
    ),
    path(f"{CONSULTATION}{ANSWER}rediger/", views.outside_response_edit, name="outside_response_edit"),
    path(f"{CONSULTATION}{ANSWER}fjern/", views.outside_response_remove, name="outside_response_remove"),
    path(f"{CONSULTATION}{ANSWER}punkter/nyt/", views.point_edit, name="point_create"),
    path(f"{CONSULTATION}{ANSWER}punkter/<int:point>/", views.point_edit, name="point_edit"),
    path(f"{CONSULTATION}{ANSWER}punkter/<int:point>/fjern/", views.point_remove, name="point_remove"),
    path(f"{CONSULTATION}rapport/", views.consultation_report, name="consultation_report"),
    path(f"{CONSULTATION}rapport/faerdig/", views.consultation_report_finish, name="consultation_report_finish"),
    path(f"{CONSULTATION}rapport.pdf", views.consultation_report_pdf, name="consultation_report_pdf"),
]
