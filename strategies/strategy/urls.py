"""A strategy: its page, its documents, entering it, and how it serves the vision."""

from django.urls import path

from ishoj_process.hierarchy.addresses import as_file, of_document

from . import views

OF_A_STRATEGY = [
    path("", views.strategy_detail, name="strategy_detail"),
    path("tekst/", views.document_text, name="strategy_text"),
    path("rediger/", views.strategy_edit, name="strategy_edit"),
    path("status/", views.strategy_status, name="strategy_status"),
    path("ny-udgave/", views.strategy_new_edition, name="strategy_new_edition"),
    path("bidrag/nyt/", views.strategy_align, name="strategy_align"),
    path("bidrag/<int:pk>/", views.strategy_align, name="strategy_realign"),
    path("bidrag/<int:pk>/fjern/", views.strategy_unalign, name="strategy_unalign"),
    path("borgerne/", views.citizens_edit, name="citizens_edit"),
]
urlpatterns = [
    path("strategier/ny/", views.strategy_create, name="strategy_create"),
    *as_file("strategier", "pdf", views.strategy_pdf, "strategy_pdf"),
    *as_file("strategier", "docx", views.strategy_docx, "strategy_docx"),
    *of_document("strategier", OF_A_STRATEGY),
]
