"""Invitations to meetings: sent, answered, and the answers that could not be placed."""

from django.urls import path

from . import reply_views, views

urlpatterns = [
    path("moeder/<int:pk>/indkaldelse.ics", views.meeting_request_ics, name="meeting_request_ics"),
    path("moeder/<int:pk>/indkaldelse.eml", views.meeting_request_eml, name="meeting_request_eml"),
    path("moeder/<int:pk>/indkaldelser/", views.meeting_invitations, name="meeting_invitations"),
    path("moeder/<int:pk>/indkaldelser/send/", views.meeting_invite, name="meeting_invite"),
    path("moeder/<int:pk>/indkaldelser/igen/", views.meeting_mails_again, name="meeting_mails_again"),
    path("moeder/<int:pk>/svar/", views.meeting_answer, name="meeting_answer"),
    path("indkaldelser/<int:pk>/tag-af/", views.invitation_withdraw, name="invitation_withdraw"),
    path("indkaldelser/<int:pk>/bliver/", views.invitation_keep, name="invitation_keep"),
    path("indkaldelser/mails/<int:pk>/igen/", views.invitation_mail_again, name="invitation_mail_again"),
    path("indkaldelser/svar/", reply_views.reply_list, name="reply_list"),
    path("indkaldelser/svar/<int:pk>/", reply_views.reply_place, name="reply_place"),
    path("kommer-du/<str:token>/", views.answer_by_link, name="answer_by_link"),
]
