"""Who may see and do what on the council's track. The ground's own rights stay in its own module."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from ishoj_process.models import Seat, User
from ishoj_process.readers import Reader, Role, reader_of
from ishoj_process.rights import (
    can_edit_hierarchy,
    is_administration,
    is_secretariat,
    is_staff_side,
    reads_item,
    sees_level,
)
from ishoj_process.rules import allow, below, holds, some

from .states import OPEN_TO_ALL, OPENED, Destination, PaperState, RoundState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ishoj_process.readers import AnyUser

    from .models import Contribution, DebatePaper, Question, Round, Theme
    from .models.mandates import Place, Roll

# Themes, the vision's wording and its drafts


def sees_theme(reader: Reader) -> Q:
    """A working theme is the staff's until it is shared with the council, and the public's when it is published."""
    return allow(reader.is_staff_side) | Q(is_published=True) | allow(reader.reads_as_member) & Q(is_shared=True)


def can_see_theme(user: AnyUser, theme: Theme) -> bool:
    return holds(sees_theme(reader_of(user)), theme)


def can_edit_themes(user: AnyUser) -> bool:
    return is_administration(user)


def can_see_board(user: AnyUser) -> bool:
    """The board on which the administration works; the secretariat follows it."""
    return is_staff_side(user)


def can_edit_vision(user: AnyUser) -> bool:
    """The vision's wording, its aims and its guiding lines."""
    return can_edit_hierarchy(user)


def sees_drafts(reader: Reader) -> Q:
    """Kept drafts and what is said about them: the council's and the staff's own work until the vision is adopted."""
    return allow(reader.reads_inside)


def can_see_drafts(user: AnyUser) -> bool:
    return reader_of(user).reads_inside


def sees_adoption(reader: Reader) -> Q:
    """How the council adopted a vision is known with the vision, and with the item at which it did."""
    return below("vision", sees_level(reader)) & below("item", reads_item(reader))


def can_comment(user: AnyUser) -> bool:
    """Who says something about the text: those who work on it, and not yet those who are only let to read."""
    return reader_of(user).is_inside


# The debate paper


def reads_paper(reader: Reader) -> Q:
    """What the paper itself says: a draft is the staff's alone, and what was sent to the council not yet the public's.

    That it is on its way, all may know.
    """
    sent = allow(reader.reads_as_member) & Q(state=PaperState.SHARED)
    return allow(reader.is_staff_side) | Q(state__in=OPEN_TO_ALL) | sent


def can_read_paper(user: AnyUser, paper: DebatePaper) -> bool:
    return holds(reads_paper(reader_of(user)), paper)


def reads_part(reader: Reader) -> Q:
    """Of challenges, possible solutions and questions: those of a paper that the reader reads, wherever they stand."""
    return below("paper", reads_paper(reader))


def can_edit_debate_paper(user: AnyUser) -> bool:
    return is_administration(user)


def can_mark_paper_read(user: AnyUser) -> bool:
    """The council and the staff may note that they have read the debate paper, as far as they may read it."""
    return reader_of(user).reads_inside


def can_answer_questions(user: AnyUser) -> bool:
    """Who writes down the answers that the council gave to the debate paper's questions."""
    return is_staff_side(user)


def reads_answers(reader: Reader) -> Q:
    """Of papers. What the council answered behind closed doors is its own and the staff's until it is published."""
    # And with the paper alone: an answer without its question tells the question.
    return reads_paper(reader) & (allow(reader.reads_inside) | Q(state=PaperState.PUBLISHED))


def can_read_answers(user: AnyUser, paper: DebatePaper) -> bool:
    return holds(reads_answers(reader_of(user)), paper)


def sees_where_asked(reader: Reader) -> Q:
    """Which agenda item takes up a question: as the agenda itself, and of a closed item those who may read it."""
    return reads_part(reader) & Q(item__isnull=False) & below("item", reads_item(reader))


def can_see_where_asked(user: AnyUser, question: Question) -> bool:
    return holds(sees_where_asked(reader_of(user)), question)


# Contributions


def sees_contributions(reader: Reader) -> Q:
    """What was said at and between the meetings is the council's and the staff's own working notes."""
    return allow(reader.reads_inside)


def can_see_contributions(user: AnyUser) -> bool:
    return reader_of(user).reads_inside


def can_write_contributions(user: AnyUser) -> bool:
    return reader_of(user).is_inside


def can_speak_for_self(user: AnyUser) -> bool:
    """Members of the council say what they themselves or their group said; the staff notes what others said."""
    return reader_of(user).is_member


def edits_contribution(reader: Reader) -> Q:
    """Until it is sorted those who wrote it may mend it; the administration may at any time."""
    # The public's key is None, which would ask for what nobody wrote.
    own = allow(reader.is_inside) & Q(written_by=reader.key, destination=Destination.UNSORTED)
    return allow(reader.is_administration) | own


def can_edit_contribution(user: AnyUser, contribution: Contribution) -> bool:
    return holds(edits_contribution(reader_of(user)), contribution)


def can_sort_contributions(user: AnyUser) -> bool:
    return is_administration(user)


# Rounds of points


def can_see_rounds(user: AnyUser) -> bool:
    """Rounds of points are the council's own; the staff sees who has voted, and what only as the round declared.

    Who is elected and has no seat today may open the page: a round may name them as a substitute. Rows decide the rest.
    """
    reader = reader_of(user)
    return reader.reads_inside or reader.is_elected


def sees_round(reader: Reader) -> Q:
    """A round that is being prepared may name themes that the council has not seen yet: it is the staff's.

    Who votes on another's seat without one of their own sees the round while they may vote in it.
    """
    in_place = allow(reader.is_elected) & Q(state=RoundState.OPEN) & some("substitutes", Q(user=reader.key))
    return allow(reader.is_staff_side) | allow(reader.reads_as_member) & Q(state__in=OPENED) | in_place


def can_see_round(user: AnyUser, round_: Round) -> bool:
    return holds(sees_round(reader_of(user)), round_)


def can_manage_rounds(user: AnyUser) -> bool:
    return is_secretariat(user)


def votes() -> Q:
    """Of users: members of the council and their substitutes; on which seat is for `voting_seats` to say."""
    return Q(role=Role.MEMBER)


def can_vote(user: AnyUser) -> bool:
    # By the account: a substitute may have no seat, and who has lost theirs is given none by `voting_seats`.
    return reader_of(user).is_elected


def possible_substitutes(today: date) -> QuerySet[User]:
    """Those who may vote on another's seat on the day: with an open account, and without a seat of their own."""
    # Asked when they are named and again when they vote: with a seat that came since, one person would vote twice.
    seated = Seat.objects.on(today).voting_in_council().filter(user__isnull=False)
    return User.objects.filter(votes(), is_active=True).exclude(pk__in=seated.values("user"))


def voting_places(user: AnyUser, roll: Roll | None) -> list[Place]:
    """The mandates on which the user votes in a round: their own unless a substitute has it, or another's."""
    return roll.open_to(user.pk) if roll and user.is_active and can_vote(user) else []


def voting_seats(user: AnyUser, round_: Round, today: date) -> list[Seat]:
    """The seats by which the user votes in the round, one for each mandate."""
    return [place.seat for place in voting_places(user, round_.roll(today))]


def sees_named_votes(reader: Reader) -> Q:
    """Who gave points to what: of a round that was declared open from its start, to those who follow the round."""
    is_counted = Q(state=RoundState.CLOSED) | Q(state=RoundState.OPEN, is_live=True)
    return allow(reader.reads_inside) & Q(is_secret=False) & is_counted


def can_see_named_votes(user: AnyUser, round_: Round) -> bool:
    return holds(sees_named_votes(reader_of(user)), round_)
