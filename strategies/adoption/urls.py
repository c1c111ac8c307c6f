"""Recording that a policy or a strategy was adopted."""

from django.urls import path

from ishoj_process.hierarchy.addresses import of_document, of_policy

from . import views

OF_A_DOCUMENT = [
    path("vedtag/", views.document_adopt, name="strategy_adopt"),
]
urlpatterns = [
    *of_document("strategier", OF_A_DOCUMENT),
    *of_policy(OF_A_DOCUMENT),
]
