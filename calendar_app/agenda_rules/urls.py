"""What holds for all agendas of a body."""

from django.urls import path

from . import views

urlpatterns = [
    path("moeder/<int:pk>/faste-punkter/", views.standing_items_insert, name="standing_items_insert"),
    path("udvalg/<slug:slug>/dagsordener/", views.agenda_rules, name="agenda_rules"),
    path("udvalg/<slug:slug>/dagsordener/frist/", views.agenda_rule_edit, name="agenda_rule_edit"),
    path("udvalg/<slug:slug>/dagsordener/saedvanligt/", views.usual_meeting_edit, name="usual_meeting_edit"),
    path("udvalg/<slug:slug>/faste-punkter/nyt/", views.standing_item_edit, name="standing_item_create"),
    path("udvalg/<slug:slug>/faste-punkter/<int:pk>/", views.standing_item_edit, name="standing_item_edit"),
    path(
        "udvalg/<slug:slug>/faste-punkter/<int:pk>/fjern/",
        views.standing_item_remove,
        name="standing_item_remove",
    ),
]
