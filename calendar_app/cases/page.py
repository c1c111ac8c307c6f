"""The route of a case: the meetings at which it stood, in their order, as far as one reader may know of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ishoj_process import rights
from ishoj_process.meetings.shown import ShownItem, shown_item, with_item_facts
from ishoj_process.models import AgendaItem, Case, Meeting

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


@dataclass(frozen=True)
class Stop:
    """A meeting on the route, with the item as this reader may see it."""

    meeting: Meeting
    item: ShownItem
    is_carried: bool  # from the stop before, rather than entered with the same case number

    @property
    def url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#punkt-{self.item.pk}"


def route_of(case: Case, user: AnyUser) -> dict[str, Any]:
    """The stops, and what the case is called: as its newest item whose title the reader may read."""
    items = with_item_facts(case.items.select_related("meeting__before"))
    items = items.prefetch_related("meeting__bodies", "meeting__before__bodies").order_by(
        # By the meeting's day, since an item may be entered late at a meeting that lies before.
        "meeting__start_date",
        "meeting__start_time",
        "number",
        "pk",
    )
    # Row by row, as what is shown of an item depends on its meeting; a case has few stops.
    stops = [_stop(item, user) for item in items if rights.can_see_agenda(user, item.meeting)]
    titles = [stop.item.title for stop in stops if not stop.item.is_withheld]
    return {"stops": stops, "title": titles[-1] if titles else ""}


def _stop(item: AgendaItem, user: AnyUser) -> Stop:
    return Stop(item.meeting, shown_item(user, item), item.carried_from_id is not None)
