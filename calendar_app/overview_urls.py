from django.http import HttpResponse
from django.urls import path

todo = lambda request, **kwargs: HttpResponse("…")  # noqa
urlpatterns = [
    path("", todo, name="overview"),
    path("tidslinje/", todo, name="timeline"),
    path("tidslinje.pdf", todo, name="timeline_pdf"),
    path("plan.pdf", todo, name="plan_pdf"),
    path("plan/vedtag/", todo, name="plan_adopt"),
    path("was", todo, name="accessibility_statement"),
]
