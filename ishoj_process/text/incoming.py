"""The one gate for text that comes in, by whichever door: forms, paste, Word, spreadsheets, plan files and mails.

The same word is the same signs, however it was written: composed letters (Unicode's normal form C), none of the signs
that nobody sees. Soft hyphens are set when a page is written and never stored.
"""

import re
from collections.abc import Iterable
from typing import overload

from .composed import composed

# Unicode's Default_Ignorable_Code_Point and the marks between lines of other alphabets: signs without a width of
# their own. Variation selectors are not among them, as they choose how the sign before them looks.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Joiners between such signs are part of how these are written: families and professions among the pictures, and words
# in the alphabets of Persian and India. Between Danish letters they are a hidden mark.
JOINED = "\u0600-\u109f\u1780-\u17b3\u2190-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff"
# The flags of England, Scotland and Wales are a black flag with the letters of their code behind it (UTS 51).
FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
HIDDEN = re.compile(rf"({FLAG})|[{UNSEEN}]|(?<![{JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{JOINED}])")
# With the stroke U+0338 these three have a composed form, and what begins or ends a tag would be none.
OF_TAGS = re.compile("([<>=])")


@overload
def incoming(text: str) -> str: ...
@overload
def incoming(text: None) -> None: ...
def incoming(text: str | None) -> str | None:
    """A text, plain or HTML, as the house keeps it."""
    if not text or text.isascii():
        return text
    seen = HIDDEN.sub(lambda found: found[1] or "", text)
    return "".join(map(composed, OF_TAGS.split(seen)))


def incoming_all(texts: Iterable[str]) -> list[str]:
    """Several texts, each as `incoming` gives it."""
    return [incoming(text) for text in texts]
