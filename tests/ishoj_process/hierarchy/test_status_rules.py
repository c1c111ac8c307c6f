"""Which status may follow which, and what an adoption asks for."""

from datetime import date

import pytest

from ishoj_process.dates.rough import RoughDate
from ishoj_process.editing.acts import Refused
from ishoj_process.hierarchy.acts import change_status, reasons_against_status
from ishoj_process.models import Level, StatusChange, Strategy
from ishoj_process.models.status import MEANINGS, moves_from

TODAY = date(2023, 8, 14)


def test_every_status_has_moves_and_every_move_is_a_status():
    assert set(MEANINGS) == {"", *Level.Status}
    assert all(moves_from(status) for status in MEANINGS)
    assert {move for status in MEANINGS for move in moves_from(status)} == set(Level.Status)


@pytest.mark.parametrize("status", Level.Status.values)
def test_a_mistaken_move_can_be_undone(status):
    """From where each move leads, there is a way back in at most two moves."""
    for move in moves_from(status):
        back = {further for step in moves_from(move) for further in (step, *moves_from(step))}
        assert status in back


def test_change_status_writes_a_signed_and_dated_line(strategy, administration):
    change = change_status(
        level=strategy, to="before_decision", note="Udkastet er færdigt.", by=administration, on=TODAY
    )

    strategy.refresh_from_db()
    assert (strategy.status, strategy.version) == ("before_decision", 2)
    assert (change.from_status, change.to_status, change.note, change.on, change.by, change.level) == (
        "in_preparation",
        "before_decision",
        "Udkastet er færdigt.",
        TODAY,
        administration,
        strategy,
    )


def test_change_status_twice_does_it_once(strategy, administration):
    for _ in range(2):
        change_status(level=strategy, to="before_decision", note="Klar.", by=administration, on=TODAY)

    assert StatusChange.objects.count() == 1


def test_change_status_refuses_with_reasons_and_stores_nothing(strategy, administration):
    with pytest.raises(Refused) as refused:
        change_status(level=strategy, to="adopted", note="Vedtaget.", by=administration, on=TODAY)

    assert refused.value.reasons == [
        "Status kan ikke ændres fra ”under udarbejdelse” til ”vedtaget”.",
        "Angiv, hvornår det blev vedtaget.",
        "Angiv, hvem der har vedtaget.",
    ]
    assert (Strategy.objects.get().status, StatusChange.objects.count()) == ("in_preparation", 0)


def test_taking_up_an_adopted_document_clears_its_adoption(strategy, council, administration):
    strategy.status = "before_decision"
    strategy.save()
    adoption = {"adopted_on": RoughDate(2023, 6, 20), "adopted_by": council}
    change_status(level=strategy, to="adopted", note="Vedtaget.", by=administration, on=TODAY, **adoption)

    change_status(level=strategy, to="in_preparation", note="Fejl.", by=administration, on=TODAY)

    strategy.refresh_from_db()
    assert (strategy.adopted_on, strategy.adopted_by) == (None, None)


def test_reasons_are_none_where_the_move_is_allowed(strategy):
    assert reasons_against_status(strategy, "chosen") == []


@pytest.mark.parametrize("note", ["", "  ", "\u200b"])
def test_no_move_is_made_without_a_line_that_says_why(strategy, administration, note):
    with pytest.raises(Refused) as refused:
        change_status(level=strategy, to="dropped", note=note, by=administration, on=TODAY)

    strategy.refresh_from_db()
    assert (strategy.status, refused.value.reasons) == (
        "in_preparation",
        ["Skriv hvorfor. Begrundelsen gemmes, hver gang status skiftes."],
    )
