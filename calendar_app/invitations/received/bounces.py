"""What a mail server reports of a mail that it could not deliver (RFC 3464), and which of ours a mail is about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_string
from email.message import Message

from .words import LARGEST_TEXT, charset_of, payload_of, text_of

REPORTS = {"message/delivery-status", "message/global-delivery-status"}
WHOLE = {"message/rfc822", "message/global"}
HEADERS_ALONE = {"text/rfc822-headers", "message/global-headers"}
NAMES_OF_MAILS = ("In-Reply-To", "References", "Original-Message-ID", "X-Original-Message-ID")
NAME_OF_MAIL = re.compile(r"<[^\s<>]{1,200}>")
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
CODE = re.compile(r"\b([45]\d\d)\b")
FROM_A_SERVER = re.compile(r"\b(mailer-daemon|postmaster)@", re.IGNORECASE)


@dataclass(frozen=True)
class Report:
    """What became of a mail: whether that is for good, and why, in codes alone, as words may hold an address."""

    is_failure: bool
    reason: str
    originals: list[str]  # the Message-IDs of what the report is about


def report_in(message: Message, parts: list[Message]) -> Report | None:
    """What the mail reports; None of one that is no report."""
    statuses = [part for part in parts if part.get_content_type() in REPORTS]
    if not statuses:
        return None
    fields = [each for part in statuses for each in _recipients(part)[:100]]  # ours go to one person each
    failed = [each for each in fields if _is_failure(each)]
    return Report(bool(failed), _reason(failed[0]) if failed else "", list(_originals(parts)))


def looks_like_a_bounce(message: Message) -> bool:
    """True of a mail that a server wrote in words of its own."""
    is_nobodys = str(message.get("Return-Path", "")).strip() == "<>"
    return is_nobodys or bool(FROM_A_SERVER.search(str(message.get("From", "")))) or "X-Failed-Recipients" in message


def mails_named(message: Message, parts: Iterable[Message]) -> list[str]:
    """The Message-IDs that a mail names: in its header, in the originals that it brings, in its text."""
    found = [name for key in NAMES_OF_MAILS for value in message.get_all(key, []) for name in _names(str(value))]
    parts = list(parts)
    texts = [part for part in parts if part.get_content_type() in ("text/plain", "text/html")]
    in_texts = (name for part in texts for name in _names(text_of(payload_of(part)[:LARGEST_TEXT], charset_of(part))))
    return list(dict.fromkeys([*found, *_originals(parts), *in_texts]))


def _names(text: str) -> list[str]:
    # In HTML the signs around them are written as `&lt;` and `&gt;`.
    return NAME_OF_MAIL.findall(text.replace("&lt;", "<").replace("&gt;", ">"))


def _originals(parts: Iterable[Message]) -> Iterator[str]:
    for part in parts:
        kind = part.get_content_type()
        if kind not in HEADERS_ALONE and kind not in WHOLE:
            continue
        inner = part.get_payload(0) if part.is_multipart() else None
        original = inner if isinstance(inner, Message) else message_from_string(_whole(part))
        yield from _names(str(original.get("Message-ID", "")))


def _recipients(part: Message) -> list[Message]:
    """The fields of each recipient; of a report that was encoded on the way, too, which the library leaves as it is."""
    blocks = [block for block in part.get_payload() if isinstance(block, Message)] if part.is_multipart() else []
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() in ("base64", "quoted-printable"):
        blocks = []
    return [block for block in blocks if block.keys()] or [
        message_from_string(block) for block in re.split(r"\n[ \t]*\n", _whole(part).replace("\r\n", "\n")) if block
    ]


def _whole(part: Message) -> str:
    """The body of a part as text, whatever the library has made of it."""
    if part.is_multipart():
        text = "\n\n".join(str(each) for each in part.get_payload())
        body = Message()
        body["Content-Transfer-Encoding"] = str(part.get("Content-Transfer-Encoding", "7bit"))
        body.set_payload(text)
        return text_of(payload_of(body)[:LARGEST_TEXT], None)
    return text_of(payload_of(part)[:LARGEST_TEXT], charset_of(part)).lstrip("\r\n")


def _is_failure(fields: Message) -> bool:
    action = str(fields.get("Action", "")).split("(")[0].strip().lower()
    # RFC 3464 § 2.3.3: `delayed` is still being tried, `relayed` and `expanded` went on.
    return action == "failed" or (not action and str(fields.get("Status", "")).strip().startswith("5"))


def _reason(fields: Message) -> str:
    """`550 5.1.1`, as far as it is said."""
    said = str(fields.get("Diagnostic-Code", ""))
    code, status = CODE.search(said), STATUS.search(f"{fields.get('Status', '')} {said}")
    return " ".join(found[0] for found in (code, status) if found)
