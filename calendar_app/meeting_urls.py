from django.http import HttpResponse
from django.urls import path

todo = lambda request, **kwargs: HttpResponse("…")  # noqa
urlpatterns = [
    path("moeder/", todo, name="meeting_list"),
    path("moeder/nyt/", todo, name="meeting_create"),
    path("moeder/<int:pk>/", todo, name="meeting_detail"),
    path("moeder/<int:pk>/rediger/", todo, name="meeting_edit"),
    path("moeder/<int:pk>/tilstand/", todo, name="meeting_state"),
    path("moeder/<int:pk>/dagsorden.pdf", todo, name="agenda_pdf"),
    path("moeder/<int:pk>/dagsorden/offentliggoer/", todo, name="agenda_publish"),
    path("moeder/<int:pk>/punkter/nyt/", todo, name="agenda_item_create"),
    path("punkter/<int:pk>/rediger/", todo, name="agenda_item_edit"),
    path("punkter/<int:pk>/flyt/", todo, name="agenda_item_move"),
    path("punkter/<int:pk>/slet/", todo, name="agenda_item_delete"),
    path("punkter/<int:pk>/bilag/nyt/", todo, name="attachment_create"),
    path("bilag/<int:pk>/slet/", todo, name="attachment_delete"),
    path("bilag/<int:pk>/", todo, name="attachment_download"),
    path("kalender/", todo, name="calendar_month"),
]
