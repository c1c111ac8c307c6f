from django.http import HttpResponse
from django.urls import path

todo = lambda request, **kwargs: HttpResponse("…")  # noqa
urlpatterns = [
    path("strategier/", todo, name="strategy_list"),
    path("strategier/ny/", todo, name="strategy_create"),
    path("strategier/<slug:slug>/", todo, name="strategy_detail"),
    path("strategier/<slug:slug>/rediger/", todo, name="strategy_edit"),
    path("strategier/<slug:slug>.pdf", todo, name="strategy_pdf"),
]
