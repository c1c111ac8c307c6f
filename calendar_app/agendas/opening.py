"""Opening a closed item: what becomes public with it, shown before it is done and held to what was shown."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.models import LEVELS, AgendaItem
from strategies.models import Response
from vision.models import Adoption

# A line that is shown, and what stands behind it that was not shown in full: if that changes, the line was another.
Told: TypeAlias = Iterator[tuple[str, str]]


def _attachments(item: AgendaItem) -> Told:
    for row in item.attachments.all():
        yield _("attachment %(attachment)s") % {"attachment": row}, row.file.name or ""


def _corrections(item: AgendaItem) -> Told:
    for row in item.corrections.all():
        yield _("correction: %(what)s") % {"what": row.what}, ""


def _minority_statements(item: AgendaItem) -> Told:
    for row in item.minority_statements.all():
        yield _("minority statement by %(whom)s") % {"whom": row.by_whom}, row.text


def _follow_ups(item: AgendaItem) -> Told:
    for row in item.follow_ups.all():
        yield _("follow-up, for the council: %(what)s") % {"what": row.what}, f"{row.role}, {row.status}: {row.note}"


def _treatments(item: AgendaItem) -> Told:
    for row in item.treatments.all():
        yield _("that it treats %(document)s") % {"document": row.level}, ""


def _adopted(item: AgendaItem) -> Told:
    for model in LEVELS:
        for level in model.objects.filter(adopted_at_item=item):
            yield _("that it adopts %(document)s") % {"document": level}, ""


def _adoption(item: AgendaItem) -> Told:
    for row in Adoption.objects.filter(item=item).select_related("vision", "item__meeting"):
        words = {"document": row.vision, "how": row.stood_text}
        yield _("how the council adopted %(document)s: %(how)s") % words, row.dissent


def _questions(item: AgendaItem) -> Told:
    for row in item.questions.all():
        yield _("that it takes up the question: %(question)s") % {"question": row.text}, ""


def _responses(item: AgendaItem) -> Told:
    for row in Response.objects.filter(item=item).select_related("consultation__main_policy", "consultation__strategy"):
        yield _("that an answer to %(consultation)s was decided at it") % {"consultation": row.consultation}, ""


# By each key that leads to an item: what is read through it as soon as the item is open.
BY_KEY: dict[str, Callable[[AgendaItem], Told]] = {
    "ishoj_process.Attachment.item": _attachments,
    "ishoj_process.ItemCorrection.item": _corrections,
    "ishoj_process.MinorityStatement.item": _minority_statements,
    "ishoj_process.FollowUp.item": _follow_ups,
    "ishoj_process.Treatment.item": _treatments,
    "ishoj_process.Level.adopted_at_item": _adopted,
    "vision.Adoption.item": _adoption,
    "vision.Question.item": _questions,
    "strategies.Response.item": _responses,
}
# The others, whose readers are the same of a closed item and of an open one.
UNCHANGED = {
    "ishoj_process.RunningNumber.item",  # stands beside the public title
    "ishoj_process.AgendaItem.carried_from",  # the other item is read by its own doors
    "calendar_app.AgendaImport.items",  # the staff's
    "calendar_app.PrivateNote.item",  # its writer's
}


def becomes_public(item: AgendaItem) -> list[str]:
    """A line for each thing that is read with an open item and was not read with the closed one."""
    return [line for line, _behind in _told(item)]


def _told(item: AgendaItem) -> Told:
    yield _("its own title: %(title)s") % {"title": item.title}, ""
    yield from ((line, "") for line in _texts(item))
    for told in BY_KEY.values():
        yield from told(item)
    if item.case:
        yield _("case %(case)s") % {"case": item.case}, ""


def _texts(item: AgendaItem) -> list[str]:
    sections = [*AgendaItem.PRESENTATION, AgendaItem.Section.DECISION]
    written = [section.label for section in sections if getattr(item, section.value)]
    if not written:
        return []
    text = ngettext("the text under %(headings)s", "the texts under %(headings)s", len(written))
    return [text % {"headings": ", ".join(written)}]


def mark_of_opening(item: AgendaItem) -> str:
    """One short text for all that becomes public: it differs where something was added or reworded since."""
    told = [(str(line), str(behind)) for line, behind in _told(item)]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:20]


def reasons_against_opening(stored: AgendaItem, *, seen: Sequence[str]) -> list[str]:
    """Why a closed item may not be opened; an empty list where all that becomes public with it was shown."""
    if not stored.is_closed or mark_of_opening(stored) in seen:
        return []
    return [_("Look at what becomes public when the item is opened, and tick that you have.")]
