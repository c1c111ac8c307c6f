"""Who may see and do what with what is shown and sent. The ground's own predicates stay in its own rights."""

from django.conf import settings

from ishoj_process.models.council import DEMO_DOMAIN
from ishoj_process.rights import (
    body_ids_of,
    can_see_agenda,
    can_see_meeting,
    is_council_member,
    is_secretariat,
    is_staff_side,
)


def can_open_agenda_document(user, meeting):
    """The agenda as a document: as the agenda itself, and only with the meeting that it belongs to."""
    return can_see_meeting(user, meeting) and can_see_agenda(user, meeting)


def has_inbox(user):
    """Those of whom something may be asked; each sees their own alone."""
    return is_council_member(user) or is_staff_side(user)


def can_note(user):
    """Council members: each keeps notes of their own, which nobody else sees, and marks what they have read."""
    return is_council_member(user)


def can_plan_year(user):
    """Rules, proposal and adoption of a year's meetings."""
    return is_secretariat(user)


def can_read_year_calendar(user, plan):
    """The meeting calendar as a document: a proposal is the staff's."""
    return plan.is_adopted or is_staff_side(user)


def may_subscribe(user):
    """A calendar of one's own: the staff, and members for as long as they have a seat."""
    return is_staff_side(user) or (is_council_member(user) and bool(body_ids_of(user)))


def may_read_by_address(subscription):
    """Whether its address opens it today, for whoever has it. `Subscription.objects.live` is the same for a set."""
    user = subscription.user
    # As at the log-in: a house that began as a demonstration holds users whose passwords are printed.
    is_ours = user.is_active and (settings.DEBUG or not user.email.endswith(DEMO_DOMAIN))
    return subscription.ended_at is None and is_ours and may_subscribe(user)
