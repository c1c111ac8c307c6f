"""How many steps one page takes: a reader of the code follows a meeting's page through few files and templates."""

import sys
from datetime import date, time
from pathlib import Path

import pytest
from django.conf import settings
from django.test.signals import template_rendered

from ishoj_process.models import AgendaItem, Attendance, Case, Meeting, ProcessPlan, Track, Treatment
from tests.calendar_app.conftest import make_attachment
from vision.models import Challenge, DebatePaper, Question, Theme

MOST_TEMPLATES, MOST_FILES = 10, 15
OURS = ("site/", "components/", "ishoj_process/", "vision/", "strategies/", "calendar_app/")


@pytest.fixture
def full_meeting(vision, strategy, council, committee, member, theme_meeting, make_meeting, uploads_in):
    """Theme meeting 1 with all that a page of a meeting can hold, published as far as it can be."""
    plan = ProcessPlan.objects.create(
        term=vision.term, vision=vision, title="Plan", starts="2023-04-01", ends="2023-12-31"
    )
    track = Track.objects.create(plan=plan, kind="vision", title="Vision 2035", lead_actor="Byrådet")
    council_meeting = make_meeting(council, title="Byrådsmøde", start_time=time(20))
    for day in (date(2023, 6, 12), date(2023, 9, 4)):
        make_meeting(council, title="Temamøde", start_date=day)
    Meeting.objects.filter(pk=theme_meeting.pk).update(
        track=track,
        place="Byrådssalen",
        purpose="<p>At begynde.</p>",
        outcome="<p>Temaer.</p>",
        source_note="Planen",
        is_unconfirmed=True,
        behind_closed_doors=True,
        case_number="23/1",
        case_url="https://sager.example.org/1",
        before=council_meeting,
        agenda_state=Meeting.AgendaState.PUBLISHED,
        minutes_state=Meeting.MinutesState.PUBLISHED,
    )
    _agenda(theme_meeting, vision, strategy)
    Attendance.objects.create(meeting=theme_meeting, user=member, note="fra kl. 18")
    Theme.objects.create(vision=vision, title="Uddannelse", is_published=True, raised_at=theme_meeting)
    return theme_meeting


def _agenda(meeting, vision, strategy):
    """Three items: one with its case, decision and files, one that came late, one behind closed doors."""
    case = Case.objects.create(number="23/4711", url="https://sager.example.org/4711")
    rich = {"case_presentation": "<p>Oplægget.</p>", "decision": "<p>Taget til efterretning.</p>"}
    item = AgendaItem.objects.create(meeting=meeting, number=1, title="Debatoplæg", case=case, **rich)
    make_attachment(item)
    item.minority_statements.create(by_whom="Et mindretal", text="<p>Imod.</p>")
    item.corrections.create(what="Titlen er rettet.", on=date(2023, 8, 14))
    Treatment.objects.create(item=item, strategy=strategy)
    AgendaItem.objects.create(
        meeting=meeting, number=2, title="Budget", late_reason="Haster.", withdrawn_reason="Udsat."
    )
    AgendaItem.objects.create(meeting=meeting, number=3, title="Køb", is_closed=True, public_title="En lukket sag")
    paper = DebatePaper.objects.create(vision=vision, title="Debatoplæg", presented_at=meeting, state="published")
    Question.objects.create(paper=paper, text="Hvad er kerneopgaven?", item=item)
    Challenge.objects.create(paper=paper, title="Klima", raised_at=meeting)


@pytest.fixture
def rendered():
    """The names of our own templates, in the order in which they were rendered."""
    names = []

    def note(template, **_):
        if template.name and template.name.startswith(OURS):
            names.append(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def test_page_of_a_meeting_that_has_everything_renders_few_templates(client, full_meeting, rendered):
    page = client.get(full_meeting.get_absolute_url()).text

    for words in ("Debatoplæg", "En lukket sag", "Et mindretal", "Byrådssalen", "Klima", "Uddannelse", "Til stede"):
        assert words in page
    assert len(set(rendered)) <= MOST_TEMPLATES, sorted(set(rendered))


def test_page_of_a_meeting_that_has_everything_runs_through_few_files(client, full_meeting):
    """Warm, for the public: models stand for the tables and are not counted."""
    client.get(full_meeting.get_absolute_url())
    entered = set()

    def note(frame, event, _argument):
        if event == "call":
            entered.add(frame.f_code.co_filename)

    sys.setprofile(note)
    try:
        client.get(full_meeting.get_absolute_url())
    finally:
        sys.setprofile(None)

    assert len(own_files(entered)) <= MOST_FILES, own_files(entered)


def own_files(names):
    """Those of our packages, without the models."""
    files = [Path(name).relative_to(settings.BASE_DIR) for name in names if name.startswith(str(settings.BASE_DIR))]
    left_out = {"tests", ".venv", "models", "migrations"}
    return sorted(str(path) for path in files if not left_out & set(path.parts))
