"""Answers to a consultation, and the report made of them."""

from django.urls import path

from . import sheet_views, views

ROUND = "hoeringer/<int:pk>/"
SHEETS = f"{ROUND}svar/regneark/"
PART = "parter/<int:invitation>/"
ANSWER = "svar/<int:response>/"

urlpatterns = [
    path(f"{ROUND}{PART}set/", views.invitation_seen, name="invitation_seen"),
    path(f"{ROUND}{PART}svar/", views.response_edit, name="response_edit"),
    path(f"{ROUND}svar/nyt/", views.outside_response_edit, name="outside_response_create"),
    path(SHEETS, sheet_views.response_sheet, name="response_sheet"),
    path(f"{ROUND}svar/regneark.xlsx", sheet_views.response_sheet_file, name="response_sheet_file"),
    path(
        f"{ROUND}svar/regneark/<int:sheet>/fjern/",
        sheet_views.response_sheet_take_back,
        name="response_sheet_take_back",
    ),
    path(f"{ROUND}{ANSWER}rediger/", views.outside_response_edit, name="outside_response_edit"),
    path(f"{ROUND}{ANSWER}fjern/", views.outside_response_remove, name="outside_response_remove"),
    path(f"{ROUND}{ANSWER}punkter/nyt/", views.point_edit, name="point_create"),
    path(f"{ROUND}{ANSWER}punkter/<int:point>/", views.point_edit, name="point_edit"),
    path(f"{ROUND}{ANSWER}punkter/<int:point>/fjern/", views.point_remove, name="point_remove"),
    path(f"{ROUND}rapport/", views.consultation_report, name="consultation_report"),
    path(f"{ROUND}rapport/faerdig/", views.consultation_report_finish, name="consultation_report_finish"),
    path(f"{ROUND}rapport.pdf", views.consultation_report_pdf, name="consultation_report_pdf"),
]
