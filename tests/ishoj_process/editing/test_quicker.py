"""Two who store at once what only one can have: the second is told so, with what they typed."""

import pytest
from django.db import IntegrityError
from django.forms.models import BaseModelForm

from ishoj_process.editing.acts import was_quicker
from ishoj_process.models import PartyGroup, User

QUICKER = "En anden har i mellemtiden gemt ændringer her. Se på dem, og gem så igen."


@pytest.fixture
def secretary(client_of, secretariat):
    return client_of(secretariat)


def test_second_log_in_with_an_address_is_told_at_the_field(secretary, monkeypatch):
    """Both forms were looked at before either was stored."""
    validate = BaseModelForm.validate_unique

    def meanwhile(form):
        validate(form)
        if not User.objects.filter(email="medlem@example.org").exists():
            User.objects.create_user("medlem@example.org", name="Medlem Et")

    monkeypatch.setattr(BaseModelForm, "validate_unique", meanwhile)
    typed = {"name": "Medlem To", "email": "Medlem@example.org", "role": "member", "is_active": "on", "version": 1}
    answer = secretary.post("/byraad-og-adgang/brugere/ny/", typed)

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["email"]
    assert answer.context["form"]["name"].value() == "Medlem To"
    assert [user.name for user in User.objects.filter(email="medlem@example.org")] == ["Medlem Et"]


def test_second_group_with_a_letter_is_told_above_the_form(secretary, monkeypatch, caplog):
    save = PartyGroup.save

    def after_another(group, *arguments, **options):
        PartyGroup.objects.bulk_create([PartyGroup(letter=group.letter, name="Gruppe Et")])
        save(group, *arguments, **options)

    monkeypatch.setattr(PartyGroup, "save", after_another)
    answer = secretary.post("/byraad-og-adgang/grupper/ny/", {"letter": "Q", "name": "Gruppe To", "version": 1})

    assert answer.status_code == 409
    assert QUICKER in answer.text
    assert answer.context["form"]["name"].value() == "Gruppe To"
    assert not PartyGroup.objects.filter(letter="Q").exists()
    assert "Gruppe" not in caplog.text


@pytest.mark.parametrize(
    ("words", "quicker"),
    [
        ("UNIQUE constraint failed: a.b", True),
        ("FOREIGN KEY constraint failed", True),
        ("CHECK constraint failed: a", False),
        ("NOT NULL constraint failed: a.b", False),
    ],
)
def test_what_one_request_breaks_alone_is_a_fault(words, quicker):
    assert was_quicker(IntegrityError(words)) is quicker
    assert not was_quicker(ValueError(words))


@pytest.mark.parametrize(("state", "quicker"), [("23505", True), ("23503", True), ("23514", False), ("23502", False)])
def test_postgresql_says_it_by_a_number(state, quicker):
    error = IntegrityError("x")
    error.__cause__ = type("Cause", (Exception,), {"sqlstate": state})()

    assert was_quicker(error) is quicker
