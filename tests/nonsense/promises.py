"""How many examples each test looks at, and whether what it is told is Danish."""

import os
import re

from hypothesis import HealthCheck, settings

IS_LONG = os.environ.get("BREAK", "1") != "1"


def often(few, many):
    """`--hypothesis-seed` chooses which in the long form; the short one is the same each time."""
    return settings(
        max_examples=many if IS_LONG else few,
        derandomize=not IS_LONG,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
    )


ENGLISH = re.compile(
    r"\b(?:the|this|field|valid|must|ensure|please|select|enter|choice|required|invalid|error|not|expected|found)\b",
    re.IGNORECASE,
)


def is_danish(text):
    """False of what is empty, and of words that only English has."""
    return bool(str(text).strip()) and not ENGLISH.search(str(text))
