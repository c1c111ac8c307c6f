"""Opening a closed item: what becomes public with it, shown before it is done and held to what was shown."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.models import AgendaItem


def becomes_public(item: AgendaItem) -> list[str]:
    """A line for each thing that is read with an open item and was not read with the closed one."""
    return [
        _("its own title: %(title)s") % {"title": item.title},
        *_texts(item),
        *(_("attachment %(attachment)s") % {"attachment": row} for row in item.attachments.all()),
        *(_("correction: %(what)s") % {"what": row.what} for row in item.corrections.all()),
        *(_("minority statement by %(whom)s") % {"whom": row.by_whom} for row in item.minority_statements.all()),
        *(_("follow-up, for the council: %(what)s") % {"what": row.what} for row in item.follow_ups.all()),
        *(_("that it treats %(document)s") % {"document": row.level} for row in item.treatments.all()),
        *([_("case %(case)s") % {"case": item.case}] if item.case else []),
    ]


def _texts(item: AgendaItem) -> list[str]:
    sections = [*AgendaItem.PRESENTATION, AgendaItem.Section.DECISION]
    written = [section.label for section in sections if getattr(item, section.value)]
    if not written:
        return []
    text = ngettext("the text under %(headings)s", "the texts under %(headings)s", len(written))
    return [text % {"headings": ", ".join(written)}]


def mark_of_opening(item: AgendaItem) -> str:
    """One short text for all that becomes public: it differs where something was added since it was shown."""
    return hashlib.sha256(repr(becomes_public(item)).encode()).hexdigest()[:20]


def reasons_against_opening(stored: AgendaItem, *, seen: Sequence[str]) -> list[str]:
    """Why a closed item may not be opened; an empty list where all that becomes public with it was shown."""
    if not stored.is_closed or mark_of_opening(stored) in seen:
        return []
    return [_("Look at what becomes public when the item is opened, and tick that you have.")]
