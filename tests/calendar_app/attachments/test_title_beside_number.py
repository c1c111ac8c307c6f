"""A file that is called by its number already is not called by it twice."""

import pytest

from ishoj_process.models import Attachment


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Bilag 1 - Notat om budget", "1. Notat om budget"),
        ("Bilag 1. Notat", "1. Notat"),
        ("bilag 01: Notat", "1. Notat"),
        ("Bilag nr. 1 Notat", "1. Notat"),
        ("Bilag1 – Notat", "1. Notat"),
        ("Bilag 1 - 2023-tal", "1. 2023-tal"),
        ("Bilag 1", "1"),
        # Other numbers, and other words, stay.
        ("Bilag 2 - Notat", "1. Bilag 2 - Notat"),
        ("Bilag 10 Notat", "1. Bilag 10 Notat"),
        ("Bilag 1a Notat", "1. Bilag 1a Notat"),
        ("Bilag 1.2 Notat", "1. Bilag 1.2 Notat"),
        ("Bilag 1-3 samlet", "1. Bilag 1-3 samlet"),
        ("Bilagsfortegnelse", "1. Bilagsfortegnelse"),
        ("Notat til bilag 1", "1. Notat til bilag 1"),
    ],
)
def test_number_is_said_once(title, shown):
    assert str(Attachment(number=1, title=title)) == shown
