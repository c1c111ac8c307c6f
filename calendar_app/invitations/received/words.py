"""The texts of a mail: each part in its own charset, HTML as text, and never more than a person reads."""

import codecs
import re
from collections.abc import Iterable
from copy import copy
from email.message import Message
from email.utils import collapse_rfc2231_value
from html import unescape

from ishoj_process.text.composed import composed

MOST_READ = 2000  # characters of a mail's own text
LARGEST_TEXT = 64 * 1024  # bytes of a part that are looked at
UTF_8_MARK = codecs.BOM_UTF8
MARKS = [(codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"), (UTF_8_MARK, "utf-8-sig")]  # fmt: skip
# What is called Latin-1 or ASCII is Windows' own where it holds more: no mail means the control characters there.
MEANT = {"iso8859-1": "cp1252", "ascii": "utf-8"}
WITHOUT_MARK = [
    (re.compile(rb"[^\x00]\x00[^\x00]\x00"), "utf-16-le"),
    (re.compile(rb"\x00[^\x00]\x00[^\x00]"), "utf-16-be"),
]


def text_of(payload: bytes, charset: str | None) -> str:
    """Bytes as text: by their own mark, else by the charset that they are said to be in, else by what they can be."""
    for name in [*_marked(payload), *_named(charset), "utf-8"]:
        try:
            return payload.decode(name).replace("\x00", "").replace("\ufeff", "")
        except (UnicodeError, ValueError, LookupError):
            continue
    return payload.decode("cp1252", "replace").replace("\x00", "")


def is_wide(payload: bytes, charset: str | None) -> bool:
    """True where a character takes more than one byte throughout, so that a line end is none of one byte."""
    return any("16" in name or "32" in name for name in [*_marked(payload), *_named(charset)][:1])


def _marked(payload: bytes) -> list[str]:
    found = [name for mark, name in MARKS if payload.startswith(mark)]
    return found[:1] or [name for pattern, name in WITHOUT_MARK if pattern.match(payload)]


def _named(charset: str | None) -> list[str]:
    try:
        info = codecs.lookup(charset or "utf-8")
    except (LookupError, ValueError):  # one that does not exist, or no name at all
        return []
    # Codecs of Python that are no charset, such as rot13, make no text out of bytes.
    return [MEANT.get(info.name, info.name)] if getattr(info, "_is_text_encoding", False) else []


def payload_of(part: Message) -> bytes:
    """What a part holds; nothing of one that is made of parts itself."""
    # Without its type: the library trips over a charset that is written in an odd way.
    bare = copy(part)
    del bare["Content-Type"]
    payload = bare.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def parameter(part: Message, name: str, field: str = "Content-Type") -> str:
    """A parameter of a field; empty where the library cannot read it (RFC 2231 allows it many forms)."""
    try:
        return collapse_rfc2231_value(part.get_param(name, "", field))
    except Exception:
        return ""


def name_of(part: Message) -> str:
    """The name of a file that a part is."""
    return parameter(part, "filename", "Content-Disposition") or parameter(part, "name")


def plain(text: str, most: int) -> str:
    """A text that every database takes, and that says where it was cut."""
    text = composed(re.sub(r"\r\n?|[\u2028\u2029]", "\n", text))
    visible = "".join(" " if letter != "\n" and letter.isspace() else letter for letter in text)
    visible = "".join(letter for letter in visible if letter.isprintable() or letter == "\n")
    # PostgreSQL takes neither NUL nor halves of surrogate pairs in a text.
    visible = visible.encode("utf-8", "replace").decode().strip()
    return visible if len(visible) <= most else f"{visible[: most - 1].rstrip()}…"


def words_of(parts: Iterable[Message]) -> str:
    """What the mail itself says: its plain text, or its HTML as text where it has no other."""
    shown = [part for part in parts if part.get_content_disposition() != "attachment" and not name_of(part)]
    for kind, read in (("text/plain", _as_it_is), ("text/html", _without_marks)):
        found = [read(part) for part in shown if part.get_content_type() == kind]
        if text := plain("\n\n".join(filter(None, map(str.strip, found))), MOST_READ):
            return text
    return ""


def _as_it_is(part: Message) -> str:
    return text_of(payload_of(part)[:LARGEST_TEXT], charset_of(part))


# Each runs to its end or to the text's: the library's reader needs minutes for 21,000 times `<a `.
SILENT = re.compile(r"<!--.*?(?:-->|\Z)|<(head|style|script|title)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
BLOCK = re.compile(r"</?(?:p|div|br|li|tr|h[1-6]|blockquote|table|[uo]l|hr|pre|body)\b[^<>]*>", re.IGNORECASE)
CELL = re.compile(r"<t[dh]\b[^<>]*>", re.IGNORECASE)
MARK = re.compile(r"</?[a-z!?][^<>]*>", re.IGNORECASE)


def _without_marks(part: Message) -> str:
    # Programs wrap the lines of HTML wherever they are long; only marks break a line.
    html = re.sub(r"\s+", " ", SILENT.sub(" ", _as_it_is(part)))
    text = unescape(MARK.sub("", CELL.sub(" ", BLOCK.sub("\n", html))))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in text.split("\n")))


def charset_of(part: Message) -> str | None:
    return parameter(part, "charset").strip() or None
