"""Who may see and do what on the ground floor. Views, templates, feeds, PDFs and the database's own pages ask here.

What is asked about a row is one rule (`sees_meeting`), a Q for a reader, of which a predicate (`can_see_meeting`) and a
set (`Meeting.objects.visible_to`) are the two ways to ask. What is asked about nobody's row is a plain predicate.
The table in docs/rights.md says the same in words, and tests/site/test_rights_table.py holds each address to it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from .dates import clock
from .readers import DEMO_DOMAIN, Reader, reader_of
from .rules import allow, below, holds, some
from .states import DECIDED, FIRST_EDITION, READ_MINUTES, AgendaState

if TYPE_CHECKING:
    from .models import AgendaItem, Attachment, Case, CouncilTerm, Level, Meeting, ProcessPlan
    from .readers import AnyUser

# Who somebody is


def is_council_member(user: AnyUser) -> bool:
    return reader_of(user).is_member


def is_administration(user: AnyUser) -> bool:
    return reader_of(user).is_administration


def is_secretariat(user: AnyUser) -> bool:
    return reader_of(user).is_secretariat


def is_staff_side(user: AnyUser) -> bool:
    return reader_of(user).is_staff_side


def has_account(user: AnyUser) -> bool:
    """Those who have logged in, for what is their own alone."""
    return reader_of(user).is_known


def body_ids_of(user: AnyUser) -> Collection[int]:
    """The bodies in which a council member sits today."""
    return reader_of(user).bodies


def is_let_in() -> Q:
    """Of users: those who may log in and be written to. A demonstration's passwords are printed in the README."""
    return Q(is_active=True) & (allow(settings.DEMONSTRATION) | ~Q(email__endswith=DEMO_DOMAIN))


# Meetings, agendas and minutes


def sits_in(reader: Reader) -> Q:
    """Of meetings: those of the bodies in which the reader sits.

    A meeting that belongs to a coming term, as the constituting one does, is theirs who sit from its first day.
    """
    has_begun = Q(term__isnull=True) | Q(term__starts__lte=reader.day)
    own = has_begun & some("bodies", Q(pk__in=reader.bodies))
    for term, bodies in reader.coming_bodies.items():
        own |= Q(term=term) & some("bodies", Q(pk__in=bodies))
    return own


def reads_as_seated(reader: Reader) -> Q:
    """Of meetings: of which the reader reads what is theirs alone who sit there.

    Who is let to read before their seat begins reads it of meetings from their first day on: what the council before
    them treated behind closed doors stays with it until they sit.
    """
    read = sits_in(reader)
    for first, bodies in reader.read_from.items():
        # Of no other term: a meeting of a coming one is read by its seats alone.
        read |= Q(start_date__gte=first, term__isnull=True) & some("bodies", Q(pk__in=bodies))
    return read


def sees_meeting(reader: Reader) -> Q:
    """A meeting of a coming term's plan is the staff's until the term begins."""
    has_begun = Q(shown_from__isnull=True) | Q(shown_from__lte=clock.today())
    return allow(reader.is_staff_side) | has_begun & (Q(is_published=True) | reads_as_seated(reader))


def can_see_meeting(user: AnyUser, meeting: Meeting) -> bool:
    return holds(sees_meeting(reader_of(user)), meeting)


def sees_agenda(reader: Reader) -> Q:
    """Of meetings. A draft agenda is the staff's alone; a published one belongs to all who may see the meeting."""
    return allow(reader.is_staff_side) | Q(agenda_state=AgendaState.PUBLISHED) & sees_meeting(reader)


def can_see_agenda(user: AnyUser, meeting: Meeting) -> bool:
    return holds(sees_agenda(reader_of(user)), meeting)


def sees_closed_items(reader: Reader) -> Q:
    """Of meetings. What is treated behind closed doors: the secretariat, and those who sit in the meeting."""
    return allow(reader.is_secretariat) | reads_as_seated(reader)


def can_see_closed_items(user: AnyUser, meeting: Meeting) -> bool:
    return holds(sees_closed_items(reader_of(user)), meeting)


def sees_minutes(reader: Reader) -> Q:
    """Of meetings. What was decided is the staff's until the minutes are published, then theirs who see the agenda."""
    # Not by the minutes alone: of a meeting that is not shown, they are no more shown than it is.
    return allow(reader.is_staff_side) | Q(minutes_state__in=READ_MINUTES) & sees_agenda(reader)


def can_see_minutes(user: AnyUser, meeting: Meeting) -> bool:
    return holds(sees_minutes(reader_of(user)), meeting)


def reads_item(reader: Reader) -> Q:
    """The whole of an agenda item, its own title and what it treats: of a closed one those who may read it."""
    is_open = Q(is_closed=False) | below("meeting", sees_closed_items(reader))
    # The agenda in any case: who sits in the meeting reads a closed item no earlier than an open one.
    return below("meeting", sees_agenda(reader)) & is_open


def reads_decision(reader: Reader) -> Q:
    """Of items: what was decided, and what a minority stated about it."""
    return reads_item(reader) & below("meeting", sees_minutes(reader))


def can_read_item(user: AnyUser, item: AgendaItem) -> bool:
    return holds(reads_item(reader_of(user)), item)


def can_download(user: AnyUser, attachment: Attachment) -> bool:
    """An attachment has the rights of the item that it belongs to."""
    return holds(below("item", reads_item(reader_of(user))), attachment)


def sees_case(reader: Reader) -> Q:
    """A case is known to those who may read at least one of its items."""
    return some("items", reads_item(reader))


def can_see_case(user: AnyUser, case: Case) -> bool:
    return holds(sees_case(reader_of(user)), case)


def sees_standing_item(reader: Reader) -> Q:
    """The whole of an item that stands on each agenda: of a closed one the secretariat, and who sits in its body."""
    return allow(reader.is_secretariat) | Q(is_closed=False) | Q(body__in=reader.bodies)


def joins_by_video(reader: Reader) -> Q:
    """Of meetings: whoever has the link can enter. The secretariat, who sits in the meeting, and nobody else by right.

    Who is invited without a seat reads it by the invitation (`calendar_app/meetings/page.py`).
    """
    return allow(reader.is_secretariat) | sits_in(reader)


def can_join_by_video(user: AnyUser, meeting: Meeting) -> bool:
    return holds(joins_by_video(reader_of(user)), meeting)


def can_edit_meetings(user: AnyUser) -> bool:
    return is_secretariat(user)


def can_see_follow_ups(user: AnyUser) -> bool:
    """What is to be done about decisions: the council and the staff."""
    return reader_of(user).reads_inside


def sees_follow_up(reader: Reader) -> Q:
    """What is to be done tells what was decided: it is read by those who read the item and its minutes."""
    return allow(reader.reads_inside) & below("item", reads_decision(reader))


def can_edit_follow_ups(user: AnyUser) -> bool:
    return is_staff_side(user)


# The council: who sits where, and who logs in


def sees_term(reader: Reader, today: date) -> Q:
    """Of terms: those that have begun. One that is to come is known to those who prepare it alone."""
    return allow(reader.is_staff_side) | Q(starts__lte=today)


def can_see_term(user: AnyUser, term: CouncilTerm, today: date) -> bool:
    return holds(sees_term(reader_of(user), today), term)


def sees_seat(reader: Reader, today: date) -> Q:
    """Of seats. Who sits where is public; of a term that has not begun it is told to those who prepare it alone."""
    return allow(reader.is_staff_side) | Q(term__starts__lte=today)


def sees_house(reader: Reader) -> Q:
    """Of who logs in, what was sent and how the house itself runs."""
    return allow(reader.is_staff_side)


def can_see_coming_bodies(user: AnyUser) -> bool:
    """What bodies are to become when a term begins: those who prepare it, until its first day."""
    return reader_of(user).is_staff_side


def can_edit_council(user: AnyUser) -> bool:
    """Terms, bodies, seats, groups, and the people who log in."""
    return is_secretariat(user)


# The hierarchy and the process plan


def sees_level(reader: Reader) -> Q:
    """A new edition that is being worked on is the council's and the staff's until it is adopted.

    But for one that the public was asked about. A new vision is no edition: it is shown as the first one was.
    """
    is_settled = Q(edition=FIRST_EDITION) | Q(status__in=DECIDED) | Q(is_announced=True)
    return allow(reader.is_staff_side) | Q(is_published=True) & (is_settled | allow(reader.reads_inside))


def can_see_level(user: AnyUser, level: Level) -> bool:
    return holds(sees_level(reader_of(user)), level)


def sees_line(reader: Reader) -> Q:
    """Of guiding lines: those of the editions that the reader sees."""
    return below("aim__vision", sees_level(reader))


def sees_alignment(reader: Reader) -> Q:
    """That a document serves a guiding line is known to those who see both."""
    document = below("strategy", sees_level(reader)) | below("main_policy", sees_level(reader))
    return below("guiding_line", sees_line(reader)) & document


def sees_status_change(reader: Reader) -> Q:
    """What a document's status became, and why, is known with the document."""
    levels = [below(name, sees_level(reader)) for name in ("vision", "main_policy", "strategy")]
    return levels[0] | levels[1] | levels[2]


def can_see_hidden_levels(user: AnyUser) -> bool:
    """Whether what is shown of the hierarchy may hold more than the public sees."""
    return is_staff_side(user)


def can_edit_hierarchy(user: AnyUser) -> bool:
    return is_administration(user)


def can_work_on_policy(user: AnyUser) -> bool:
    """The council's members and the staff: what the work on the vision and at meetings asks waits for them."""
    return reader_of(user).is_inside


def can_speak_for_body(user: AnyUser) -> bool:
    """The council's members: what is asked of a body waits for those who may sit in one."""
    return is_council_member(user)


def can_prepare_strategies(user: AnyUser) -> bool:
    """The administration: it keeps the strategies and their consultations going for the committees."""
    return is_administration(user)


def can_adopt_plan(user: AnyUser) -> bool:
    return is_secretariat(user)


def can_edit_plan(user: AnyUser) -> bool:
    """Plans, tracks and working periods: the staff, who prepare them. Who adopts them is the council."""
    return is_staff_side(user)


def sees_plan(reader: Reader, day: date) -> Q:
    """Of process plans: those of terms that have begun. One of a coming term is theirs who work on it until then."""
    return allow(reader.is_staff_side) | Q(term__starts__lte=day)


def can_see_plan(user: AnyUser, plan: ProcessPlan, day: date) -> bool:
    return holds(sees_plan(reader_of(user), day), plan)


def can_see_earlier_versions(user: AnyUser) -> bool:
    return is_staff_side(user)


def can_see_signatures(user: AnyUser) -> bool:
    """Names beside a status change: the council and the staff; the public sees the role only."""
    return reader_of(user).reads_inside
