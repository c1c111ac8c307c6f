"""Consultations: whom a document's owner asks about its text, and by when. What was answered is in responses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.dates.danish import date_text, weekday_date_text
from ishoj_process.models import Body, BodyKey, MainPolicy, Meeting, OneDocument, SearchedQuerySet, Strategy
from ishoj_process.models.base import Edited, Stamped
from ishoj_process.models.status import statuses
from ishoj_process.models.ties import OneDocumentQuerySet
from ishoj_process.readers import reader_of
from ishoj_process.rules import select
from ishoj_process.text.richtext import RichTextField
from strategies.rights import any_document, sees_consultation
from strategies.states import GONE_OUT, ConsultationState

if TYPE_CHECKING:
    from ishoj_process.models import Document
    from ishoj_process.readers import AnyUser

    from .responses import Response


class ConsultationQuerySet(OneDocumentQuerySet, SearchedQuerySet):  # type: ignore[override]  # each makes its own manager
    def visible_to(self, user: AnyUser) -> Self:
        return select(self, sees_consultation(reader_of(user)))

    def gone_out(self) -> Self:
        """The set twin of `Consultation.has_gone_out`."""
        return self.filter(state__in=GONE_OUT)

    def at_standing(self, standing: str, today: date) -> Self:
        return self.filter(Consultation.standing_query(standing, today))

    def running(self, today: date) -> Self:
        """Sent, not closed, and the deadline not passed."""
        return self.at_standing(Consultation.Standing.RUNNING, today)

    def about_body(self, body: Body) -> Self:
        """Those that the body owns or was asked in."""
        # By keys: joined with OR, a consultation would come once for each body that was asked.
        return self.filter(
            any_document(lambda _name, owner: Q(**{owner: body})) | Q(pk__in=body.consultees.values("consultation"))
        )


class Consultation(OneDocument, Edited):
    """The owner of a policy or a strategy asks named bodies about a version of its text."""

    State = ConsultationState

    class Standing(models.TextChoices):
        """What is shown: what was decided, together with what the clock says."""

        PREPARED = "prepared", pgettext_lazy("a consultation", "being prepared")
        RUNNING = "running", pgettext_lazy("a consultation", "running")
        ENDED = "ended", pgettext_lazy("a consultation", "answers being treated")
        REPORTED = "reported", pgettext_lazy("a consultation", "treated")
        WITHDRAWN = "withdrawn", pgettext_lazy("a consultation", "withdrawn")

    # PROTECT, unlike other rows about a document: what others were asked and answered is theirs, too.
    main_policy = models.ForeignKey(
        MainPolicy,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("main policy"),
    )
    strategy = models.ForeignKey(
        Strategy,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("strategy"),
    )
    number = models.PositiveSmallIntegerField(_("number"), editable=False)  # 1, 2 … of the same document
    purpose = models.TextField(_("what is asked about"), max_length=2000, blank=True)
    questions = models.TextField(_("questions"), max_length=4000, blank=True)  # one on each line
    is_public = models.BooleanField(_("the public is asked as well"), default=False)
    # PROTECT: the deadline rests on it, and a meeting that stands in calendars is cancelled, not removed.
    decides_at = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("meeting at which the owner decides afterwards"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREPARED, editable=False)
    opened_on = models.DateField(_("sent on"), null=True, blank=True, editable=False)
    # Confirmed when the consultation is sent; from then on it moves by an act with a reason, never by itself.
    deadline = models.DateField(_("deadline"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("closed early on"), null=True, blank=True, editable=False)
    reported_on = models.DateField(_("report finished on"), null=True, blank=True, editable=False)
    # The text that was asked about, as it stood when the consultation was sent.
    text = RichTextField(_("text"), blank=True, editable=False)
    text_version = models.PositiveIntegerField(_("version of the text"), null=True, blank=True, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta(OneDocument.Meta):
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-id"]
        constraints = [
            *OneDocument.Meta.constraints,
            # Two, since in SQL a NULL equals no other: each is silent about the rows that the other is about.
            models.UniqueConstraint(fields=["strategy", "number"], name="consultation_numbered_per_strategy"),
            models.UniqueConstraint(fields=["main_policy", "number"], name="consultation_numbered_per_main_policy"),
            models.CheckConstraint(
                condition=Q(state="prepared") | Q(opened_on__isnull=False, deadline__isnull=False),
                name="consultation_sent_has_its_days",
                violation_error_message=_("A consultation that has been sent has a deadline."),
            ),
            models.CheckConstraint(
                condition=Q(deadline__isnull=True) | Q(deadline__gte=models.F("opened_on")),
                name="consultation_ends_after_it_opens",
                violation_error_message=_("The deadline cannot lie before the day on which the consultation is sent."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultation_detail", args=[self.pk])

    @property
    def title(self) -> str:
        """`Biodiversitetsstrategi`, or `Biodiversitetsstrategi, 2. høring`."""
        if self.number == 1:
            return self.document.display_title
        words = {"strategy": self.document.display_title, "number": self.number}
        return str(_("%(strategy)s, consultation no. %(number)s")) % words

    @property
    def owner(self) -> Body | None:
        """Who asks, as it was called when the consultation was sent."""
        owner = self.document.owner
        return owner.on(self.opened_on) if owner else None

    def standing(self, today: date) -> Standing:
        """What to show of the consultation on a day."""
        if self.is_prepared:
            return self.Standing.PREPARED
        # Also in a state that a later release stored: nobody is waited for, and nothing is open.
        if not self.is_sent:
            return self.Standing.WITHDRAWN
        if self.reported_on:
            return self.Standing.REPORTED
        return self.Standing.RUNNING if self.is_running(today) else self.Standing.ENDED

    @classmethod
    def standing_query(cls, standing: str, today: date) -> Q:
        """The set twin of `standing`: which consultations stand so on a day."""
        sent = Q(state=cls.State.SENT)
        # Negated below, which is safe of NULL: by the constraint each that was sent has its deadline.
        may_be_heard = statuses(lambda row: row.may_be_heard)
        is_open = any_document(lambda name, _owner: Q(**{f"{name}__status__in": may_be_heard}))
        running = Q(closed_on__isnull=True, deadline__gte=today) & is_open
        return {
            cls.Standing.PREPARED: Q(state=cls.State.PREPARED),
            cls.Standing.WITHDRAWN: ~Q(state__in=[cls.State.PREPARED, cls.State.SENT]),
            cls.Standing.REPORTED: sent & Q(reported_on__isnull=False),
            cls.Standing.RUNNING: sent & Q(reported_on__isnull=True) & running,
            cls.Standing.ENDED: sent & Q(reported_on__isnull=True) & ~running,
        }[cls.Standing(standing)]

    def is_running(self, today: date) -> bool:
        """True from the day it is sent to its deadline, unless it was closed early or withdrawn.

        Of what was decided or given up meanwhile no consultation runs, whatever its days say.
        """
        if not self.document.meaning.may_be_heard:
            return False
        is_open = self.is_sent and not self.reported_on and self.closed_on is None
        # On the deadline's own day an answer is in time.
        return is_open and self.deadline is not None and today <= self.deadline

    @property
    def is_prepared(self) -> bool:
        return self.state == self.State.PREPARED

    @property
    def has_gone_out(self) -> bool:
        """True of a consultation that was sent, also of one that was withdrawn again."""
        return self.state in GONE_OUT

    @property
    def is_sent(self) -> bool:
        return self.state == self.State.SENT

    @property
    def is_withdrawn(self) -> bool:
        return self.state == self.State.WITHDRAWN

    @property
    def last_day(self) -> date | None:
        """The last day on which an answer was in time."""
        # None only while it is being prepared.
        return self.closed_on or self.deadline

    def last_day_of(self, document: Document) -> date | None:
        """The last day on which anybody could be asked: at the latest the document's adoption."""
        adopted = document.adopted_on if document.was_adopted else None
        if self.last_day is None or adopted is None or self.opened_on is None:
            return self.last_day
        return max(min(self.last_day, adopted.last_day), self.opened_on)

    @property
    def deadline_text(self) -> str:
        """`mandag den 11. september 2023`; empty while it is being prepared."""
        return weekday_date_text(self.deadline) if self.deadline else ""

    @property
    def opened_text(self) -> str:
        return date_text(self.opened_on) if self.opened_on else ""

    @property
    def reported_text(self) -> str:
        return date_text(self.reported_on) if self.reported_on else ""

    @property
    def text_has_changed(self) -> bool:
        """True where the document no longer reads as it did when the consultation was sent."""
        # By the words: the version also counts up with a new owner, status or summary.
        return bool(self.text) and self.text != self.document.text

    @property
    def question_lines(self) -> list[str]:
        return [line.strip() for line in self.questions.splitlines() if line.strip()]


@dataclass(frozen=True)
class ConsulteeMark:
    """How a body that was asked stands to a consultation: the key of its mark and the words."""

    key: str
    label: str


class ConsulteeQuerySet(models.QuerySet):
    def awaiting_extra_meeting(self, today: date) -> Self:
        """Those of running consultations that are to answer at a meeting which nobody has tied to it."""
        rows = self.filter(meeting=None, way=Consultee.Way.EXTRA, response__sent_on=None)
        rows = rows.filter(consultation__in=Consultation.objects.running(today).order_by())
        of_consultation = ("consultation__strategy", "consultation__main_policy")
        return rows.select_related("body", *of_consultation).order_by("consultation__deadline", "id")


class Consultee(Edited):
    """A body that was asked in a consultation, and the meeting at which it is expected to answer."""

    class Way(models.TextChoices):
        """How a body answers that has no ordinary meeting before the deadline."""

        WRITING = "writing", pgettext_lazy("how a body answers", "in writing")
        EXTRA = "extra", pgettext_lazy("how a body answers", "at an extra meeting")

    # The keys name marks in styles and templates; `invited` is older than the word (docs/decisions.md).
    MARKS = {
        "to_be_asked": pgettext_lazy("a body in a consultation", "will be asked"),
        "invited": pgettext_lazy("a body in a consultation", "invited"),
        "seen": pgettext_lazy("a body in a consultation", "has seen it"),
        "overdue": pgettext_lazy("a body in a consultation", "has not answered"),
        "answered": pgettext_lazy("a body in a consultation", "answered"),
        "no_remarks": pgettext_lazy("a body in a consultation", "no remarks"),
        "answered_late": pgettext_lazy("a body in a consultation", "answered after the deadline"),
    }

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="consultees", verbose_name=_("consultation")
    )
    body = BodyKey(Body, on_delete=models.PROTECT, related_name="consultees", verbose_name=_("body"), day="asked_on")
    # Empty: the body does not meet in time, and answers as `way` says.
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("expected to be answered at"),
    )
    # Empty: at its meeting; or nobody was asked how, and it answers in writing.
    way = models.CharField(_("how it answers"), max_length=8, choices=Way, blank=True)
    # Empty: nobody has said so. It proves nothing of who read it.
    seen_on = models.DateField(_("seen on"), null=True, blank=True, editable=False)

    objects = ConsulteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultee")
        verbose_name_plural = _("consultees")
        ordering = ["body__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "body"],
                name="consultee_once_per_body",
                violation_error_message=_("The body has been asked already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.body}"

    def get_absolute_url(self) -> str:
        return f"{self.consultation.get_absolute_url()}#hoeringspart-{self.pk}"

    @property
    def awaits_extra_meeting(self) -> bool:
        """True of a body that is to answer at a meeting which nobody has tied to the consultation."""
        return self.meeting_id is None and self.way == self.Way.EXTRA

    @property
    def asked_on(self) -> date | None:
        """The day on which its consultation was sent; None before that."""
        return self.consultation.opened_on

    @property
    def sent_response(self) -> Response | None:
        """The body's answer once it has been sent; None before that."""
        # Where there is no answer Django raises a kind of AttributeError; hence getattr.
        response = getattr(self, "response", None)
        return response if response and response.is_sent else None

    def mark(self, today: date) -> ConsulteeMark:
        """Where the body stands on a day: asked, seen, answered, no remarks, late, or without an answer in time."""
        key = self._mark_key(today)
        return ConsulteeMark(key, str(self.MARKS[key]))

    def _mark_key(self, today: date) -> str:
        if response := self.sent_response:
            if response.is_late:
                return "answered_late"
            return "answered" if response.has_remarks else "no_remarks"
        if self.consultation.is_prepared:
            return "to_be_asked"
        # After a withdrawal nobody owes an answer.
        if not self.consultation.is_running(today) and self.consultation.is_sent:
            return "overdue"
        return "seen" if self.seen_on else "invited"


class ConsultationStep(Stamped):
    """What was done to a consultation: sent, extended, closed early, withdrawn, reported. Never changed later."""

    class Kind(models.TextChoices):
        SENT = "sent", pgettext_lazy("what was done to a consultation", "sent")
        # The stored value is older than the word (docs/decisions.md).
        ASKED = "invited", pgettext_lazy("what was done to a consultation", "more were asked")
        EXTENDED = "extended", pgettext_lazy("what was done to a consultation", "deadline extended")
        CLOSED = "closed", pgettext_lazy("what was done to a consultation", "closed before its deadline")
        WITHDRAWN = "withdrawn", pgettext_lazy("what was done to a consultation", "withdrawn")
        REPORTED = "reported", pgettext_lazy("what was done to a consultation", "report finished")

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="steps", verbose_name=_("consultation")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)  # from then on
    on = models.DateField(_("day"))  # the process's day
    at = models.DateTimeField(_("recorded at"), auto_now_add=True)  # the real clock
    # An account may be removed; what was done with it stays done.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("step of a consultation")
        verbose_name_plural = _("steps of a consultation")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.get_kind_display()}"

    @property
    def on_text(self) -> str:
        return date_text(self.on)

    @property
    def deadline_text(self) -> str:
        return weekday_date_text(self.deadline) if self.deadline else ""


class LeftOut(OneDocument, Edited):
    """A body that a policy or a strategy touches and that is not asked, with the reason."""

    body = BodyKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"), day="last_day")
    reason = models.CharField(_("why it is not asked"), max_length=500)

    class Meta(OneDocument.Meta):
        verbose_name = _("body that is not asked")
        verbose_name_plural = _("bodies that are not asked")
        ordering = ["body__sort_key", "id"]
        constraints = [
            *OneDocument.Meta.constraints,
            # Two, as of consultations.
            models.UniqueConstraint(
                fields=["strategy", "body"],
                name="left_out_once_per_body",
                violation_error_message=_("It is already stated why this body is not asked."),
            ),
            models.UniqueConstraint(
                fields=["main_policy", "body"],
                name="left_out_of_policy_once_per_body",
                violation_error_message=_("It is already stated why this body is not asked."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.body}"

    def get_absolute_url(self) -> str:
        return self.document.get_absolute_url()

    @property
    def last_day(self) -> date | None:
        """The document's, where it was superseded."""
        return self.document.last_day

    def clean(self) -> None:
        if self.body_id and self.document.owner and self.body_id == self.document.owner.pk:
            raise ValidationError({"body": _("The owner hears others, not itself.")})
