"""The database's own pages: changes are counted, and what has an act of its own is only looked at."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from ishoj_process.models import (
    AgendaItem,
    Body,
    GuidingLine,
    Meeting,
    PublicStamp,
    StatusChange,
    Strategy,
    User,
    Vision,
)


def page_of(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def posted(browser, url, **changes):
    """Send the page's own form back, with changes."""
    context = browser.get(url).context
    form = context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in values.items() if value is not None and value is not False}
    for formset in context["inline_admin_formsets"]:
        sent |= {f"{formset.formset.prefix}-{key}": 0 for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return browser.post(url, sent | changes)


@pytest.mark.parametrize("who", [None, "member", "administration", "secretariat"])
def test_only_who_may_use_these_pages_is_let_in(request, client_of, who):
    client = client_of(request.getfixturevalue(who) if who else None)

    assert client.get("/admin/").status_code == 302


def test_change_counts_a_version_signed_and_raises_the_stamp(browser, keeper, strategy):
    before = PublicStamp.current()

    response = posted(browser, page_of(Strategy, "change", strategy.pk), title="Et nyt navn")

    strategy.refresh_from_db()
    assert response.status_code == 302
    assert (strategy.title, strategy.version, strategy.updated_by) == ("Et nyt navn", 2, keeper)
    assert (strategy.history.first().history_user, PublicStamp.current() > before) == (keeper, True)


def test_change_over_what_somebody_else_stored_is_refused(browser, strategy):
    url = page_of(Strategy, "change", strategy.pk)

    response = posted(browser, url, title="Mit navn", seen_version="0")

    strategy.refresh_from_db()
    assert (response.status_code, strategy.title, strategy.version) == (200, "Biodiversitetsstrategi", 1)
    assert response.context["adminform"].form.non_field_errors() == [
        _("Somebody else has saved this while you were writing. Open the page again.")
    ]


def test_status_is_not_changed_past_its_act(browser, strategy):
    posted(browser, page_of(Strategy, "change", strategy.pk), title="Et nyt navn", status="adopted", slug="andet")

    strategy.refresh_from_db()
    assert (strategy.title, strategy.status, strategy.slug) == (
        "Et nyt navn",
        "in_preparation",
        "biodiversitetsstrategi",
    )


def test_adopted_wording_is_not_changed(browser, vision):
    Vision.objects.filter(pk=vision.pk).update(status="adopted", text="<p>Vedtaget.</p>")

    posted(browser, page_of(Vision, "change", vision.pk), title="Et nyt navn", text="Andet", horizon="2040")

    vision.refresh_from_db()
    assert (vision.title, vision.text, vision.horizon) == ("Vision 2035", "<p>Vedtaget.</p>", 2040)


def test_deleting_many_at_once_raises_the_stamp(browser, aim):
    for title in ("Fællesskab", "Uddannelse"):
        GuidingLine.objects.create(aim=aim, title=title)
    before = PublicStamp.current()

    browser.post(
        page_of(GuidingLine, "changelist"),
        {
            "action": "delete_selected",
            "_selected_action": [line.pk for line in GuidingLine.objects.all()],
            "post": "yes",
        },
    )

    assert GuidingLine.objects.count() == 0
    assert PublicStamp.current() > before
    assert GuidingLine.history.filter(history_type="-").count() == 2


@pytest.mark.parametrize("model", [Meeting, AgendaItem, StatusChange], ids=lambda model: model.__name__)
def test_what_has_acts_of_its_own_is_only_looked_at(browser, theme_meeting, strategy, model):
    AgendaItem.objects.create(meeting=theme_meeting, number=1, title="Et punkt")
    StatusChange.objects.create(strategy=strategy, to_status="chosen", note="Valgt.", on="2023-08-14")
    row = model.objects.get()

    assert browser.get(page_of(model, "change", row.pk)).status_code == 200
    assert browser.post(page_of(model, "change", row.pk), {}).status_code == 403
    assert browser.get(page_of(model, "add")).status_code == 403


def test_meeting_with_an_agenda_is_not_deleted(browser, theme_meeting):
    AgendaItem.objects.create(meeting=theme_meeting, number=1, title="Et punkt")

    assert browser.post(page_of(Meeting, "delete", theme_meeting.pk), {"post": "yes"}).status_code == 403
    assert Meeting.objects.count() == 1


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


def test_user_is_made_with_a_password_and_logs_in(browser, client):
    url = page_of(User, "add")
    sent = {
        "email": "ny@example.org",
        "name": "Demo: ny",
        "role": "member",
        "usable_password": "true",
        "password1": "en-lang-adgangskode-til",
        "password2": "en-lang-adgangskode-til",
    }

    weak = browser.post(url, sent | {"password1": "kort", "password2": "kort"})
    stored = browser.post(url, sent)

    user = User.objects.get(email="ny@example.org")
    assert (weak.status_code, stored.status_code) == (200, 302)
    assert user.check_password("en-lang-adgangskode-til")
    assert browser.get(page_of(User, "change", user.pk)).status_code == 200
    assert browser.get(reverse("admin:auth_user_password_change", args=[user.pk])).status_code == 200


def test_seat_is_given_on_the_users_page(browser, member, council):
    page = browser.get(page_of(User, "change", member.pk))

    assert [form.instance.body for form in page.context["inline_admin_formsets"][0].formset.initial_forms] == list(
        Body.objects.filter(seats__user=member).order_by("seats__id")
    )
