"""What was changed since somebody read the debate paper: marked for them, part by part, and for nobody else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from vision.models import Challenge, DebatePaper, PaperReading

PAPER, READ = "/vision/vision-2035/debatoplaeg/", "/vision/vision-2035/debatoplaeg/laest/"


@pytest.fixture
def reader(client_of, member, paper, challenge, question):
    """The member's browser, in which the paper has been marked as read."""
    DebatePaper.objects.update(state="shared")
    client = client_of(member)
    client.post(READ, {"seen": client.get(PAPER).context["seen"]})
    return client


def news(client):
    return {change.anchor: change.is_new for change in client.get(PAPER).context["news"].shown}


def test_paper_that_is_yet_to_be_written_is_not_marked(client_of, member, paper, challenge):
    assert client_of(member).get(PAPER).context["news"] is None


def test_first_time_nothing_is_marked_and_it_can_be(client_of, member, paper, challenge, question):
    DebatePaper.objects.update(state="shared")
    page = client_of(member).get(PAPER)

    assert (page.context["news"].has_read, page.context["news"].shown) == (False, [])
    assert "Marker som læst" in page.text
    assert PaperReading.objects.count() == 0


def test_what_was_read_says_when(reader):
    page = reader.get(PAPER).text

    assert ("Du læste det den 14. august 2023. Intet er ændret siden." in page, "Marker som læst" in page) == (
        True,
        False,
    )


def test_each_changed_part_is_marked_with_the_way_to_it(reader, browser, sent, paper, challenge, question):
    edit = f"{PAPER}rediger/"
    browser.post(edit, sent(browser, edit, introduction="En ny indledning."))
    new = Challenge.objects.create(paper=paper, title="Klima")
    solution = paper.possible_solutions.create(title="Flere træer")
    question.text = "Hvad skal vi?"
    question.save()

    page = reader.get(PAPER)

    assert {change.anchor: change.is_new for change in page.context["news"].shown} == {
        "indledning": False,
        f"udfordring-{new.pk}": True,
        f"loesning-{solution.pk}": True,
        f"spoergsmaal-{question.pk}": False,
    }
    assert all(f'id="{anchor}"' in page.text for anchor in page.context["news"].changes)


def test_what_was_taken_out_is_told_and_what_came_and_went_is_not(reader, paper, challenge):
    challenge.delete()
    Challenge.objects.create(paper=paper, title="Kortvarig").delete()

    page = reader.get(PAPER)

    assert [(change.label, change.word) for change in page.context["news"].shown] == [("Uddannelsesniveau", "fjernet")]
    assert "Uddannelsesniveau (fjernet)" in page.text


def test_what_is_marked_as_read_again_is_no_news(reader, challenge):
    challenge.title = "Uddannelse"
    challenge.save()
    assert list(news(reader)) == [f"udfordring-{challenge.pk}"]

    reader.post(READ, {"seen": reader.get(PAPER).context["seen"]})

    assert news(reader) == {}


def test_what_was_changed_after_the_page_was_made_is_not_taken_for_read(reader, challenge):
    seen = reader.get(PAPER).context["seen"]
    challenge.title = "Uddannelse"
    challenge.save()

    reader.post(READ, {"seen": seen})

    assert list(news(reader)) == [f"udfordring-{challenge.pk}"]


def test_one_readers_mark_is_not_anothers(reader, client_of, secretariat):
    assert client_of(secretariat).get(PAPER).context["news"].has_read is False


@pytest.mark.parametrize("seen", ["", "i går", "9" * 40, "0001-01-01"])
def test_nonsense_for_a_moment_marks_nothing_later(reader, member, challenge, seen):
    challenge.title = "Uddannelse"
    challenge.save()

    reader.post(READ, {"seen": seen})

    assert list(news(reader)) == [f"udfordring-{challenge.pk}"]


def test_moment_to_come_is_no_later_than_now(reader, member, challenge):
    reader.post(READ, {"seen": (timezone.now() + timedelta(days=300)).isoformat()})

    challenge.title = "Uddannelse"
    challenge.save()

    assert list(news(reader)) == [f"udfordring-{challenge.pk}"]


def test_draft_is_not_marked_by_those_who_may_not_read_it(client_of, member, paper):
    DebatePaper.objects.update(state="draft")

    assert client_of(member).post(READ, {"seen": timezone.now().isoformat()}).status_code == 403


def test_public_has_no_marks(client, paper, challenge):
    DebatePaper.objects.update(state="published")

    assert client.get(PAPER).context["news"] is None


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_however_much_is_news(reader, paper, django_assert_num_queries, count):
    for number in range(count):
        row = Challenge.objects.create(paper=paper, title=f"Udfordring {number}")
        paper.possible_solutions.create(title="Løsning", challenge=row)
        paper.questions.create(text=f"Spørgsmål {number}?")

    with django_assert_num_queries(20):
        reader.get(PAPER)


def test_challenge_and_question_are_entered_with_where_they_belong(browser, paper, theme_meeting):
    item = theme_meeting.items.create(number=1, title="Debatoplæg")

    browser.post(f"{PAPER}udfordringer/ny/", {"title": "Klima", "raised_at": theme_meeting.pk, "position": 1})
    browser.post(f"{PAPER}spoergsmaal/nyt/", {"text": "Hvad skal vi?", "item": item.pk, "position": 1})
    blank = browser.post(f"{PAPER}spoergsmaal/nyt/", {"text": "\u200b", "position": 1})

    assert [(row.title, row.raised_at) for row in paper.challenges.all()] == [("Klima", theme_meeting)]
    assert [(row.text, row.item) for row in paper.questions.all()] == [("Hvad skal vi?", item)]
    assert list(blank.context["form"].errors) == ["text"]


def test_answer_stands_at_the_agenda_item_for_those_who_may_read_it(client, client_of, member, paper, theme_meeting):
    DebatePaper.objects.update(state="shared")
    theme_meeting.agenda_state = "published"
    theme_meeting.save()
    item = theme_meeting.items.create(number=1, title="Debatoplæg")
    paper.questions.create(
        text="Hvad er kerneopgaven?", item=item, answer="At borgerne kan selv.", answered_on=date(2023, 8, 22)
    )

    pages = [reader.get(theme_meeting.get_absolute_url()).text for reader in (client_of(member), client)]

    assert ["At borgerne kan selv." in page for page in pages] == [True, False]
