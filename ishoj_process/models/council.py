"""The council: its term, who sits in its bodies, and the people who log in."""

from __future__ import annotations

import re
from copy import copy
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ishoj_process import readers
from ishoj_process.dates import clock
from ishoj_process.dates.danish import date_text
from ishoj_process.readers import Reader, Role, held_on, reader_of
from ishoj_process.rights import is_let_in, sees_term
from ishoj_process.rules import select
from ishoj_process.text.slugs import free_slug

from .addresses import SmallEmailField
from .base import Counted, PublicStamp, Recorded, Signed, SomeRecords, Versions
from .bodies import Body, BodyKey
from .names import FormerNamesField, Name, name_on

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

NO_DOMAIN = "@deleted.invalid"  # of deleted users: no mail reaches it (RFC 2606 § 2)
# Of other people's applications: who changed what on the database's own pages is a record.
KEPT_OF_DELETED = {"admin.LogEntry"}


class UserQuerySet(models.QuerySet["User"]):
    def there(self) -> Self:
        """Those who have not been deleted: of who has, only the name stands where they did something."""
        return self.filter(deleted_at=None)

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete each by its own `delete`, which keeps the record."""
        deleted = sum(user.delete()[0] for user in self.there())
        return deleted, {User._meta.label: deleted}

    delete.alters_data = True  # type: ignore[attr-defined]  # no template may call it
    delete.queryset_only = True  # type: ignore[attr-defined]  # and no manager, as with the one that it stands for


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # a class that is made
    """Makes users who log in by e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        fields = {"role": User.Role.SECRETARIAT, "is_staff": True, "is_superuser": True, **fields}
        return self.create_user(email, password, **fields)

    def mailable(self) -> models.QuerySet[User]:
        """Those who may be written to; the demonstration's log-ins only where it is one."""
        return select(self.all(), is_let_in())


class User(Signed, Counted, AbstractBaseUser, PermissionsMixin):
    """Somebody who logs in. The role says what they may do; seats say where they sit."""

    Role = Role

    email = SmallEmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    is_staff = models.BooleanField(_("may use the database's own pages"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("created at"), default=timezone.now)
    # When a link to choose a password was last asked for; empty: never. Whether they came in, `last_login` says.
    invited_at = models.DateTimeField(_("invited at"), null=True, blank=True, editable=False)
    # The row stays: what somebody voted, decided, wrote and signed keeps their name and role.
    deleted_at = models.DateTimeField(_("deleted at"), null=True, blank=True, editable=False)

    # What the secretariat edits, and no more: no password, and not when somebody was here.
    history = SomeRecords(
        excluded_fields=[
            *("password", "last_login", "is_superuser", "is_staff", "date_joined", "invited_at", "deleted_at"),
            "version",
        ],
        history_manager=Versions,
    )

    objects = UserManager()

    # Whether the request at hand is to change something: `read_only_before_the_seat` says so, and rights ask for it.
    is_acting = False

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name"]
        constraints = [
            # For what is written past the application, too: a database tells A from a, and unique would be none.
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="user_email_is_small",
                violation_error_message=_("E-mail addresses are stored in small letters."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    @property
    def may_have_a_seat(self) -> bool:
        """By the account: a seat gives a right to a council member alone, and to nobody whose account is closed."""
        return self.role == Role.MEMBER and self.is_active

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Take away the account and what is the person's own; the name and the role stay where they stand.

        The person's seats end with this day and stand vacant from the next one on.
        What others read has its user protected or set to nobody; what would go with the user is theirs alone: notes,
        what they have read, calendar addresses, choices of mails.
        """
        self.name = str(self)[:120]
        self.email = f"{self.pk}{NO_DOMAIN}"  # the address itself is free again, and nobody's
        self.set_unusable_password()
        self.is_active = self.is_staff = self.is_superuser = False
        self.deleted_at = self.deleted_at or timezone.now()
        self.save()
        self._leave_seats(clock.today())
        # Hidden ones, too: most tables name no way back to their user.
        for relation in self._meta.get_fields(include_hidden=True):
            if isinstance(relation, models.ForeignObjectRel) and relation.on_delete is models.CASCADE:
                table = relation.related_model
                if table._meta.label not in KEPT_OF_DELETED:
                    table._base_manager.filter(**{relation.field.name: self}).delete()
        # Earlier names and addresses are the person's own, too.
        self.history.all().delete()
        PublicStamp.raise_value()
        return 1, {self._meta.label: 1}

    def _leave_seats(self, day: date) -> None:
        """End what is held on the day: the row goes on telling who sat there, and another stands vacant after it."""
        for seat in self.seats.filter(term__ends__gte=day).exclude(ends__lt=day).select_related("term", "body"):
            if (seat.starts or seat.term.starts) > day:  # never taken
                seat.user = None
            elif seat.ends != day and day < seat.term.ends:
                if seat.role != Seat.Role.SUBSTITUTE:
                    seat.vacant_from(day + timedelta(days=1)).save()
                seat.ends = day
            seat.count_version().save()

    @cached_property
    def readers_by_day(self) -> dict[date, Reader]:
        """Filled by `reader_of`: seats are asked for once for each user object."""
        return {}


class KnownNetwork(models.Model):
    """A network from which a user has logged in: guesses from elsewhere do not keep them out of there."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="known_networks")
    fingerprint = models.CharField(max_length=64)  # and not the address: nobody needs to read where somebody was
    used_on = models.DateField()

    class Meta:
        verbose_name = _("known network")
        verbose_name_plural = _("known networks")
        constraints = [models.UniqueConstraint(fields=["user", "fingerprint"], name="known_network_once_per_user")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.fingerprint[:8]}"


YEARS_WITH_HYPHEN = re.compile(r"(?<=\d{4})-(?=\d{4})")


class CouncilTermQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """The term that the day lies in, as a set of none or one."""
        # Both ends count: a term ends on 31 December, and the next one begins on 1 January.
        return self.filter(starts__lte=day, ends__gte=day)

    def visible_to(self, user: AnyUser, today: date) -> Self:
        return select(self, sees_term(reader_of(user), today))


class CouncilTerm(Recorded):
    """Four years of a council, with how this council has chosen to work on its policy."""

    class LevelOrder(models.TextChoices):
        ONE_AFTER_THE_OTHER = "sequential", _("one after the other")
        IN_PARALLEL = "parallel", _("vision and strategies at the same time")

    name = models.CharField(_("name"), max_length=40, unique=True)
    # Made of the first name and never changed: plans and what was handed over lie below it for ever.
    slug = models.SlugField(_("address"), max_length=120, unique=True, blank=True, editable=False)
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    # Empty: who was elected reads as the public does until the term begins.
    elected_read_from = models.DateField(_("the newly elected read from"), null=True, blank=True)
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
    # Empty: not decided. That is said in words, and is no answer.
    citizens_shape_main_policies = models.BooleanField(
        _("citizens are involved in the main policies"), null=True, blank=True
    )
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
            ),
            models.CheckConstraint(
                condition=Q(elected_read_from__isnull=True) | Q(elected_read_from__lt=F("starts")),
                name="council_term_is_read_before_it_starts",
                violation_error_message=_("The newly elected can be let to read before the term begins, not later."),
            ),
        ]

    def __str__(self) -> str:
        """`2022–2025`, however it was typed: between years stands a dash (Retskrivningsordbogen § 59)."""
        return YEARS_WITH_HYPHEN.sub("–", self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A hyphen for the dash of years, which an address would lose.
        self.slug = self.slug or free_slug(CouncilTerm, self.name.replace("–", "-"), fallback="valgperiode")
        super().save(*args, **kwargs)
        for plan in self.plans.all():
            plan.meetings_follow_the_term()

    def get_absolute_url(self) -> str:
        return reverse("term_detail", args=[self.slug])

    @property
    def title(self) -> str:
        """`Valgperioden 2022–2025`; a name of more than its years stands alone."""
        has_words = any(sign.isalpha() for sign in self.name)
        return str(self) if has_words else gettext("Council term %(term)s") % {"term": self}

    def holds(self, day: date) -> bool:
        """Whether the day lies in it; both its ends do."""
        return self.starts <= day <= self.ends

    def day_within(self, day: date) -> date:
        """The day itself, or the one of the term that lies nearest to it."""
        return min(max(day, self.starts), self.ends)

    @property
    def days_text(self) -> str:
        """`1. januar 2022 – 31. december 2025`."""
        return f"{date_text(self.starts)} – {date_text(self.ends)}"

    @property
    def works_in_parallel(self) -> bool:
        return self.level_order == self.LevelOrder.IN_PARALLEL

    @property
    def next_works_top_down(self) -> bool:
        return self.next_level_order == self.LevelOrder.ONE_AFTER_THE_OTHER


class PartyGroup(Recorded):
    """A group in the council, by its letter and name.

    What it is called changes, as of a body: `str` and `called` say the name of a day, today's unless the group was
    asked for another (`on`), or was reached from a row with a day of its own. `letter` and `name` are the newest.
    """

    letter = models.CharField(_("letter"), max_length=8, unique=True)
    name = models.CharField(_("name"), max_length=120)
    former_names = FormerNamesField(_("former names"))  # the letter stands in them as the abbreviation

    named_on: date | None = None  # the day whose name it says; None: today

    class Meta:
        verbose_name = _("party group")
        verbose_name_plural = _("party groups")
        ordering = ["letter"]

    def __str__(self) -> str:
        return f"{self.called.abbreviation} – {self.called.name}"

    def on(self, day: date | None) -> PartyGroup:
        """The group as it is called on a day. The row itself stays as it is, since others may hold it."""
        if day == self.named_on or not self.former_names:
            return self
        shown = copy(self)
        shown.named_on = day
        return shown

    @property
    def called(self) -> Name:
        """Its name, and for an abbreviation its letter, on the day that it stands for."""
        return name_on(self.named_on or clock.today(), Name(self.name, self.letter), self.former_names)


class SeatQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        return select(self, held_on(day))

    def not_over(self, day: date) -> Self:
        """Those of the term of the day and of later ones, held already or to come."""
        return self.filter(term__ends__gte=day)

    def filled(self) -> Self:
        # Who may no longer log in can neither vote nor answer: their seat counts as vacant.
        return self.filter(user__isnull=False, user__is_active=True)

    def voting_in_council(self) -> Self:
        """The seats of the council itself; its substitutes vote only on somebody else's."""
        return self.filter(body__kind=Body.Kind.COUNCIL).exclude(role=Seat.Role.SUBSTITUTE)


class Seat(Recorded):
    """A place in a body in a term. Empty `user` means that the seat is vacant."""

    class Role(models.TextChoices):
        CHAIR = readers.CHAIR, _("chair")
        VICE_CHAIR = "vice_chair", _("vice chair")
        SECOND_VICE_CHAIR = "vice_chair_2", _("second vice chair")  # of the council alone
        MEMBER = "member", _("member")
        SUBSTITUTE = "substitute", _("substitute")

    OFFICES = (Role.CHAIR, Role.VICE_CHAIR, Role.SECOND_VICE_CHAIR)  # of which a body has one each

    body = BodyKey(Body, on_delete=models.CASCADE, related_name="seats", verbose_name=_("body"))
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

    def vacant_from(self, day: date) -> Seat:
        """The same place from a day on, with nobody in it; not stored."""
        place = {"body": self.body, "term": self.term, "party_group": self.party_group, "role": self.role}
        return Seat(**place, starts=day, ends=self.ends)

    def __str__(self) -> str:
        who = self.user or _("vacant")
        return f"{self.body}: {who}"

    @property
    def role_text(self) -> str:
        """What it is called in its body."""
        return role_name(self.role, self.body.kind)

    @property
    def first_day(self) -> date:
        """The first day on which it is held; one without days of its own is held through its term.

        And not before its body is there, nor after it has ended.
        """
        return max(self.own_first_day, self.body.begins or date.min)

    @property
    def last_day(self) -> date:
        return min(self.own_last_day, self.body.ends or date.max)

    @property
    def own_first_day(self) -> date:
        """The first day of the seat itself, whether its body is there on it or not: that begins and ends by itself."""
        return max(self.starts or self.term.starts, self.term.starts)

    @property
    def own_last_day(self) -> date:
        return min(self.ends or self.term.ends, self.term.ends)

    def is_held_on(self, day: date) -> bool:
        """The twin of `held_on`, for a seat that is there already."""
        return self.first_day <= day <= self.last_day


def role_name(role: str, kind: str) -> str:
    """What a role is called in a body of a kind: the council's chair is the mayor (Local Government Act § 6)."""
    in_council = {
        Seat.Role.CHAIR: _("mayor"),
        Seat.Role.VICE_CHAIR: _("deputy mayor"),
        Seat.Role.SECOND_VICE_CHAIR: _("second deputy mayor"),
    }
    labels: dict[str, Any] = dict(Seat.Role.choices) | (in_council if kind == Body.Kind.COUNCIL else {})
    return str(labels.get(role, role))  # one of a later release is called as it is stored


def roles_in(kind: str) -> list[Seat.Role]:
    """The roles that a body of a kind has: a first and a second deputy are the council's (Local Government Act § 6)."""
    return [role for role in Seat.Role if kind == Body.Kind.COUNCIL or role != Seat.Role.SECOND_VICE_CHAIR]
