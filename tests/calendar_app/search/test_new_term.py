"""What is made ready for a term is found by nobody else before the term begins."""

from datetime import date

import pytest

from ishoj_process.council.acts import hand_over, rename_body
from ishoj_process.models import Body, Meeting, ProcessPlan, Seat, Track, User
from tests import rows
from tests.ishoj_process.bodies.test_pages import words

FIRST = date(2026, 1, 1)
FOUND = ("Velfærdsudvalget", "Planudvalget", "Zacharias", "Internat")


@pytest.fixture(autouse=True)
def prepared(settings, term, council, committee, other_committee, secretariat, db):
    """A body that is renamed, one that is taken over, one who is elected, and a plan with a meeting."""
    settings.PROCESS_TODAY = "2025-12-20"
    coming = rows.next_term()
    rename_body(body=committee, name="Planudvalget", on=FIRST, by=secretariat)
    new = Body.objects.create(name="Velfærdsudvalget", slug="velfaerd", kind="standing", begins=FIRST)
    hand_over(bodies=[other_committee], heirs=[new], on=FIRST, by=secretariat)
    user = User.objects.create_user("z@ishoej.example", name="Zacharias Holm")
    Seat.objects.create(user=user, body=council, term=coming)
    plan = ProcessPlan.objects.create(term=coming, title="Plan", starts=coming.starts, ends=coming.ends)
    track = Track.objects.create(plan=plan, kind="vision", title="Vision", lead_actor="Byrådet")
    meeting = Meeting(kind="seminar", title="Internat", start_date="2026-02-02", end_date="2026-02-02", track=track)
    meeting.save()
    meeting.bodies.add(new)


@pytest.mark.parametrize("word", FOUND)
def test_it_is_not_found_before_its_day(client_of, member, word):
    for user in (None, member):
        page = words(client_of(user).get("/soeg/", {"q": word}))
        # The word stands in the field and in what is said of it; in no hit.
        assert "/udvalg/velfaerd/" not in page
        assert "Zacharias Holm" not in page
        assert "/moeder/" not in page.split("<main", 1)[1].replace('href="/moeder/"', "")


def test_meeting_of_the_plan_is_found_from_the_first_day(client_of, settings):
    settings.PROCESS_TODAY = "2026-01-01"

    assert "Internat" in words(client_of().get("/soeg/", {"q": "Internat"})).split("<main", 1)[1].replace(
        'value="Internat"', ""
    )
