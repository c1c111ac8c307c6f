"""Who sees a theme, what a draft paper says, and where a question is taken up."""

import pytest
from django.contrib.auth.models import AnonymousUser

from vision import rights
from vision.models import Theme

ROLES = ["public", "member", "administration", "secretariat"]


@pytest.fixture
def user(request):
    return AnonymousUser() if request.param == "public" else request.getfixturevalue(request.param)


@pytest.mark.parametrize("user", ROLES, indirect=True)
@pytest.mark.parametrize("is_published", [True, False])
@pytest.mark.parametrize("is_shared", [True, False])
def test_predicate_and_set_agree_on_themes(user, make_theme, is_shared, is_published):
    theme = make_theme(is_shared=is_shared, is_published=is_published)

    assert rights.can_see_theme(user, theme) == Theme.objects.visible_to(user).filter(pk=theme.pk).exists()


@pytest.mark.parametrize(
    ("user", "seen"),
    [
        ("public", {"offentligt"}),
        ("member", {"offentligt", "delt"}),
        ("administration", {"offentligt", "delt", "arbejde"}),
        ("secretariat", {"offentligt", "delt", "arbejde"}),
    ],
    indirect=["user"],
)
def test_themes_by_role(user, make_theme, seen):
    make_theme("offentligt", is_shared=False, is_published=True)
    make_theme("delt")
    make_theme("arbejde", is_shared=False)

    assert set(Theme.objects.visible_to(user).values_list("title", flat=True)) == seen


@pytest.mark.parametrize(
    ("user", "may"),
    [("public", False), ("member", False), ("administration", True), ("secretariat", False)],
    indirect=["user"],
)
def test_the_administration_alone_enters(user, may):
    assert rights.can_edit_themes(user) == may
    assert rights.can_edit_vision(user) == may
    assert rights.can_edit_debate_paper(user) == may


@pytest.mark.parametrize(
    ("user", "may"),
    [("public", False), ("member", False), ("administration", True), ("secretariat", True)],
    indirect=["user"],
)
def test_draft_paper_is_read_by_the_staff_alone(user, paper, may):
    assert rights.can_read_paper(user, paper) is True

    paper.state = "draft"
    assert rights.can_read_paper(user, paper) == may


@pytest.mark.parametrize(
    ("user", "draft", "published", "closed"),
    [
        ("public", False, True, False),
        ("member", False, True, True),
        ("administration", True, True, False),
        ("secretariat", True, True, True),
    ],
    indirect=["user"],
)
def test_agenda_item_of_a_question_is_told_as_the_agenda_is(user, question, draft, published, closed):
    assert rights.can_see_where_asked(user, question) == draft

    question.item.meeting.agenda_state = "published"
    assert rights.can_see_where_asked(user, question) == published

    question.item.is_closed = True
    assert rights.can_see_where_asked(user, question) == closed


@pytest.mark.parametrize("user", ROLES, indirect=True)
def test_question_without_an_item_is_taken_up_nowhere(user, question):
    question.item = None

    assert rights.can_see_where_asked(user, question) is False
