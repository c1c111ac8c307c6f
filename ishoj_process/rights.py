"""Who may see and do what on the ground floor. Views, templates, feeds and PDFs ask here and nowhere else.

The table in the README says the same in words, and tests/test_rights.py holds each address to it.
"""

from dataclasses import dataclass, field

from . import clock
from .models import AgendaItem, User


def is_council_member(user):
    return user.is_authenticated and user.role == User.Role.MEMBER


def is_administration(user):
    return user.is_authenticated and user.role == User.Role.ADMINISTRATION


def is_secretariat(user):
    return user.is_authenticated and user.role == User.Role.SECRETARIAT


def is_staff_side(user):
    """The administration and the secretariat: those who prepare the council's work."""
    return is_administration(user) or is_secretariat(user)


def body_ids_of(user):
    """The bodies in which the user sits today. Asked once for each user object."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_body_ids"):
        user._body_ids = frozenset(user.seats.on(clock.today()).values_list("body_id", flat=True))
    return user._body_ids


def sits_in_meeting(user, meeting):
    """True for those who have a seat in one of the bodies that hold the meeting."""
    return not body_ids_of(user).isdisjoint(body.pk for body in meeting.bodies.all())


def can_see_meeting(user, meeting):
    return meeting.is_published or is_staff_side(user) or (is_council_member(user) and sits_in_meeting(user, meeting))


def can_see_agenda(user, meeting):
    """A draft agenda is the staff's alone; a published one belongs to all who may see the meeting."""
    return is_staff_side(user) or (meeting.agenda_is_published and can_see_meeting(user, meeting))


def can_see_closed_items(user, meeting):
    """What is treated behind closed doors: the secretariat, and those who sit in the meeting."""
    return is_secretariat(user) or (is_council_member(user) and sits_in_meeting(user, meeting))


def can_see_level(user, level):
    return level.is_published or is_staff_side(user)


def can_edit_meetings(user):
    return is_secretariat(user)


def can_edit_hierarchy(user):
    return is_administration(user)


def can_adopt_plan(user):
    return is_secretariat(user)


def can_see_earlier_versions(user):
    return is_staff_side(user)


def can_see_signatures(user):
    """Names beside a status change: the council and the staff; the public sees the role only."""
    return user.is_authenticated


@dataclass(frozen=True)
class ShownItem:
    """What one reader may see of an agenda item. Templates, PDFs and feeds get this, never the row itself."""

    pk: int
    number: int
    title: str
    day: object
    is_closed: bool
    is_withheld: bool
    sections: list = field(default_factory=list)
    deciding_body: object = None
    attachments: list = field(default_factory=list)
    levels: list = field(default_factory=list)


def shown_item(user, item):
    """The item as this reader may see it; of a closed one the public title and public decision alone."""
    if item.is_closed and not can_see_closed_items(user, item.meeting):
        decision = [_section(item, "public_decision")] if item.public_decision else []
        return ShownItem(item.pk, item.number, item.public_title, item.day, True, True, sections=decision)
    names = [*AgendaItem.SECTIONS, *(["public_decision"] if item.is_closed else [])]
    return ShownItem(
        item.pk,
        item.number,
        item.title,
        item.day,
        item.is_closed,
        False,
        sections=[_section(item, name) for name in names if getattr(item, name)],
        deciding_body=item.deciding_body,
        attachments=list(item.attachments.all()),
        levels=[t.level for t in item.treatments.all() if can_see_level(user, t.level)],
    )


def _section(item, name):
    label = AgendaItem._meta.get_field(name).verbose_name
    return str(label).capitalize(), getattr(item, name)


def shown_agenda(user, meeting):
    """The items of the meeting as this reader may see them, in a fixed number of queries; none of a draft agenda."""
    if not can_see_agenda(user, meeting):
        return []
    items = meeting.items.select_related("deciding_body").prefetch_related(
        "attachments", "treatments__vision", "treatments__main_policy", "treatments__strategy"
    )
    for item in items:
        item.meeting = meeting
    return [shown_item(user, item) for item in items]


def can_read_item(user, item):
    """The whole of an agenda item, its own title and what it treats: of a closed one those who may read it."""
    if not can_see_agenda(user, item.meeting):
        return False
    return not item.is_closed or can_see_closed_items(user, item.meeting)


def can_download(user, attachment):
    """An attachment has the rights of the item that it belongs to."""
    return can_read_item(user, attachment.item)
