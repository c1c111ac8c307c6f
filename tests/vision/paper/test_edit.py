"""Entering the debate paper with its challenges and questions."""

import pytest

from vision.models import Challenge, Question

EDIT = "/vision/vision-2035/debatoplaeg/rediger/"


def test_paper_is_stored_as_the_next_version_and_signed(browser, administration, paper, sent):
    response = browser.post(
        EDIT, sent(browser, EDIT, title="Byrådets debatoplæg", solutions="Sammen med foreningerne.")
    )

    paper.refresh_from_db()
    assert (response.url, paper.title, paper.solutions) == (
        "/vision/vision-2035/debatoplaeg/",
        "Byrådets debatoplæg",
        "<p>Sammen med foreningerne.</p>",
    )
    assert (paper.version, paper.updated_by) == (2, administration)


def test_challenges_and_questions_are_changed_added_and_removed(browser, paper, challenge, question, make_theme, sent):
    theme = make_theme()
    theme.challenges.add(challenge)

    browser.post(
        EDIT,
        sent(
            browser,
            EDIT,
            challenge_new_0="Klima",
            **{f"challenge_{challenge.pk}": "Uddannelse", f"question_{question.pk}": ""},
        ),
    )

    challenge.refresh_from_db()
    assert [row.title for row in Challenge.objects.all()] == ["Uddannelse", "Klima"]
    assert (challenge.description, list(theme.challenges.all())) == ("<p>Flere skal lære mere.</p>", [challenge])
    assert Question.objects.count() == 0


def test_later_of_two_edits_is_shown_both_texts_and_overwrites_nothing(browser, paper, challenge, sent):
    seen = sent(browser, EDIT)
    browser.post(EDIT, seen | {f"challenge_{challenge.pk}": "Den første"})

    response = browser.post(EDIT, seen | {f"challenge_{challenge.pk}": "Den anden"})

    challenge.refresh_from_db()
    assert (response.status_code, challenge.title) == (409, "Den første")
    assert [(row.label, row.theirs, row.mine) for row in response.context["conflict"]] == [
        ("Udfordring 1", "Den første", "Den anden")
    ]


def test_challenge_that_is_too_long_is_refused_at_its_field(browser, paper, sent):
    response = browser.post(EDIT, sent(browser, EDIT, challenge_new_0="x" * 201))

    assert list(response.context["form"].errors) == ["challenge_new_0"]
    assert Challenge.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "status"), [(None, 302), ("member", 403), ("secretariat", 403), ("administration", 200)]
)
def test_the_administration_alone_enters(request, client_of, paper, who, status):
    client = client_of(request.getfixturevalue(who) if who else None)

    assert client.get(EDIT).status_code == status
    if status != 200:
        assert client.post(EDIT, {"title": "Andet"}).status_code == status
        paper.refresh_from_db()
        assert paper.title == "Direktionens debatoplæg"


def test_entering_answers_other_methods_with_405(browser, paper):
    assert browser.put(EDIT).status_code == 405


def test_there_is_nothing_to_edit_without_a_paper(browser, vision):
    assert browser.get(EDIT).status_code == 404
