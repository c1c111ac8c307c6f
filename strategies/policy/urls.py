"""The main policies: a page and its documents, entering one, and how each serves the vision."""

from django.urls import path

from ishoj_process.hierarchy.addresses import as_file, of_document, of_policy
from strategies.strategy.views import document_text

from . import views

OF_A_POLICY = [
    path("", views.main_policy_detail, name="main_policy_detail"),
    path("rediger/", views.main_policy_edit, name="main_policy_edit"),
    path("status/", views.main_policy_status, name="main_policy_status"),
    path("ny-udgave/", views.main_policy_new_edition, name="main_policy_new_edition"),
    path("bidrag/nyt/", views.main_policy_align, name="main_policy_align"),
    path("bidrag/<int:pk>/", views.main_policy_align, name="main_policy_realign"),
    path("bidrag/<int:pk>/fjern/", views.main_policy_unalign, name="main_policy_unalign"),
]
urlpatterns = [
    path("politikker/ny/", views.main_policy_create, name="main_policy_create"),
    *as_file("politikker", "pdf", views.main_policy_pdf, "main_policy_pdf"),
    *as_file("politikker", "docx", views.main_policy_docx, "main_policy_docx"),
    *of_document("politikker", OF_A_POLICY),
    *of_policy([path("tekst/", document_text, name="strategy_text")]),
]
