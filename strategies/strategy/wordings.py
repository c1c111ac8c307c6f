"""The wordings that a document has had, as far as a reader may see them: to lay two of them side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ishoj_process.dates import danish as danish_dates
from ishoj_process.models import tie_to
from ishoj_process.rights import can_see_earlier_versions
from ishoj_process.text.word_diff import beside
from strategies.models import Consultation
from strategies.rights import can_read_wording, can_read_wordings_sent

if TYPE_CHECKING:
    from ishoj_process.models import Document
    from ishoj_process.readers import AnyUser
    from ishoj_process.text.word_diff import Beside

MOST_RECORDS = 200  # of the history, the newest; who looks further back reads the earlier versions
NOW = "nu"


@dataclass(frozen=True)
class Wording:
    """One wording of a document, with the keys that stand for it in addresses: `h1` as first sent for consultation."""

    keys: tuple[str, ...]
    label: str
    title: str
    summary: str
    text: str

    @property
    def key(self) -> str:
        return self.keys[0]

    @property
    def was_sent(self) -> bool:
        return self.key.startswith("h")

    @property
    def words(self) -> tuple[str, str, str]:
        return self.title, self.summary, self.text


def wordings_of(document: Document, user: AnyUser) -> list[Wording]:
    """The wordings that the reader may see, the oldest first; the last is the one that stands now, if not a draft.

    The staff sees each that was stored; others those that were sent in a consultation which they may see.
    """
    sent = Consultation.objects.visible_to(user).filter(**tie_to(document)).gone_out()
    consultations = list(sent.order_by("number"))
    found = (
        _stored(document, consultations)
        if can_see_earlier_versions(user)
        else [_sent(row, document) for row in consultations]
    )
    now = Wording((NOW,), _("as it stands now"), document.title, document.summary, document.text)
    if not can_read_wording(user, document):
        return found
    # The newest record is what stands now; it is shown once, unless people link to it as what was sent.
    return [*(row for row in found if row.was_sent or row.words != now.words), now]


@dataclass(frozen=True)
class ShownText:
    """The text that a reader may see, and what is to be said of it."""

    text: str
    note: str = ""
    is_draft: bool = False  # and kept from this reader


def shown_text(document: Document, user: AnyUser) -> ShownText:
    """The strategy's text as far as the reader may see it: as it stands, as it was sent, or that there is a draft."""
    if can_read_wording(user, document):
        return ShownText(document.text)
    consultations = Consultation.objects.visible_to(user).filter(**tie_to(document)).exclude(text="")
    # Of several the last: who was asked anew is to answer that text and not the one before.
    sent = consultations.gone_out().order_by("number").last()
    if sent:
        words = {"day": sent.opened_text}
        return ShownText(sent.text, _("This is the text as it was sent for consultation on %(day)s.") % words, True)
    if document.text:
        # What is sent to committees alone is not shown to the public, who may not be promised that it is.
        inside = _("The draft is shown when it is sent for consultation, or adopted.")
        outside = _("The draft is shown when the public is asked about it, or when it is adopted.")
        return ShownText("", inside if can_read_wordings_sent(user) else outside, True)
    return ShownText("", is_draft=True)


def _sent(consultation: Consultation, document: Document) -> Wording:
    """The text as it was sent; title and summary are those of today, which the consultation does not keep."""
    words = {"day": consultation.opened_text}
    label = _("as sent for consultation on %(day)s") % words
    return Wording((f"h{consultation.number}",), label, document.title, document.summary, consultation.text)


def _stored(document: Document, consultations: list[Consultation]) -> list[Wording]:
    """Each wording in the history once, where it changed; those that were sent for consultation say so."""
    sent = defaultdict(list)
    for consultation in consultations:
        sent[consultation.text_version].append(consultation)
    columns = ("history_id", "version", "history_date", "title", "summary", "text")
    records = document.history.exclude(text="").order_by("-history_id").values(*columns)
    found: list[Wording] = []
    # The newest are taken, and then shown the oldest first.
    for record in reversed(records[:MOST_RECORDS]):
        words = (record["title"], record["summary"], record["text"])
        of_version = [row for row in sent[record["version"]] if row.text == record["text"]]
        # The history keeps a record of every storing; a new owner or status leaves the words as they were.
        is_same = bool(found) and found[-1].words == words
        if is_same and not of_version:
            continue
        if is_same and not found[-1].was_sent:
            # The same words, now sent: they are known by the key of the consultation, to which people link.
            found.pop()
        keys = tuple(f"h{consultation.number}" for consultation in of_version) or (f"v{record['history_id']}",)
        found.append(Wording(keys, _label(record, of_version), *words))
    # What was loaded, or lies further back than is looked, is in no record: then the consultation's own copy is shown.
    known = {key for row in found for key in row.keys}
    return [_sent(row, document) for row in consultations if f"h{row.number}" not in known] + found


def _label(record: dict[str, Any], consultations: list[Consultation]) -> str:
    day = timezone.localtime(record["history_date"])
    stored = {"day": danish_dates.date_text(day), "time": danish_dates.clock_text(day)}
    label = _("stored on %(day)s %(time)s") % stored
    if not consultations:
        return label
    return _("%(stored)s, sent for consultation on %(day)s") % {"stored": label, "day": consultations[-1].opened_text}


@dataclass(frozen=True)
class Comparison:
    """Two wordings side by side; `parts` are (caption, rows) of what differs."""

    old: Wording
    new: Wording
    parts: list[tuple[str, list[Beside]]]

    @property
    def is_possible(self) -> bool:
        """False where there is one wording only."""
        return self.old != self.new or bool(self.parts)


def compare(wordings: list[Wording], from_key: str | None, to_key: str | None) -> Comparison:
    """Two of the wordings beside each other: those that were asked for, else the first and the one of now."""
    by_key: dict[str | None, Wording] = {key: row for row in wordings for key in row.keys}
    # Keys come from addresses: an unknown one, as of an old link, is no error.
    old, new = by_key.get(from_key, wordings[0]), by_key.get(to_key, wordings[-1])
    captions = (_("Title"), _("Summary"), _("Text"))
    rows = [(caption, beside(*pair)) for caption, *pair in zip(captions, old.words, new.words, strict=True)]
    return Comparison(old, new, [(caption, lines) for caption, lines in rows if any(row.is_changed for row in lines)])
