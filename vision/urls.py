from django.http import HttpResponse
from django.urls import path

todo = lambda request, **kwargs: HttpResponse("…")  # noqa
urlpatterns = [
    path("vision/", todo, name="vision_detail"),
    path("vision/rediger/", todo, name="vision_edit"),
    path("vision/debatoplaeg/", todo, name="debate_paper"),
    path("vision/debatoplaeg.pdf", todo, name="debate_paper_pdf"),
    path("vision/temaer/", todo, name="theme_list"),
    path("vision/temaer/nyt/", todo, name="theme_create"),
    path("vision/temaer/<int:pk>/", todo, name="theme_detail"),
    path("vision/temaer/<int:pk>/rediger/", todo, name="theme_edit"),
]
