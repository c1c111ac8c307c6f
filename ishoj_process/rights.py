"""Who may see and do what on the ground floor. Views, templates, feeds and PDFs ask here and nowhere else.

The table in docs/rights.md says the same in words, and tests/site/test_rights_table.py holds each address to it.
"""

from ishoj_process.dates import clock

from .models import User


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


def can_see_minutes(user, meeting):
    """What was decided is the staff's until the minutes are published."""
    return is_staff_side(user) or meeting.minutes_are_published


def can_see_follow_ups(user):
    """What is to be done about decisions: the council and the staff."""
    return is_council_member(user) or is_staff_side(user)


def can_edit_follow_ups(user):
    return is_staff_side(user)


def can_read_item(user, item):
    """The whole of an agenda item, its own title and what it treats: of a closed one those who may read it."""
    if not can_see_agenda(user, item.meeting):
        return False
    return not item.is_closed or can_see_closed_items(user, item.meeting)


def can_download(user, attachment):
    """An attachment has the rights of the item that it belongs to."""
    return can_read_item(user, attachment.item)


def can_see_case(user, case):
    """A case is known to those who may read at least one of its items."""
    return any(can_read_item(user, item) for item in case.items.select_related("meeting"))
