"""Where a document of the hierarchy stands, and what that means: the one table that rules and pages ask.

A new status is a member, a row of MEANINGS, its Danish word and a migration. What a row does not state, and what the
table does not know (a forgotten row, a value that a later release stored), is answered closed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext, npgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """In the order of the work. Empty where nobody has said yet: that has a row of its own."""

    CONSIDERED = "considered", _("considered")
    CHOSEN = "chosen", _("chosen")
    IN_PREPARATION = "in_preparation", _("in preparation")
    BEFORE_DECISION = "before_decision", _("before decision")
    ADOPTED = "adopted", pgettext_lazy("a document", "adopted")
    DROPPED = "dropped", _("dropped")
    SUPERSEDED = "superseded", _("superseded")


NOT_STATED = ""


class Shape(StrEnum):
    """The shape of the mark in a drawing; with its ink it tells each status from the others without words."""

    FULL = "full"
    HALF = "half"
    EMPTY = "empty"
    CROSS = "cross"
    DIAMOND = "diamond"


class Ink(StrEnum):
    """The colour of the mark, by name: the drawing knows the shades."""

    SOFT = "soft"
    BRAND = "brand"
    AMBER = "amber"
    GREEN = "green"
    RED = "red"


@dataclass(frozen=True)
class Meaning:
    """What one status means. The defaults are what is said of a status that the table does not know."""

    leads_to: tuple[str, ...] = ()
    comes_from: tuple[str, ...] = ()  # so that a new status names in its own row what leads to it
    is_secret: bool = True  # the wording is its owners' own draft
    is_under_way: bool = False  # it is worked on, and somebody is to say now and then where it stands
    is_chosen: bool = False  # its committee has chosen it: work may begin, goes on, or is done
    awaits_decision: bool = False
    may_be_heard: bool = False  # others may be asked about it now; what was decided or given up is asked about no more
    is_decided: bool = False  # adopted today or once: its wording stands fast, and it has a day of adoption
    is_in_force: bool = False
    was_given_up: bool = False
    covers: bool = False  # it carries what lies above it, and is reviewed; what was laid aside does neither
    sentence: str | Promise = ""  # empty: its name is said in a plain one
    behind_number: Callable[[int], str] | None = None  # its word of so many, where that bends: `4 vedtagne`
    vision_sentence: str | Promise = ""  # where a vision says it in words of its own
    tone: str = "quiet"
    icon: str = "circle"
    shape: Shape = Shape.EMPTY
    ink: Ink = Ink.SOFT

    @property
    def is_decision(self) -> bool:
        """True of what others must have been heard before: putting a document before those who decide, adopting it."""
        return self.awaits_decision or self.is_in_force

    @property
    def is_being_written(self) -> bool:
        """Chosen and not decided: now is the time to hear others about it."""
        return self.is_under_way and self.is_chosen

    @property
    def keeps_days(self) -> bool:
        """True of what is held to the days that were planned for it."""
        return self.is_under_way or self.is_in_force

    @property
    def is_superseded(self) -> bool:
        return self.is_decided and not self.is_in_force


UNKNOWN = Meaning()
MEANINGS: dict[str, Meaning] = {
    Status.CONSIDERED: Meaning(
        leads_to=(Status.CHOSEN, Status.DROPPED),
        is_under_way=True,
        may_be_heard=True,
        covers=True,
        sentence=_("It is considered whether to write it."),
        icon="lightbulb",
    ),
    Status.CHOSEN: Meaning(
        leads_to=(Status.IN_PREPARATION, Status.CONSIDERED, Status.DROPPED),
        is_under_way=True,
        may_be_heard=True,
        is_chosen=True,
        covers=True,
        sentence=_("It has been chosen. The work has not begun yet."),
        behind_number=lambda number: npgettext("so many documents", "chosen", "chosen", number),
        icon="check",
        ink=Ink.BRAND,
    ),
    Status.IN_PREPARATION: Meaning(
        leads_to=(Status.BEFORE_DECISION, Status.CHOSEN, Status.DROPPED),
        is_under_way=True,
        may_be_heard=True,
        is_chosen=True,
        covers=True,
        sentence=_("It is being written."),
        tone="work",
        icon="pencil",
        shape=Shape.HALF,
        ink=Ink.AMBER,
    ),
    Status.BEFORE_DECISION: Meaning(
        leads_to=(Status.ADOPTED, Status.IN_PREPARATION, Status.DROPPED),
        is_under_way=True,
        may_be_heard=True,
        is_chosen=True,
        awaits_decision=True,
        covers=True,
        sentence=_("The draft awaits a decision."),
        tone="work",
        icon="gavel",
        shape=Shape.DIAMOND,
        ink=Ink.AMBER,
    ),
    Status.ADOPTED: Meaning(
        leads_to=(Status.SUPERSEDED, Status.IN_PREPARATION),
        is_secret=False,
        is_chosen=True,
        is_decided=True,
        is_in_force=True,
        covers=True,
        sentence=_("It is adopted and in force."),
        behind_number=lambda number: npgettext("so many documents", "adopted", "adopted", number),
        tone="done",
        icon="circle-check",
        shape=Shape.FULL,
        ink=Ink.GREEN,
    ),
    Status.DROPPED: Meaning(
        # A mistake is put right by moving back, so what was dropped may be taken up wherever it stood.
        leads_to=(Status.CONSIDERED, Status.CHOSEN, Status.IN_PREPARATION, Status.BEFORE_DECISION),
        was_given_up=True,
        sentence=_("It was dropped."),
        behind_number=lambda number: npgettext("so many documents", "dropped", "dropped", number),
        vision_sentence=_("The work on the vision has been given up."),
        icon="circle-x",
        shape=Shape.CROSS,
        ink=Ink.RED,
    ),
    Status.SUPERSEDED: Meaning(
        # Back alone: an adoption that superseded it may have been a mistake.
        leads_to=(Status.ADOPTED,),
        is_secret=False,
        is_decided=True,
        sentence=_("A newer document has taken its place."),
        behind_number=lambda number: npgettext("so many documents", "superseded", "superseded", number),
        vision_sentence=_("This vision has been superseded by a newer one."),
        icon="archive",
        shape=Shape.CROSS,
    ),
    # What is known to exist is shown as far as it is known; a source that gives a text gives it to all.
    NOT_STATED: Meaning(
        leads_to=tuple(Status),
        is_secret=False,
        may_be_heard=True,
        covers=True,
        sentence=_("Nobody has stated where it stands."),
        behind_number=lambda _number: gettext("of unknown status"),
        tone="gap",
        icon="circle-question-mark",
    ),
}


def meaning_of(status: str) -> Meaning:
    return MEANINGS.get(status, UNKNOWN)


def statuses(question: Callable[[Meaning], bool]) -> tuple[str, ...]:
    """The stored values of which the table says so. A value that it does not know is in no such set."""
    return tuple(str(status) for status, meaning in MEANINGS.items() if question(meaning))


def in_force() -> str:
    """The status of what is in force: what was superseded had it until then."""
    return statuses(lambda row: row.is_in_force)[0]


def moves_from(status: str) -> tuple[str, ...]:
    """The statuses that a document with this one may be given; none from one that the table does not know."""
    own = meaning_of(status).leads_to
    return tuple(to for to, meaning in MEANINGS.items() if to in own or status in meaning.comes_from)


def label_of(status: str) -> str:
    """Its word; that nobody has said; or the value as it is stored, where this release has no word for it."""
    if status == NOT_STATED:
        return gettext("status not known")
    return str(Status(status).label) if status in Status.values else status


def counted_label_of(status: str, number: int) -> str:
    """Its word behind a number: `1 vedtaget`, `4 vedtagne`, `4 med ukendt status`."""
    word = meaning_of(status).behind_number
    return word(number) if word else label_of(status)


def sentence_of(status: str) -> str:
    """Where a document with this status stands, as a sentence."""
    plain = gettext("Its status is “%(status)s”.") % {"status": label_of(status)}
    return str(meaning_of(status).sentence) or plain


def place_in_work(status: str) -> tuple[int, str]:
    """To sort by: the order of the work, then what nobody has said, last what this release does not know."""
    known = (*Status.values, NOT_STATED)
    return (known.index(status), "") if status in known else (len(known), status)


def place_on_shelf(status: str) -> tuple[int, tuple[int, str]]:
    """To sort by: what carries something in the order of the work, what nobody has said, what was laid aside."""
    meaning = meaning_of(status)
    rank = 1 if status == NOT_STATED else 0 if meaning.covers else 2
    return rank, place_in_work(status)
