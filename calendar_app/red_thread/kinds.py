"""What a red thread is made of: its kinds, and the rows of each as far as one reader may see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Model, QuerySet
from django.db.models.functions import Left
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ishoj_process.models import GuidingLine, MainPolicy, Strategy, Vision
from ishoj_process.text.slugs import Slug
from vision.models import Challenge, Contribution, Theme

if TYPE_CHECKING:
    from ishoj_process.models.hierarchy import LevelQuerySet
    from ishoj_process.readers import AnyUser
    from vision.models.contributions import ContributionQuerySet
    from vision.models.themes import ThemeQuerySet

BEGINNING = 200  # characters of a contribution: what was said may be long, and a thread has many


class Kind(Slug):
    """What stands on a red thread, in the order in which a thought goes; in addresses as at the earlier versions."""

    MEETING = "moede"
    CHALLENGE = "udfordring"
    QUESTION = "spoergsmaal"
    CONTRIBUTION = "indspil"
    THEME = "tema"
    LINE = "retning"
    POLICY = "hovedpolitik"
    STRATEGY = "strategi"
    ADOPTION = "vedtagelse"
    ITEM = "punkt"  # no step of its own: questions and adoptions name the one where they stood

    @property
    def about(self) -> About:
        return ABOUT[self]

    def rows(self, user: AnyUser) -> QuerySet:
        """Those of a kind with a thread that the reader may see."""
        if self.about.rows is None:
            raise TypeError(f"{self} has no thread of its own")
        return self.about.rows(user)


@dataclass(frozen=True)
class About:
    """One kind: what its step is called, and the rows whose thread can be followed from their own pages."""

    label: str | Promise = ""
    model: type[Model] | None = None
    rows: Callable[..., QuerySet] | None = None  # those that a reader may see
    leads_on: bool = False  # towards a decision: one that goes no further says so
    is_councils: bool = False  # the public is not told that there is such a step

    @property
    def is_step(self) -> bool:
        return bool(self.label)


def visions(user: AnyUser) -> QuerySet[Vision]:
    return Vision.objects.visible_to(user)


def challenges(user: AnyUser) -> QuerySet[Challenge]:
    """Those of a paper that the reader reads, of a vision that they see."""
    return Challenge.objects.visible_to(user).filter(paper__vision__in=visions(user)).select_related("paper__vision")


def contributions(user: AnyUser) -> ContributionQuerySet[Contribution]:
    rows = Contribution.objects.visible_to(user).annotate(beginning=Left("text", BEGINNING))
    # Whole texts are long, a thread has hundreds of rows, and shows their beginnings.
    return rows.select_related("vision", "member", "party_group", "body").defer("text", "vision__text")


def themes(user: AnyUser) -> ThemeQuerySet[Theme]:
    return Theme.objects.visible_to(user).select_related("vision", "merged_into").defer("text", "vision__text")


def lines(user: AnyUser) -> QuerySet[GuidingLine]:
    rows = GuidingLine.objects.visible_to(user).select_related("aim__vision__adopted_by")
    # The vision comes once for each line, and its text may be long.
    return rows.defer("aim__vision__text")


def policies(user: AnyUser) -> LevelQuerySet[MainPolicy]:
    rows = MainPolicy.objects.visible_to(user).latest_editions().defer("text")
    return rows.select_related("lead_committee", "adopted_by")


def strategies(user: AnyUser) -> LevelQuerySet[Strategy]:
    rows = Strategy.objects.visible_to(user).latest_editions().defer("text")
    return rows.select_related("owner", "adopted_by")


ABOUT = {
    Kind.MEETING: About(_("Raised at a meeting")),
    Kind.CHALLENGE: About(_("Challenge"), Challenge, challenges, leads_on=True),
    Kind.QUESTION: About(_("Question and agenda item"), is_councils=True),
    Kind.CONTRIBUTION: About(_("Contribution"), Contribution, contributions, leads_on=True, is_councils=True),
    Kind.THEME: About(_("Theme"), Theme, themes, leads_on=True),
    Kind.LINE: About(_("Guiding line"), GuidingLine, lines, leads_on=True),
    Kind.POLICY: About(_("Main policy"), MainPolicy, policies),
    Kind.STRATEGY: About(_("Strategy"), Strategy, strategies),
    Kind.ADOPTION: About(_("Adoption")),
    Kind.ITEM: About(),
}
EDITIONS: dict[Kind, type[MainPolicy | Strategy]] = {Kind.POLICY: MainPolicy, Kind.STRATEGY: Strategy}
STEPS = [kind for kind in Kind if kind.about.is_step]
WITH_THREAD = [kind for kind in Kind if kind.about.model]


def kind_of(row: Model) -> Kind:
    """The kind of a row that has a thread."""
    return next(kind for kind in WITH_THREAD if kind.about.model is type(row))


def find_row(user: AnyUser, kind: Kind | None, pk: int) -> Model | None:
    """The row that an address names; None where there is none, or the reader may not know of it."""
    # A kind without a thread of its own is an address that no link has.
    return kind.rows(user).filter(pk=pk).first() if kind in WITH_THREAD else None


def standing_edition(user: AnyUser, kind: Kind | None, pk: int) -> MainPolicy | Strategy | None:
    """The edition that has taken the place of the one that an address names; None where that is not so.

    The address has the number of an edition and is handed on: it leads to the thread of the document for ever.
    """
    if kind is None or kind not in EDITIONS:
        return None
    old = EDITIONS[kind].objects.visible_to(user).filter(pk=pk).only("slug", "status").first()
    return kind.rows(user).filter(slug=old.slug).first() if old and old.meaning.is_superseded else None
