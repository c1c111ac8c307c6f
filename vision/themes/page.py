"""What a theme's page shows: where it was raised, what it answers, and what it became."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ishoj_process import rights
from ishoj_process.models import Alignment, GuidingLine, Meeting
from vision.contributions.page import for_list as for_rows
from vision.models import Challenge, Theme
from vision.rights import can_see_contributions, can_see_theme
from vision.track.words import became_nothing_text

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


@dataclass(frozen=True)
class ShownLine:
    """A guiding line with the themes that it came from and the documents that carry it out, as the reader may see."""

    line: GuidingLine
    themes: list[Theme]
    carried_out_by: list[Alignment]


def lines_with_thread(user: AnyUser) -> QuerySet[GuidingLine]:
    """Guiding lines with what they came from and what carries them out, ready for `shown_line`."""
    carried_out = Alignment.objects.visible_to(user).standing().select_related("strategy", "main_policy")
    # With its vision, which its address names.
    lines = GuidingLine.objects.visible_to(user).select_related("aim__vision").defer("aim__vision__text")
    return lines.prefetch_related(
        # By a name of its own: under `themes` the ones left out would be missing for whoever asks the line next.
        Prefetch("themes", Theme.objects.visible_to(user).current(), to_attr="shown_themes"),
        Prefetch("alignments", carried_out),
    )


def shown_line(line: GuidingLine) -> ShownLine:
    return ShownLine(line, line.shown_themes, list(line.alignments.all()))  # type: ignore[attr-defined]  # of `lines_with_thread`


def for_list(themes: QuerySet[Theme]) -> QuerySet[Theme]:
    """Themes with all that a line of the list is made of."""
    return themes.select_related("raised_at").prefetch_related("raised_at__bodies")


def for_page(user: AnyUser) -> QuerySet[Theme]:
    """A theme with its thread, from the meeting to the documents that carry it out."""
    related = Theme.objects.visible_to(user)
    return Theme.objects.select_related("vision", "raised_at__before", "merged_into", "split_from").prefetch_related(
        Prefetch("merged_from", related),
        Prefetch("split_into", related),
        "raised_at__bodies",
        "raised_at__before__bodies",
        Prefetch("challenges", Challenge.objects.visible_to(user)),
        Prefetch("guiding_lines", lines_with_thread(user)),
    )


def shown_meeting(user: AnyUser, theme: Theme) -> Meeting | None:
    """Where the theme was raised, as far as the reader may know of that meeting."""
    meeting = theme.raised_at
    return meeting if meeting and rights.can_see_meeting(user, meeting) else None


def raised_text(meeting: Meeting, today: date) -> str:
    """What ties a theme to its meeting: nothing was raised at one that has not been held."""
    return pgettext("a theme, before its meeting", "For") if meeting.start_date > today else _("Raised at")


def shown_theme(user: AnyUser, theme: Theme | None) -> Theme | None:
    """The theme as far as the reader may know of it."""
    return theme if theme and can_see_theme(user, theme) else None


def led_to(theme: Theme) -> Theme | None:
    """The current theme that a merged one ended in, by way of others; None where there is no more of it than that."""
    at = theme.merged_into
    if at is None or at.is_current:
        return None
    # All in one query, as the chain may be of any length. It ends: only into a current theme is merged.
    themes = Theme.objects.filter(vision=theme.vision_id).in_bulk()
    while at.merged_into_id:
        at = themes[at.merged_into_id]
    return at if at.is_current else None


def closed_rows(themes: QuerySet[Theme], user: AnyUser) -> list[dict[str, Theme | None]]:
    """Lines about merged and dropped themes, each with the theme that it leads to as far as the reader may see it."""
    themes = themes.select_related("merged_into")
    return [{"theme": theme, "into": shown_theme(user, theme.merged_into)} for theme in themes]


def theme_context(theme: Theme, user: AnyUser, today: date) -> dict[str, Any]:
    meeting = shown_meeting(user, theme)
    return {
        "raised": raised_text(meeting, today) if meeting else "",
        "theme": theme,
        "merged_into": shown_theme(user, theme.merged_into),
        "led_to": shown_theme(user, led_to(theme)),
        "split_from": shown_theme(user, theme.split_from),
        "meeting": meeting,
        # The public is told neither what was said nor how much.
        "contributions": for_rows(theme.contributions.all(), user) if can_see_contributions(user) else [],
        "became_nothing": became_nothing_text(theme),
        "lines": [shown_line(line) for line in theme.guiding_lines.all()],
    }
