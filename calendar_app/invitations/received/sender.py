"""Who sent a mail, and whether our own mail server vouches for it.

The structure of From is read before anything in it is decoded (RFC 2047 § 6.2): an encoded word may hold commas and
addresses, and is a name all the same. What is not one address for certain is nobody's.
"""

import re
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from typing import Any

from django.conf import settings

from ishoj_process.models.addresses import ascii_domain, readable_domain
from ishoj_process.text.composed import composed

from .parsing import LONGEST_FIELD

# RFC 5322 § 3.4, of one mailbox alone: no list, no group, no route. Letters beyond ASCII stand in names of many
# programs, raw. Possessive (`++`), so that no text takes long to refuse.
ATOM = r"[^\s\x00-\x1f\x7f()<>\[\]:;@\\,\"]++"
QUOTED = r'"(?:[^"\\\x00-\x08\x0e-\x1f\x7f]|\\[^\x00-\x08\x0e-\x1f\x7f])*+"'
COMMENT = r"\((?:[^()\\\x00-\x08\x0e-\x1f\x7f]|\\.)*+\)"
ADDRESS = r"(?P<{}>[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~.-]+@[^\s\x00-\x1f\x7f()<>\[\]:;@\\,\"]+)"
ONE_MAILBOX = re.compile(
    rf"\s*(?:(?:(?:{ATOM}|{QUOTED}|{COMMENT})\s*)*+<\s*{ADDRESS.format('angled')}\s*>|{ADDRESS.format('bare')})"
    rf"\s*(?:{COMMENT}\s*)*+"
)
ENCODED_WORD = "=?"
LONGEST = 2000  # of a From; longer ones are made to be slow to read


@dataclass(frozen=True)
class Sender:
    """One address in small letters, ASCII; empty where it is not certain. `shown` is what a person may read of it."""

    address: str
    shown: str
    is_proven: bool = False


def sender_of(message: Message) -> Sender:
    """The one sender of a mail, and whether our own server found the address to be true."""
    values = fields(message, "From")
    address = _one_address(values[0]) if len(values) == 1 and not _breaks_off(message) else ""
    return Sender(address, address or ", ".join(decoded(value) for value in values), _is_proven(message, address))


def fields(message: Message, name: str) -> list[str]:
    """The header fields of a name as they were sent, letters beyond ASCII and all, the topmost first."""
    found = [value for key, value in message.raw_items() if key.lower() == name.lower()]
    return [_letters(str(value).encode("utf-8", "surrogateescape")) for value in found]


def _letters(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:  # a program that knows nothing of RFC 2047 writes what its system does
        return raw.decode("latin-1")


def address_of(text: str) -> str:
    """An address as two are compared: in small letters, its domain in ASCII. Empty where there is none."""
    local, at, domain = text.strip().rpartition("@")
    whole = f"{local}{at}{_ascii_domain(domain)}"
    # ASCII alone: of others some become an ASCII letter when they are made small, and are another's mailbox.
    return whole.lower() if local and domain and whole.isascii() else ""


def _ascii_domain(domain: str) -> str:
    """The domain as `mail_address` writes it; as it is where it only looks like another's."""
    # The rules of names narrow wide letters: that is not what the sender wrote.
    is_plain = domain.isascii() or readable_domain(domain) == composed(domain).lower()
    return ascii_domain(domain) if is_plain else domain


def decoded(value: Any) -> str:
    """A header field's text for a person to read; never to find anything in."""
    try:
        # The library walks over all of it again for each encoded word.
        return str(make_header(decode_header(str(value)[:LONGEST])))
    except Exception:  # an unknown charset, or no header at all
        return str(value)[:LONGEST]


def _breaks_off(message: Message) -> bool:
    """True where a line among the header fields is none: behind it another reader may see other fields."""
    return any(type(defect).__name__ == "MissingHeaderBodySeparatorDefect" for defect in message.defects)


def _one_address(value: str) -> str:
    """The address of a From that holds just one."""
    # RFC 5322 § 2.2.3: a line end counts only with the blank behind it.
    unfolded = re.sub(r"\r?\n(?=[ \t])", "", value)
    found = ONE_MAILBOX.fullmatch(unfolded) if len(unfolded) <= LONGEST else None
    text = (found["angled"] or found["bare"]) if found else ""
    # RFC 2047 § 5: an encoded word never stands in an address.
    return "" if ENCODED_WORD in text else address_of(text)


# Authentication-Results (RFC 8601 § 2.2): `id 1; dkim=pass …; dmarc=pass (p=none) header.from=example.org`
FIELD = "Authentication-Results"
PASSED = re.compile(r"dmarc\s*(?:/\s*\d+\s*)?=\s*pass(?![\w-])(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
IS_DMARC = re.compile(r"dmarc\s*(?:/\s*\d+\s*)?=", re.IGNORECASE)
HEADER_FROM = re.compile(r"(?<![\w.-])header\s*\.\s*from\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)
# Exchange Online writes no name at the front of its field, which RFC 8601 § 2.2 asks for: `spf=pass …; dmarc=pass
# action=none header.from=example.org`. Its place tells whose it is. This name of its own servers stands for that.
EXCHANGE = "protection.outlook.com"
TRACE = "received"
# `"mx.example" 1;`, and what is written behind a name beside it: a port, a version, the dot of a whole name.
IN_QUOTES = re.compile(r'\s*"([^"\\;]{1,255})"([^;]*)')
BEHIND_A_NAME = re.compile(r"\.?(?:[:/]\d{1,5})?$")
COMMENTS = re.compile(r"\([^()\\]{0,500}\)")
QUOTED_TEXT = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
ESCAPED = re.compile(r"\\.", re.DOTALL)
EDGE = re.compile(r"\bby\s+[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.protection\.outlook\.com(?![\w.-])", re.IGNORECASE)


def _is_proven(message: Message, address: str) -> bool:
    """True where the topmost results of our own server say that the From's domain sent it (DMARC)."""
    own = settings.AUTHSERV_ID.strip().lower().removesuffix(".")
    if not own or not address:
        return False
    results = _results_of_exchange(message) if own == EXCHANGE else _results_of(message, own)
    return _passes(results, domain=address.rpartition("@")[2])


def _results_of(message: Message, own: str) -> list[str]:
    for value in fields(message, FIELD):
        name, version, results = _stated(value)
        if BEHIND_A_NAME.sub("", name) == own:
            # The topmost alone: each server writes above what it was given, and what lies below may be forged. Of
            # another version or with a port it is not understood, and is ours all the same.
            is_certain = name.removesuffix(".") == own and version in ("", "1") and len(value) < LONGEST_FIELD
            return results if is_certain else []
    return []


def _stated(value: str) -> tuple[str, str, list[str]]:
    """Who writes a field, by which version of the format, and the results; none of what is not well-formed."""
    name, *results = _parts(value)
    quoted = IN_QUOTES.match(COMMENTS.sub(" ", value))
    first, *others = [quoted[1].lower(), *quoted[2].split()] if quoted else (name.split() or [""])
    return first, " ".join(others), results if _is_closed_rightly(value) else []


def _is_closed_rightly(value: str) -> bool:
    """Whether each bracket that is closed was opened: else a sender's own words may have been written unquoted."""
    bare, depth = QUOTED_TEXT.sub("", value), 0
    for sign in ESCAPED.sub("", bare):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return True


def _results_of_exchange(message: Message) -> list[str]:
    """What the edge that let the mail in wrote above its own Received; nothing where something else stands there."""
    trace = [(key.lower(), str(value)) for key, value in message.raw_items() if key.lower() in (FIELD.lower(), TRACE)]
    names = [name for name, _value in trace]
    place = names.index(FIELD.lower()) if FIELD.lower() in names else len(names)
    above = [value for _name, value in trace[:place]]
    below = next((value for name, value in trace[place:] if name == TRACE), "")
    # Above an edge's Received stands what we were told by it; below it what it was told by whoever sent the mail.
    if any(EDGE.search(value) for value in above) or not EDGE.search(below):
        return []
    results = _parts(trace[place][1])
    # A name at the front is another server's.
    is_certain = len(trace[place][1]) < LONGEST_FIELD and _is_closed_rightly(trace[place][1])
    return results if "=" in results[0] and is_certain else []


def _passes(results: list[str], *, domain: str) -> bool:
    verdicts = [result for result in results if IS_DMARC.match(result)]
    return bool(verdicts) and all(_is_pass_of(verdict, domain) for verdict in verdicts)


def _is_pass_of(verdict: str, domain: str) -> bool:
    found = PASSED.fullmatch(verdict)
    stated = HEADER_FROM.findall(found["rest"]) if found else []
    # Of the very domain in the From that we read: the server may have read another out of a crooked one.
    return bool(stated) and all(address_of(f"x@{each.rpartition('@')[2]}") == f"x@{domain}" for each in stated)


def _parts(value: str) -> list[str]:
    """The field without its comments, cut at semicolons: the server's name in small letters, then each result."""
    kept, depth, is_quoted, text = [""], 0, False, iter(value)
    for letter in text:
        if letter == "\\" and (depth or is_quoted):  # the next one means itself
            letter = next(text, "")
        elif letter == '"' and not depth:
            is_quoted = not is_quoted
        elif letter in "()" and not is_quoted:
            depth = max(0, depth + (1 if letter == "(" else -1))
            kept[-1] += " "
            continue
        elif letter == ";" and not depth and not is_quoted:
            kept.append("")
            continue
        # Within quotes nothing is a statement of its own, such as `reason="header.from=example.org"`.
        kept[-1] += "" if depth else "_" if is_quoted and letter in "=;. " else letter
    return [kept[0].strip().strip('"').lower(), *(part.strip() for part in kept[1:])]
