"""What the pages of bodies show: what each owns, and when each meets next."""

from collections import Counter
from dataclasses import dataclass, field

from .level_page import shown_policies
from .models import Body, CouncilTerm, MainPolicy, Meeting, Strategy

MOST_MEETINGS = 5


@dataclass
class BodyRow:
    """A body in the list: its strategies counted, and its next meeting as far as the reader may know of it."""

    body: Body
    strategy_count: int = 0
    next_meeting: Meeting | None = None


@dataclass(frozen=True)
class BodyGroup:
    """Bodies of one sort under a heading."""

    kinds: tuple
    rows: list = field(default_factory=list)


def body_rows(user, today):
    """Every body that has no successor, in Danish order, in a fixed number of queries."""
    rows = {body.pk: BodyRow(body) for body in Body.objects.filter(successor=None)}
    owned = Strategy.objects.visible_to(user).latest_editions().values_list("owner", flat=True).order_by()
    for pk, count in Counter(owned).items():
        if pk in rows:
            rows[pk].strategy_count = count
    coming = Meeting.objects.visible_to(user).coming(today).in_order().select_related("before__before")
    for meeting in coming.prefetch_related("bodies", "before__bodies"):
        for body in meeting.bodies.all():
            if body.pk in rows and rows[body.pk].next_meeting is None:
                rows[body.pk].next_meeting = meeting
    return list(rows.values())


def body_groups(rows):
    """The council, the committees that own strategies, and the other boards."""
    sorts = [(Body.Kind.COUNCIL,), Body.SUBJECT_COMMITTEES, (Body.Kind.ADVISORY,)]
    return [BodyGroup(kinds, [row for row in rows if row.body.kind in kinds]) for kinds in sorts]


def body_context(body, user, today):
    """All that a body's page shows, in a fixed number of queries."""
    meetings = Meeting.objects.visible_to(user).of_body(body).select_related("before__before")
    meetings = meetings.prefetch_related("bodies", "before__bodies")
    return {
        "body": body,
        "today": today,
        "term": CouncilTerm.objects.on(today).first(),
        "strategies": Strategy.objects.visible_to(user)
        .latest_editions()
        .filter(owner=body)
        .prefetch_related(shown_policies(user)),
        "policies": MainPolicy.objects.visible_to(user).latest_editions().filter(lead_committee=body),
        "coming": list(meetings.coming(today).in_order()[:MOST_MEETINGS]),
        "recent": list(meetings.filter(end_date__lt=today).in_order().reverse()[:MOST_MEETINGS]),
    }
