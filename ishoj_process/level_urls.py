from django.http import HttpResponse
from django.urls import path

todo = lambda request, **kwargs: HttpResponse("…")  # noqa
urlpatterns = [
    path("kaskade/", todo, name="cascade"),
    path("kaskade.pdf", todo, name="cascade_pdf"),
    path("udvalg/", todo, name="body_list"),
    path("udvalg/<slug:slug>/", todo, name="body_detail"),
    path("politikker/ny/", todo, name="main_policy_create"),
    path("politikker/<slug:slug>/", todo, name="main_policy_detail"),
    path("politikker/<slug:slug>/rediger/", todo, name="main_policy_edit"),
    path("udgaver/<str:kind>/<int:pk>/", todo, name="versions"),
]
