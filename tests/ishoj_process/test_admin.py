"""The database's own pages: shut unless a setting opens them, and for looking alone."""

from pathlib import Path
from runpy import run_path

import pytest
from django.contrib import admin
from django.urls import reverse

from ishoj_process.models import AgendaItem, Body, Meeting, StatusChange, Strategy, User
from ishoj_process.settings import base

SETTINGS = Path(base.__file__)


def page_of(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.mark.parametrize("who", [None, "member", "administration", "secretariat"])
def test_only_who_may_use_these_pages_is_let_in(request, client_of, who):
    client = client_of(request.getfixturevalue(who) if who else None)

    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("path", ["", "login/", "logout/", "jsi18n/", "ishoj_process/user/", "findes/ikke/"])
def test_pages_are_not_there_unless_a_setting_opens_them(browser, settings, path):
    settings.ADMIN_PAGES = False

    assert [ask(f"/admin/{path}").status_code for ask in (browser.get, browser.post)] == [404, 404]


def test_setting_is_off_where_nothing_is_said(monkeypatch):
    monkeypatch.delenv("ADMIN_PAGES")
    said = run_path(SETTINGS, run_name="ishoj_process.settings.base")

    assert said["ADMIN_PAGES"] is False


def test_only_our_tables_are_there():
    ours = {"ishoj_process", "vision", "strategies", "calendar_app"}

    assert {model._meta.app_label for model in admin.site._registry} == ours


@pytest.mark.parametrize("path", ["", "autocomplete/", "password_change/", "ishoj_process/user/1/password/"])
def test_nothing_is_stored_from_here(browser, path):
    assert browser.post(f"/admin/{path}", {}).status_code in {404, 405}


def test_log_out_is(browser):
    browser.post("/admin/logout/")

    assert browser.get("/admin/").status_code == 302


def test_password_is_not_shown_nor_what_is_made_of_it(browser, keeper):
    page = browser.get(page_of(User, "change", keeper.pk)).text

    assert keeper.email in page
    assert keeper.password not in page
    assert "pbkdf2" not in page
    assert "adgangskode" not in page.lower().replace("skift adgangskode", "")


@pytest.mark.parametrize("model", [Meeting, AgendaItem, StatusChange, Strategy], ids=lambda model: model.__name__)
def test_row_is_only_looked_at(browser, theme_meeting, strategy, model):
    AgendaItem.objects.create(meeting=theme_meeting, number=1, title="Et punkt")
    StatusChange.objects.create(strategy=strategy, to_status="chosen", note="Valgt.", on="2023-08-14")
    row = model.objects.get()

    assert browser.get(page_of(model, "change", row.pk)).status_code == 200
    assert browser.post(page_of(model, "change", row.pk), {}).status_code == 405
    assert browser.get(page_of(model, "add")).status_code == 403


@pytest.fixture
def closed_item(theme_meeting):
    return AgendaItem.objects.create(
        meeting=theme_meeting,
        number=1,
        title="Køb af Strandvej 1",
        is_closed=True,
        public_title="Køb af ejendom",
        case_presentation="<p>Prisen er 4 mio. kr.</p>",
    )


def test_list_of_items_shows_no_body_of_a_closed_one(browser, closed_item):
    page = browser.get(page_of(AgendaItem, "changelist")).text

    assert "Køb af ejendom" in page
    assert "Strandvej" not in page
    assert "4 mio." not in page


def test_closed_item_is_the_secretariats_alone(browser, client_of, closed_item):
    other = User.objects.create_superuser(
        "administration@example.org", "en-lang-adgangskode", name="Demo", role=User.Role.ADMINISTRATION
    )
    pages = [
        page_of(AgendaItem, "change", closed_item.pk),
        page_of(AgendaItem, "history", closed_item.pk),
        page_of(AgendaItem, "simple_history", closed_item.pk, closed_item.history.get().pk),
    ]

    assert [browser.get(page).status_code for page in pages] == [200, 200, 200]
    assert [client_of(other).get(page).status_code for page in pages] == [302, 403, 403]
    assert "Køb af ejendom" not in client_of(other).get(page_of(AgendaItem, "changelist")).text


def test_seats_are_seen_on_the_users_page(browser, member, council):
    page = browser.get(page_of(User, "change", member.pk))

    assert [form.instance.body for form in page.context["inline_admin_formsets"][0].formset.initial_forms] == list(
        Body.objects.filter(seats__user=member).order_by("seats__id")
    )
