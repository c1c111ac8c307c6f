"""All that an answer says, whatever it is: page, paper, document, sheet, archive, calendar, and its headers."""

import html
import re
import subprocess
from io import BytesIO
from zipfile import BadZipFile, ZipFile

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
MARKUP = re.compile(r"<[^>]*>")


def all_of(response):
    """The answer as text: as it was sent, and as a reader of such a file would see it."""
    content = b"".join(response) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{headers}\n{text_of(content)}"


def text_of(content):
    if content.startswith(b"%PDF") and len(content) > 200:
        return _pages(content)
    if content.startswith(b"PK"):
        return "\n".join(_members(content))
    # A calendar folds its lines after 75 octets (RFC 5545 § 3.1): a word may be cut in two.
    text = content.decode(errors="replace").replace("\r\n ", "").replace(SOFT_HYPHEN, "")
    return f"{html.unescape(text)}\n{html.unescape(MARKUP.sub('', text))}"


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
