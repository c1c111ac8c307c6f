"""What a page says of its items without writing it: the text of a picture of a lock, a word that a style puts there.

Who copied the page saw it. In what is pasted it stands in an attribute, which is no text of any item.
"""

import re

SAID = re.compile(
    r"(?:\b(?:alt|title|aria-label|aria-description|label|value|placeholder|summary)\s*=|\bcontent\s*:)\s*"
    r"(?:\"(?P<double>[^\"<>]{1,200})\"|'(?P<single>[^'<>]{1,200})')",
    re.IGNORECASE,
)
# The crosses of a page's own boxes.
OF_BOXES = re.compile(r"luk(?:\s+(?:menu|vindue|boks|besked|søgning|panel|dialog)\w*)?", re.IGNORECASE)


def said_by_marks(html: str) -> list[str]:
    """The words of attributes and styles, each once."""
    texts = (found["double"] or found["single"] for found in SAID.finditer(html))
    return [text for text in dict.fromkeys(map(str.strip, texts)) if text and not OF_BOXES.fullmatch(text)]
