"""What was answered in a consultation, point by point, and what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.dates.danish import date_text
from ishoj_process.models import AgendaItem
from ishoj_process.models.base import Edited
from ishoj_process.readers import reader_of
from ishoj_process.rules import select
from strategies.rights import sees_response

from .consultations import Consultation, Consultee

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


class ResponseQuerySet(models.QuerySet["Response"]):
    def sent(self) -> Self:
        return self.filter(sent_on__isnull=False)

    def visible_to(self, user: AnyUser) -> Self:
        return select(self, sees_response(reader_of(user)))


class ResponseSheet(Edited):
    """A spreadsheet that answers from outside were read from. The file itself is not kept."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="sheets", verbose_name=_("consultation")
    )
    # The file may hold names and addresses, which GDPR, article 5(1)(c), lets nobody keep without need.
    name = models.CharField(_("name of the file"), max_length=200)
    read_on = models.DateField(_("read on"))

    class Meta:
        verbose_name = _("spreadsheet with answers")
        verbose_name_plural = _("spreadsheets with answers")
        ordering = ["read_on", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def read_text(self) -> str:
        return date_text(self.read_on)


class Response(Edited):
    """An answer: of a body that was asked, or of somebody from outside, entered by the staff without private data."""

    class Sender(models.TextChoices):
        BODY = "body", _("body that was asked")
        CITIZEN = "citizen", _("citizen")
        ASSOCIATION = "association", _("association")
        BUSINESS = "business", pgettext_lazy("a sender", "business")
        BOARD = "board", _("board or council")
        OTHER = "other", _("other sender")

    NAMELESS = (Sender.BODY, Sender.CITIZEN)  # a body has its own name, and a citizen's is nobody's business

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="responses", verbose_name=_("consultation")
    )
    consultee = models.OneToOneField(
        Consultee,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="response",
        verbose_name=_("consultee"),
    )
    sender_kind = models.CharField(_("sender"), max_length=12, choices=Sender, default=Sender.BODY)
    sender = models.CharField(_("name of the organisation"), max_length=200, blank=True)
    has_remarks = models.BooleanField(_("has remarks"), default=True)
    text = models.TextField(_("answer"), max_length=20_000, blank=True)
    # SET_NULL: an answer that was sent stands by itself when an agenda is made anew.
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided at agenda item"),
    )
    # Empty: entered by hand.
    sheet = models.ForeignKey(
        ResponseSheet,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="responses",
        verbose_name=_("read from"),
    )
    sent_on = models.DateField(_("received on"), null=True, blank=True)  # empty: the body's own draft

    # Set by a page: the item, as far as its reader may read it.
    shown_item: AgendaItem | None

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a consultation")
        verbose_name_plural = _("answers to consultations")
        ordering = ["sent_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sender_kind="body", consultee__isnull=False)
                | (~Q(sender_kind="body") & Q(consultee__isnull=True)),
                name="response_of_a_body_was_asked_for",
                violation_error_message=_("Only a body that was asked answers as one."),
            ),
            models.CheckConstraint(
                # In the database, so that no file, no script and no admin page can name a citizen.
                condition=~Q(sender_kind__in=["body", "citizen"]) | Q(sender=""),
                name="response_names_no_citizen",
                violation_error_message=_("A citizen is not named."),
            ),
            models.CheckConstraint(
                condition=Q(has_remarks=False) | ~Q(text=""),
                name="response_with_remarks_says_them",
                violation_error_message=_("Write the remarks, or choose “no remarks”."),
            ),
        ]

    def __str__(self) -> str:
        return self.sender_text

    def get_absolute_url(self) -> str:
        """Its place on the page of the consultation; those from outside fill several pages."""
        page = "" if self.consultee_id else f"?svar={self.pk}"
        return f"{reverse('consultation_detail', args=[self.consultation_id])}{page}#svar-{self.pk}"

    @property
    def called(self) -> str:
        """With its day, as many citizens answer without a name."""
        return ", ".join(filter(None, [self.sender_text, self.sent_text]))

    @property
    def sender_text(self) -> str:
        """The body by name, the organisation with its kind, or the kind alone."""
        if self.consultee:
            # As it was called when it answered, which may be after a new name.
            return str(self.consultee.body.on(self.sent_on or self.consultee.asked_on))
        kind = str(self.get_sender_kind_display())
        return f"{self.sender} ({kind})" if self.sender else kind

    @property
    def is_sent(self) -> bool:
        return self.sent_on is not None

    @property
    def is_late(self) -> bool:
        """True of an answer that came after the last day; it is kept, and marked."""
        # Without a last day it has not been sent, and has no answers yet.
        last_day = self.consultation.last_day
        return self.sent_on is not None and last_day is not None and self.sent_on > last_day

    @property
    def sent_text(self) -> str:
        return date_text(self.sent_on) if self.sent_on else ""

    @property
    def needs_treatment(self) -> bool:
        """True of remarks that have not been split into points yet."""
        # Not `.exists()`, which is a query: the points were prefetched, and a page asks this of every answer.
        return self.is_sent and self.has_remarks and not self.points.all()


class ResponsePoint(Edited):
    """One point of an answer, and what became of it."""

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", pgettext_lazy("a point of an answer", "followed")
        PARTLY = "partly", pgettext_lazy("a point of an answer", "partly followed")
        NOT = "not", pgettext_lazy("a point of an answer", "not followed")

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="points", verbose_name=_("answer"))
    text = models.TextField(_("point"), max_length=4000)
    outcome = models.CharField(
        pgettext_lazy("a point of an answer", "what became of it"), max_length=8, choices=Outcome, blank=True
    )
    reason = models.TextField(_("why"), max_length=4000, blank=True)
    place = models.CharField(_("where the text was changed"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("point of an answer")
        verbose_name_plural = _("points of answers")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="") | ~Q(reason=""),
                name="response_point_outcome_has_a_reason",
                violation_error_message=_("Say why."),
            )
        ]

    def __str__(self) -> str:
        return Truncator(self.text).chars(80)

    def get_absolute_url(self) -> str:
        page, _hash, _anchor = self.response.get_absolute_url().partition("#")
        return f"{page}#punkt-{self.pk}"

    @property
    def is_treated(self) -> bool:
        return bool(self.outcome)

    @property
    def changed_the_text(self) -> bool:
        return self.outcome in (self.Outcome.ADOPTED, self.Outcome.PARTLY)
