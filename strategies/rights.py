"""Who may see and do what on the committees' track, and of main policies by the same rules.

The ground's own rights stay in its own module.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q

from ishoj_process.models.status import statuses
from ishoj_process.readers import Reader, reader_of
from ishoj_process.rights import can_edit_hierarchy, is_administration, sees_level
from ishoj_process.rules import allow, below, holds, some

from .states import GONE_OUT

if TYPE_CHECKING:
    from ishoj_process.models import Document
    from ishoj_process.readers import AnyUser

    from .models import Consultation, Consultee, Response

# What a committee writes: main policies and strategies

# The column of the committee that writes a document, by the column that points at one of its kind.
OWNERS = {"main_policy": "lead_committee", "strategy": "owner"}


def any_document(rule: Callable[[str, str], Q]) -> Q:
    """Of rows about one main policy or strategy: what the rule says of the one that it is about.

    The rule is told the names of the column that points at it, and of that which leads to its owner.
    """
    # Named apart, as a rule that lets everybody in would else hold of the column that is empty, too.
    asked = [Q(**{f"{name}__isnull": False}) & rule(name, f"{name}__{owner}") for name, owner in OWNERS.items()]
    return reduce(or_, asked)


def sees_document(reader: Reader) -> Q:
    """Of rows about one main policy or strategy: those of which the reader sees it."""
    return any_document(lambda name, _owner: below(name, sees_level(reader)))


def can_edit_strategies(user: AnyUser) -> bool:
    """The administration enters strategies, their status and what is done about them."""
    return can_edit_hierarchy(user)


def can_see_pace(user: AnyUser) -> bool:
    """Whether a strategy keeps to its own plan is reckoned by the house, not decided: the council's and the staff's."""
    return reader_of(user).reads_inside


def reads_wording(reader: Reader, column: str = "strategy") -> Q:
    """The text and the solutions of a document that is being worked on: its owners' and the staff's.

    Others read them as they were sent for consultation, and when they have been adopted. `column` is the one that
    points at such a document.
    """
    # Named are those that others may read: a status that the table does not know, or forgot, is then kept.
    open_to_all = statuses(lambda row: not row.is_secret)
    owns = Q(**{f"{OWNERS[column]}__in": reader.read_bodies})
    if column == "strategy":
        owns |= some("co_owners", Q(pk__in=reader.read_bodies))
    return sees_level(reader) & (allow(reader.is_staff_side) | Q(status__in=open_to_all) | owns)


def can_read_wording(user: AnyUser, document: Document) -> bool:
    return holds(reads_wording(reader_of(user), document.column), document)


def can_read_wordings_sent(user: AnyUser) -> bool:
    """The wording as it was sent to the council. The public reads what was sent to the public."""
    return reader_of(user).reads_inside


# Consultations


def can_edit_consultations(user: AnyUser) -> bool:
    """The administration prepares and sends consultations on behalf of the committee that owns the strategy."""
    return is_administration(user)


def can_see_hearing_matrix(user: AnyUser) -> bool:
    """Which committees should be heard about what is being worked on: the council's own and the staff's."""
    return reader_of(user).reads_inside


def sees_consultation(reader: Reader) -> Q:
    """A consultation that is being prepared is the staff's and the owner's; one that was sent the council's.

    The public sees one that asks the public. Nobody sees one about a document that they may not know of.
    """
    owns = any_document(lambda _name, owner: Q(**{f"{owner}__in": reader.read_bodies}))
    of_members = Q(state__in=GONE_OUT) | owns
    of_all = Q(state__in=GONE_OUT, is_public=True)
    seen = allow(reader.is_staff_side) | (of_members if reader.reads_as_member else of_all)
    return sees_document(reader) & seen


def can_see_consultation(user: AnyUser, consultation: Consultation) -> bool:
    return holds(sees_consultation(reader_of(user)), consultation)


# Answers


def sees_sheet(reader: Reader) -> Q:
    """A spreadsheet of answers, before they are anybody's: the staff's, who read it in."""
    return allow(reader.is_staff_side) & below("consultation", sees_consultation(reader))


def can_answer_at_all(user: AnyUser) -> bool:
    """The council's members, of whom a body's chair answers for it, and the staff; rows decide the rest."""
    return reader_of(user).is_inside


def answers_for_consultee(reader: Reader) -> Q:
    """The chair of the body that was asked, or the administration for it."""
    # The chair and no member: a body answers with one voice.
    own = allow(reader.is_administration) | Q(body__in=reader.chaired)
    return below("consultation", sees_consultation(reader)) & own


def can_answer_consultation(user: AnyUser, consultee: Consultee) -> bool:
    return holds(answers_for_consultee(reader_of(user)), consultee)


def sees_response(reader: Reader) -> Q:
    """A body's draft is its own and the staff's; a sent answer the council's.

    The public reads the answers of a public consultation together with what became of them.
    """
    sent = Q(sent_on__isnull=False)
    # Answers alone would look as if nobody had listened; so they are told with what became of each.
    is_told = Q(consultation__reported_on__isnull=False, consultation__is_public=True)
    # The whole body reads the draft that its chair writes.
    of_members = sent | Q(consultee__body__in=reader.read_bodies)
    seen = allow(reader.is_staff_side) | (of_members if reader.reads_as_member else sent & is_told)
    return below("consultation", sees_consultation(reader)) & seen


def can_see_response(user: AnyUser, response: Response) -> bool:
    return holds(sees_response(reader_of(user)), response)
