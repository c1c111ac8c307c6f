"""Text as a calendar may hold it: without the characters that RFC 5545 forbids or that programs break lines at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ishoj_process.models import Meeting

LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# Control characters but tab and line feed, and halves of surrogate pairs, which no encoding can carry.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
BYTES_OF_NAME = 230
# The library that writes calendars takes a typed `\N` (as in “C:\Noter”) for the end of a line. With an invisible
# word joiner between the two it reads the same and stays what it was.
TAKEN_FOR_LINE_END, KEPT = r"\N", "\\\u2060N"


def clean_text(text: str) -> str:
    """A text of several lines, as typed but for what may not be sent."""
    lines = FORBIDDEN.sub("", LINE_ENDS.sub("\n", text)).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip().replace(TAKEN_FOR_LINE_END, KEPT)


def clean_line(text: str) -> str:
    """A text of one line: a title, a place, a name."""
    return " ".join(FORBIDDEN.sub("", LINE_ENDS.sub(" ", text)).split()).replace(TAKEN_FOR_LINE_END, KEPT)


def file_name(text: str) -> str:
    """A text as the name of a file, on every system: letters (æ, ø and å too), digits, spaces and hyphens."""
    name = " ".join(re.sub(r"[^\w -]", " ", clean_line(text)).split())[:100]
    # And the ending: file systems stop at 255 bytes, of which æ, ø and å take two each, and other letters up to four.
    return name.encode()[:BYTES_OF_NAME].decode(errors="ignore").strip()


def file_name_of(meeting: Meeting, suffix: str) -> str:
    """The name of a file about one meeting: `2023-09-05-ishoej-byraad.ics`."""
    return f"{file_name(f'{meeting.start_date} {meeting.display_title}')}.{suffix}"
