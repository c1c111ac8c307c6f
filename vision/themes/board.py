"""What the board of themes shows, and the input to the seminar: themes with the contributions that they gather."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.utils.text import Truncator

from ishoj_process.meetings.shown import shown_meetings
from vision.contributions.page import for_list
from vision.models import Challenge, Contribution, Theme

if TYPE_CHECKING:
    from ishoj_process.models import Vision
    from ishoj_process.readers import AnyUser
    from vision.models.themes import ThemeQuerySet


PAGE_SIZE = 50
CARD_LENGTH = 180


@dataclass(frozen=True)
class Card:
    """A contribution as it stands under one theme, or under none."""

    contribution: Contribution
    theme: Theme | None = None
    is_chosen: bool = False

    @property
    def key(self) -> str:
        # As `CardsField` reads it when the board is sent.
        return f"{self.contribution.pk}:{self.theme.pk if self.theme else ''}"

    @property
    def text(self) -> str:
        """The beginning of what was said, on few lines however it was typed."""
        # What was said may be ten thousand characters long, and a board has hundreds of cards.
        beginning = self.contribution.text[: 10 * CARD_LENGTH]
        return Truncator(" ".join(beginning.split())).chars(CARD_LENGTH)

    @property
    def elsewhere(self) -> list[Theme]:
        """The other current themes that it stands under."""
        # Of what was fetched along: a filter would ask the database for each card.
        return [theme for theme in self.contribution.themes.all() if theme.is_current and theme != self.theme]


@dataclass(frozen=True)
class Column:
    """A current theme with its cards, its place in the order, and the places that it may move to."""

    theme: Theme
    cards: list[Card]
    place: int
    is_last: bool

    @property
    def is_first(self) -> bool:
        return self.place == 0

    @property
    def place_before(self) -> int:
        # `PlaceForm` refuses a place below the first.
        return max(self.place - 1, 0)

    @property
    def place_after(self) -> int:
        return self.place + 1


def board_context(
    vision: Vision, user: AnyUser, page_number: str | None, chosen: Collection[str] = ()
) -> dict[str, Any]:
    """The current themes with their contributions, and those that stand under none, in a fixed number of queries.

    `chosen` are the keys of the cards that were chosen before, to be found chosen again.
    """
    loose = Contribution.objects.filter(vision=vision).without_theme()
    # In pages, unlike the columns: before a seminar hundreds may wait here.
    page = Paginator(for_list(loose, user), PAGE_SIZE).get_page(page_number)
    themes = list(current_with_contributions(vision, user))
    return {
        "vision": vision,
        "columns": [
            Column(theme, _cards(theme.contributions.all(), theme, chosen), place, place == len(themes) - 1)
            for place, theme in enumerate(themes)
        ],
        "page": page,
        "loose": _cards(page, None, chosen),
    }


def _cards(contributions: Iterable[Contribution], theme: Theme | None, chosen: Collection[str]) -> list[Card]:
    cards = [Card(contribution, theme) for contribution in contributions]
    return [Card(card.contribution, theme, card.key in chosen) for card in cards]


def current_with_contributions(vision: Vision, user: AnyUser) -> ThemeQuerySet:
    """The current themes, each with its thread, as far as the reader may see them."""
    return (
        Theme.objects.visible_to(user)
        .current()
        .filter(vision=vision)
        .prefetch_related(
            shown_meetings(user, "raised_at"),
            Prefetch("challenges", Challenge.objects.visible_to(user)),
            Prefetch("contributions", for_list(_in_order(), user)),
        )
    )


def _in_order() -> QuerySet[Contribution]:
    """As they were said: what led to what is read from the top."""
    return Contribution.objects.order_by("said_on", "id")


def input_context(vision: Vision, user: AnyUser) -> dict[str, Any]:
    """The themes that the reader may see, each with what was said about it."""
    return {"vision": vision, "themes": current_with_contributions(vision, user)}
