"""The council's track: the executive board's debate paper, what it asks, and the themes that come out of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ishoj_process import rights
from ishoj_process.models import AgendaItem, GuidingLine, Meeting, Vision
from ishoj_process.models.base import DanishSorted, Edited, Sourced
from ishoj_process.richtext import RichTextField


class DebatePaper(Sourced, Edited):
    """The executive board's paper on the basic challenges and possible solutions, the ground of the vision process."""

    class State(models.TextChoices):
        PLANNED = "planned", _("to be written")
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    vision = models.OneToOneField(
        Vision, on_delete=models.CASCADE, related_name="debate_paper", verbose_name=_("vision")
    )
    title = models.CharField(_("title"), max_length=200)
    author = models.CharField(_("written by"), max_length=120, blank=True)
    purpose = RichTextField(_("what the paper is for"), blank=True)
    introduction = RichTextField(_("introduction"), blank=True)
    solutions = RichTextField(_("possible solutions"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PLANNED)
    presented_at = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("presented at")
    )

    class Meta:
        verbose_name = _("debate paper")
        verbose_name_plural = _("debate papers")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("debate_paper")

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT


class Challenge(Sourced, Edited):
    """A challenge that the municipality and the local society stand before."""

    paper = models.ForeignKey(
        DebatePaper, on_delete=models.CASCADE, related_name="challenges", verbose_name=_("debate paper")
    )
    title = models.CharField(_("title"), max_length=200)
    description = RichTextField(_("description"), blank=True)
    raised_at = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("raised at")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        ordering = ["position", "id"]

    def __str__(self):
        return self.title


class Question(Edited):
    """A question that the council is to discuss, tied to the agenda item where it does."""

    paper = models.ForeignKey(
        DebatePaper, on_delete=models.CASCADE, related_name="questions", verbose_name=_("debate paper")
    )
    text = models.CharField(_("question"), max_length=300)
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("discussed at agenda item"),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "id"]

    def __str__(self):
        return self.text


class ThemeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The set twin of `vision.rights.can_see_theme`: working themes are the council's and the staff's."""
        if rights.is_staff_side(user):
            return self
        shown = Q(is_published=True)
        return self.filter(shown | Q(is_shared=True)) if rights.is_council_member(user) else self.filter(shown)


class Theme(DanishSorted, Edited):
    """What the administration gathers from the meetings, on its way towards guiding lines."""

    sorted_by = "title"

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="themes", verbose_name=_("vision"))
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=1000, blank=True)
    text = RichTextField(_("text"), blank=True)
    challenges = models.ManyToManyField(
        Challenge, blank=True, related_name="themes", verbose_name=_("challenges that it answers")
    )
    guiding_lines = models.ManyToManyField(
        GuidingLine, blank=True, related_name="themes", verbose_name=_("guiding lines that it became")
    )
    raised_at = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="themes",
        verbose_name=_("raised at meeting"),
    )
    is_shared = models.BooleanField(_("shown to the council"), default=True)
    is_published = models.BooleanField(_("shown to the public"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position", "sort_key", "id"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("theme_detail", args=[self.pk])
