"""Each of the database's own pages on the plan of 2023: it opens, and takes nothing."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin

from ishoj_process.editing.versions import OFFICE
from ishoj_process.models import Alignment, Body, GuidingLine, Meeting, Strategy, User, Vision

from .test_admin import page_of

CHANGELISTS = [*admin.site._registry]


@pytest.fixture(scope="module")
def plan(plan_of_2023, django_db_blocker):
    """The plan of 2023, with a guiding line, what serves it, a theme and a contribution, which it has none of."""
    with django_db_blocker.unblock():
        fill_up()


def fill_up():
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
    apps.get_model("strategies.LeftOut").objects.create(strategy=strategy, body=body, reason="Berøres ikke.")
    strategy.milestones.create(title="Udkast", due="2023-09-01")
    strategy.solutions.create(title="Vilde bede", audience="citizens")
    strategy.documents.create(title="Kort", file="attachments/k.pdf", original_name="k.pdf", size=9)
    strategy.early_involvements.create(kind="orientation", body=body, on=day)
    apps.get_model("strategies.CitizenInvolvement").objects.create(strategy=strategy, degree="dialogue")


@pytest.mark.parametrize("model", CHANGELISTS, ids=lambda model: model._meta.label)
def test_every_page_opens_with_the_plan_of_2023_and_takes_nothing(plan, browser, model):
    changelist, add = page_of(model, "changelist"), page_of(model, "add")

    assert (browser.get(changelist).status_code, browser.get(add).status_code) == (200, 403)
    assert {browser.post(address, {}).status_code for address in (changelist, add)} == {405}
    if row := model.objects.first():
        change, history, delete = (page_of(model, name, row.pk) for name in ("change", "history", "delete"))
        opened = browser.get(change)
        assert (opened.status_code, browser.get(history).status_code, browser.get(delete).status_code) == (
            200,
            200,
            403,
        )
        assert 'name="_save"' not in opened.text
        assert {browser.post(address, {"post": "yes"}).status_code for address in (change, history, delete)} == {405}


# Those of the council are read on pages of ours, by the secretariat alone (`/udgaver/plads/2/`).
VERSIONED = [model for model in CHANGELISTS if hasattr(model, "history") and model not in OFFICE]


@pytest.mark.parametrize("model", VERSIONED, ids=lambda model: model.__name__)
def test_earlier_versions_are_read_and_not_put_back(plan, browser, model):
    row = model.objects.first()
    earlier = page_of(model, "simple_history", row.pk, row.history.latest().pk)

    assert browser.get(earlier).status_code == 200
    assert browser.post(earlier, {}).status_code == 405
