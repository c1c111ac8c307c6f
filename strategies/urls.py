"""The committees' track: strategies, what is done about them, and the consultation rounds."""

from django.urls import include, path

from strategies.adoption import views as adoption
from strategies.documents import views as documents
from strategies.parts import views as parts
from strategies.strategy import views

urlpatterns = [
    path("", include("strategies.consultations.urls")),
    path("strategier/", views.strategy_list, name="strategy_list"),
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
    path("strategier/<slug:slug>/vedtag/", adoption.strategy_adopt, name="strategy_adopt"),
    path("strategier/<slug:slug>/dokumenter/nyt/", documents.document_create, name="document_create"),
    path("strategier/<slug:slug>/dokumenter/<int:pk>/", documents.strategy_document, name="strategy_document"),
    path("strategier/<slug:slug>/dokumenter/<int:pk>/fjern/", documents.document_remove, name="document_remove"),
    path("strategier/<slug:slug>/milepaele/<int:pk>/naaet/", parts.milestone_reached, name="milestone_reached"),
]

for word, kind in (
    ("aktiviteter", parts.ACTIVITY),
    ("milepaele", parts.MILESTONE),
    ("loesninger", parts.SOLUTION),
):
    prefix = f"strategier/<slug:slug>/{word}/"
    urlpatterns += [
        path(f"{prefix}ny/", parts.part_edit, {"kind": kind}, name=f"{kind.name}_create"),
        path(f"{prefix}<int:pk>/", parts.part_edit, {"kind": kind}, name=f"{kind.name}_edit"),
        path(f"{prefix}<int:pk>/versioner/", parts.part_versions, {"kind": kind}, name=f"{kind.name}_versions"),
        path(f"{prefix}<int:pk>/fjern/", parts.part_remove, {"kind": kind}, name=f"{kind.name}_remove"),
    ]
