"""Heaps of marks upon one letter hold nobody up, by whichever door they come, and real words stay what they are."""

import unicodedata
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.agenda_import.file.doors import straightened
from calendar_app.invitations.received.words import plain
from ishoj_process.models.addresses import small
from ishoj_process.text.composed import MOST_MARKS, composed
from ishoj_process.text.incoming import incoming
from ishoj_process.text.richtext import clean_html
from ishoj_process.text.stems import normal, stems_of
from tests.site.test_rights_once import sources
from tests.sources import ROOT

# The third and the fourth become marks only when they are taken apart.
HEAPS = ["\u0301\u0323", "\u0344\u0323", "\u0f73\u0f71", "\uff9e\u0323", "\u0301\u0323\u034f"]


@pytest.mark.parametrize("heap", HEAPS)
@pytest.mark.parametrize(
    "door",
    [composed, incoming, small, straightened, normal, stems_of, clean_html, lambda text: plain(text, 2000)],
)
def test_each_door_takes_a_heap_of_marks_at_once(door, heap):
    begun = process_time()

    door("a" + heap * 20_000)

    assert process_time() - begun < 1


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize(
    "text", ["Åben skolegård", "cafe\u0301 ﬁ ½", "Vie\u0323\u0302t " * 50, "한국어" * 50, "नमस्ते" * 50]
)
def test_words_of_any_language_get_the_form_that_unicode_gives_them(text, form):
    assert composed(text, form) == unicodedata.normalize(form, text)


@given(
    st.text(alphabet=[*"a <é", "\u0301", "\u0323", "\u0344", "\u0f73", "\uff9e", "\u034f"], min_size=25, max_size=200)
)
def test_what_was_composed_is_composed_unchanged(text):
    once = composed(text)

    assert composed(once) == once
    assert composed("a" + "\u0301" * 100) == "á" + "\u0301" * (MOST_MARKS - 1)


def test_nobody_else_asks_for_a_normal_form():
    asking = {str(path.relative_to(ROOT)) for path in sources() if "normalize" in path.read_text()}

    assert asking == {"ishoj_process/text/composed.py"}
