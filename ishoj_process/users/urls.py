"""The people who log in, for the secretariat."""

from django.urls import path

from . import views

USERS = "byraad-og-adgang/brugere/"

urlpatterns = [
    path(USERS, views.user_list, name="user_list"),
    path(f"{USERS}ny/", views.user_create, name="user_create"),
    path(f"{USERS}<int:pk>/", views.user_detail, name="user_detail"),
    path(f"{USERS}<int:pk>/rediger/", views.user_edit, name="user_edit"),
    path(f"{USERS}<int:pk>/fortryd/", views.user_change_back, name="user_change_back"),
    path(f"{USERS}<int:pk>/inviter/", views.user_invite, name="user_invite"),
    path(f"{USERS}<int:pk>/slet/", views.user_remove, name="user_remove"),
]
