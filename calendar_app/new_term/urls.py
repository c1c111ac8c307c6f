"""A new term, from the election to its first day: begun, and then step by step."""

from django.urls import URLPattern, path

from calendar_app.models import ElectedList

from . import views
from .bodies import views as body_views
from .elected import views as elected_views
from .handing import views as handing_views
from .people import views as people_views
from .plan import views as plan_views

COMING = "perioder/<slug:term>/ny/"

# Where each of the two lists lies.
LISTS = {ElectedList.Go.COUNCIL: "valgte", ElectedList.Go.COMMITTEES: "udvalgenes-medlemmer"}


def list_urls(go: ElectedList.Go, folder: str) -> list[URLPattern]:
    told = {"go": go.value}
    return [
        path(f"{COMING}{folder}/", elected_views.elected_list, told, name=f"elected_{go}"),
        path(f"{COMING}{folder}/<int:pk>/", elected_views.elected_preview, told, name=f"elected_{go}_preview"),
        path(f"{COMING}{folder}/<int:pk>/fortryd/", elected_views.elected_take_back, told, name=f"elected_{go}_back"),
    ]


urlpatterns = [
    # `ny` is no term's address: it is one of the reserved words.
    path("perioder/ny/", views.term_begin, name="new_term_begin"),
    path(COMING, views.new_term, name="new_term"),
    path(f"{COMING}fortryd/", views.term_take_back, name="new_term_take_back"),
    path(f"{COMING}konstituering/", views.constituting_meeting, name="new_term_constituting"),
    path(f"{COMING}udvalg/", body_views.term_bodies, name="new_term_bodies"),
    path(f"{COMING}plan/", plan_views.term_plan, name="new_term_plan"),
    path(f"{COMING}plan/forslag/", plan_views.term_proposal, name="new_term_proposal"),
    path(f"{COMING}plan/<int:number>/fjern/", plan_views.term_plan_remove, name="new_term_plan_remove"),
    path(f"{COMING}log-ind/", people_views.term_people, name="new_term_people"),
    path(f"{COMING}log-ind/<int:pk>/fortryd/", people_views.person_take_back, name="new_term_person_back"),
    path(f"{COMING}overdrag/", handing_views.term_hand_over, name="new_term_hand_over"),
    path(f"{COMING}overdrag/<slug:slug>/", handing_views.hand_over_body, name="new_term_hand_over_body"),
    path(f"{COMING}overdrag/<int:pk>/fortryd/", handing_views.hand_over_back, name="new_term_hand_over_back"),
    *(each for go, folder in LISTS.items() for each in list_urls(go, folder)),
]
