"""The hierarchy: vision ← main policies ← strategies, and the guiding lines that they serve."""

from __future__ import annotations

import re
from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.danish import date_text
from ishoj_process.dates.rough import RoughDateField
from ishoj_process.readers import reader_of
from ishoj_process.rights import sees_level, sees_line
from ishoj_process.rules import select
from ishoj_process.states import FIRST_EDITION
from ishoj_process.text.richtext import RichTextField
from ishoj_process.text.slugs import not_reserved

from .base import DanishSorted, Edited, Sourced
from .bodies import Body, BodyKey
from .council import CouncilTerm
from .names import DAY
from .search import SearchedQuerySet
from .status import Meaning, Status, in_force, label_of, meaning_of, moves_from, statuses

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from ishoj_process.readers import AnyUser

PRIVATE = re.compile(r"@|(?:\d[ -]?){8}")  # an e-mail address, or a telephone number


def no_private_data(text: str) -> None:
    """Refuse what names a person's address or number where a role is asked for. Raises ValidationError."""
    if PRIVATE.search(text):
        raise ValidationError(_("Write the role only, no e-mail address and no telephone number."))


class LevelQuerySet(SearchedQuerySet):
    def latest_editions(self) -> Self:
        """Each document once: the edition in force, or where none was adopted the only one there is.

        An edition that is being worked on takes its place when it is adopted.
        """
        # A draft does not supersede: the public reads the edition in force until the new one is adopted.
        return self.exclude(superseded_by__status__in=statuses(lambda row: row.is_decided)).not_begun()

    def not_begun(self) -> Self:
        """The set twin of `Level.is_begun`, the other way round."""
        is_decided = Q(status__in=statuses(lambda row: row.is_decided))
        return self.filter(Q(edition=FIRST_EDITION) | is_decided)

    def with_begun(self) -> Self:
        """Each document in the edition that stands, and beside it the one that is begun and not given up."""
        begun = Q(edition__gt=FIRST_EDITION) & ~Q(status__in=statuses(lambda row: row.is_decided or row.was_given_up))
        standing = type(self)(self.model, using=self.db).latest_editions()
        return self.filter(Q(pk__in=standing) | begun)

    def under_way(self) -> Self:
        return self.filter(status__in=statuses(lambda row: row.is_under_way))

    def being_written(self) -> Self:
        return self.filter(status__in=statuses(lambda row: row.is_being_written))

    def in_force(self) -> Self:
        return self.filter(status__in=statuses(lambda row: row.is_in_force))

    def covering(self) -> Self:
        """Those that carry something: neither given up nor superseded."""
        return self.filter(status__in=statuses(lambda row: row.covers))

    def not_given_up(self) -> Self:
        """Nobody has said that of a status which the table does not know."""
        return self.exclude(status__in=statuses(lambda row: row.was_given_up))

    def visible_to(self, user: AnyUser) -> Self:
        return select(self, sees_level(reader_of(user)))


class Level(DanishSorted, Sourced, Edited):
    """What the three levels have in common: a document with a place, a status and an adoption."""

    Status = Status
    sorted_by = "title"
    untitled: StrOrPromise
    the: StrOrPromise  # what sentences call one: “the strategy”
    page: str  # the name of its page's address
    column: str  # the name of the column by which rows of other tables point at one
    supersedes_id: int | None

    # Blank where a document is known to exist but its name was not found.
    title = models.CharField(_("title"), max_length=200, blank=True)
    # Shared by all editions of a document, so that links lead on and what hung below an old one follows.
    slug = models.SlugField(_("address"), max_length=120, validators=[not_reserved])
    edition = models.PositiveSmallIntegerField(_("edition"), default=FIRST_EDITION, editable=False)
    summary = models.TextField(_("summary"), max_length=1000, blank=True)
    text = RichTextField(_("text"), blank=True)
    status = models.CharField(_("status"), max_length=16, choices=Status, blank=True)
    status_note = models.CharField(_("about the status"), max_length=300, blank=True)
    adopted_on = RoughDateField(_("adopted on"))
    adopted_by = BodyKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("adopted by"),
        day="adopted_day",
    )
    adopted_at_item = models.ForeignKey(
        "ishoj_process.AgendaItem",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("adopted at agenda item"),
    )
    is_published = models.BooleanField(_("shown to the public"), default=True)
    # Of an edition that is begun, and else hidden until it is adopted: it was sent out for public consultation.
    is_announced = models.BooleanField(_("known to the public while it is worked on"), default=False, editable=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    # One to one, so that the chain of editions never forks: each is followed by one other at the most.
    supersedes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
    )

    # Empty: not superseded, or since when is not known.
    superseded_on = models.DateField(_("superseded on"), null=True, blank=True, editable=False)

    objects = LevelQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "edition"],
                name="%(class)s_one_address",
                violation_error_message=_("This address is already used by another document."),
            ),
            models.CheckConstraint(
                # Read as the models load: a new status that is decided changes the constraint, and needs a migration.
                condition=Q(adopted_on__isnull=True) | Q(status__in=[*statuses(lambda row: row.is_decided)]),
                name="%(class)s_adoption_date_needs_adoption",
                violation_error_message=_("Only an adopted document has a date of adoption."),
            ),
        ]

    def __str__(self) -> str:
        return self.display_title

    def get_absolute_url(self) -> str:
        return self.address(self.page)

    def address(self, page: str, *more: str | int) -> str:
        """Where a page about this edition stands, by the name of its address; `more` are the numbers of its parts."""
        return reverse(page, args=[*self.place, *more])

    @property
    def place(self) -> list[str | int]:
        """What its addresses name: the document, and of an edition beside the one in force its number, too.

        An edition keeps the address with its number for ever; the one in force is also found without it.
        """
        is_beside = self.meaning.is_superseded or self.is_begun
        return [self.slug, self.edition] if is_beside else [self.slug]

    @property
    def is_later_edition(self) -> bool:
        """True of what follows an earlier edition of the same document, and is no document of its own."""
        return self.edition > FIRST_EDITION

    @property
    def display_title(self) -> str:
        return self.title or str(self.untitled)

    @property
    def called(self) -> str:
        """Its title, with the number where it is a later edition: beside others of its own, the title names none."""
        words = {"title": self.display_title, "number": self.edition}
        return gettext("%(title)s, edition %(number)s") % words if self.is_later_edition else self.display_title

    @property
    def meaning(self) -> Meaning:
        """What its status means to rules and pages."""
        return meaning_of(self.status)

    @property
    def status_text(self) -> str:
        """The status in words, never empty."""
        return label_of(self.status)

    @property
    def was_adopted(self) -> bool:
        return self.meaning.is_decided

    @property
    def is_at_rest(self) -> bool:
        """Nothing is its next step: it was decided or laid aside. Where nobody has said, work may go on."""
        return bool(self.status) and not self.meaning.is_under_way

    @property
    def is_frozen(self) -> bool:
        """True where the wording was decided: an adopted text changes by a new edition only."""
        # Of old documents often only the adoption is known: a text that is found later may still be filled in.
        return self.was_adopted and bool(self.text)

    @property
    def is_begun(self) -> bool:
        """True for a new edition that has not been adopted yet; a new vision is no edition of the one before it."""
        # By its number and not by what it supersedes: what that is, is settled when it is adopted.
        return self.is_later_edition and not self.was_adopted

    @property
    def adopted_day(self) -> date | None:
        """The day of its adoption, or the last that it can have been; None where that is not known."""
        return self.adopted_on.last_day if self.adopted_on else None

    @property
    def last_day(self) -> date | None:
        """The last day on which a superseded document was in force; None of one that was not superseded."""
        return self.superseded_on - DAY if self.superseded_on and self.meaning.is_superseded else None

    def as_on(self, day: date) -> Self:
        """As it stood on a day before it was superseded: in force. A copy, to be shown and never stored."""
        if self.last_day is None or day > self.last_day:
            return self
        stood = copy(self)
        stood.status = in_force()
        return stood

    def allowed_moves(self) -> tuple[str, ...]:
        """The statuses that this one may become."""
        return moves_from(self.status)


class Vision(Level):
    """The whole council's long view, under which guiding lines lie."""

    untitled = _("Vision without a known name")
    the = pgettext_lazy("a document", "the vision")
    page = "vision_detail"
    column = "vision"

    term = models.ForeignKey(CouncilTerm, on_delete=models.PROTECT, related_name="visions", verbose_name=_("term"))
    horizon = models.PositiveSmallIntegerField(_("looks forward to the year"), null=True, blank=True)
    # The word for a guiding line in its Danish forms; other municipalities say pejlemærke.
    line_word = models.CharField(_("guiding line: “a …”"), max_length=40, default="sigtelinje")
    line_word_the = models.CharField(_("guiding line: “the …”"), max_length=40, default="sigtelinjen")
    line_words = models.CharField(_("guiding lines: “several …”"), max_length=40, default="sigtelinjer")
    line_words_the = models.CharField(_("guiding lines: “all the …”"), max_length=40, default="sigtelinjerne")

    class Meta(Level.Meta):
        verbose_name = _("vision")
        verbose_name_plural = _("visions")


class VisionAim(Edited):
    """One of the things that the vision is to bring about; guiding lines belong to an aim."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="aims", verbose_name=_("vision"))
    title = models.CharField(_("title"), max_length=200)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = SearchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("aim")
        verbose_name_plural = _("aims")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class GuidingLineQuerySet(SearchedQuerySet):
    def visible_to(self, user: AnyUser) -> Self:
        return select(self, sees_line(reader_of(user)))


class GuidingLine(Edited):
    """A direction under one of the vision's aims; a draft until the vision is adopted."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ADOPTED = "adopted", pgettext_lazy("a guiding line", "adopted")

    aim = models.ForeignKey(VisionAim, on_delete=models.PROTECT, related_name="guiding_lines", verbose_name=_("aim"))
    title = models.CharField(_("title"), max_length=200)
    explanation = models.TextField(_("explanation"), blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    # The line of the vision before that it began as a copy of. Empty: it was written anew, or nobody kept it.
    carries_on = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="carried_on_by",
        verbose_name=_("carries on"),
    )

    objects = GuidingLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("guiding line")
        verbose_name_plural = _("guiding lines")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        # One word in every house, whatever its vision calls a line: links that were handed out hold it.
        return f"{self.aim.vision.get_absolute_url()}#sigtelinje-{self.pk}"

    @property
    def is_draft(self) -> bool:
        # Not asked for a draft: a state that this release does not know would pass for adopted.
        return self.state != self.State.ADOPTED


class MainPolicyQuerySet(LevelQuerySet):
    def _fetch_all(self) -> None:
        """Those without a name are told apart by their number, read once for all of them."""
        super()._fetch_all()  # type: ignore[misc]  # Django's own, which its stubs leave out
        rows = [row for row in self._result_cache or () if isinstance(row, MainPolicy)]
        # A title that was deferred would be read row by row.
        if nameless := [row for row in rows if row.__dict__.get("title") == "" and row.number_text is None]:
            numbers = _numbers_of_policies()
            for row in nameless:
                row.number_text = numbers.get(row.pk, "")


def _numbers_of_policies() -> dict[int, str]:
    """{key: `4 af 6`} of each policy, in the order in which they are shown; of the public's among those alone."""
    rows = list(MainPolicy.objects.latest_editions().values_list("pk", "is_published"))
    found: dict[int, str] = {}
    for keys in ([pk for pk, _published in rows], [pk for pk, is_published in rows if is_published]):
        words = gettext("%(number)s of %(count)s")
        found |= {pk: words % {"number": number, "count": len(keys)} for number, pk in enumerate(keys, start=1)}
    return found


class MainPolicy(Level):
    """One of the few value-based policies between the vision and the strategies."""

    untitled = _("Main policy whose name is not known")
    the = pgettext_lazy("a document", "the main policy")
    page = "main_policy_detail"
    column = "main_policy"

    # Empty: the policy is older than any vision, or has not been placed under one.
    vision = models.ForeignKey(
        Vision, on_delete=models.PROTECT, null=True, blank=True, related_name="main_policies", verbose_name=_("vision")
    )
    lead_committee = BodyKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="main_policies",
        verbose_name=_("primary committee"),
        day="last_day",
    )

    number_text: str | None = None  # of one without a name; None until it is read
    objects = MainPolicyQuerySet.as_manager()  # type: ignore[misc]  # each level has its own manager

    class Meta(Level.Meta):
        verbose_name = _("main policy")
        verbose_name_plural = _("main policies")

    @property
    def display_title(self) -> str:
        """Its title; of several without a name, each by its number."""
        if not self.title and self.number_text is None:
            self.number_text = _numbers_of_policies().get(self.pk, "")
        return self.title or (f"{self.untitled} ({self.number_text})" if self.number_text else str(self.untitled))

    @property
    def owner(self) -> Body | None:
        return self.lead_committee

    def address(self, page: str, *more: str | int) -> str:
        """As of any document. Pages that strategies have, too, are asked for by the names that they have there."""
        return super().address(page if page.startswith(self.column) else f"{self.column}_{page}", *more)


class Strategy(Level):
    """A committee's (or the council's) concrete strategy, or a plan of the same rank."""

    class Kind(models.TextChoices):
        STRATEGY = "strategy", _("strategy")
        PLAN = "plan", pgettext_lazy("kind of document", "plan")
        ACTION_CATALOGUE = "action_catalogue", _("action catalogue")

    untitled = _("Strategy without a known name")
    the = pgettext_lazy("a document", "the strategy")
    page = "strategy_detail"
    column = "strategy"

    # Empty: not placed yet. Such a strategy is shown as not placed, never hidden.
    main_policy = models.ForeignKey(
        MainPolicy,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="strategies",
        verbose_name=_("main policy"),
    )
    owner = BodyKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="strategies",
        verbose_name=_("owner"),
        day="last_day",
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.STRATEGY)
    period_from = models.PositiveSmallIntegerField(_("from the year"), null=True, blank=True)
    period_to = models.PositiveSmallIntegerField(_("to the year"), null=True, blank=True)
    is_cross_cutting = models.BooleanField(_("cross-cutting"), default=False)
    co_owners = models.ManyToManyField(
        Body, blank=True, related_name="co_owned_strategies", verbose_name=_("owned together with")
    )
    also_serves = models.ManyToManyField(
        MainPolicy, blank=True, related_name="also_served_by", verbose_name=_("main policies that it also serves")
    )
    official_role = models.CharField(
        _("responsible official, by role"), max_length=120, blank=True, validators=[no_private_data]
    )
    # Empty: the owner decides itself.
    deciding_body = BodyKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
        day="last_day",
    )
    replaces = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True)

    class Meta(Level.Meta):
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")
        constraints = [
            *Level.Meta.constraints,
            models.CheckConstraint(
                condition=Q(period_from__isnull=True)
                | Q(period_to__isnull=True)
                | Q(period_to__gte=models.F("period_from")),
                name="strategy_period_in_order",
                violation_error_message=_("The period must end after it starts."),
            ),
        ]

    @property
    def review_text(self) -> str:
        """`1. marts 2027`; empty where no review is planned."""
        return date_text(self.review_on) if self.review_on else ""

    @property
    def decided_by(self) -> Body | None:
        """The body that has the right to decide: the one that is stated, else the owner; None where nobody is."""
        return self.deciding_body or self.owner

    @property
    def owners_together(self) -> list[Body]:
        """Those that own it together with the owner, as they were called on its last day, else today."""
        bodies = [body.on(self.last_day) for body in self.co_owners.all()]
        return sorted(bodies, key=lambda body: body.shown_key)

    @property
    def is_placed(self) -> bool:
        return self.main_policy_id is not None


LEVELS = (Vision, MainPolicy, Strategy)
