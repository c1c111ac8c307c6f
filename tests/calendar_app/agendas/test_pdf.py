"""The agenda on paper."""

import subprocess
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from ishoj_process.models import AgendaItem, Attachment


def bookmarks(outline):
    return [(str(entry.title), bookmarks(entry.children)) for entry in outline]


def test_document_is_tagged_danish_and_has_the_agenda_as_bookmarks(client, published, agenda_item):
    response = client.get(f"/moeder/{published.pk}/dagsorden.pdf")

    name = "dagsorden%202023-08-21%20Temam%C3%B8de%201%20for%20Byr%C3%A5det.pdf"
    assert response["Content-Disposition"] == f"inline; filename*=utf-8''{name}"
    with pikepdf.open(BytesIO(response.content)) as pdf, pdf.open_outline() as outline:
        assert str(pdf.Root.Lang) == "da"
        assert str(pdf.docinfo["/Title"]) == "Dagsorden: Temamøde 1 for Byrådet, 21. august 2023"
        item = ("1. Direktionens debatoplæg", [("Sagsfremstilling", [])])
        assert bookmarks(outline.root) == [("Dagsorden til temamøde: Temamøde 1 for Byrådet", [("Dagsorden", [item])])]


@pytest.mark.each_paper_written
def test_document_is_the_same_bytes_and_answers_304(client, published, agenda_item):
    url = f"/moeder/{published.pk}/dagsorden.pdf"
    first = client.get(url)

    again = client.get(url, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_document_is_new_when_an_item_is(client, published, agenda_item):
    url = f"/moeder/{published.pk}/dagsorden.pdf"
    first = client.get(url)
    agenda_item.title = "Et nyt navn"
    agenda_item.save()

    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"), [(None, 404), ("member", 404), ("administration", 200), ("secretariat", 200)]
)
def test_draft_agenda_is_a_document_for_the_staff_alone(request, client_of, agenda_item, who, status):
    client = client_of(request.getfixturevalue(who) if who else None)

    assert client.get(f"/moeder/{agenda_item.meeting_id}/dagsorden.pdf").status_code == status


def test_document_of_an_unpublished_meeting_is_not_found(client, make_meeting, council):
    meeting = make_meeting(council, is_published=False, agenda_state="published")

    assert client.get(f"/moeder/{meeting.pk}/dagsorden.pdf").status_code == 404


@pytest.mark.parametrize("lines", [17, 20])  # the list began a page of its own
def test_list_of_attachments_has_the_end_of_the_agenda_on_its_page(client, published, agenda_item, lines):
    AgendaItem.objects.filter(pk=agenda_item.pk).update(case_presentation="<p>Ordet</p>" * lines)
    Attachment.objects.create(item=agenda_item, number=1, title="Notat", original_name="n.pdf", file="n.pdf", size=9)

    response = client.get(f"/moeder/{published.pk}/dagsorden.pdf")

    text = subprocess.run(["pdftotext", "-", "-"], input=response.content, capture_output=True, check=True).stdout
    [page] = [page for page in text.decode().split("\f") if "Bilagsoversigt" in page]
    assert ("Ordet" in page or "Notat" in page.partition("Bilagsoversigt")[0], "Fil\n" in page) == (True, True)


def test_document_of_a_seminar_is_by_day(client, make_meeting, council):
    seminar = make_meeting(
        council, title="S", start_date=date(2023, 10, 31), end_date=date(2023, 11, 1), agenda_state="published"
    )
    for number, day in enumerate(seminar.days, start=1):
        AgendaItem.objects.create(meeting=seminar, number=number, title="Punkt", day=day)

    response = client.get(f"/moeder/{seminar.pk}/dagsorden.pdf")

    with pikepdf.open(BytesIO(response.content)) as pdf, pdf.open_outline() as outline:
        agenda = bookmarks(outline.root)[0][1][0]
        assert agenda == (
            "Dagsorden",
            [
                ("Tirsdag den 31. oktober 2023", [("1. Punkt", [])]),
                ("Onsdag den 1. november 2023", [("2. Punkt", [])]),
            ],
        )


def test_document_answers_post_with_405(client, published):
    assert client.post(f"/moeder/{published.pk}/dagsorden.pdf").status_code == 405
