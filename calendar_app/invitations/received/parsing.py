"""A mail's bytes as a message, within bounds: the library takes minutes for what is made to be slow to read."""

import re
from email import message_from_bytes, message_from_string
from email._policybase import Compat32
from email.message import Message

LONGEST_FIELD = 8 * 1024  # letters; a field that was cut here is as long as this, and says nothing for certain
# Of lines that may part a mail: the library makes a message of each part before any can be counted.
MOST_BOUNDARIES = 2000
# Each line is compared with the boundary of each part around it. The largest mail in base64 has half as many.
MOST_LINES = 60_000
# It makes a message of each of its own out of every empty line in such a part, too.
REPORT = re.compile(rb"^(content-type:\s*)message/(?:global-)?(delivery-status)", re.IGNORECASE | re.MULTILINE)

# A blank before the colon is of an older standard (RFC 5322 § 4.5): others read such a field, the library does not.
SPACED_NAME = re.compile(rb"((?:^|[\r\n])[!-9;-~]+)[ \t]++:")
END_OF_HEAD = re.compile(rb"(?:\r\n|\r(?!\n)|\n){2}")


class Bounded(Compat32):
    """The library walks over a whole field again for each parameter in it."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_FIELD]


BOUNDED = Bounded()


def is_too_slow(raw: bytes) -> bool:
    """True of a mail that the library would take long to read, though it is not too large."""
    lines = raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n")
    return lines > MOST_LINES or raw.count(b"\n--") + raw.count(b"\r--") > MOST_BOUNDARIES


def parsed(raw: bytes) -> Message:
    """The mail; a server's report in it is a part of text."""
    end = found.start() if (found := END_OF_HEAD.search(raw)) else len(raw)
    raw = SPACED_NAME.sub(rb"\1:", raw[:end]) + raw[end:]
    return message_from_bytes(REPORT.sub(rb"\1text/\2", raw), policy=BOUNDED)


def parsed_text(text: str) -> Message:
    return message_from_string(text, policy=BOUNDED)
