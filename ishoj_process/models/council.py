"""The council: its term, its bodies, who sits in them, and the people who log in."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ishoj_process import readers
from ishoj_process.readers import Reader, Role, held_on
from ishoj_process.rights import is_let_in
from ishoj_process.rules import select

from .base import DanishSorted, Lockable, Sourced, Stamped
from .search import SearchedQuerySet


class UserManager(BaseUserManager["User"]):
    """Makes users who log in by e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        # Whole in small letters: `normalize_email` leaves the part before the @, and a database tells A from a.
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        fields = {"role": User.Role.SECRETARIAT, "is_staff": True, "is_superuser": True, **fields}
        return self.create_user(email, password, **fields)

    def mailable(self) -> models.QuerySet[User]:
        """Those who may be written to; the demonstration's log-ins only where it is one."""
        return select(self.all(), is_let_in())


class User(Lockable, AbstractBaseUser, PermissionsMixin):
    """Somebody who logs in. The role says what they may do; seats say where they sit."""

    Role = Role

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    is_staff = models.BooleanField(_("may use the database's own pages"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("created at"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    @cached_property
    def readers_by_day(self) -> dict[date, Reader]:
        """Filled by `reader_of`: seats are asked for once for each user object."""
        return {}


class CouncilTermQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """The term that the day lies in, as a set of none or one."""
        # Both ends count: a term ends on 31 December, and the next one begins on 1 January.
        return self.filter(starts__lte=day, ends__gte=day)


class CouncilTerm(Stamped):
    """Four years of a council, with how this council has chosen to work on its policy."""

    class LevelOrder(models.TextChoices):
        ONE_AFTER_THE_OTHER = "sequential", _("one after the other")
        IN_PARALLEL = "parallel", _("vision and strategies at the same time")

    name = models.CharField(_("name"), max_length=40, unique=True)
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    # Empty: not known. Pages then say “the council”, and no number.
    council_size = models.PositiveSmallIntegerField(_("members of the council"), null=True, blank=True)
    level_order = models.CharField(
        _("order of the levels in this term"), max_length=12, choices=LevelOrder, default=LevelOrder.ONE_AFTER_THE_OTHER
    )
    next_level_order = models.CharField(
        _("order of the levels in the next term"),
        max_length=12,
        choices=LevelOrder,
        default=LevelOrder.ONE_AFTER_THE_OTHER,
    )
    vision_is_new_level = models.BooleanField(_("the vision is a new level in this term"), default=False)
    main_policies_concluded = models.BooleanField(
        _("work on the main policies is as a rule finished in this term"), default=False
    )
    citizens_shape_vision = models.BooleanField(_("citizens are involved in the wording of the vision"), default=True)
    citizens_shape_strategies = models.BooleanField(_("citizens are involved in the strategies"), default=True)
    consultation_weeks = models.PositiveSmallIntegerField(
        _("weeks that a consultation lasts at least"), default=4, validators=[MaxValueValidator(52)]
    )
    owner_days = models.PositiveSmallIntegerField(
        _("working days between the answers to a consultation and the owner's own meeting"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    must_hear = models.BooleanField(
        _("a strategy may not go to decision before the committees that it touches have been heard"), default=False
    )
    late_after_days = models.PositiveSmallIntegerField(
        _("days after which a milestone that has not been reached counts as late"),
        default=14,
        validators=[MaxValueValidator(365)],
    )
    update_after_days = models.PositiveSmallIntegerField(
        _("days after which a strategy's status counts as not updated"),
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(1500)],
    )

    objects = CouncilTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("council term")
        verbose_name_plural = _("council terms")
        ordering = ["-starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="council_term_ends_after_start",
                violation_error_message=_("The term must end after it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def works_in_parallel(self) -> bool:
        return self.level_order == self.LevelOrder.IN_PARALLEL

    @property
    def next_works_top_down(self) -> bool:
        return self.next_level_order == self.LevelOrder.ONE_AFTER_THE_OTHER


class PartyGroup(Stamped):
    """A group in the council, by its letter and name."""

    letter = models.CharField(_("letter"), max_length=8, unique=True)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("party group")
        verbose_name_plural = _("party groups")
        ordering = ["letter"]

    def __str__(self) -> str:
        return f"{self.letter} – {self.name}"


class BodyQuerySet(SearchedQuerySet):
    def subject_committees(self) -> Self:
        """The committees that own strategies: the standing ones and the finance and planning committee."""
        return self.filter(kind__in=Body.SUBJECT_COMMITTEES)


class Body(DanishSorted, Sourced, Stamped):
    """A council, committee or board. Permanent, with a permanent address; who sits in it changes by term."""

    class Kind(models.TextChoices):
        COUNCIL = "council", _("council")
        FINANCE = "finance", _("finance and planning committee")
        STANDING = "standing", _("standing committee")
        ADVISORY = "advisory", _("other board or council")

    # The memo counts the finance and planning committee among those that write strategies.
    SUBJECT_COMMITTEES = (Kind.FINANCE, Kind.STANDING)

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=12, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    areas = models.TextField(_("areas"), blank=True)
    leads_cross_cutting = models.BooleanField(
        _("has a special duty to develop the more cross-cutting strategies"), default=False
    )
    agenda_days = models.PositiveSmallIntegerField(
        _("working days before a meeting on which its agenda is to be sent out"),
        null=True,  # empty: no rule is known, and nothing is warned about
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
    )
    # Not merged: old minutes keep the name of the body that wrote them, and what it owned finds its heir here.
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
    )

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                name="body_is_not_its_own_successor",
                violation_error_message=_("A body cannot succeed itself."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("body_detail", args=[self.slug])

    @property
    def short_name(self) -> str:
        """The abbreviation where one is known to be used, else the whole name."""
        return self.abbreviation or self.name

    @property
    def is_subject_committee(self) -> bool:
        return self.kind in self.SUBJECT_COMMITTEES


class SeatQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        return select(self, held_on(day))

    def filled(self) -> Self:
        # Who may no longer log in can neither vote nor answer: their seat counts as vacant.
        return self.filter(user__isnull=False, user__is_active=True)

    def voting_in_council(self) -> Self:
        """The seats of the council itself; its substitutes vote only on somebody else's."""
        return self.filter(body__kind=Body.Kind.COUNCIL).exclude(role=Seat.Role.SUBSTITUTE)


class Seat(Stamped):
    """A place in a body in a term. Empty `user` means that the seat is vacant."""

    class Role(models.TextChoices):
        CHAIR = readers.CHAIR, _("chair")
        VICE_CHAIR = "vice_chair", _("vice chair")
        MEMBER = "member", _("member")
        SUBSTITUTE = "substitute", _("substitute")

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="seats", verbose_name=_("body"))
    term = models.ForeignKey(CouncilTerm, on_delete=models.CASCADE, related_name="seats", verbose_name=_("term"))
    # The seat is the body's: it falls vacant with the user who sat in it, and is not deleted.
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="seats", verbose_name=_("user")
    )
    party_group = models.ForeignKey(
        PartyGroup, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("party group")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.MEMBER)
    starts = models.DateField(_("from"), null=True, blank=True)  # empty: from the term's first day
    ends = models.DateField(_("to"), null=True, blank=True)  # empty: to the term's last day

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["body", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="seat_ends_after_start",
                violation_error_message=_("The seat must end after it starts."),
            ),
            models.UniqueConstraint(
                fields=["body", "term", "user"],
                # Vacant seats are many of a kind; who left and came back has two seats with days of their own.
                condition=Q(user__isnull=False, ends__isnull=True),
                name="seat_once_per_body_and_term",
                violation_error_message=_("This person already sits in the body in this term."),
            ),
        ]

    def __str__(self) -> str:
        who = self.user or _("vacant")
        return f"{self.body}: {who}"
