"""Lines of a drawing: measured in the typeface that they are set in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.output.drawing.measure import text_width, wrap_text

LETTERS = st.text(alphabet="abcdeghimnoprstuvæøåÆØÅ -/–.,0123456789", max_size=80)
WIDTHS = st.integers(min_value=30, max_value=300)
SIZES = st.integers(min_value=9, max_value=20)


def without_breaks(text):
    """The letters of a text, without what breaking may add or take."""
    return text.replace(" ", "").replace("-", "")


def test_width_grows_with_size():
    assert text_width("Ishøj", 20) == 2 * text_width("Ishøj", 10)


def test_width_is_that_of_the_font():
    # Source Sans Pro: 1000 units to the em; e is 496 wide in regular, 507 in semibold.
    assert text_width("ee", 1000) == 992
    assert text_width("ee", 1000, "semibold") == 1014


def test_danish_letters_are_in_the_font():
    missing = text_width("\ue000", 10)

    assert missing not in {text_width(letter, 10) for letter in "æøåÆØÅ–"}


def test_short_text_is_one_line():
    assert wrap_text("Vision 2035", 200, 12) == ["Vision 2035"]


@pytest.mark.parametrize("text", ["", "   "])
def test_no_text_has_no_lines(text):
    assert wrap_text(text, 100, 12) == []


def test_text_breaks_at_spaces():
    assert wrap_text("Børne- og Undervisningsudvalget", 150, 12) == ["Børne- og", "Undervisningsudvalget"]


def test_long_word_is_divided_as_danish_divides_it():
    assert wrap_text("Sundhedsfremmestrategien", 90, 12) == ["Sundheds-", "fremme-", "strategien"]


def test_word_is_divided_at_its_own_hyphen_without_another():
    assert wrap_text("sundheds-fremmestrategi", 75, 12) == ["sundheds-", "fremme-", "strategi"]


def test_word_without_a_place_to_divide_is_divided_by_letters():
    assert wrap_text("1234567890123456", 60, 12) == ["123456789-", "0123456"]


def test_letter_wider_than_the_line_still_ends():
    assert wrap_text("mm", 5, 12) == ["m-", "m"]


def test_cut_text_ends_in_an_ellipsis():
    lines = wrap_text("Byrådet skriver visionen, udvalgene skriver strategier", 80, 12, max_lines=2)

    assert lines == ["Byrådet skriver", "visionen…"]


def test_text_that_fits_is_not_cut():
    assert wrap_text("Byrådet skriver", 80, 12, max_lines=1) == ["Byrådet skriver"]


@given(LETTERS, WIDTHS, SIZES, st.sampled_from(["regular", "semibold"]))
def test_every_line_fits_and_nothing_is_lost(text, width, size, weight):
    lines = wrap_text(text, width, size, weight)

    assert [line for line in lines if text_width(line, size, weight) > width] == []
    assert without_breaks("".join(lines)) == without_breaks(text)


@given(LETTERS, WIDTHS, SIZES, st.integers(min_value=1, max_value=4))
def test_cut_lines_fit_and_are_as_many_as_asked_for(text, width, size, most):
    whole = wrap_text(text, width, size)
    lines = wrap_text(text, width, size, max_lines=most)

    assert [line for line in lines if text_width(line, size) > width] == []
    assert len(lines) == min(most, len(whole))
    assert bool(lines and lines[-1].endswith("…")) == (len(whole) > most)
