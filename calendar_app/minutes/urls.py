"""Minutes: decisions, statements, who was there, and what is to be done."""

from django.urls import path

from . import follow_up_views, views

urlpatterns = [
    path("punkter/<int:pk>/beslutning/", views.item_decision, name="item_decision"),
    path("punkter/<int:item_pk>/mindretal/nyt/", views.statement_edit, name="statement_create"),
    path("punkter/<int:item_pk>/mindretal/<int:pk>/", views.statement_edit, name="statement_edit"),
    path("punkter/<int:item_pk>/mindretal/<int:pk>/fjern/", views.statement_remove, name="statement_remove"),
    path("moeder/<int:pk>/fremmoede/", views.meeting_attendance, name="meeting_attendance"),
    path("moeder/<int:pk>/referat/", views.minutes_publish, name="minutes_publish"),
    path("punkter/<int:item_pk>/opfoelgning/ny/", follow_up_views.follow_up_edit, name="follow_up_create"),
    path("punkter/<int:item_pk>/opfoelgning/<int:pk>/", follow_up_views.follow_up_edit, name="follow_up_edit"),
    path("udvalg/<slug:slug>/opfoelgning/", follow_up_views.follow_up_list, name="follow_up_list"),
]
