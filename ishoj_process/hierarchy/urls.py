"""The ground floor's own pages: cascade, committees, main policies, earlier versions."""

from django.urls import path

from ishoj_process.cascade import views as cascade_views
from ishoj_process.council import views as body_views
from ishoj_process.coverage import views as coverage_views
from ishoj_process.editing import versions as version_views

from . import policy_views

urlpatterns = [
    path("kaskade/", cascade_views.cascade, name="cascade"),
    path("kaskade.pdf", cascade_views.cascade_pdf, name="cascade_pdf"),
    path("daekning/", coverage_views.coverage, name="coverage"),
    path("daekning.pdf", coverage_views.coverage_pdf, name="coverage_pdf"),
    path("daekning.xlsx", coverage_views.coverage_xlsx, name="coverage_xlsx"),
    path("udvalg/", body_views.body_list, name="body_list"),
    path("udvalg/<slug:slug>/", body_views.body_detail, name="body_detail"),
    path("politikker/ny/", policy_views.main_policy_create, name="main_policy_create"),
    path("politikker/<slug:slug>/", policy_views.main_policy_detail, name="main_policy_detail"),
    path("politikker/<slug:slug>/rediger/", policy_views.main_policy_edit, name="main_policy_edit"),
    path("politikker/<slug:slug>/status/", policy_views.main_policy_status, name="main_policy_status"),
    path("politikker/<slug:slug>/bidrag/nyt/", policy_views.main_policy_align, name="main_policy_align"),
    path("politikker/<slug:slug>/bidrag/<int:pk>/", policy_views.main_policy_align, name="main_policy_realign"),
    path("politikker/<slug:slug>/bidrag/<int:pk>/fjern/", policy_views.main_policy_unalign, name="main_policy_unalign"),
    path("udgaver/<str:kind>/<int:pk>/", version_views.versions, name="versions"),
]
