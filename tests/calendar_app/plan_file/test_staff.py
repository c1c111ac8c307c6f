"""Rows that staff have edited or deleted since they were loaded stay so, unless the file is to overwrite them."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from ishoj_process.hierarchy.acts import change_status
from ishoj_process.models import AgendaItem, Alignment, Body, Meeting, PartyGroup, Seat, Strategy, Treatment
from tests.rows import make_user
from vision.models import Question

from .texts import PLAN, added, with_line

pytestmark = pytest.mark.django_db


def test_what_staff_edited_is_kept_and_reported(plan_file):
    plan_file.load()
    Body.objects.filter(slug="udvalg").update(name="Rettet udvalg")

    report = plan_file.load(with_line("bodies.udvalg", 'name = "Filens udvalg"'))

    assert report.kept == ["bodies.udvalg"]
    assert Body.objects.get(slug="udvalg").name == "Rettet udvalg"


def test_what_staff_filled_in_is_kept(plan_file):
    plan_file.load()
    Meeting.objects.filter(kind="seminar").update(place="Kursusstedet")

    report = plan_file.load(with_line("meetings.seminar", 'title = "Seminaret"'))

    assert report.kept == ["meetings.seminar"]
    assert Meeting.objects.get(kind="seminar").title == ""


def test_bodies_that_staff_changed_are_kept(plan_file):
    plan_file.load()
    Meeting.objects.get(kind="seminar").bodies.remove(Body.objects.get(slug="udvalg"))

    report = plan_file.load()

    assert report.kept == ["meetings.seminar"]
    assert [body.slug for body in Meeting.objects.get(kind="seminar").bodies.all()] == ["raad"]


def test_status_that_staff_changed_is_kept(plan_file, administration):
    plan_file.load()
    change_status(
        level=Strategy.objects.get(), to="chosen", note="Udvalget har valgt.", by=administration, on=date(2023, 8, 14)
    )

    plan_file.load(with_line("strategies.strategi", 'status = "in_preparation"'))

    assert Strategy.objects.get().status == "chosen"


def test_what_staff_edited_is_taken_back_with_overwrite(plan_file):
    plan_file.load()
    Body.objects.filter(slug="udvalg").update(name="Rettet udvalg")

    report = plan_file.load(overwrite=True)

    assert report.changed == ["bodies.udvalg"]
    assert Body.objects.get(slug="udvalg").name == "Udvalget"
    assert plan_file.load().kept == []


def test_what_staff_made_stays_with_overwrite(plan_file):
    plan_file.load()
    Strategy.objects.create(title="Egen strategi", slug="egen")

    plan_file.load(overwrite=True)

    assert Strategy.objects.filter(slug="egen").exists() is True


def test_what_staff_deleted_is_not_made_again(plan_file):
    plan_file.load()
    AgendaItem.objects.get().delete()

    report = plan_file.load(added('[meetings.tema.agenda.spoergsmaal.treatments.politik]\nmain_policy = "politik"'))

    assert report.not_made_again == [
        "meetings.tema.agenda.spoergsmaal",
        "meetings.tema.agenda.spoergsmaal.treatments.vision",
        "meetings.tema.agenda.spoergsmaal.treatments.politik",
    ]
    assert report.kept == ["debate_papers.oplaeg.questions.spoergsmaal"]
    assert AgendaItem.objects.exists() is False


def test_what_staff_deleted_is_made_again_with_overwrite(plan_file):
    plan_file.load()
    AgendaItem.objects.get().delete()

    plan_file.load(overwrite=True)

    assert Question.objects.get().item == AgendaItem.objects.get()
    assert Treatment.objects.get().item == AgendaItem.objects.get()
    assert plan_file.load().changed == []


def test_part_of_a_row_that_staff_edited_is_still_loaded(plan_file):
    plan_file.load()
    Meeting.objects.filter(kind="theme").update(place="Salen")

    report = plan_file.load(added('[meetings.tema.agenda.to]\ntitle = "Nyt punkt"'))

    assert (report.created, report.kept) == (["meetings.tema.agenda.to"], ["meetings.tema"])


def test_seat_of_somebody_who_cannot_log_in_is_vacant(plan_file):
    report = plan_file.load()

    assert Seat.objects.get().user is None
    assert report.without_user == ["bodies.raad.seats.formand.user"]


def test_seat_is_taken_when_its_user_is_made(plan_file):
    plan_file.load()
    user = make_user("member", "formand@example.org")

    report = plan_file.load()

    assert report.changed == ["bodies.raad.seats.formand"]
    assert Seat.objects.get().user == user


def test_command_tells_what_became_of_the_entries(plan_file):
    plan_file.load()
    Body.objects.filter(slug="udvalg").update(name="Rettet udvalg")
    Alignment.objects.all().delete()
    plan_file.write(PLAN + '[party_groups.c]\nletter = "C"\nname = "Den tredje"\n')
    out = StringIO()

    call_command("load_plan", plan_file.path, stdout=out)

    assert out.getvalue().splitlines() == [
        "Planen er indlæst: 1 nye, 0 ændrede, 22 uændrede.",
        "Rettet siden og derfor ikke overskrevet (--overwrite tager filens):",
        "  bodies.udvalg",
        "Slettet siden og derfor ikke oprettet igen (--overwrite opretter dem):",
        "  alignments.strategi-linje",
    ]
    assert PartyGroup.objects.count() == 3
