"""Who may see and do what on the council's track. The ground's own predicates stay in its own rights."""

from ishoj_process.models import Seat
from ishoj_process.rights import (
    can_edit_hierarchy,
    can_read_item,
    is_administration,
    is_council_member,
    is_secretariat,
    is_staff_side,
)


def can_see_theme(user, theme):
    """A working theme is the staff's until it is shared with the council, and the public's when it is published."""
    return is_staff_side(user) or theme.is_published or (theme.is_shared and is_council_member(user))


def can_edit_themes(user):
    return is_administration(user)


def can_see_board(user):
    """The board on which the administration works; the secretariat follows it."""
    return is_staff_side(user)


def can_edit_vision(user):
    """The vision's wording, its aims and its guiding lines."""
    return can_edit_hierarchy(user)


def can_see_drafts(user):
    """Kept drafts and what is said about them: the council's and the staff's own work until the vision is adopted."""
    return is_staff_side(user) or is_council_member(user)


def can_edit_debate_paper(user):
    return is_administration(user)


def can_read_paper(user, paper):
    """What the paper itself says: a draft is the staff's alone, and what was sent to the council not yet the public's.

    That it is on its way, all may know.
    """
    if is_staff_side(user) or paper.is_open_to_all:
        return True
    return paper.is_shared and is_council_member(user)


def can_mark_paper_read(user):
    """Those who are known may note that they have read the debate paper, as far as they may read it."""
    return user.is_authenticated


def can_answer_questions(user):
    """Who writes down the answers that the council gave to the debate paper's questions."""
    return is_staff_side(user)


def can_read_answers(user, paper):
    """What the council answered behind closed doors is its own and the staff's until the paper is published."""
    return is_staff_side(user) or is_council_member(user) or paper.state == paper.State.PUBLISHED


def can_see_contributions(user):
    """What was said at and between the meetings is the council's and the staff's own working notes."""
    return is_staff_side(user) or is_council_member(user)


def can_write_contributions(user):
    return can_see_contributions(user)


def can_edit_contribution(user, contribution):
    """Until it is sorted those who wrote it may mend it; the administration may at any time."""
    return is_administration(user) or (contribution.written_by_id == user.pk and not contribution.is_sorted)


def can_sort_contributions(user):
    return is_administration(user)


def can_see_where_asked(user, question):
    """Which agenda item takes up a question: as the agenda itself, and of a closed item those who may read it."""
    return question.item is not None and can_read_item(user, question.item)


def can_see_rounds(user):
    """Rounds of points are the council's own; the staff sees who has voted, and what only as the round declared."""
    return is_staff_side(user) or is_council_member(user)


def can_see_round(user, round_):
    """A round that is being prepared may name themes that the council has not seen yet: it is the staff's."""
    return is_staff_side(user) or (is_council_member(user) and round_.was_opened)


def can_manage_rounds(user):
    return is_secretariat(user)


def voting_seats(user, round_, today):
    """The council seats on which the user votes in the round: their own unless a substitute has it, or another's."""
    if not is_council_member(user):
        return []
    stand_ins = dict(round_.stand_ins.values_list("seat", "user"))
    seats = Seat.objects.on(today).voting_in_council().select_related("party_group")
    return [seat for seat in seats if stand_ins.get(seat.pk, seat.user_id) == user.pk]


def can_see_named_votes(user, round_):
    """Who gave points to what: of a round that was declared open from its start, to those who follow the round."""
    return can_see_rounds(user) and round_.shows_count and not round_.is_secret
