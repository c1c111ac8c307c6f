"""A plan file becomes rows once; loading again leaves alone what is as it was, and what staff have in hand."""

from datetime import date, time

import pytest

from calendar_app.models import LoadedFact
from ishoj_process.dates.rough import RoughDate
from ishoj_process.models import (
    AgendaItem,
    Alignment,
    Body,
    MainPolicy,
    Meeting,
    ProcessPlan,
    PublicStamp,
    Seat,
    StatusChange,
    Strategy,
    Treatment,
    Vision,
    VisionAim,
    WorkPeriod,
)
from strategies.models import Activity
from vision.models import Challenge, DebatePaper, Question

from .texts import PLAN, added, with_line, without_line

pytestmark = pytest.mark.django_db

ENTRIES = 24  # in PLAN


def history_rows():
    return sum(model.history.count() for model in (Meeting, Strategy, Vision, ProcessPlan, AgendaItem, DebatePaper))


def test_every_entry_becomes_a_row(plan_file):
    report = plan_file.load()

    assert len(report.created) == LoadedFact.objects.count() == ENTRIES
    assert Seat.objects.get().role == Seat.Role.CHAIR
    assert Alignment.objects.get().how == "På denne måde."
    assert Activity.objects.get().starts == RoughDate(2023, season="spring")
    assert Treatment.objects.get().level == Vision.objects.get()
    assert Challenge.objects.get().raised_at == Meeting.objects.get(kind="council")
    assert Question.objects.get().item == AgendaItem.objects.get()
    assert WorkPeriod.objects.get().first_day == date(2023, 9, 5)


def test_meeting_is_stored_as_the_file_says(plan_file):
    plan_file.load()

    meeting = Meeting.objects.get(kind="theme")
    assert meeting.before == Meeting.objects.get(kind="council")
    assert (meeting.start_date, meeting.end_date, meeting.start_time) == (date(2023, 9, 5), date(2023, 9, 5), None)
    assert meeting.purpose == "<p>Det første.</p><p>Det andet.</p>"
    assert meeting.state == Meeting.State.PLANNED
    assert [body.slug for body in Meeting.objects.get(kind="seminar").bodies.all()] == ["raad", "udvalg"]


@pytest.mark.parametrize("clock", ['"17.00"', '"17:00"', "17:00:00", "17:00"])
def test_time_may_be_written_in_each_usual_way(plan_file, clock):
    plan_file.load(with_line("meetings.raadsmoede", f"start_time = {clock}"))

    assert Meeting.objects.get(kind="council").start_time == time(17)


@pytest.mark.parametrize(
    ("written", "stored"),
    [('"2023"', "2023"), ('"2023-06"', "2023-06"), ('"2023-06-20"', "2023-06-20"), ("2023-06-20", "2023-06-20")],
)
def test_rough_date_keeps_its_precision(plan_file, written, stored):
    plan_file.load(with_line("main_policies.politik", f"adopted_on = {written}"))

    assert MainPolicy.objects.get().adopted_on.code == stored


def test_file_of_a_danish_text_editor_on_windows_is_read(plan_file):
    plan_file.load(("\ufeff" + PLAN.replace("\n", "\r\n")).encode())

    assert Body.objects.get(slug="raad").name == "Rådet"


def test_order_of_parts_is_that_of_the_file(plan_file):
    plan_file.load(added('[visions.vision.aims.andet]\ntitle = "A"\n[meetings.tema.agenda.to]\ntitle = "A"'))

    assert list(VisionAim.objects.values_list("title", "position")) == [("Et mål", 1), ("A", 2)]
    assert list(AgendaItem.objects.values_list("title", "number")) == [("Spørgsmålet", 1), ("A", 2)]


def test_vision_may_be_adopted_at_a_meeting_of_its_own_track(plan_file):
    text = with_line("visions.vision", 'status = "adopted"\nadopted_at_item = "tema.spoergsmaal"')

    plan_file.load(text)

    assert Vision.objects.get().adopted_at_item == AgendaItem.objects.get()
    assert len(plan_file.load(text).unchanged) == ENTRIES


def test_plan_may_be_adopted_at_a_meeting(plan_file):
    plan_file.load()

    plan_file.load(with_line("plans.plan", 'state = "adopted"\nadopted_at = "raadsmoede"'))

    assert ProcessPlan.objects.get().adopted_at == Meeting.objects.get(kind="council")
    assert len(plan_file.load(PLAN).changed) == 1
    assert ProcessPlan.objects.get().is_adopted is False


def test_loading_twice_changes_nothing(plan_file):
    plan_file.load()
    before = (PublicStamp.current(), history_rows(), list(LoadedFact.objects.values()))

    report = plan_file.load()

    assert (len(report.created), len(report.changed), len(report.kept), len(report.unchanged)) == (0, 0, 0, ENTRIES)
    assert (PublicStamp.current(), history_rows(), list(LoadedFact.objects.values())) == before


def test_changed_file_changes_what_nobody_touched(plan_file):
    plan_file.load()

    report = plan_file.load(with_line("bodies.udvalg", 'name = "Det nye udvalg"'))

    assert report.changed == ["bodies.udvalg"]
    assert Body.objects.get(slug="udvalg").name == "Det nye udvalg"


def test_key_taken_out_of_the_file_goes_back_to_its_default(plan_file):
    plan_file.load(with_line("meetings.raadsmoede", 'place = "Salen"\nstart_time = "17.00"'))

    plan_file.load(PLAN)

    meeting = Meeting.objects.get(kind="council")
    assert (meeting.place, meeting.start_time) == ("", None)


def test_entry_taken_out_of_the_file_stays(plan_file):
    plan_file.load(added('[strategies.anden]\ntitle = "Anden"'))

    plan_file.load(PLAN)

    assert Strategy.objects.filter(slug="anden").exists() is True


def test_change_of_bodies_alone_is_loaded(plan_file):
    plan_file.load()
    stamp = PublicStamp.current()

    report = plan_file.load(with_line("meetings.seminar", 'bodies = ["udvalg"]'))

    assert report.changed == ["meetings.seminar"]
    assert [body.slug for body in Meeting.objects.get(kind="seminar").bodies.all()] == ["udvalg"]
    assert PublicStamp.current() > stamp


def test_changed_row_gets_the_next_version_and_an_earlier_one(plan_file):
    plan_file.load()

    plan_file.load(with_line("meetings.seminar", 'title = "Seminaret"'))

    meeting = Meeting.objects.get(kind="seminar")
    assert (meeting.version, meeting.sequence) == (2, 0)
    assert [version.title for version in meeting.history.all()] == ["Seminaret", ""]


def test_meeting_at_another_time_is_a_new_revision_in_calendars(plan_file):
    plan_file.load()

    plan_file.load(with_line("meetings.seminar", "end_date = 2023-11-02"))

    assert Meeting.objects.get(kind="seminar").sequence == 1


def test_meeting_before_one_that_gets_an_hour_is_a_new_revision_too(plan_file):
    text = with_line("meetings.tema", "planned_minutes = 60")
    plan_file.load(text)

    plan_file.load(with_line("meetings.raadsmoede", 'start_time = "17.00"', text))

    meeting = Meeting.objects.get(kind="theme")
    assert (meeting.effective_start, meeting.sequence) == (time(16), 1)
    assert len(plan_file.load(with_line("meetings.raadsmoede", 'start_time = "17.00"', text)).unchanged) == ENTRIES


def test_status_that_the_file_changes_stands_in_the_history(plan_file):
    plan_file.load()

    plan_file.load(with_line("strategies.strategi", 'status = "chosen"'))

    change = StatusChange.objects.get()
    assert (change.from_status, change.to_status, change.by) == ("considered", "chosen", None)
    assert (change.note, change.on) == ("Indlæst fra planfilen.", date(2023, 8, 14))


def test_two_files_may_share_entries(plan_file):
    plan_file.load()

    report = plan_file.load('[bodies.raad]\nname = "Rådet"\nkind = "council"\n[strategies.anden]\nowner = "raad"')

    assert (report.created, report.unchanged) == (["strategies.anden"], ["bodies.raad"])


def test_row_that_staff_made_before_stops_the_file(plan_file, council):
    problems = plan_file.problems(with_line("bodies.raad", f'slug = "{council.slug}"'))

    assert [problem.split(": ")[0] for problem in problems] == ["bodies.raad.slug"]


def test_file_without_a_key_that_may_lack_is_loaded(plan_file):
    plan_file.load(without_line("main_policies.politik", "title"))

    assert MainPolicy.objects.get().title == ""
