"""The committees' track: strategies, what is done about them, and the consultation rounds."""

from django.urls import include, path

from . import views

urlpatterns = [
    path("", include("strategies.consultation_urls")),
    path("strategier/", views.strategy_list, name="strategy_list"),
    path("strategier/ny/", views.strategy_create, name="strategy_create"),
    path("strategier/<slug:slug>/", views.strategy_detail, name="strategy_detail"),
    path("strategier/<slug:slug>.pdf", views.strategy_pdf, name="strategy_pdf"),
    path("strategier/<slug:slug>/rediger/", views.strategy_edit, name="strategy_edit"),
    path("strategier/<slug:slug>/status/", views.strategy_status, name="strategy_status"),
    path("strategier/<slug:slug>/bidrag/nyt/", views.strategy_align, name="strategy_align"),
    path("strategier/<slug:slug>/bidrag/<int:pk>/", views.strategy_align, name="strategy_realign"),
    path("strategier/<slug:slug>/bidrag/<int:pk>/fjern/", views.strategy_unalign, name="strategy_unalign"),
    path("strategier/<slug:slug>/aktiviteter/ny/", views.activity_edit, name="activity_create"),
    path("strategier/<slug:slug>/aktiviteter/<int:pk>/", views.activity_edit, name="activity_edit"),
    path("strategier/<slug:slug>/aktiviteter/<int:pk>/versioner/", views.activity_versions, name="activity_versions"),
    path("strategier/<slug:slug>/aktiviteter/<int:pk>/fjern/", views.activity_remove, name="activity_remove"),
]
