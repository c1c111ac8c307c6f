"""E-mail addresses as the house keeps them: one, whatever capitals somebody types and however its domain is written.

A browser sends `x@xn--ishj-ira.dk` where `x@ishøj.dk` was typed, and so do header fields. Kept is what people read.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import models

from ishoj_process.text.composed import composed
from ishoj_process.text.incoming import incoming

IN_ASCII = "xn--"  # before a label whose letters beyond ASCII are written in figures (RFC 5890 § 2.3.2.1)
LONGEST_LABEL = 63  # RFC 1035 § 2.3.4
FULL_STOPS = str.maketrans("\u3002\uff0e\uff61", "...")  # which are typed for the full stop (UTS 46 § 2.3)


def small(address: str) -> str:
    """The address as it is stored, looked for and compared.

    RFC 5321 § 2.4 lets a mail server tell A from a before the @; none that people use does, and people do not.
    """
    local, at, domain = incoming(address).strip().rpartition("@")
    return f"{local.lower()}{at}{readable_domain(domain)}"


def in_ascii(address: str) -> str:
    """The address as header fields and calendars must have it; letters before the @ have no form in ASCII."""
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{ascii_domain(domain)}"


def readable_domain(domain: str) -> str:
    """A domain in small letters as people read it; what is none stays as it is."""
    plain = composed(domain, "NFKC").translate(FULL_STOPS).lower()
    return ".".join(map(_readable, plain.split("."))) if _is_name(plain) else domain.lower()


def ascii_domain(domain: str) -> str:
    """A domain as the internet's servers know it (RFC 3492), in small letters.

    The letters as they are: Python's own `idna` is of 2003 and makes another's domain of ß.
    """
    readable = readable_domain(domain)
    return ".".join(map(_in_ascii, readable.split("."))) if _is_name(readable) else domain


def _readable(label: str) -> str:
    if not label.startswith(IN_ASCII) or not label.isascii():
        return label
    try:
        read = label.removeprefix(IN_ASCII).encode().decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label
    # One spelling alone: what no program would write so may be meant to look like another's.
    is_plain = not read.isascii() and _is_name(read) and "." not in read and composed(read, "NFKC").lower() == read
    return read if is_plain and _in_ascii(read) == label else label


def _in_ascii(label: str) -> str:
    if label.isascii():
        return label
    written = IN_ASCII + label.encode("punycode", "replace").decode()
    return written if len(written) <= LONGEST_LABEL else label


def _is_name(domain: str) -> bool:
    """Whether a domain is made of the signs of domains: letters with their marks, figures, hyphens, full stops."""
    return all(sign.isalnum() or sign in "-." or unicodedata.combining(sign) for sign in domain)


class SmallEmailField(models.EmailField):
    """An e-mail address in its one spelling by whichever door it comes: form, code, bulk write or question."""

    def to_python(self, value: Any) -> Any:
        return small(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        # The row in hand then says what is stored.
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value
