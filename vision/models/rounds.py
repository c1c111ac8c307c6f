"""Prioritisation: rounds in which the members of the council distribute points among themes or guiding lines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ishoj_process.models import GuidingLine, Meeting, Seat, Vision
from ishoj_process.models.base import Edited
from ishoj_process.readers import reader_of
from ishoj_process.rules import select
from vision.rights import possible_substitutes, sees_round
from vision.states import OPENED, RoundState

from .mandates import Mandate, Roll, roll_of
from .themes import Theme

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user: AnyUser) -> Self:
        return select(self, sees_round(reader_of(user)))

    def opened(self) -> Self:
        """The set twin of `Round.was_opened`."""
        return self.filter(state__in=OPENED)

    def open(self) -> Self:
        return self.filter(state=Round.State.OPEN)


class Round(Edited):
    """A round of points. How it is counted and shown is settled before it opens; closed, it stays closed."""

    State = RoundState

    class Subject(models.TextChoices):
        THEMES = "themes", _("themes")
        LINES = "lines", _("guiding lines")

    MOST_POINTS = 100

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="rounds", verbose_name=_("vision"))
    title = models.CharField(_("title"), max_length=200)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        verbose_name=_("held at meeting"),
    )
    subject = models.CharField(_("what is prioritised"), max_length=8, choices=Subject, default=Subject.THEMES)
    points = models.PositiveSmallIntegerField(
        _("points for each member"), default=5, validators=[MinValueValidator(1), MaxValueValidator(MOST_POINTS)]
    )
    is_secret = models.BooleanField(_("secret: nobody sees who gave points to what"), default=False)
    is_live = models.BooleanField(_("the count is shown while the round is open"), default=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT, editable=False)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    # Counts the ballots that were cast and changed: pages that show the count ask only whether it has risen.
    turn = models.PositiveIntegerField(default=0, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of prioritisation")
        verbose_name_plural = _("rounds of prioritisation")
        ordering = ["-id"]
        constraints = [
            # A count that is seen to rise as somebody sends tells who gave what.
            models.CheckConstraint(
                condition=Q(is_secret=False) | Q(is_live=False),
                name="round_secret_is_counted_at_the_end",
                violation_error_message=_("A secret round shows its count only when it is closed."),
            ),
            # By the database, too: two who open different rounds at once each see none that is open.
            models.UniqueConstraint(
                fields=["vision"],
                condition=Q(state="open"),
                name="round_one_open_at_a_time",
                violation_error_message=_("Another round is open. Close it first."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("round_detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def was_opened(self) -> bool:
        return self.state in OPENED

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def shows_count(self) -> bool:
        """True where the count may be shown now."""
        return self.is_closed or (self.is_open and self.is_live)

    def roll(self, today: date) -> Roll:
        """The council in the round on a day, as long as it is not closed: then its mandates say what was."""
        return roll_of(self, today)


class Candidate(models.Model):
    """A theme or a guiding line that points may be given to in a round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="candidates")
    # PROTECT: what was voted on stays, or a result would lose a row.
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="candidacies")
    guiding_line = models.ForeignKey(
        GuidingLine, on_delete=models.PROTECT, null=True, blank=True, related_name="candidacies"
    )
    title = models.CharField(_("title"), max_length=200)  # as it stood when the round opened
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("candidate for points")
        verbose_name_plural = _("candidates for points")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(theme__isnull=True) ^ Q(guiding_line__isnull=True),
                name="candidate_of_exactly_one_kind",
            ),
            # NULL is unlike NULL in a unique constraint, so candidates of the other kind are not in the way.
            models.UniqueConstraint(fields=["round", "theme"], name="candidate_once_per_theme"),
            models.UniqueConstraint(fields=["round", "guiding_line"], name="candidate_once_per_guiding_line"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def theme_or_line(self) -> Theme | GuidingLine | None:
        return self.theme or self.guiding_line


class SubstituteQuerySet(models.QuerySet["Substitute"]):
    def voting(self, today: date) -> Self:
        """Those who vote on the day: since they were named, an account may be closed and a seat of their own come."""
        return self.filter(user__in=possible_substitutes(today))


class Substitute(models.Model):
    """Somebody who votes on another's seat in one round; the points count once, by the seat.

    Whoever has been named stays here when they can vote no more: the record of an open round says who gave its points.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="substitutes")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+", verbose_name=_("seat"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("substitute")
    )
    # A vote that changes hands has no history: a secret round keeps none. So the row itself says who let it.
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("named by"),
    )

    objects = SubstituteQuerySet.as_manager()

    class Meta:
        verbose_name = _("substitute in a round")
        verbose_name_plural = _("substitutes in rounds")
        constraints = [
            models.UniqueConstraint(fields=["round", "seat"], name="substitute_once_per_seat"),
            # Else one person would vote twice.
            models.UniqueConstraint(fields=["round", "user"], name="substitute_for_one_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.seat}"


class Ballot(models.Model):
    """That a mandate has voted in a round. Who gave what hangs on it while the round needs to know.

    Of a secret round the votes go with its closing (`vision.rounds.acts.close_round`): only the sums remain.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="ballots")
    mandate = models.OneToOneField(Mandate, on_delete=models.RESTRICT, related_name="ballot")
    # Whoever gave the points changes them, and in a secret round reads them. Empty: nobody does any more.
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            # By the database, too: a person gives one, whichever seats they vote on.
            models.UniqueConstraint(fields=["round", "given_by"], name="ballot_once_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.mandate_id}"

    @property
    def seat(self) -> Seat | None:
        """The row by which it was given; None where that is gone."""
        return self.mandate.seat


class Vote(models.Model):
    """The points that a ballot gives to a candidate."""

    # Without a history, as ballots are: it would remember what a secret round forgets.
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="votes")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="votes")
    points = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("points given")
        verbose_name_plural = _("points given")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "candidate"], name="vote_once_per_candidate"),
            # No row means no support: the count of groups asks only whether a vote is there.
            models.CheckConstraint(condition=Q(points__gte=1), name="vote_of_at_least_one_point"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.points}"


class SecretResult(models.Model):
    """What remains of a secret round: a candidate's points, and between which numbers of groups its support lies."""

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, related_name="secret_result")
    points = models.PositiveIntegerField()
    # Empty where no step would hide each member.
    groups_from = models.PositiveSmallIntegerField(null=True, blank=True)
    groups_to = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("result of a secret round")
        verbose_name_plural = _("results of secret rounds")
        constraints = [
            models.CheckConstraint(
                condition=Q(groups_from__isnull=True, groups_to__isnull=True)
                | Q(groups_from__isnull=False, groups_to__isnull=False),
                name="secret_result_step_has_both_ends",
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.points}"
