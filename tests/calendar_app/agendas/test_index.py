"""The index of an agenda, also while scrolling; what its paper is called; the months of the list of meetings."""

from datetime import date

import pytest

from calendar_app.agendas.document import document_heading
from ishoj_process.models import AgendaItem


@pytest.fixture
def agenda(make_meeting, council):
    meeting = make_meeting(council, kind="council", agenda_state="published")
    for number in range(1, 6):
        AgendaItem.objects.create(
            meeting=meeting,
            number=number,
            title=f"Sag {number}",
            is_closed=number == 5,
            public_title="Lukket punkt" if number == 5 else "",
        )
    return meeting


def test_agenda_has_an_index_that_leads_to_each_item_and_tells_no_more(client, agenda):
    page = client.get(agenda.get_absolute_url()).text

    for item in agenda.items.all():
        assert page.count(f'href="#punkt-{item.pk}"') == 2  # at the side, and folded above it on a phone
        assert f'id="punkt-{item.pk}"' in page
    assert "Dagsordenens 5 punkter" in page
    assert "Sag 5" not in page


def test_short_agenda_and_one_that_is_not_published_have_none(client, agenda):
    agenda.items.filter(number__gt=3).delete()
    assert "agenda-index" not in client.get(agenda.get_absolute_url()).text.replace("meetings.css", "")


@pytest.mark.parametrize(
    ("fields", "heading"),
    [
        ({"kind": "council"}, "Dagsorden til byrådsmøde: Ishøj Byråd"),
        ({"kind": "committee"}, "Dagsorden til udvalgsmøde: Ishøj Byråd"),
        ({"kind": "theme", "title": "Temamøde 1"}, "Dagsorden til temamøde: Temamøde 1"),
        ({"kind": "theme", "title": "Temamøde"}, "Dagsorden til temamøde"),
        ({"kind": "council", "minutes_state": "published"}, "Referat af byrådsmøde: Ishøj Byråd"),
    ],
)
def test_paper_is_called_what_it_is(make_meeting, council, fields, heading):
    assert document_heading(make_meeting(council, agenda_state="published", **fields)) == heading


def test_meetings_stand_under_their_months(client, make_meeting, council):
    for day in (date(2023, 9, 5), date(2023, 9, 26), date(2024, 1, 9), date(2023, 6, 1)):
        make_meeting(council, start_date=day)

    groups = client.get("/moeder/").context["groups"]

    assert [(is_over, [(month, len(rows)) for month, rows in months]) for is_over, months in groups] == [
        (False, [("september 2023", 2), ("januar 2024", 1)]),
        (True, [("juni 2023", 1)]),
    ]
