"""What forms of several subjects ask in the same way: at which meeting of the council, and where it was read."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.folding import Fold
from ishoj_process.models import Meeting

SOURCE = Fold("source_note", "source_url", label=_("Where it was read"))


def council_meetings(chosen_pk: int | None = None) -> QuerySet[Meeting]:
    """The theme meetings and seminars, the latest first, and the one that is chosen already, whatever it is."""
    is_offered = Q(kind__in=[Meeting.Kind.THEME, Meeting.Kind.SEMINAR]) | Q(pk=chosen_pk)
    return Meeting.objects.filter(is_offered).order_by("-start_date", "id").prefetch_related("bodies")
