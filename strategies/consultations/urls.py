"""Consultation rounds: /hoeringer/, and what is done about a round and its answers."""

from django.urls import path

from strategies.involvement import views as hearing
from strategies.responses import sheet_views as sheets
from strategies.responses import views as answers

from . import views as rounds

ROUND, PART, ANSWER = "hoeringer/<int:pk>/", "parter/<int:invitation>/", "svar/<int:response>/"

STRATEGY = "strategier/<slug:slug>/"

urlpatterns = [
    path("hoeringer/", rounds.consultation_list, name="consultation_list"),
    path(f"{STRATEGY}hoeringer/ny/", rounds.consultation_create, name="consultation_create"),
    path("hoeringer/overblik/", hearing.hearing_matrix, name="hearing_matrix"),
    path(f"{STRATEGY}inddraget/nyt/", hearing.involvement_edit, name="involvement_create"),
    path(f"{STRATEGY}inddraget/<int:pk>/", hearing.involvement_edit, name="involvement_edit"),
    path(f"{STRATEGY}inddraget/<int:pk>/fjern/", hearing.involvement_remove, name="involvement_remove"),
    path(f"{STRATEGY}udeladt/<slug:body>/", hearing.left_out_edit, name="left_out_edit"),
    path(f"{STRATEGY}udeladt/<slug:body>/fjern/", hearing.left_out_remove, name="left_out_remove"),
    path(ROUND, rounds.consultation_detail, name="consultation_detail"),
    path(f"{ROUND}rediger/", rounds.consultation_edit, name="consultation_edit"),
    path(f"{ROUND}fjern/", rounds.consultation_remove, name="consultation_remove"),
    path(f"{ROUND}send/", rounds.consultation_send, name="consultation_send"),
    path(f"{ROUND}flere/", rounds.consultation_invite, name="consultation_invite"),
    path(f"{ROUND}forlaeng/", rounds.consultation_act, {"name": "extend"}, name="consultation_extend"),
    path(f"{ROUND}luk/", rounds.consultation_act, {"name": "close"}, name="consultation_close"),
    path(f"{ROUND}traek-tilbage/", rounds.consultation_act, {"name": "withdraw"}, name="consultation_withdraw"),
    path(f"{ROUND}{PART}set/", answers.invitation_seen, name="invitation_seen"),
    path(f"{ROUND}{PART}svar/", answers.response_edit, name="response_edit"),
    path(f"{ROUND}svar/nyt/", answers.outside_response_edit, name="outside_response_create"),
    path(f"{ROUND}svar/regneark/", sheets.response_sheet, name="response_sheet"),
    path(f"{ROUND}svar/regneark.xlsx", sheets.response_sheet_file, name="response_sheet_file"),
    path(f"{ROUND}svar/regneark/<int:sheet>/fjern/", sheets.response_sheet_take_back, name="response_sheet_take_back"),
    path(f"{ROUND}{ANSWER}rediger/", answers.outside_response_edit, name="outside_response_edit"),
    path(f"{ROUND}{ANSWER}fjern/", answers.outside_response_remove, name="outside_response_remove"),
    path(f"{ROUND}{ANSWER}punkter/nyt/", answers.point_edit, name="point_create"),
    path(f"{ROUND}{ANSWER}punkter/<int:point>/", answers.point_edit, name="point_edit"),
    path(f"{ROUND}{ANSWER}punkter/<int:point>/fjern/", answers.point_remove, name="point_remove"),
    path(f"{ROUND}rapport/", answers.consultation_report, name="consultation_report"),
    path(f"{ROUND}rapport/faerdig/", answers.consultation_report_finish, name="consultation_report_finish"),
    path(f"{ROUND}rapport.pdf", answers.consultation_report_pdf, name="consultation_report_pdf"),
]
