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
    "administrativ indstilling": Section.RECOMMENDATION,
    "forvaltningens indstilling": Section.RECOMMENDATION,
    "direktionens indstilling": Section.RECOMMENDATION,
    "beslutning": Section.DECISION,
    "byrådets beslutning": Section.DECISION,
    "udvalgets beslutning": Section.DECISION,
    "offentlig beslutning": Section.PUBLIC_DECISION,
    "offentlig beslutning i et lukket punkt": Section.PUBLIC_DECISION,
    "sagens kerne": Section.CASE_PRESENTATION,
}
# Parts of a section that keep their names within the text, since the section has another one.
KEPT_AS_HEADINGS = {"baggrund", "resume", "resumé", "sagens kerne"}
DECIDING = {"beslutningskompetence", "kompetence", "afgøres af", "besluttes af"}
# Without marks and spaces.
CASE_NUMBER = {"sagsnr", "sagsnummer", "sagnr", "sagsid", "sagid", "esdhsag", "journalnr", "journalnummer", "jnr"}
ADDRESS = {"adresse", "link", "sagens adresse", "link til sagen", "link til sag"}
PUBLIC_TITLE = {"offentlig titel", "offentlig overskrift"}
ATTACHMENTS = {"bilag", "bilagsliste", "bilagsoversigt", "vedlagte bilag"}
TREATS = {"behandler"}  # as our own documents have it
TITLE = {"titel", "overskrift", "emne", "sag", "dagsordenspunkt", "sagens titel", "punktets titel", "sagsoverskrift"}
NUMBER = {"punkt", "nr", "nr.", "pkt", "pkt.", "punkt nr.", "punktnr."}
# Headings over several items; those that speak of closed doors are known by `doors`.
GROUPS = {"dagsorden", "referat", "dagsordenspunkter", "punkter"}
OF_SEVERAL = re.compile(r"\b\w*(?:punkter|sager|dagsorden|møde)|\bdøre|\btil (?!offentlig)\w+(?:ing|else)\b")

# Said of more than the item in which it stands.
REACHES = re.compile(
    r"\b(?:følgende|efterfølgende|resterende|øvrige|resten|herefter|herfra|derefter|punkterne|sagerne|mødet|dørene"
    r"|nedenstående|nedenfor|herunder|sidste|kommende|fra nu|fra kl)\b"
)
NAMES_SEVERAL = re.compile(r"\b(?:punkt|pkt|sag)(?:er|erne)?\.?\s*(?:nr\.?\s*)?\d+\.?\s*(?:-|–|,|og|til)\s*\d")
NAMES_ITEMS = re.compile(
    r"(?:\b(?:punkt|pkt|sag)(?:er|erne|et)?\.?\s*(?:nr\.?\s*)?|^\W*nr\.?\s*)(?P<numbers>\d[\d\s,og–til-]*)",
    re.IGNORECASE,
)
# “2.-4. Lukkede sager” at the beginning of a line
BEGINS_WITH = re.compile(r"\W*(?P<numbers>\d{1,3}\.?(?:\s*(?:,|og|til|-|–)\s*\d{1,3}\.?)+)")
FROM_TO = re.compile(r"(\d{1,4})(?:\s*(?:-|–|til)\s*(\d{1,4}))?")


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
    Fact.CASE_URL: ADDRESS,
    Fact.DECIDING_BODY: DECIDING,
    Fact.ATTACHMENTS: ATTACHMENTS,
}

LABELS = {*SECTIONS, *DECIDING, *ADDRESS, *PUBLIC_TITLE, *ATTACHMENTS, *TREATS}
LONGEST_LABEL = 140
MOST_NAMED = 200  # items in “punkt 3-8”
BODY = (
    r"[\w.&,/-]*(?:udvalg|råd|bestyrelse|repræsentation|direktion|forvaltning|administration|nævn|komité|komite|kommission)"
    r"\w*"
)
DAY = r"(?:den |d\. ?)?\d{1,2}\s*[./-]\s*(?:\d{1,2}|[a-zæøå]+)\.?[\s./-]*(?:\d{2,4})?"
# “Beslutning i Økonomiudvalget den 1. oktober 2018”, “Byrådets beslutning”, “Teknisk Udvalg, 3. maj 2024, pkt. 4”
PATTERNS = (
    (re.compile(r"offentlig beslutning\b.*|beslutning(?:en)? til offentliggørelse\.?"), Section.PUBLIC_DECISION),
    (
        re.compile(
            rf"(?:(?:[\w-]+s|[a-zæøå]{{1,4}}u|kb|br) )?"
            rf"(?:(?:tidligere|foreløbig|endelig)e? )?beslutning(?:en|er)?(?: truffet)?\s*[,–-]?"
            rf"(?: (?:i|af|fra|for|på))?(?: (?:[\w.,&/-]+ )*?{BODY})?(?:(?: på)? møde\w*)?"
            rf"(?:[ ,–-]*{DAY})?(?:[ ,–-]*(?:pkt|punkt)\.? ?(?:nr\.? ?)?\d+)?\.?"
        ),
        Section.DECISION,
    ),
    (re.compile(rf"(?:[\w.,&/-]+ )*?{BODY}[ ,–-]*{DAY}[ ,–-]*(?:pkt|punkt)\.? ?(?:nr\.? ?)?\d+\.?"), Section.DECISION),
    (
        re.compile(
            r"(?:[\w-]+s |(?:administrativ|faglig|politisk|endelig|foreløbig|ny|samlet)e? )?indstilling(?:en|er)?"
            r"(?: (?:til|fra) .{1,60})?"
        ),
        Section.RECOMMENDATION,
    ),
    (re.compile(r"(?:supplerende |uddybende |ny )?(?:sagsfremstilling|sagsbeskrivelse)"), Section.CASE_PRESENTATION),
)


def section_of(name: str) -> Section | None:
    """The section that a name stands for, however the municipality writes it."""
    if name in SECTIONS or len(name) > LONGEST_LABEL:
        return SECTIONS.get(name)
    return next((section for pattern, section in PATTERNS if pattern.fullmatch(name)), None)


def is_label(name: str) -> bool:
    """Whether a line of this name says what stands behind or below it."""
    return name in LABELS or is_case_number(name) or section_of(name) is not None


def items_named(text: str) -> set[str]:
    """The numbers of “punkt 3, 4 og 6-8”."""
    found_first = BEGINS_WITH.match(text)
    named = " ".join(found["numbers"] for found in NAMES_ITEMS.finditer(text))
    named += f" {found_first['numbers'].replace('.', '')}" if found_first else ""
    spans = [(int(found[1]), int(found[2] or found[1])) for found in FROM_TO.finditer(named)]
    return {str(number) for first, last in spans for number in range(first, min(last + 1, first + MOST_NAMED))}


def is_case_number(name: str) -> bool:
    return "".join(char for char in name.casefold() if char.isalnum()) in CASE_NUMBER


def plain(text: str) -> str:
    """A name as it is compared: one space between words, no colon behind, no capitals."""
    return " ".join(text.casefold().split()).rstrip(" :")
