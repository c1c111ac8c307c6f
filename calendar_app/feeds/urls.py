"""What calendar programs fetch, and a person's own calendar addresses."""

from django.urls import path

from . import subscription_views as own
from . import views

urlpatterns = [
    path("kalender.ics", views.calendar_feed, name="calendar_feed"),
    path("kalender/abonner/", views.calendar_subscribe, name="calendar_subscribe"),
    path("kalender/abonnement/<path:token>.ics", views.personal_feed, name="personal_feed"),
    path("kalender/<slug:slug>.ics", views.body_feed, name="body_feed"),
    path("moeder/<int:pk>.ics", views.meeting_ics, name="meeting_ics"),
    path("min-side/abonnementer/", own.subscriptions, name="subscriptions"),
    path("min-side/abonnementer/nyt/", own.subscription_create, name="subscription_create"),
    path("min-side/abonnementer/<int:pk>/", own.subscription_edit, name="subscription_edit"),
    path("min-side/abonnementer/<int:pk>/ny-adresse/", own.subscription_renew, name="subscription_renew"),
    path("min-side/abonnementer/<int:pk>/afslut/", own.subscription_end, name="subscription_end"),
    path("min-side/abonnementer/<int:pk>/fortryd/", own.subscription_undo, name="subscription_undo"),
]
