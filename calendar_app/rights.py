"""Who may see and do what with what is shown and sent. The ground's own predicates stay in its own rights."""

from ishoj_process.rights import can_see_agenda, can_see_meeting, is_council_member, is_staff_side


def can_open_agenda_document(user, meeting):
    """The agenda as a document: as the agenda itself, and only with the meeting that it belongs to."""
    return can_see_meeting(user, meeting) and can_see_agenda(user, meeting)


def has_inbox(user):
    """Those of whom something may be asked; each sees their own alone."""
    return is_council_member(user) or is_staff_side(user)


def can_note(user):
    """Council members: each keeps notes of their own, which nobody else sees, and marks what they have read."""
    return is_council_member(user)
