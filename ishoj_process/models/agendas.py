"""Agendas: items, what they treat, and their attachments. What of a closed item is shown is decided in rights.py."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Self, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.readers import reader_of
from ishoj_process.rights import reads_item, sees_agenda, sees_minutes
from ishoj_process.rules import below, select
from ishoj_process.text.richtext import RichTextField

from .base import Edited, Stamped
from .bodies import Body, BodyKey
from .cases import Case, StandingItem
from .files import StoredFile, stored_name
from .meetings import Meeting
from .search import SearchedQuerySet
from .ties import OneLevel

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

__all__ = ["AgendaItem", "Attachment", "Treatment", "stored_name"]  # the last is named by a migration


class AgendaItemQuerySet(SearchedQuerySet):
    def visible_to(self, user: AnyUser) -> Self:
        """Those whose agenda the user may see at all; of a closed one that may be its public title only."""
        return select(self, below("meeting", sees_agenda(reader_of(user))))

    def read_whole_by(self, user: AnyUser) -> Self:
        return select(self, reads_item(reader_of(user)))

    def decided_for(self, user: AnyUser) -> Self:
        """Those of a set whose decision is shown to the user."""
        return select(self, below("meeting", sees_minutes(reader_of(user))))


class AgendaItem(Edited):
    """One item of an agenda, later of the minutes. What a closed item shows is decided in rights.py."""

    class Section(StrEnum):
        """The sections of a Danish agenda, as they are printed; the value is the column, the minutes add the last."""

        QUESTION_FOR_DECISION = "decision_question"
        CASE_PRESENTATION = "case_presentation"
        LEGAL_BASIS = "legal_basis"
        ECONOMY = "economy"
        RECOMMENDATION = "recommendation"
        DECISION = "decision"
        PUBLIC_DECISION = "public_decision"

        @property
        def label(self) -> str:
            field = cast(models.Field, AgendaItem._meta.get_field(self.value))
            return str(field.verbose_name).capitalize()

    PRESENTATION = (
        Section.QUESTION_FOR_DECISION,
        Section.CASE_PRESENTATION,
        Section.LEGAL_BASIS,
        Section.ECONOMY,
        Section.RECOMMENDATION,
    )

    class Outcome(models.TextChoices):
        """The usual words of a decision, as Danish minutes have them."""

        APPROVED = "approved", pgettext_lazy("a decision", "Approved")
        RECOMMENDATION = "recommendation", pgettext_lazy("a decision", "The recommendation is approved")
        RECOMMENDED = "recommended", pgettext_lazy("a decision", "Recommended to the council")
        NOTED = "noted", pgettext_lazy("a decision", "Noted")
        POSTPONED = "postponed", pgettext_lazy("a decision", "Postponed")
        RETURNED = "returned", pgettext_lazy("a decision", "Sent back to the administration")
        REJECTED = "rejected", pgettext_lazy("a decision", "Rejected")
        NO_QUORUM = "no_quorum", pgettext_lazy("a decision", "Not enough members to decide; the item is moved")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items", verbose_name=_("meeting"))
    number = models.PositiveSmallIntegerField(_("number"))
    day = models.DateField(_("day of the programme"), null=True, blank=True)  # of a meeting over several days
    title = models.CharField(_("title"), max_length=300)
    # Kommunestyrelsesloven § 10: meetings of the council are public; a case may be closed when its nature requires.
    is_closed = models.BooleanField(_("closed item"), default=False)
    public_title = models.CharField(_("public title of a closed item"), max_length=300, blank=True)
    decision_question = RichTextField(_("question for decision"), blank=True)
    case_presentation = RichTextField(_("case presentation"), blank=True)
    legal_basis = RichTextField(_("legal basis"), blank=True)
    economy = RichTextField(_("economy"), blank=True)
    recommendation = RichTextField(_("recommendation"), blank=True)
    deciding_body = BodyKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("deciding body"),
        day="day_of_treatment",
    )
    outcome = models.CharField(_("decided"), max_length=16, choices=Outcome, blank=True)
    decision = RichTextField(_("decision"), blank=True)
    # What is decided behind closed doors is made public, too, as far as confidentiality lets it.
    public_decision = RichTextField(_("public decision of a closed item"), blank=True)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("case")
    )
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="carried_to",
        verbose_name=_("carried over from"),
    )
    standing = models.ForeignKey(
        StandingItem, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    # Rules of procedure let an urgent case come late where the agenda says so, and why.
    late_reason = models.CharField(_("why the item comes late"), max_length=300, blank=True)
    withdrawn_reason = models.CharField(_("why the item was taken off"), max_length=300, blank=True, editable=False)
    # Rises with every attachment, so that the number of one that was removed is never given again.
    last_attachment_number = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["meeting", "number", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_closed=False) | ~Q(public_title=""),
                name="agenda_item_closed_needs_public_title",
                violation_error_message=_("A closed item needs a title that may be shown to the public."),
            )
        ]

    def __str__(self) -> str:
        # The public title where there is one: lists of the database's own pages are seen over shoulders.
        return f"{self.number}. {self.public_title if self.is_closed else self.title}"

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#punkt-{self.pk}"

    @property
    def number_and_meeting(self) -> str:
        """`2, Ishøj Byråd, 29. august 2023`: each agenda has an item of that number."""
        return f"{self.number}, {self.meeting.called}"

    @property
    def day_of_treatment(self) -> date | None:
        """The day on which it is treated, as far as that is known: of a meeting over several days the first."""
        return self.day or (self.meeting.start_date if self.meeting_id else None)

    @property
    def is_withdrawn(self) -> bool:
        """True of an item that was taken off an agenda after it had been published."""
        return bool(self.withdrawn_reason)

    def clean(self) -> None:
        if self.day and self.meeting_id and self.day not in self.meeting.days:
            raise ValidationError({"day": _("The day lies outside of the meeting.")})


class TreatmentQuerySet(models.QuerySet):
    def visible_to(self, user: AnyUser) -> Self:
        """Those whose agenda item the user may see; what a closed item treats is part of what is closed."""
        return select(self, below("item", reads_item(reader_of(user))))


class Treatment(Stamped, OneLevel):
    """That an agenda item treats a document of the hierarchy, and what its decision does to it."""

    class Effect(models.TextChoices):
        ADOPTS = "adopts", pgettext_lazy("what a decision does to a document", "adopts it")
        CONSULTS = "consults", pgettext_lazy("what a decision does to a document", "sends it out for consultation")
        RETURNS = "returns", pgettext_lazy("what a decision does to a document", "sends it back to be worked on")

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="treatments", verbose_name=_("agenda item")
    )
    effect = models.CharField(_("what the decision does"), max_length=8, choices=Effect, blank=True)

    objects = TreatmentQuerySet.as_manager()

    class Meta(OneLevel.Meta):
        verbose_name = pgettext_lazy("an agenda item treats a document", "treatment")
        verbose_name_plural = pgettext_lazy("an agenda item treats a document", "treatments")

    def __str__(self) -> str:
        return f"{self.item} → {self.level}"


class Attachment(StoredFile):
    """A numbered enclosure of an agenda item, with the rights of that item."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="attachments", verbose_name=_("agenda item")
    )
    number = models.PositiveSmallIntegerField(_("number"))

    objects = SearchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "number"],
                name="attachment_number_once_per_item",
                violation_error_message=_("The item already has an attachment with this number."),
            )
        ]

    def __str__(self) -> str:
        title = self.title_beside_number
        return f"{self.number}. {title}" if title else str(self.number)

    @property
    def title_beside_number(self) -> str:
        """The title without “Bilag 1” before it, as files are often called, where that is its number."""
        # Not of “Bilag 1-3”, “Bilag 1.2” or “Bilag 1a”, which are other numbers.
        said = rf"bilag\s*(?:nr\.?\s*)?0*{self.number}(?!\w|[-–.,/]\d)[\s.:,;–—-]*"
        return re.sub(rf"^\s*{said}", "", self.title, flags=re.IGNORECASE)

    def get_absolute_url(self) -> str:
        return reverse("attachment_download", args=[self.pk])
