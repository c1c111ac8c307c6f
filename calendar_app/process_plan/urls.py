"""The whole process plan, and its adoption."""

from django.urls import path

from . import views

urlpatterns = [
    path("plan.pdf", views.plan_pdf, name="plan_pdf"),
    path("plan/vedtag/", views.plan_adopt, name="plan_adopt"),
    path("plan/vedtag/fortryd/", views.plan_withdraw, name="plan_withdraw"),
]
