"""The vision's word and “not yet”, as each reader in each state; `make test` asks each state as one of them."""

from itertools import product

import pytest

from tests.site import test_words_of_the_vision as asked
from tests.site.rights_table import READERS

bare, walk = asked.bare, asked.walk
EACH = [(*state, role) for state in product(("in_preparation", "adopted"), (True, False)) for role in READERS[1:]]


@pytest.mark.usefixtures("unwritten_papers")
@pytest.mark.parametrize(("status", "has_lines", "role"), [each for each in EACH if each not in asked.READ])
def test_every_page_has_the_visions_word_as_every_reader(walk, status, has_lines, role):
    asked.hold_to_the_word(walk, status, has_lines, role)
