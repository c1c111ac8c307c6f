"""Who may see and do what on the council's track. The ground's own predicates stay in its own rights."""

from ishoj_process.rights import (
    can_edit_hierarchy,
    can_see_agenda,
    can_see_closed_items,
    is_administration,
    is_council_member,
    is_staff_side,
)


def can_see_theme(user, theme):
    """A working theme is the staff's until it is shared with the council, and the public's when it is published."""
    return is_staff_side(user) or theme.is_published or (theme.is_shared and is_council_member(user))


def can_edit_themes(user):
    return is_administration(user)


def can_edit_vision(user):
    """The vision's wording, its aims and its guiding lines."""
    return can_edit_hierarchy(user)


def can_edit_debate_paper(user):
    return is_administration(user)


def can_read_paper(user, paper):
    """What the paper itself says: while it is a draft, the staff's alone. That it is on its way, all may know."""
    return is_staff_side(user) or not paper.is_draft


def can_see_where_asked(user, question):
    """Which agenda item takes up a question: as the agenda itself, and of a closed item those who may read it."""
    item = question.item
    if item is None or not can_see_agenda(user, item.meeting):
        return False
    return not item.is_closed or can_see_closed_items(user, item.meeting)
