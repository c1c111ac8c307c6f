"""Contributions: what was said at and between the meetings, by whom, and where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.danish import date_text
from ishoj_process.models import Body, BodyKey, Meeting, PartyGroup, Vision
from ishoj_process.models.base import Edited
from ishoj_process.readers import reader_of
from ishoj_process.rules import select
from vision.rights import sees_contributions
from vision.states import Destination

from .debate_paper import Question

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


class ContributionQuerySet(models.QuerySet):
    def visible_to(self, user: AnyUser) -> Self:
        return select(self, sees_contributions(reader_of(user)))

    def unsorted(self) -> Self:
        return self.filter(destination=Contribution.Destination.UNSORTED)

    def without_theme(self) -> Self:
        """What belongs to the vision, or may yet, and stands under no current theme."""
        destinations = [Contribution.Destination.UNSORTED, Contribution.Destination.VISION]
        gathered = Contribution.objects.filter(themes__state="current")
        return self.filter(destination__in=destinations).exclude(pk__in=gathered.values("pk"))

    def for_committee(self, body: Body) -> Self:
        """What was sent to the committee's strategies."""
        return self.filter(destination=Contribution.Destination.COMMITTEE, body=body)


class Contribution(Edited):
    """What was said, in a few sentences: by a member, a group or the meeting as such; then sorted by the staff."""

    class Speaker(models.TextChoices):
        MEMBER = "member", _("a member")
        GROUP = "group", _("a party group")
        MEETING = "meeting", _("the meeting as such")

    # The enum stands in states: rights ask for it, and models import rights.
    Destination = Destination

    LONGEST = 10_000

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="contributions", verbose_name=_("vision"))
    text = models.TextField(_("what was said"), max_length=LONGEST)
    # Empty: said between the meetings.
    # PROTECT: without its meeting what a meeting as such said would be nobody's, which the constraint refuses.
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("said at meeting"),
    )
    # SET_NULL: what was said stays said when its question is taken out of the paper.
    question = models.ForeignKey(
        Question,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("about the question"),
    )
    speaker = models.CharField(_("who said it"), max_length=8, choices=Speaker, default=Speaker.MEMBER)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("member"),
    )
    party_group = BodyKey(
        PartyGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("party group"),
        day="said_on",
    )
    # Not the speaker: the staff writes down what others said.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("noted by"),
    )
    said_on = models.DateField(_("said on"), editable=False)  # the process's day
    destination = models.CharField(
        _("where it goes"), max_length=10, choices=Destination, default=Destination.UNSORTED, editable=False
    )
    body = BodyKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="contributions",
        verbose_name=_("committee"),
        day="sorted_on",
    )
    reason = models.CharField(_("why"), max_length=300, blank=True, editable=False)
    sorted_on = models.DateField(_("sorted on"), null=True, blank=True, editable=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["-said_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(speaker="member", member__isnull=False, party_group__isnull=True)
                | Q(speaker="group", member__isnull=True, party_group__isnull=False)
                | Q(speaker="meeting", member__isnull=True, party_group__isnull=True, meeting__isnull=False),
                name="contribution_of_one_speaker",
                violation_error_message=_("Say which member, group or meeting said it."),
            ),
            models.CheckConstraint(
                condition=Q(destination="committee", body__isnull=False)
                | ~Q(destination="committee") & Q(body__isnull=True),
                name="contribution_to_a_committee_names_it",
                violation_error_message=_("Choose the committee."),
            ),
            models.CheckConstraint(
                condition=~Q(destination="aside", reason=""),
                name="contribution_set_aside_with_reason",
                violation_error_message=_("Say why it is set aside."),
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.text).chars(80)

    def get_absolute_url(self) -> str:
        return reverse("contribution_detail", args=[self.pk])

    @property
    def said_on_text(self) -> str:
        return date_text(self.said_on)

    @property
    def is_sorted(self) -> bool:
        return self.destination != self.Destination.UNSORTED

    @property
    def speaker_text(self) -> str:
        """Who said it, as the pages write it."""
        return str(self.member or self.party_group or self.get_speaker_display())
