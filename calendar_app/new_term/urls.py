"""A new term, from the election to its first day: begun, and then step by step."""

from django.urls import path

from . import views

COMING = "perioder/<slug:term>/ny/"

urlpatterns = [
    # `ny` is no term's address: it is one of the reserved words.
    path("perioder/ny/", views.term_begin, name="new_term_begin"),
    path(COMING, views.new_term, name="new_term"),
    path(f"{COMING}fortryd/", views.term_take_back, name="new_term_take_back"),
    path(f"{COMING}konstituering/", views.constituting_meeting, name="new_term_constituting"),
]
