"""What the strategies cover of the vision."""

from django.urls import path

from . import views

urlpatterns = [
    path("daekning/", views.coverage, name="coverage"),
    path("daekning.pdf", views.coverage_pdf, name="coverage_pdf"),
    path("daekning.xlsx", views.coverage_xlsx, name="coverage_xlsx"),
]
