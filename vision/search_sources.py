"""What the council's track has to be found: visions, guiding lines, themes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ishoj_process.models import GuidingLine, Meeting, Vision, VisionAim
from ishoj_process.search.sources import EVERYBODY, NO_DAYS, Days, Source, Variant, seen
from ishoj_process.search.watching import declare
from ishoj_process.search_sources import days_of_adoption, days_of_meeting
from ishoj_process.text.plain import visible_text

from .models import Theme

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


class VisionSource(Source):
    """A vision by its name, its text and its aims; each edition that has a page."""

    model = Vision
    kinds = {"vision": (_("vision"), _("Visions"))}
    is_document = True
    # Aims are rows of their own, and are read as part of the vision.
    follows = {VisionAim: "aims"}

    def objects(self) -> QuerySet[Vision]:
        return Vision.objects.prefetch_related("aims")

    def variants(self, thing: Vision) -> list[Variant]:
        aims = " · ".join(aim.title for aim in thing.aims.all())
        return [Variant("vision", EVERYBODY, thing.display_title, [thing.summary, visible_text(thing.text), aims])]

    def days(self, thing: Vision) -> Days:
        return days_of_adoption(thing)

    def shown_to(self, user: AnyUser, kinds: list[str], today: date) -> Q:
        return seen(kinds, EVERYBODY, Vision.objects.visible_to(user))


class GuidingLineSource(Source):
    """A guiding line, at its place on the page of the edition that it belongs to."""

    model = GuidingLine
    # Visions of several terms call them by several words.
    kinds = {"line": (_("part of the vision"), _("Parts of the vision"))}
    is_document = True
    # Its address and its days are those of the edition that it belongs to.
    follows = {VisionAim: "aim", Vision: "aim__vision"}

    def objects(self) -> QuerySet[GuidingLine]:
        return GuidingLine.objects.select_related("aim__vision")

    def variants(self, thing: GuidingLine) -> list[Variant]:
        return [Variant("line", EVERYBODY, thing.title, [thing.explanation])]

    def url(self, thing: GuidingLine) -> str:
        return thing.get_absolute_url()

    def days(self, thing: GuidingLine) -> Days:
        return days_of_adoption(thing.aim.vision)

    def shown_to(self, user: AnyUser, kinds: list[str], today: date) -> Q:
        return seen(kinds, EVERYBODY, GuidingLine.objects.visible_to(user))


class ThemeSource(Source):
    """A theme by its words, merged and dropped ones too: they keep their pages."""

    model = Theme
    kinds = {"theme": (_("theme"), _("Themes"))}
    follows = {Meeting: "raised_at"}

    def objects(self) -> QuerySet[Theme]:
        return Theme.objects.select_related("raised_at")

    def variants(self, thing: Theme) -> list[Variant]:
        return [Variant("theme", EVERYBODY, thing.title, [thing.summary, visible_text(thing.text), thing.drop_reason])]

    def days(self, thing: Theme) -> Days:
        """Those of the meeting at which it was raised, unless some who see the theme may not know of the meeting."""
        meeting = thing.raised_at
        return days_of_meeting(meeting) if meeting and meeting.is_published else NO_DAYS

    def shown_to(self, user: AnyUser, kinds: list[str], today: date) -> Q:
        return seen(kinds, EVERYBODY, Theme.objects.visible_to(user))


def declare_all() -> None:
    for source in (VisionSource(), GuidingLineSource(), ThemeSource()):
        declare(source)
