"""The hand-over of a term, as a page and as a document."""

from django.urls import path

from . import views

urlpatterns = [
    path("perioder/<slug:term>/overdragelse/", views.hand_over, name="hand_over"),
    path("perioder/<slug:term>/overdragelse.pdf", views.hand_over_pdf, name="hand_over_pdf"),
]
