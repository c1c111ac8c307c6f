"""The database's own pages: all of them open, changes are counted, and what has an act of its own is only looked at."""

from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import gettext as _

from ishoj_process.models import (
    AgendaItem,
    Alignment,
    Body,
    GuidingLine,
    Meeting,
    PublicStamp,
    StatusChange,
    Strategy,
    User,
    Vision,
)

CHANGELISTS = [model for model in admin.site._registry if model._meta.app_label not in ("account", "auth", "sites")]


NONSENSE = [
    "title",
    "name",
    "slug",
    "text",
    "starts",
    "ends",
    "vision",
    "body",
    "term",
    "kind",
    "version",
    "seen_version",
]


def page_of(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.fixture
def keeper(db):
    """The secretariat, with the right to the database's own pages."""
    return User.objects.create_superuser("sekretariat@example.org", "en-lang-adgangskode", name="Demo: sekretariat")


@pytest.fixture
def browser(client_of, keeper):
    return client_of(keeper)


@pytest.fixture
def plan(db):
    """The plan of 2023, with a guiding line, what serves it, a theme and a contribution, which it has none of."""
    call_command("load_plan", stdout=StringIO())
    vision = Vision.objects.get()
    line = GuidingLine.objects.create(aim=vision.aims.first(), title="Fællesskaber, der bærer")
    Alignment.objects.create(guiding_line=line, strategy=Strategy.objects.first(), how="Sådan.")
    apps.get_model("vision.Theme").objects.create(vision=vision, title="Foreninger")
    apps.get_model("vision.Round").objects.create(vision=vision, title="Prioritering")
    writer = User.objects.create_user("administration@example.org", role=User.Role.ADMINISTRATION)
    apps.get_model("calendar_app.MailChoice").objects.create(user=writer)
    year = apps.get_model("calendar_app.YearPlan").objects.create(year=2024)
    year.rules.create(body=Body.objects.first(), kind="council", weekday=2)
    year.meetings.create(body=Body.objects.first(), kind="council", date="2024-01-02")
    make_consultation(Strategy.objects.first())
    make_minutes(Meeting.objects.first(), writer)
    apps.get_model("vision.Contribution").objects.create(
        vision=vision,
        text="Flere skal lære mere.",
        speaker="meeting",
        meeting=Meeting.objects.first(),
        written_by=writer,
        said_on=Meeting.objects.first().start_date,
    )


def make_minutes(meeting, writer):
    """A standing item of a case with its number, a correction, and what minutes hold beside the decision."""
    body, day = Body.objects.first(), date(2023, 8, 14)
    standing = body.standing_items.create(title="Meddelelser")
    case = apps.get_model("ishoj_process.Case").objects.create(number="23/4711")
    number = meeting.items.count() + 1
    item = meeting.items.create(number=number, title="Meddelelser", standing=standing, case=case)
    item.running_numbers.create(body=body, year=2023, number=1)
    item.corrections.create(what="Bilag 1 er tilføjet.", on=day, by=writer)
    item.minority_statements.create(by_whom="Et mindretal", text="<p>Imod.</p>")
    item.follow_ups.create(what="Et notat", role="Direktionen")
    meeting.attendances.create(user=writer)


def make_consultation(strategy):
    """A consultation with somebody asked, an answer and a point, and what is noted beside consultations."""
    body, day = Body.objects.first(), date(2023, 8, 14)
    consultation = strategy.consultations.create(number=1, state="sent", opened_on=day, deadline=day)
    consultee = consultation.consultees.create(body=body)
    consultation.sheets.create(name="svar.xlsx", read_on=day)
    answer = consultation.responses.create(consultee=consultee, text="Husk skolerne.", sent_on=day)
    answer.points.create(text="Skolerne")
    strategy.left_out.create(body=body, reason="Berøres ikke.")
    strategy.milestones.create(title="Udkast", due="2023-09-01")
    strategy.solutions.create(title="Vilde bede", audience="citizens")
    strategy.documents.create(title="Kort", file="attachments/k.pdf", original_name="k.pdf", size=9)
    strategy.early_involvements.create(kind="orientation", body=body, on=day)
    apps.get_model("strategies.CitizenInvolvement").objects.create(strategy=strategy, degree="dialogue")


def posted(browser, url, **changes):
    """Send the page's own form back, with changes."""
    context = browser.get(url).context
    form = context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in values.items() if value is not None and value is not False}
    for formset in context["inline_admin_formsets"]:
        sent |= {f"{formset.formset.prefix}-{key}": 0 for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return browser.post(url, sent | changes)


@pytest.mark.parametrize("model", CHANGELISTS, ids=lambda model: model._meta.label)
def test_every_page_opens_with_the_plan_of_2023(browser, plan, model):
    assert browser.get(page_of(model, "changelist")).status_code == 200
    model_admin = admin.site._registry[model]
    request = browser.get(page_of(model, "changelist")).wsgi_request
    adds = browser.get(page_of(model, "add")).status_code
    assert adds == (200 if model_admin.has_add_permission(request) else 403)
    if row := model.objects.first():
        assert browser.get(page_of(model, "change", row.pk)).status_code == 200
        assert browser.get(page_of(model, "history", row.pk)).status_code == 200


@pytest.mark.parametrize("model", CHANGELISTS, ids=lambda model: model._meta.label)
def test_every_form_is_answered_with_the_plan_of_2023(browser, plan, model):
    """Sent empty, sent back as it was, sent with nonsense, and deleted: what is not allowed is told, nothing breaks."""
    row = model.objects.first()
    answers = [
        browser.post(page_of(model, "add"), {}),
        browser.post(page_of(model, "add"), dict.fromkeys(NONSENSE, "²")),
    ]
    if row:
        change, delete = page_of(model, "change", row.pk), page_of(model, "delete", row.pk)
        if "adminform" in (opened := browser.get(change)).context and opened.context["has_change_permission"]:
            answers.append(posted(browser, change))
        answers += [browser.post(change, {}), browser.get(delete), browser.post(delete, {"post": "yes"})]

    assert {answer.status_code for answer in answers} <= {200, 302, 403}


@pytest.mark.parametrize("model", [m for m in CHANGELISTS if hasattr(m, "history")], ids=lambda model: model.__name__)
def test_earlier_versions_are_read_and_not_put_back(browser, plan, model):
    row = model.objects.first()
    earlier = page_of(model, "simple_history", row.pk, row.history.latest().pk)

    assert browser.get(earlier).status_code == 200
    assert browser.post(earlier, {}).status_code == 403


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
