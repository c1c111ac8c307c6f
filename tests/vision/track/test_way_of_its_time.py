"""A vision's page tells of the way to it by the plan that led to it, whichever council plans today."""

from datetime import date

import pytest
from lxml import html

from ishoj_process.models import ProcessPlan, Track, Vision
from tests import rows
from tests.conftest import TODAY
from vision.track.shown import plan_towards

LATER = "2026-02-28"
NO_PLAN = "Der er ingen procesplan for, hvordan visionen skal blive til."


@pytest.fixture
def first(vision, plan, meetings):
    """The vision of 2022–2025, which its plan led to."""
    adopt(plan, meetings[0])
    return vision


@pytest.fixture
def next_plan(term, council):
    """The plan of the council after it, adopted on another day."""
    plan = rows.plan_of(rows.next_term(), title="Næste procesplan")
    Track.objects.create(plan=plan, kind="vision", title="Visionen", lead_actor="Byrådet")
    adopt(plan, rows.meeting(council, kind="council", start_date=date(2026, 1, 13)))
    return plan


def adopt(plan, meeting):
    ProcessPlan.objects.filter(pk=plan.pk).update(state="adopted", adopted_at=meeting)


def way_on(page):
    section = html.document_fromstring(page.content).get_element_by_id("moederne").getparent()
    return " ".join(section.text_content().split())


@pytest.mark.parametrize("status", ["in_preparation", "adopted", "superseded"])
def test_way_to_a_vision_is_what_it_was(client, settings, first, next_plan, status):
    adopted_on = "" if status == "in_preparation" else "2023-12-19"
    Vision.objects.filter(pk=first.pk).update(status=status, adopted_on=adopted_on)
    settings.PROCESS_TODAY = "2025-12-31"
    before = way_on(client.get(first.get_absolute_url()))
    settings.PROCESS_TODAY = LATER
    page = client.get(first.get_absolute_url())

    assert "Temamøde 1 for Byrådet" in before
    assert way_on(page) == before
    assert 'href="/perioder/2022-2025/plan/1/tidslinje/"' in page.text


def test_each_of_two_visions_has_the_plan_that_leads_to_it(first, next_plan):
    on = date.fromisoformat(LATER)
    coming = Vision.objects.create(title="Vision 2040", slug="vision-2040", term=next_plan.term)

    assert plan_towards(coming, on) == next_plan
    assert plan_towards(first, on).term == first.term
    # A plan of a coming term is of no day before it.
    assert plan_towards(coming, TODAY) is None


def test_vision_that_no_plan_leads_to_says_nothing_of_another_plan(client, settings, first, next_plan):
    settings.PROCESS_TODAY = LATER
    ProcessPlan.objects.exclude(pk=next_plan.pk).delete()
    text = way_on(client.get(first.get_absolute_url()))

    assert NO_PLAN in text
    assert "13. januar 2026" not in text
