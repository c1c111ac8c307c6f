"""What approved minutes refuse is told before anything is typed: no form of the meeting stands open."""

import pytest

from ishoj_process.models import Attachment, Meeting, MinorityStatement
from tests.calendar_app.conftest import make_attachment

FROZEN = "Referatet er godkendt. Intet i det kan længere ændres."


@pytest.fixture
def approved(published, make_item):
    item = make_item("Broen over åen")
    make_attachment(item, "Kort over åen")
    MinorityStatement.objects.create(item=item, by_whom="Liste Ø", text="<p>Imod.</p>")
    day = "2023-08-01"
    approved = {"minutes_state": "approved", "minutes_approved_on": day}
    Meeting.objects.filter(pk=published.pk).update(**approved, start_date=day, end_date=day)
    return item


def pages(item):
    statement, attachment = MinorityStatement.objects.get(), Attachment.objects.get()
    forms = [
        f"/moeder/{item.meeting_id}/punkter/nyt/",
        f"/moeder/{item.meeting_id}/fremmoede/",
        *(f"/punkter/{item.pk}/{page}/" for page in ("rediger", "tag-af", "beslutning", "mindretal/nyt", "bilag/nyt")),
        f"/punkter/{item.pk}/mindretal/{statement.pk}/",
    ]
    removals = [f"/punkter/{item.pk}/mindretal/{statement.pk}/fjern/", f"/bilag/{attachment.pk}/slet/"]
    return forms, removals


def test_no_form_of_a_meeting_with_approved_minutes_stands_open(client_of, secretariat, approved):
    browser = client_of(secretariat)
    forms, removals = pages(approved)

    answers = {page: browser.get(page) for page in [*forms, *removals]}

    assert {page: answer.status_code for page, answer in answers.items() if answer.status_code != 200} == {}
    assert [page for page, answer in answers.items() if FROZEN not in answer.text] == []
    main = {page: answer.text.split("<main")[1].split("</main")[0] for page, answer in answers.items()}
    assert [page for page in forms if "<form" in main[page]] == []
    assert [page for page in removals if "disabled" not in main[page]] == []


def test_item_of_a_draft_is_not_taken_off_but_deleted(client_of, secretariat, theme_meeting):
    item = theme_meeting.items.create(number=1, title="Broen over åen")

    page = client_of(secretariat).get(f"/punkter/{item.pk}/tag-af/").text

    assert f'<a href="/punkter/{item.pk}/slet/">Slet punktet</a>' in page
    assert 'name="reason"' not in page
