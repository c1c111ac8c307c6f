"""All that an answer says, whatever it is: page, paper, document, sheet, archive, calendar, mail, and its headers."""

import html
import re
import subprocess
from email import message_from_bytes, policy
from functools import lru_cache
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.contrib.messages import get_messages

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
MARKUP = re.compile(r"<[^>]*>")
MAIL = (b"X-Unsent:", b"Content-Type: ", b"Subject: ", b"Return-Path: ")


def all_of(response):
    """The answer as text: as it was sent, and as a reader of such a file would see it; with all that goes beside it."""
    content = b"".join(response) if response.streaming else response.content
    return f"{beside(response)}\n{text_of(content)}"


def beside(response):
    """What an answer says beside its content: headers, cookies, and the messages that the next page will show."""
    lines = [f"{name}: {value}" for name, value in response.headers.items()]
    lines += [cookie.OutputString() for cookie in response.cookies.values()]
    # Kept signed and packed in a cookie, or in the session: as the next page unpacks them.
    lines += map(str, get_messages(response.wsgi_request))
    return "\n".join(lines)


def text_of(content):
    if content.startswith(b"%PDF") and len(content) > 200:
        return _pages(content)
    if content.startswith(b"PK"):
        return "\n".join(_members(content))
    if content.startswith(MAIL):
        return text_of_mail(message_from_bytes(content, policy=policy.default))
    # A calendar folds its lines after 75 octets (RFC 5545 § 3.1): a word may be cut in two.
    text = content.decode(errors="replace").replace("\r\n ", "").replace(SOFT_HYPHEN, "")
    return f"{html.unescape(text)}\n{html.unescape(MARKUP.sub('', text))}"


def text_of_mail(mail):
    """A mail with all its parts, decoded: its calendar travels as base64 (RFC 6047 § 2.5)."""
    lines = [f"{name}: {value}" for name, value in mail.items()]
    for part in mail.walk():
        if not part.is_multipart():
            lines += [*map(str, part.values()), text_of(part.get_payload(decode=True) or b"")]
    return "\n".join(lines)


@lru_cache(maxsize=512)  # most papers are the same for several readers
def _pages(content):
    command = ["pdftotext", "-layout", "-", "-"]
    done = subprocess.run(command, input=content, capture_output=True, check=False)
    info = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=False)
    return (done.stdout + info.stdout).decode(errors="replace").replace(SOFT_HYPHEN, "")


def _members(content):
    try:
        with ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield text_of(archive.read(name))
    except BadZipFile:
        yield content.decode(errors="replace")
