"""Drafts of the vision: keeping one whole, commenting on its passages, and settling what was commented."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import Refused, refuse
from ishoj_process.models import GuidingLine, User, Vision
from ishoj_process.text.plain import visible_text
from vision.models import Comment, Draft

from .passages import context_of


class DraftLine(TypedDict):
    """A guiding line as a draft keeps it: with the key by which it is found again in another wording."""

    line: int
    aim: str
    title: str
    explanation: str


class Wording(TypedDict):
    """What a draft keeps of the vision."""

    title: str
    summary: str
    text: str
    lines: list[DraftLine]


def lines_of(vision: Vision) -> list[DraftLine]:
    """The vision's guiding lines in their order, as a draft keeps them."""
    lines = GuidingLine.objects.filter(aim__vision=vision).select_related("aim")
    return [
        {"line": line.pk, "aim": line.aim.title, "title": line.title, "explanation": line.explanation}
        # In a fixed order: by it a comparison of two drafts tells which lines were moved.
        for line in lines.order_by("aim__position", "aim_id", "position", "id")
    ]


def wording_of(vision: Vision) -> Wording:
    """What a draft keeps of the vision as it stands now."""
    return {"title": vision.title, "summary": vision.summary, "text": vision.text, "lines": lines_of(vision)}


def reasons_against_keeping(vision: Vision) -> list[str]:
    """Why the wording may not be kept as a draft now; an empty list where it may."""
    wording, last = wording_of(vision), vision.drafts.first()
    if not (wording["text"] or wording["summary"] or wording["lines"]):
        return [_("Nothing has been worded yet.")]
    # By the words: the version rises with a new status or owner, too.
    if last and all(getattr(last, name) == value for name, value in wording.items()):
        return [_("Nothing has been changed since %(draft)s.") % {"draft": last}]
    return []


@transaction.atomic
def keep_draft(*, vision: Vision, note: str, by: User, on: date) -> Draft:
    """Keep the wording as it stands as the next draft; raises Refused with the reasons."""
    stored = vision.locked()
    refuse(reasons_against_keeping(stored))
    return store_draft(vision=stored, note=note, by=by, on=on)


def store_draft(*, vision: Vision, note: str, by: User, on: date) -> Draft:
    """The next draft of a vision that the caller has locked."""
    number = (vision.drafts.aggregate(last=Max("number"))["last"] or 0) + 1
    return Draft.objects.create(vision=vision, number=number, note=note, made_on=on, made_by=by, **wording_of(vision))


def reasons_against_commenting(vision: Vision) -> list[str]:
    """Why nobody comments now; an empty list where one may."""
    return [_("The vision is adopted. Its wording changes by a new edition.")] if vision.was_adopted else []


@transaction.atomic
def add_comment(*, comment: Comment, by: User, on: date) -> Comment:
    """Store a new comment with the words around its passage; raises Refused where nobody comments now."""
    # Held: it is not adopted, and its text not changed, between looking for the words and storing.
    vision = Vision.objects.select_for_update().get(pk=comment.vision_id)
    refuse(reasons_against_commenting(vision))
    if comment.quote:
        # Of the text as it is read: a quote that was copied from the page holds no tags.
        around = context_of(comment.quote, visible_text(vision.text))
        if around is None:
            raise Refused([_("The text has been changed. The words no longer stand in it.")])
        comment.before, comment.after = around
    comment.by, comment.on = by, on
    comment.save()
    return comment


@transaction.atomic
def settle_comment(*, comment: Comment, note: str, by: User, on: date) -> Comment:
    """Say what became of a comment. Settling it again says it anew."""
    stored = comment.locked()
    # Also after the adoption, unlike commenting: what became of a comment may be told late.
    stored.settled_note, stored.settled_by, stored.settled_on = note, by, on
    stored.save()
    return stored


def reasons_against_taking_back(comment: Comment, by: User) -> list[str]:
    """Why somebody may not take the comment back; an empty list where they may."""
    if comment.by_id != by.pk:
        return [_("Only those who wrote a comment take it back.")]
    # What was answered is read together with its answer, which would else answer nothing.
    return [_("The comment has been answered, and stays.")] if comment.is_settled else []


@transaction.atomic
def remove_comment(*, comment: Comment, by: User) -> None:
    """Take back a comment of one's own; raises Refused with the reasons. Done twice it is done once."""
    stored = Comment.objects.select_for_update().filter(pk=comment.pk).first()
    if stored is None:  # the other click of a double one was quicker
        return
    refuse(reasons_against_taking_back(stored, by))
    stored.delete()
