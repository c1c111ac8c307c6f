"""Stems: plain letters on every database, and no more of them than one can keep."""

from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.text.stems import MOST_STEMS, indexed_text, stem


@given(st.from_regex(r"[^\W_]{1,30}", fullmatch=True))
def test_stem_is_plain_letters_and_the_same_in_small_letters(word):
    found = stem(word)

    assert found == "" or (found.isascii() and found.isalnum())
    assert stem(word.upper()) == stem(word.upper().lower())


def test_thing_of_too_many_words_keeps_as_many_as_the_database_can():
    """Six fields of an item may hold more than the megabyte that PostgreSQL has for one vector."""
    stems = indexed_text("Havn", " ".join(f"ord{n}" for n in range(MOST_STEMS + 1_000))).split()

    assert (stems[0], stems[1], len(stems)) == ("thavn0", "bhavn0", 1 + MOST_STEMS)
