"""What somebody wrote here is theirs to read and to take along, with a seat or without; what it was about is not."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from calendar_app.models import MeetingInvitation, PrivateNote
from calendar_app.own.page import own_parts
from ishoj_process.models import AgendaItem
from strategies.models import Consultation, Consultee, Response
from tests import rows
from tests.conftest import TODAY
from vision.models import Ballot, Comment, Contribution, Mandate, Round, Theme, Vote

NOTES, CONTRIBUTIONS, COMMENTS, ANSWERS = "Noter", "Indspil", "Kommentarer til visionens tekst", "Høringssvar"
POINTS, INVITATIONS = "Point i runder, der ikke var hemmelige", "Svar på indkaldelser"
GONE = date(2023, 8, 13)


@pytest.fixture
def writer(member, council, vision, strategy, committee, secretariat, administration):
    """The member, who has written one of each: in the council, at a closed item and for the committee."""
    meeting = rows.meeting(council, title="Lukket temamøde", is_published=False, agenda_state="published")
    closed = {"is_closed": True, "public_title": "Køb"}
    item = AgendaItem.objects.create(meeting=meeting, number=3, title="Køb af grund", **closed)
    PrivateNote.objects.create(user=member, item=item, text="Spørg om prisen")
    said = {"vision": vision, "said_on": TODAY, "written_by": member}
    Contribution.objects.create(text="Flere træer", meeting=meeting, speaker="member", member=member, **said)
    Comment.objects.create(vision=vision, quote="ordene", text="Skriv det om", by=member, on=TODAY)
    days = {"deadline": date(2023, 10, 1)}
    consultation = Consultation.objects.create(strategy=strategy, number=1, state="sent", opened_on=TODAY, **days)
    consultee = Consultee.objects.create(consultation=consultation, body=committee)
    answer = Response(consultation=consultation, consultee=consultee, text="Vores kladde")
    answer.save_next(by=member)
    for is_secret in (False, True):
        give(member, vision, is_secret)
    MeetingInvitation.objects.create(
        meeting=meeting, user=member, answer="ACCEPTED", comment="Kommer sent", answered_at=timezone.now()
    )
    return member


def give(user, vision, is_secret):
    title = "Hemmelig runde" if is_secret else "Åben runde"
    round_ = Round.objects.create(
        vision=vision, title=title, is_secret=is_secret, is_live=False, state="closed", opened_at=timezone.now()
    )
    theme = Theme.objects.create(vision=vision, title=f"Tema i {title}")
    candidate = round_.candidates.create(theme=theme, title=theme.title)
    mandate = Mandate.objects.create(round=round_, holder=user, holder_name=str(user))
    ballot = Ballot.objects.create(round=round_, mandate=mandate, given_by=user)
    Vote.objects.create(ballot=ballot, candidate=candidate, points=3)


def texts(user):
    return {part.heading: [row.text for row in part.rows] for part in own_parts(user)}


def about(user):
    return {part.heading: [(row.about, bool(row.url)) for row in part.rows] for part in own_parts(user)}


WROTE = {
    NOTES: ["Spørg om prisen"],
    CONTRIBUTIONS: ["Flere træer"],
    COMMENTS: ["Skriv det om"],
    ANSWERS: ["Vores kladde"],
    POINTS: ["Tema i Åben runde"],
    INVITATIONS: ["deltager"],
}


def test_member_reads_all_that_they_wrote(writer, strategy):
    assert texts(writer) == WROTE
    assert about(writer) == {
        NOTES: [("Lukket temamøde, punkt 3: Køb af grund", True)],
        CONTRIBUTIONS: [("Lukket temamøde, 21. august 2023", True)],
        COMMENTS: [("", True)],
        ANSWERS: [(strategy.title, True)],
        POINTS: [("Åben runde", True)],
        INVITATIONS: [("Lukket temamøde, 21. august 2023", True)],
    }


def test_without_a_seat_the_words_stay_and_what_they_were_about_does_not(writer):
    writer.seats.update(ends=GONE)

    assert texts(writer) == WROTE
    assert about(writer) == {
        NOTES: [("", False)],
        CONTRIBUTIONS: [("", False)],
        COMMENTS: [("", False)],
        ANSWERS: [("", False)],
        POINTS: [("Åben runde", False)],
        INVITATIONS: [("", False)],
    }


def test_of_a_closed_item_who_may_not_read_it_is_told_its_public_title(writer):
    AgendaItem.objects.get().meeting.__class__.objects.update(is_published=True)
    writer.seats.update(ends=GONE)

    assert about(writer)[NOTES] == [("Lukket temamøde, punkt 3: Køb", True)]


def test_nobody_reads_anothers(writer, secretariat, administration, readers):
    others = [user for user in readers.values() if user.is_authenticated and user != writer]

    assert [own_parts(user) for user in others] == [[]] * len(others)


def test_an_answer_is_kept_as_they_wrote_it_whatever_the_next_chair_makes_of_it(writer, administration):
    answer = Response.objects.get()
    answer.text = "Den næstes ord"
    answer.save_next(by=administration)

    assert texts(writer)[ANSWERS] == ["Vores kladde"]
    assert texts(administration) == {ANSWERS: ["Den næstes ord"]}


def test_page_and_spreadsheet_say_the_same(client_of, writer):
    writer.seats.update(ends=GONE)
    browser = client_of(writer)

    page, answer = browser.get("/min-side/mit-eget/"), browser.get("/min-side/mit-eget.xlsx")

    book = load_workbook(BytesIO(answer.content))
    sheets = {sheet.title: sheet["C2"].value for sheet in book}
    assert sheets == {name[:31].strip(): said for name, (said,) in WROTE.items()}
    assert all(said in page.text for (said,) in WROTE.values())
    assert "Hemmelig runde" not in page.text
    assert answer["Cache-Control"] == "private, no-store"
    assert "/min-side/mit-eget/" in browser.get("/min-side/").text


def test_who_has_written_nothing_is_told_so(client_of, secretariat):
    browser = client_of(secretariat)

    assert "Du har ikke skrevet noget her endnu." in browser.get("/min-side/mit-eget/").text
    assert load_workbook(BytesIO(browser.get("/min-side/mit-eget.xlsx").content)).worksheets


def test_much_costs_no_more_questions_than_little(writer, council, vision, django_assert_num_queries):
    with django_assert_num_queries(QUERIES):
        own_parts(type(writer).objects.get(pk=writer.pk))
    for number in range(3):
        meeting = rows.meeting(council, start_date=TODAY + timedelta(days=number), agenda_state="published")
        item = AgendaItem.objects.create(meeting=meeting, number=1, title="Sag", is_closed=True, public_title="Sag")
        PrivateNote.objects.create(user=writer, item=item, text="Note")
        said = {"vision": vision, "said_on": TODAY, "written_by": writer}
        Contribution.objects.create(text="Mere", meeting=meeting, speaker="meeting", **said)
        MeetingInvitation.objects.create(meeting=meeting, user=writer, answered_at=timezone.now())
        give(writer, vision, is_secret=False)

    with django_assert_num_queries(QUERIES):
        own_parts(type(writer).objects.get(pk=writer.pk))


QUERIES = 17
