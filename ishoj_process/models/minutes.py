"""Minutes: who was there, what a minority wanted, and what is to be done about a decision."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.dates.danish import date_text
from ishoj_process.readers import reader_of
from ishoj_process.rights import sees_follow_up
from ishoj_process.rules import select
from ishoj_process.text.richtext import RichTextField

from .agendas import AgendaItem
from .base import Edited, Stamped
from .bodies import Body, BodyKey
from .council import User
from .meetings import Meeting
from .search import SearchedQuerySet

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


class Attendance(Stamped):
    """Whether one who sits in the meeting's bodies was there, and who came instead."""

    class State(models.TextChoices):
        PRESENT = "present", pgettext_lazy("at a meeting", "present")
        EXCUSED = "excused", pgettext_lazy("at a meeting", "sent apologies")
        ABSENT = "absent", pgettext_lazy("at a meeting", "absent")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    # Minutes are a record: who stands in them cannot be deleted.
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("member"))
    state = models.CharField(_("attendance"), max_length=8, choices=State, default=State.PRESENT)
    substitute = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("substitute")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)  # “deltog ikke i punkt 4”

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["user__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="attendance_once_per_member"),
            models.UniqueConstraint(
                fields=["meeting", "substitute"],
                condition=Q(substitute__isnull=False),
                name="attendance_substitute_once",
                violation_error_message=_("One person can be the substitute of one member only."),
            ),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | ~Q(state="present"),
                name="attendance_present_needs_no_substitute",
                violation_error_message=_("A member who was there has no substitute."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_state_display()}"


class MinorityStatement(Edited):
    """What a minority wanted entered in the minutes of an item."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="minority_statements", verbose_name=_("agenda item")
    )
    by_whom = models.CharField(_("who states it"), max_length=200)
    text = RichTextField(_("statement"))

    objects = SearchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("minority statement")
        verbose_name_plural = _("minority statements")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.by_whom

    def get_absolute_url(self) -> str:
        return self.item.get_absolute_url()


class FollowUpQuerySet(models.QuerySet):
    def visible_to(self, user: AnyUser) -> Self:
        return select(self, sees_follow_up(reader_of(user)))

    def of_body(self, body: Body, works: Collection[int] = ()) -> Self:
        """Those that the body decided at its own meetings, that it was given, and that follow from what it took over.

        `works` are the bodies whose work it carries on. What one of its heirs was given by name is no other's.
        """
        followed = Q(body__isnull=True, item__meeting__bodies__in=works)
        found = Q(item__meeting__bodies=body) | Q(body=body) | followed
        # By the keys: of a joint meeting of two of them a row would be found twice.
        return self.filter(pk__in=FollowUp.objects.filter(found).order_by().values("pk"))

    def open(self) -> Self:
        return self.filter(status__in=FollowUp.OPEN)


class FollowUp(Edited):
    """What is to be done about a decision, by whom in the administration, and by when."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("a follow-up", "not begun")
        BEGUN = "begun", pgettext_lazy("a follow-up", "begun")
        DONE = "done", pgettext_lazy("a follow-up", "done")
        DROPPED = "dropped", pgettext_lazy("a follow-up", "dropped")

    OPEN = (Status.OPEN, Status.BEGUN)

    # Protected, unlike what else hangs on an item: what somebody is to do would vanish with it.
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="follow_ups", verbose_name=_("agenda item")
    )
    # Empty: that which decided it, and after it whoever carries on its work.
    body = BodyKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("body")
    )
    what = models.CharField(_("what is to be done"), max_length=300)
    role = models.CharField(_("who does it (a role, such as a centre)"), max_length=120)
    due = models.DateField(_("to be done by"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.OPEN)
    done_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)
    note = models.CharField(_("how it stands"), max_length=500, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "begun"], done_on__isnull=True)
                | Q(status__in=["done", "dropped"], done_on__isnull=False),
                name="follow_up_ended_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return self.item.get_absolute_url()

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def due_text(self) -> str:
        return date_text(self.due) if self.due else ""

    @property
    def done_text(self) -> str:
        return date_text(self.done_on) if self.done_on else ""

    def is_late(self, today: date) -> bool:
        """True of one that is not done though its day has passed."""
        # On its own day it is not late yet.
        return self.is_open and self.due is not None and self.due < today
