"""A text of an old alphabet is read as it was written, or refused; never garbled."""

import pytest

from ishoj_process.text.encodings import UnknownEncoding, decoded

TEXTS = [
    "Müller;x",
    "à la carte",
    "5 °C",
    "Nr;Titel\n1;Ærø",
    "René",
    "§ 10",
    "Café Å",
    "Budget – 2024",
    "Økonomi",
    "½ år",
]


@pytest.mark.parametrize("alphabet", ["cp850", "cp865", "cp1252", "mac_roman"])
@pytest.mark.parametrize("text", TEXTS)
def test_short_text_is_read_right_or_refused(text, alphabet):
    try:
        content = text.encode(alphabet)
    except UnicodeEncodeError:
        return
    try:
        assert decoded(content) == text
    except UnknownEncoding:
        assert "Ærø" not in text


@pytest.mark.parametrize("alphabet", ["cp850", "cp1252", "mac_roman"])
def test_danish_text_is_read(alphabet):
    text = "Nr;Titel\n1;Køb af grund på Ærø\n2;Ændring af åbningstider, 5 °C\n"

    assert decoded(text.encode(alphabet)) == text
