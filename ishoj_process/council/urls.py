"""The bodies of the council; log-in, log-out and a forgotten password."""

from allauth.account import views as account
from django.urls import path, re_path
from django.views.decorators.http import require_POST

from . import views

urlpatterns = [
    path("udvalg/", views.body_list, name="body_list"),
    path("udvalg/<slug:slug>/", views.body_detail, name="body_detail"),
    path("medlemmer/", views.member_list, name="member_list"),
    path("medlemmer/<int:pk>/", views.member_detail, name="member_detail"),
    path("log-ind/", account.login, name="account_login"),
    path("log-ind/lukket/", account.account_inactive, name="account_inactive"),
    path("log-ud/", require_POST(account.logout), name="account_logout"),
    path("min-side/adgangskode/", views.change_password, name="account_change_password"),
    path("glemt-adgangskode/", account.password_reset, name="account_reset_password"),
    path("glemt-adgangskode/sendt/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "glemt-adgangskode/skiftet/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^glemt-adgangskode/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
