"""A name that begins with a coming term is no word of a hit before the term, and is one from its first day on."""

from datetime import date

import pytest
from django.core.management import call_command

from ishoj_process.council.acts import rename_body
from ishoj_process.models import Body
from tests import rows

OLD, NEW = "Klima- og Miljøudvalget", "Naturudvalget"
BEFORE, AFTER = "2025-12-10", "2026-01-01"


@pytest.fixture
def meeting(term, other_committee, secretariat):
    rows.next_term()
    rename_body(body=other_committee, name=NEW, on=date(2026, 1, 1), by=secretariat)
    body = Body.objects.get(pk=other_committee.pk)
    return rows.meeting(body, kind="committee", start_date=date(2026, 2, 3), purpose="<p>Møllevej</p>")


@pytest.mark.parametrize("entered_on", [BEFORE, AFTER])
@pytest.mark.parametrize("title", ["", "Møde om Møllevej"])
def test_hit_has_the_name_of_the_day_on_which_it_is_found(client, settings, meeting, entered_on, title):
    """Nothing is entered anew on the day."""
    meeting.title = title
    meeting.save()
    settings.PROCESS_TODAY = entered_on
    call_command("rebuild_search", verbosity=0)
    found = {}
    for settings.PROCESS_TODAY in (BEFORE, AFTER):
        (hit,) = client.get("/soeg/?q=møllevej").context["hits"]
        found[settings.PROCESS_TODAY] = "".join([*(piece.text for piece in [*hit.title, *hit.excerpt]), hit.facts])

    assert [(OLD in text, NEW in text) for text in found.values()] == [(True, False), (False, True)]
