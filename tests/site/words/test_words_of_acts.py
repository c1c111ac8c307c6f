"""What an act is called, how one leaves its page, and what is said when it is done: in words of the thing."""

import re

import polib
import pytest
from django.conf import settings

CATALOGUE = settings.BASE_DIR / "ishoj_process" / "locale" / "da" / "LC_MESSAGES" / "django.po"
# “Annullér” beside “Aflys” says that the meeting is called off; the others say that something was done, and not what.
NOT_SAID = re.compile(r"annull[eé]r|^(gemt|fjernet|slettet|udført|sendt|fordelt|ok)[.!]?$", re.IGNORECASE)


@pytest.fixture(scope="module")
def danish():
    return [text for entry in polib.pofile(str(CATALOGUE)) for text in [entry.msgstr, *entry.msgstr_plural.values()]]


def test_no_word_of_the_house_can_be_mistaken_for_calling_a_meeting_off(danish):
    # A state, such as that of a mail, may be one word; it has no full stop.
    assert [text for text in danish if NOT_SAID.search(text) and (text.endswith(".") or "nnull" in text)] == []
