"""What a decision does to the documents it treats, and whether that has been carried out."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from ishoj_process.models import Level, MainPolicy, StatusChange, Strategy, Treatment, Vision
from strategies.models import Consultation

Effect = Treatment.Effect


@dataclass(frozen=True)
class EffectLine:
    """A document with what was decided about it; `url` is where it is carried out, for those who may."""

    level: object
    text: str
    is_done: bool
    url: str


def effect_lines(meeting, *, may_carry_out):
    """The effects of the meeting's decisions by item: {item's key: [EffectLine]}, in a fixed number of queries."""
    treatments = Treatment.objects.filter(item__meeting=meeting).exclude(effect="")
    treatments = list(treatments.select_related("vision", "main_policy", "strategy"))
    sent, returned = _sent_out(treatments, meeting), _returned(treatments, meeting)
    found = {}
    for row in treatments:
        done = {
            Effect.ADOPTS: row.level.adopted_at_item_id == row.item_id,
            Effect.CONSULTS: row.strategy_id in sent,
            Effect.RETURNS: row.level in returned,
        }[row.effect]
        url = _address(row) if may_carry_out and not done else ""
        found.setdefault(row.item_id, []).append(EffectLine(row.level, row.get_effect_display(), done, url))
    return found


def _sent_out(treatments, meeting):
    """The strategies that went out for consultation on the meeting's day or later."""
    strategies = [row.strategy_id for row in treatments if row.effect == Effect.CONSULTS]
    rounds = Consultation.objects.filter(strategy__in=strategies, opened_on__gte=meeting.start_date)
    return set(rounds.values_list("strategy_id", flat=True))


def _returned(treatments, meeting):
    """The documents that were put back into preparation on the meeting's day or later."""
    asked = Q(pk__in=[])
    for row in treatments:
        if row.effect == Effect.RETURNS:
            asked |= Q(**{StatusChange.field_for(row.level): row.level})
    changes = StatusChange.objects.filter(asked, on__gte=meeting.start_date, to_status=Level.Status.IN_PREPARATION)
    return {change.level for change in changes.select_related("vision", "main_policy", "strategy")}


def _address(row):
    """Where the administration carries the effect out."""
    level = row.level
    if isinstance(level, Strategy):
        pages = {Effect.ADOPTS: "strategy_adopt", Effect.CONSULTS: "consultation_create"}
        return reverse(pages.get(row.effect, "strategy_status"), args=[level.slug])
    if isinstance(level, Vision):
        return reverse("vision_adopt" if row.effect == Effect.ADOPTS else "vision_status")
    if isinstance(level, MainPolicy) and row.effect != Effect.CONSULTS:
        return reverse("main_policy_status", args=[level.slug])
    return ""
