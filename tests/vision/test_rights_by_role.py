"""What each right of the council's track answers to each reader: every answer that it can give."""

from itertools import product

import pytest

from tests.conftest import TODAY
from tests.readers import INSIDE, READING, ROLES, STAFF, who, who_of
from vision import rights
from vision.models import Contribution, Theme

MEMBERS = {"member", "other_member"}
TO = {
    rights.can_edit_themes: {"administration"},
    rights.can_see_board: STAFF,
    rights.can_edit_vision: {"administration"},
    rights.can_see_drafts: READING,
    rights.can_comment: INSIDE,
    rights.can_edit_debate_paper: {"administration"},
    rights.can_mark_paper_read: READING,
    rights.can_answer_questions: STAFF,
    rights.can_see_contributions: READING,
    rights.can_write_contributions: INSIDE,
    rights.can_speak_for_self: MEMBERS,
    rights.can_sort_contributions: {"administration"},
    rights.can_see_rounds: READING | {"former", "coming"},
    rights.can_manage_rounds: {"secretariat"},
    rights.can_vote: MEMBERS | {"former", "coming", "elected"},
}
THEMES = {  # shared with the council, shown to the public
    (False, False): STAFF,
    (True, False): READING,
    (False, True): ROLES,
    (True, True): ROLES,
}
PAPERS = {  # who reads it, who reads the council's answers
    "planned": (ROLES, READING),
    "draft": (STAFF, STAFF),
    "shared": (READING, READING),
    "published": (ROLES, ROLES),
    "later": (STAFF, STAFF),
}
ROUNDS = {"draft": STAFF, "open": READING, "closed": READING, "later": STAFF}


@pytest.mark.parametrize("right", TO, ids=lambda right: right.__name__)
def test_right_without_a_row_by_role(readers, right):
    assert who(readers, right) == TO[right]


@pytest.mark.parametrize("state", THEMES, ids=str)
def test_theme_by_role(readers, make_theme, state):
    is_shared, is_published = state
    theme = make_theme(is_shared=is_shared, is_published=is_published)

    assert who_of(readers, rights.can_see_theme, rights.sees_theme, theme) == THEMES[state]
    assert who(readers, lambda user: Theme.objects.visible_to(user).exists()) == THEMES[state]


@pytest.mark.parametrize("state", PAPERS)
def test_paper_and_answers_by_role(readers, paper, state):
    paper.state = state
    paper.save()

    assert (
        who_of(readers, rights.can_read_paper, rights.reads_paper, paper),
        who_of(readers, rights.can_read_answers, rights.reads_answers, paper),
    ) == PAPERS[state]


@pytest.mark.parametrize(
    ("agenda", "is_closed", "told"),
    [("draft", False, STAFF), ("published", False, ROLES), ("published", True, {"member", "secretariat"})],
)
def test_where_a_question_is_asked_by_role(readers, question, agenda, is_closed, told):
    item = question.item
    item.is_closed, item.public_title, item.meeting.agenda_state = is_closed, "Et punkt", agenda
    item.save()
    item.meeting.save()

    assert who_of(readers, rights.can_see_where_asked, rights.sees_where_asked, question) == told


def test_question_that_no_item_takes_up_is_asked_nowhere(readers, question):
    question.item = None
    question.save()

    assert who_of(readers, rights.can_see_where_asked, rights.sees_where_asked, question) == set()


def test_contributions_and_drafts_as_sets_by_role(readers, make_contribution, vision):
    row = make_contribution()
    draft = vision.drafts.create(number=1, note="Til mødet", made_on="2023-08-14", title="Vision")

    assert who(readers, lambda user: Contribution.objects.visible_to(user).exists()) == READING
    found = who_of(readers, lambda user, _row: rights.can_see_contributions(user), rights.sees_contributions, row)
    assert found == READING
    assert who_of(readers, lambda user, _row: rights.can_see_drafts(user), rights.sees_drafts, draft) == READING


@pytest.mark.parametrize(
    ("destination", "may"), [("unsorted", {"member", "administration"}), ("vision", {"administration"})]
)
def test_contribution_is_mended_by_its_writer_until_it_is_sorted(readers, make_contribution, destination, may):
    row = make_contribution(destination=destination)

    assert who_of(readers, rights.can_edit_contribution, rights.edits_contribution, row) == may


@pytest.mark.parametrize(("writer", "may"), [("secretariat", STAFF), ("unknown", {"administration"})])
def test_contribution_is_mended_by_a_writer_of_the_house(readers, make_contribution, writer, may):
    row = make_contribution(written_by=readers[writer])

    assert who_of(readers, rights.can_edit_contribution, rights.edits_contribution, row) == may


@pytest.mark.parametrize("state", ROUNDS)
def test_round_by_role(readers, make_round, state):
    round_ = make_round(opened=False, state=state)

    assert who_of(readers, rights.can_see_round, rights.sees_round, round_) == ROUNDS[state]


@pytest.mark.parametrize(
    ("state", "is_live", "is_secret"),
    [row for row in product(ROUNDS, [True, False], [True, False]) if not (row[1] and row[2])],
)
def test_named_votes_by_role(readers, make_round, state, is_live, is_secret):
    round_ = make_round(opened=False, state=state, is_live=is_live, is_secret=is_secret)

    is_told = not is_secret and (state == "closed" or (state == "open" and is_live))
    assert who_of(readers, rights.can_see_named_votes, rights.sees_named_votes, round_) == (
        READING if is_told else set()
    )


def test_those_who_vote_as_a_set_are_those_who_can_vote(readers, django_user_model):
    emails = set(django_user_model.objects.filter(rights.votes()).values_list("email", flat=True))

    assert emails == {readers[role].email for role in who(readers, rights.can_vote)}


def test_voting_seats_are_the_voters_own(readers, make_round, seat):
    round_ = make_round()

    seats = {role: rights.voting_seats(user, round_, TODAY) for role, user in readers.items()}

    assert seats == {role: [] for role in ROLES} | {"member": [seat]}
