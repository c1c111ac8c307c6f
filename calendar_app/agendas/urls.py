"""Agendas: their items, and the document."""

from django.urls import path

from . import views

urlpatterns = [
    path("moeder/<int:pk>/dagsorden.pdf", views.agenda_pdf, name="agenda_pdf"),
    path("moeder/<int:pk>/dagsorden.docx", views.agenda_docx, name="agenda_docx"),
    path("moeder/<int:pk>/dagsorden/offentliggoer/", views.agenda_publish, name="agenda_publish"),
    path("punkter/dokumenter/", views.document_search, name="document_search"),
    path("punkter/<int:pk>/rediger/", views.agenda_item_edit, name="agenda_item_edit"),
    path("punkter/<int:pk>/flyt/", views.agenda_item_move, name="agenda_item_move"),
    path("punkter/<int:pk>/slet/", views.agenda_item_delete, name="agenda_item_delete"),
    path("punkter/<int:pk>/tag-af/", views.agenda_item_withdraw, name="agenda_item_withdraw"),
]
