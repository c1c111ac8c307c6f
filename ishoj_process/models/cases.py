"""What ties agenda items together: a case that travels over bodies, numbers through the year, standing items."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.danish import date_text
from ishoj_process.text.richtext import RichTextField

from .base import Edited, Stamped
from .bodies import Body, BodyKey
from .search import SearchedQuerySet


class Case(Stamped):
    """One matter over several meetings. It has no title: what it is called is for its items to say to each reader."""

    number = models.CharField(_("case number"), max_length=60, blank=True)
    url = models.URLField(_("address in the case system"), max_length=500, blank=True)

    objects = SearchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="case_number_once",
                violation_error_message=_("There is a case with this number already."),
            )
        ]

    def __str__(self) -> str:
        return self.number or str(_("Case without a number (%(id)s)") % {"id": self.pk})

    def get_absolute_url(self) -> str:
        return reverse("case_detail", args=[self.pk])


class StandingItem(Edited):
    """An item that stands on every agenda of a body, such as the approval of the agenda."""

    class Place(models.TextChoices):
        FIRST = "first", _("at the beginning")
        LAST = "last", _("at the end")

    body = BodyKey(Body, on_delete=models.CASCADE, related_name="standing_items", verbose_name=_("body"))
    place = models.CharField(_("place on the agenda"), max_length=5, choices=Place, default=Place.FIRST)
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    title = models.CharField(_("title"), max_length=300)
    is_closed = models.BooleanField(_("closed item"), default=False)
    public_title = models.CharField(_("public title of a closed item"), max_length=300, blank=True)
    case_presentation = RichTextField(_("case presentation"), blank=True)

    class Meta:
        verbose_name = _("standing item")
        verbose_name_plural = _("standing items")
        ordering = ["body", "place", "position", "id"]  # "first" stands before "last" in the alphabet, too
        constraints = [
            models.CheckConstraint(
                condition=Q(is_closed=False) | ~Q(public_title=""),
                name="standing_item_closed_needs_public_title",
                violation_error_message=_("A closed item needs a title that may be shown to the public."),
            )
        ]

    def __str__(self) -> str:
        # As of an agenda item: lists are seen over shoulders.
        return self.public_title if self.is_closed else self.title

    def get_absolute_url(self) -> str:
        return reverse("agenda_rules", args=[self.body.slug])


class RunningNumber(Stamped):
    """An item's number through the year in the records of one body: given when it is published, and never again."""

    item = models.ForeignKey(
        "ishoj_process.AgendaItem",
        on_delete=models.CASCADE,
        related_name="running_numbers",
        verbose_name=_("agenda item"),
    )
    body = BodyKey(Body, on_delete=models.CASCADE, related_name="+", verbose_name=_("body"), day="day")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))

    class Meta:
        verbose_name = _("number through the year")
        verbose_name_plural = _("numbers through the year")
        ordering = ["body", "year", "number"]
        constraints = [
            # Two that are published at once: the second fails here rather than share a number.
            models.UniqueConstraint(fields=["body", "year", "number"], name="running_number_given_once"),
            models.UniqueConstraint(fields=["item", "body"], name="running_number_once_per_item"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"

    @property
    def day(self) -> date | None:
        """That of the meeting whose item has the number."""
        return self.item.day_of_treatment


class ItemCorrection(Stamped):
    """That a published item was changed: what was corrected, and when. Everybody sees it."""

    item = models.ForeignKey(
        "ishoj_process.AgendaItem", on_delete=models.CASCADE, related_name="corrections", verbose_name=_("agenda item")
    )
    on = models.DateField(_("day"))  # the process's day
    at = models.DateTimeField(_("recorded at"), auto_now_add=True)  # the real clock
    by = models.ForeignKey(
        "ishoj_process.User", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    what = models.CharField(_("what was corrected"), max_length=300)

    objects = SearchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.what

    @property
    def on_text(self) -> str:
        """`24. august 2023`"""
        return date_text(self.on)
