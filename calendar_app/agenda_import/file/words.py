"""What Danish agendas call their parts. It is the language of the files, whatever that of the pages may be."""

import re
from enum import StrEnum
from typing import Literal

from ishoj_process.models import AgendaItem

Section = AgendaItem.Section

# The sections of an agenda item by the names that files give them.
SECTIONS = {
    "beslutningstema": Section.QUESTION_FOR_DECISION,
    "spørgsmål til beslutning": Section.QUESTION_FOR_DECISION,
    "sagsfremstilling": Section.CASE_PRESENTATION,
    "sagsbeskrivelse": Section.CASE_PRESENTATION,
    "baggrund": Section.CASE_PRESENTATION,
    "resume": Section.CASE_PRESENTATION,
    "resumé": Section.CASE_PRESENTATION,
    "lovgrundlag": Section.LEGAL_BASIS,
    "retsgrundlag": Section.LEGAL_BASIS,
    "økonomi": Section.ECONOMY,
    "økonomiske konsekvenser": Section.ECONOMY,
    "økonomi og finansiering": Section.ECONOMY,
    "indstilling": Section.RECOMMENDATION,
    "indstillinger": Section.RECOMMENDATION,
    "administrationens indstilling": Section.RECOMMENDATION,
    "forvaltningens indstilling": Section.RECOMMENDATION,
    "direktionens indstilling": Section.RECOMMENDATION,
    "beslutning": Section.DECISION,
    "byrådets beslutning": Section.DECISION,
    "udvalgets beslutning": Section.DECISION,
    "offentlig beslutning": Section.PUBLIC_DECISION,
    "offentlig beslutning i et lukket punkt": Section.PUBLIC_DECISION,
}
# Parts of a section that keep their names within the text, since the section has another one.
KEPT_AS_HEADINGS = {"baggrund", "resume", "resumé"}
DECIDING = {"beslutningskompetence", "kompetence", "afgøres af"}
CASE_NUMBER = {"sagsnr", "sagsnr.", "sagsnummer", "sag nr", "sag nr.", "sagsid", "sags-id", "esdh-sag", "journalnr."}
ADDRESS = {"adresse", "link", "sagens adresse", "link til sagen", "link til sag"}
PUBLIC_TITLE = {"offentlig titel", "offentlig overskrift"}
ATTACHMENTS = {"bilag", "bilagsliste", "bilagsoversigt", "vedlagte bilag"}
TREATS = {"behandler"}  # as our own documents have it
TITLE = {"titel", "overskrift", "emne", "sag"}
NUMBER = {"punkt", "nr", "nr.", "pkt", "pkt.", "punkt nr.", "punktnr."}
# Headings over several items; those that speak of closed doors are known by `doors`.
GROUPS = {"dagsorden", "referat", "dagsordenspunkter", "punkter"}
OF_SEVERAL = re.compile(r"\b\w*(?:punkter|sager|dagsorden|møde)|\bdøre|\btil \w+(?:ing|else)\b")


class Fact(StrEnum):
    """What a file says about an item beside its text; the value is the field of what is read."""

    NUMBER = "number"
    TITLE = "title"
    PUBLIC_TITLE = "public_title"
    IS_CLOSED = "is_closed"
    CASE_NUMBER = "case_number"
    CASE_URL = "case_url"
    DECIDING_BODY = "deciding_body"
    ATTACHMENTS = "attachments"


Part = Section | Literal[Fact.DECIDING_BODY, Fact.ATTACHMENTS]  # what may have a heading and lines below it

NAMES = {
    Fact.NUMBER: NUMBER,
    Fact.TITLE: TITLE,
    Fact.PUBLIC_TITLE: PUBLIC_TITLE,
    Fact.CASE_NUMBER: CASE_NUMBER,
    Fact.CASE_URL: ADDRESS,
    Fact.DECIDING_BODY: DECIDING,
    Fact.ATTACHMENTS: ATTACHMENTS,
}

LABELS = (*SECTIONS, *DECIDING, *CASE_NUMBER, *ADDRESS, *PUBLIC_TITLE, *ATTACHMENTS, *TREATS)
MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
NUMBERED = re.compile(
    rf"(?:(?:punkt|pkt\.?|sag)\s+(?P<named>\d+)\s*[.:)–-]?|(?P<number>\d+)\s*[.)](?!\d))\s+(?!(?:{MONTHS})[a-z]*\b)(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def plain(text: str) -> str:
    """A name as it is compared: one space between words, no colon behind, no capitals."""
    return " ".join(text.casefold().split()).rstrip(" :")


def numbered(text: str) -> tuple[str, str] | None:
    """The number and the rest of “3. Titel” or “Punkt 3: Titel”; None for all else."""
    found = NUMBERED.fullmatch(" ".join(text.split()))
    return (found["named"] or found["number"], found["title"]) if found else None


def is_named(text: str) -> bool:
    """True of “Punkt 3: …”, which can be nothing but an item."""
    found = NUMBERED.fullmatch(" ".join(text.split()))
    return bool(found and found["named"])
