"""Whether what a reader is told is Danish."""

import re

ENGLISH = re.compile(
    r"\b(?:the|this|field|valid|must|ensure|please|select|enter|choice|required|invalid|error|not|expected|found)\b",
    re.IGNORECASE,
)


def is_danish(text):
    """False of what is empty, and of words that only English has."""
    return bool(str(text).strip()) and not ENGLISH.search(str(text))
