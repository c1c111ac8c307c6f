"""What the pages of policies and strategies share: the history, the meetings, and what a document serves."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext as _

from ishoj_process import rights
from ishoj_process.meetings import shown_items
from ishoj_process.models import Alignment, CouncilTerm, GuidingLine, MainPolicy, StatusChange, Treatment, Vision

from .words import without_lines_text


@dataclass(frozen=True)
class TreatedAt:
    """An agenda item that treated the document, as the reader may see it."""

    item: shown_items.ShownItem
    meeting: object

    @property
    def url(self):
        return f"{self.meeting.get_absolute_url()}#punkt-{self.item.pk}"


def level_context(level, user, today):
    """All that page and document share, in a fixed number of queries."""
    vision = guiding_vision(user)
    meetings = treated_at(level, user)
    return {
        "level": level,
        "today": today,
        "term": CouncilTerm.objects.on(today).first(),
        "changes": StatusChange.objects.filter(**{StatusChange.field_for(level): level}).select_related("by"),
        "may_see_signatures": rights.can_see_signatures(user),
        "alignments": alignments_of(level, user),
        "nothing_served": nothing_served_text(vision),
        "treated_at": meetings,
        "adopted_at": adopted_at(level, meetings),
        "may_edit": rights.can_edit_hierarchy(user),
        "may_see_versions": rights.can_see_earlier_versions(user),
        "has_guiding_lines": bool(vision) and vision.has_lines,
    }


def shown_policies(user):
    """To prefetch: each strategy's main policy as far as the reader may know of it, else None."""
    return Prefetch("main_policy", MainPolicy.objects.visible_to(user))


def guiding_vision(user):
    """The newest vision that the reader may see, with `has_lines`: whether it has guiding lines to serve."""
    lines = GuidingLine.objects.filter(aim__vision=OuterRef("pk"))
    visions = Vision.objects.visible_to(user).latest_editions().annotate(has_lines=Exists(lines))
    return visions.order_by("-term__starts", "-pk").first()


def nothing_served_text(vision):
    """What stands where a document says of no guiding line how it serves it: not yet, until the vision is adopted."""
    if vision is None:
        return ""
    if not vision.has_lines:
        return without_lines_text(vision)
    words = {"lines": vision.line_words_the}
    if vision.was_adopted:
        return _("Nobody has stated how it contributes to %(lines)s.") % words
    return _("Nobody has stated yet how it contributes to %(lines)s.") % words


def alignments_of(level, user):
    """How the document serves guiding lines of visions that the reader may see."""
    rows = level.alignments.select_related("guiding_line__aim__vision")
    return [row for row in rows if rights.can_see_level(user, row.guiding_line.aim.vision)]


def treated_at(level, user):
    """The meetings at which the document was or will be treated, the latest first."""
    rows = (
        Treatment.objects.visible_to(user)
        .filter(**{Treatment.field_for(level): level})
        .select_related("item__meeting__before", "item__deciding_body", "item__case")
        .prefetch_related("item__meeting__bodies", *(f"item__{name}" for name in shown_items.ITEM_FACTS))
        .order_by("-item__meeting__start_date", "item__number")
    )
    return [TreatedAt(shown_items.shown_item(user, row.item), row.item.meeting) for row in rows]


def adopted_at(level, meetings):
    """The one of the meetings that treated the document at which it was adopted; None where that is not known."""
    return next((row for row in meetings if row.item.pk == level.adopted_at_item_id), None)


def alignment_targets(level):
    """Guiding lines that the document does not say yet how it serves."""
    return GuidingLine.objects.exclude(
        pk__in=Alignment.objects.filter(**{StatusChange.field_for(level): level}).values("guiding_line")
    ).select_related("aim")
