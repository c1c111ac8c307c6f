"""Drafts of the vision, kept whole with a number, comments on their passages, and how the council adopted one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.danish import date_text
from ishoj_process.models import AgendaItem, GuidingLine, PartyGroup, Vision
from ishoj_process.models.base import Stamped
from ishoj_process.text.richtext import RichTextField


class Draft(Stamped):
    """The vision's wording as it stood when somebody kept it: text, aims and guiding lines. Never changed."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="drafts", verbose_name=_("vision"))
    number = models.PositiveSmallIntegerField(_("number"))
    note = models.CharField(_("what is new in it"), max_length=300)
    made_on = models.DateField(_("kept on"))  # the process's day
    # A draft outlives the log-in of those who kept it.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    text = RichTextField(_("text"), blank=True)
    # In their order: {"line": key, "aim": title, "title": …, "explanation": …}.
    # No ties to the rows: a draft stays as it was kept when lines are changed or removed.
    lines = models.JSONField(_("guiding lines"), default=list)

    class Meta:
        verbose_name = _("draft of the vision")
        verbose_name_plural = _("drafts of the vision")
        # The newest first: `drafts.first()` is taken for the latest.
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["vision", "number"], name="draft_number_once")]

    def __str__(self) -> str:
        return str(_("draft %(number)s")) % {"number": self.number}

    def get_absolute_url(self) -> str:
        return self.vision.address("draft_detail", self.number)

    @property
    def made_on_text(self) -> str:
        return date_text(self.made_on)


class Comment(Stamped):
    """What somebody says about a passage of the text, or about a guiding line. It stays where its words go."""

    LONGEST = 2000

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="comments", verbose_name=_("vision"))
    # Empty: it is about a passage of the text.
    line = models.ForeignKey(
        GuidingLine,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="comments",
        verbose_name=_("guiding line"),
    )
    # The words commented on, and those around them, by which they are found again in a text that has moved.
    quote = models.TextField(_("the words that it is about"), max_length=1000, blank=True)
    # As long as `CONTEXT` in `vision.drafts.passages`.
    before = models.CharField(max_length=80, blank=True, editable=False)
    after = models.CharField(max_length=80, blank=True, editable=False)
    text = models.TextField(_("comment"), max_length=LONGEST)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+", verbose_name=_("by")
    )
    on = models.DateField(_("day"), editable=False)  # the process's day
    settled_on = models.DateField(_("settled on"), null=True, blank=True, editable=False)
    # Its account may go, and the answer stays.
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("settled by"),
    )
    settled_note = models.CharField(_("what became of it"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(line__isnull=True) & ~Q(quote="") | Q(line__isnull=False, quote=""),
                name="comment_on_a_passage_or_a_line",
                violation_error_message=_("Say which words the comment is about."),
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, settled_note="")
                | Q(settled_on__isnull=False) & ~Q(settled_note=""),
                name="comment_settled_with_a_note",
                violation_error_message=_("Say what became of the comment."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return f"{self.vision.address('draft_comments')}#kommentar-{self.pk}"

    @property
    def on_text(self) -> str:
        return date_text(self.on)

    @property
    def is_settled(self) -> bool:
        return self.settled_on is not None


class Adoption(Stamped):
    """That the council adopted the vision: at which agenda item, in which wording, and how the council stood."""

    vision = models.OneToOneField(Vision, on_delete=models.CASCADE, related_name="adoption", verbose_name=_("vision"))
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="+", verbose_name=_("adopted at agenda item")
    )
    # PROTECT: the wording is the record of what the council decided.
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="+", verbose_name=_("wording"))
    is_unanimous = models.BooleanField(_("unanimous"))
    dissenting_groups = models.ManyToManyField(
        PartyGroup, blank=True, related_name="+", verbose_name=_("groups that dissented")
    )
    # Members outside the groups, and what the dissent was about.
    dissent = models.CharField(_("about the dissent"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("adoption of the vision")
        verbose_name_plural = _("adoptions of the vision")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_unanimous=False) | Q(dissent=""),
                name="adoption_unanimous_without_dissent",
                violation_error_message=_("A unanimous adoption has no dissent."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.vision}: {self.item}"

    @property
    def stood_text(self) -> str | Promise:
        """`Enstemmigt`, or which groups dissented."""
        if self.is_unanimous:
            return _("Unanimously")
        day = self.item.meeting.start_date  # as they were called when they dissented
        groups = ", ".join(group.on(day).called.name for group in self.dissenting_groups.all())
        return _("Not unanimously. Against: %(groups)s") % {"groups": groups} if groups else _("Not unanimously")
