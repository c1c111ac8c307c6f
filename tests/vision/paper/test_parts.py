"""The debate paper's parts: possible solutions with who can carry them, and the council's answers."""

from datetime import date

import pytest

from vision.models import DebatePaper, Question, Solution

PAPER = "/vision/vision-2035/debatoplaeg/"
NEW = f"{PAPER}loesninger/ny/"


@pytest.fixture
def solution(paper, challenge):
    return Solution.objects.create(
        paper=paper, challenge=challenge, title="Flere praktikpladser", by_business=True, example="Havnen tager ti."
    )


def answer_url(question):
    return f"/vision/debatoplaeg/spoergsmaal/{question.pk}/svar/"


def test_solution_stands_under_its_challenge_with_who_can_carry_it(client, solution):
    page = client.get(PAPER).text

    assert "Flere praktikpladser" in page
    assert "Kan understøttes af:</span>" not in page
    assert "erhvervslivet" in page
    assert "Havnen tager ti." in page


def test_solution_is_entered_once_and_signed(browser, administration, paper, challenge, sent):
    url = f"{NEW}?udfordring={challenge.pk}"
    typed = sent(browser, url, title="Flere praktikpladser", by_business="on", by_civil_society="on")

    first, second = browser.post(url, typed), browser.post(url, typed)

    row = Solution.objects.get()
    assert first.url == second.url == PAPER
    assert (row.challenge, row.updated_by) == (challenge, administration)
    assert [str(name) for name in row.carriers] == ["erhvervslivet", "civilsamfundet"]


def test_later_of_two_edits_is_shown_both(browser, solution, sent):
    url = f"/vision/debatoplaeg/loesninger/{solution.pk}/"
    seen = sent(browser, url)
    browser.post(url, seen | {"title": "Den ene"})

    assert browser.post(url, seen | {"title": "Den anden"}).status_code == 409


def test_solution_without_a_title_is_refused_at_its_field(browser, paper, sent):
    response = browser.post(NEW, sent(browser, NEW, title=" "))

    assert (list(response.context["form"].errors), Solution.objects.count()) == (["title"], 0)


def test_solution_is_removed_as_it_was_seen(browser, solution):
    browser.post(f"/vision/debatoplaeg/loesninger/{solution.pk}/fjern/", {"version": 1})

    assert Solution.objects.count() == 0


def test_solutions_of_a_draft_are_the_staffs(client, client_of, member, browser, solution):
    DebatePaper.objects.update(state="draft")

    pages = [reader.get(PAPER).text for reader in (client, client_of(member), browser)]

    assert ["Flere praktikpladser" in page for page in pages] == [False, False, True]


@pytest.mark.parametrize(
    ("state", "public_reads", "council_reads"),
    [("planned", True, True), ("draft", False, False), ("shared", False, True), ("published", True, True)],
)
def test_who_reads_the_paper_when(client, client_of, member, browser, solution, state, public_reads, council_reads):
    DebatePaper.objects.update(state=state)

    pages = [reader.get(PAPER).text for reader in (client, client_of(member), browser)]

    assert ["Indledningen." in page for page in pages] == [public_reads, council_reads, True]


def test_answer_is_written_down_with_its_day_when_the_meeting_was_held(browser, question, settings, sent):
    settings.PROCESS_TODAY = "2023-08-22"

    browser.post(answer_url(question), sent(browser, answer_url(question), answer="Ja, men ikke kun dem."))

    question.refresh_from_db()
    assert (question.answer, question.answered_on, question.version) == (
        "Ja, men ikke kun dem.",
        date(2023, 8, 22),
        2,
    )
    assert "Ja, men ikke kun dem." in browser.get(PAPER).text


def test_corrected_answer_keeps_the_day_on_which_it_was_written_down(browser, question, settings, sent):
    settings.PROCESS_TODAY = "2023-08-22"
    browser.post(answer_url(question), sent(browser, answer_url(question), answer="Ja, mne ikke kun dem."))
    settings.PROCESS_TODAY = "2023-09-01"

    browser.post(answer_url(question), sent(browser, answer_url(question), answer="Ja, men ikke kun dem."))

    question.refresh_from_db()
    assert (question.answer, question.answered_on) == ("Ja, men ikke kun dem.", date(2023, 8, 22))


def test_answer_that_is_emptied_opens_the_question_again(browser, question, settings, sent):
    settings.PROCESS_TODAY = "2023-08-22"
    browser.post(answer_url(question), sent(browser, answer_url(question), answer="Ja."))

    browser.post(answer_url(question), sent(browser, answer_url(question), answer=""))

    question.refresh_from_db()
    assert (question.answer, question.answered_on) == ("", None)


def test_answer_before_the_meeting_is_refused_with_the_reason(browser, question):
    response = browser.post(answer_url(question), {"answer": "Ja.", "version": 1}, follow=True)

    assert "Mødet, hvor spørgsmålet drøftes, er ikke afholdt endnu." in response.text
    assert Question.objects.get().answer == ""


@pytest.mark.parametrize(("state", "is_shown"), [("shared", False), ("published", True)])
def test_public_reads_the_answer_when_the_paper_is_published(client, client_of, member, question, state, is_shown):
    Question.objects.update(answer="Ja, men ikke kun dem.", answered_on=date(2023, 8, 22))
    DebatePaper.objects.update(state=state)

    pages = [reader.get(PAPER).text for reader in (client, client_of(member))]

    assert ["Ja, men ikke kun dem." in page for page in pages] == [is_shown, True]


def test_member_writes_no_answer(client_of, member, question):
    assert client_of(member).post(answer_url(question), {"answer": "Mit."}).status_code == 403
