"""What Danish agendas call their parts. It is the language of the files, whatever that of the pages may be."""

import re

# The columns of AgendaItem by the names that files give them.
SECTIONS = {
    "beslutningstema": "decision_question",
    "spørgsmål til beslutning": "decision_question",
    "sagsfremstilling": "case_presentation",
    "sagsbeskrivelse": "case_presentation",
    "baggrund": "case_presentation",
    "resume": "case_presentation",
    "resumé": "case_presentation",
    "lovgrundlag": "legal_basis",
    "retsgrundlag": "legal_basis",
    "økonomi": "economy",
    "økonomiske konsekvenser": "economy",
    "økonomi og finansiering": "economy",
    "indstilling": "recommendation",
    "indstillinger": "recommendation",
    "administrationens indstilling": "recommendation",
    "forvaltningens indstilling": "recommendation",
    "direktionens indstilling": "recommendation",
    "beslutning": "decision",
    "byrådets beslutning": "decision",
    "udvalgets beslutning": "decision",
    "offentlig beslutning": "public_decision",
    "offentlig beslutning i et lukket punkt": "public_decision",
}
# Parts of a section that keep their names within the text, since the section has another one.
KEPT_AS_HEADINGS = {"baggrund", "resume", "resumé"}
DECIDING = {"beslutningskompetence", "kompetence", "afgøres af"}
CASE_NUMBER = {"sagsnr", "sagsnr.", "sagsnummer", "sag nr", "sag nr.", "sagsid", "sags-id", "esdh-sag", "journalnr."}
ADDRESS = {"adresse", "link", "sagens adresse", "link til sagen", "link til sag"}
PUBLIC_TITLE = {"offentlig titel", "offentlig overskrift"}
CLOSED = {"lukket", "lukket punkt", "punktet er lukket", "punktet behandles for lukkede døre."}
ATTACHMENTS = {"bilag", "bilagsliste", "bilagsoversigt", "vedlagte bilag"}
TREATS = {"behandler"}  # as our own documents have it
TITLE = {"titel", "overskrift", "emne", "sag"}
NUMBER = {"punkt", "nr", "nr.", "pkt", "pkt.", "punkt nr.", "punktnr."}
# Headings over several items.
CLOSED_GROUP = {"lukkede punkter", "lukket dagsorden", "lukkede sager", "lukket møde"}
OPEN_GROUP = {"åbne punkter", "åben dagsorden", "åbne sager", "åbent møde"}
GROUPS = {"dagsorden", "referat", "dagsordenspunkter", "punkter", *CLOSED_GROUP, *OPEN_GROUP}
YES = {"ja", "x", "sand", "true", "1", "lukket", "lukket punkt"}

LABELS = (*SECTIONS, *DECIDING, *CASE_NUMBER, *ADDRESS, *PUBLIC_TITLE, *CLOSED, *ATTACHMENTS, *TREATS)
MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
NUMBERED = re.compile(
    rf"(?:(?:punkt|pkt\.?|sag)\s+(?P<named>\d+)\s*[.:)–-]?|(?P<number>\d+)\s*[.)](?!\d))\s+(?!(?:{MONTHS})[a-z]*\b)(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
CLOSED_MARK = re.compile(r"\s*[(\[]\s*lukket(?:\s+punkt)?\s*[)\]]\s*|^lukket(?:\s+punkt)?\s*:\s+", re.IGNORECASE)


def plain(text):
    """A name as it is compared: one space between words, no colon behind, no capitals."""
    return " ".join(text.casefold().split()).rstrip(" :")


def numbered(text):
    """The number and the rest of “3. Titel” or “Punkt 3: Titel”; None for all else."""
    found = NUMBERED.fullmatch(" ".join(text.split()))
    return (found["named"] or found["number"], found["title"]) if found else None


def is_named(text):
    """True of “Punkt 3: …”, which can be nothing but an item."""
    found = NUMBERED.fullmatch(" ".join(text.split()))
    return bool(found and found["named"])


def without_closed_mark(title):
    """The title without “(lukket)”, and whether it was marked so."""
    kept = CLOSED_MARK.sub(" ", title).strip()
    return (kept, kept != title) if kept else (title, True)
