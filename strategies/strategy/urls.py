"""A strategy: its page, its documents, entering it, and how it serves the vision."""

from django.urls import path

from . import views

urlpatterns = [
    path("strategier/ny/", views.strategy_create, name="strategy_create"),
    path("strategier/<slug:slug>/", views.strategy_detail, name="strategy_detail"),
    path("strategier/<slug:slug>.pdf", views.strategy_pdf, name="strategy_pdf"),
    path("strategier/<slug:slug>.docx", views.strategy_docx, name="strategy_docx"),
    path("strategier/<slug:slug>/tekst/", views.strategy_text, name="strategy_text"),
    path("strategier/<slug:slug>/rediger/", views.strategy_edit, name="strategy_edit"),
    path("strategier/<slug:slug>/status/", views.strategy_status, name="strategy_status"),
    path("strategier/<slug:slug>/bidrag/nyt/", views.strategy_align, name="strategy_align"),
    path("strategier/<slug:slug>/bidrag/<int:pk>/", views.strategy_align, name="strategy_realign"),
    path("strategier/<slug:slug>/bidrag/<int:pk>/fjern/", views.strategy_unalign, name="strategy_unalign"),
    path("strategier/<slug:slug>/borgerne/", views.citizens_edit, name="citizens_edit"),
]
