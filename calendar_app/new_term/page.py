"""What the page of a new term shows: its steps, what is done of each, and what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendar_app.models import ElectedList, SettledStep
from ishoj_process.dates.council_terms import A_TERM, TermDays, elected_by, term_days_of
from ishoj_process.dates.danish import date_text
from ishoj_process.models import Body, CouncilTerm, Meeting, ProcessPlan, Seat
from ishoj_process.rights import can_edit_council, can_edit_plan

from .bodies.states import Bodies
from .handing.left import Estates

if TYPE_CHECKING:
    from ishoj_process.models.meetings import MeetingQuerySet
    from ishoj_process.readers import AnyUser

Go = ElectedList.Go
# Steps may be finished late, and after a year what a term was made of is edited where everything is.
STAYS_OPEN = timedelta(days=365)


@dataclass(frozen=True)
class Step:
    """A step: where it is taken, how it stands in words, and whether it is done."""

    title: str
    url: str
    text: str
    is_done: bool
    by: Callable[[AnyUser], bool] = can_edit_council  # whose it is


class Facts:
    """What the steps ask of a term, each once."""

    def __init__(self, term: CouncilTerm, today: date) -> None:
        self.term, self.today, self.days = term, today, term_days_of(term.starts)

    @cached_property
    def seats(self) -> list[Seat]:
        return list(Seat.objects.filter(term=self.term).select_related("user", "body"))

    @property
    def elected(self) -> list[Seat]:
        """Those elected to the council; its substitutes are not among them."""
        seats = [seat for seat in self.seats if seat.body.kind == Body.Kind.COUNCIL and seat.user_id]
        return [seat for seat in seats if seat.role != Seat.Role.SUBSTITUTE]

    @cached_property
    def bodies(self) -> Bodies:
        return Bodies.read(self.term.starts)

    @cached_property
    def plans(self) -> list[ProcessPlan]:
        return list(self.term.plans.all())

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is seen that hangs on the term; the act asks every table."""
        has_begun = self.term.starts <= self.today
        return not (has_begun or self.bodies.changed or self.seats or self.constituting or self.plans)

    @cached_property
    def constituting(self) -> Meeting | None:
        return constituting_meetings(self.term).first()

    def address(self, name: str, *more: str) -> str:
        return reverse(name, args=[self.term.slug, *more])


def constituting_meetings(term: CouncilTerm) -> MeetingQuerySet:
    """The meetings before a term's first day that are held on its seats."""
    return Meeting.objects.filter(term=term).exclude(state=Meeting.State.CANCELLED).in_order()


def is_open(term: CouncilTerm, today: date) -> bool:
    """Whether the guided act of a term is to be had: before the term, and in its first year."""
    return today < term.starts + STAYS_OPEN


def next_days(today: date) -> TermDays:
    """The days of the term that the guided act is about: of the latest election, or later on of the next."""
    days = elected_by(today)
    return days if today < days.starts + STAYS_OPEN else TermDays(days.year + A_TERM)


def term_to_begin(today: date) -> TermDays | None:
    """The days of the term whose council is elected and that nobody has begun; None where there is none to begin.

    Only where the term before stands in the house: a house that begins in the middle of a term is set up otherwise.
    """
    days = elected_by(today)
    if not today < days.starts + STAYS_OPEN:
        return None
    terms = list(CouncilTerm.objects.filter(ends__gte=days.starts - timedelta(days=1)))
    has_begun = any(term.starts <= days.ends and term.ends >= days.starts for term in terms)
    return days if terms and not has_begun else None


def new_term_context(term: CouncilTerm, user: AnyUser, today: date) -> dict[str, Any]:
    """The steps with how each stands, in a fixed number of queries."""
    facts = Facts(term, today)
    steps = [step for step in steps_of(facts) if step.by(user)]
    return {
        "term": term,
        "days": facts.days,
        "steps": steps,
        "left": sum(not step.is_done for step in steps),
        "may_take_back": can_edit_council(user) and facts.is_untouched,
    }


def steps_of(facts: Facts) -> Iterator[Step]:
    """The steps in the order in which most take them; each may be taken at any time."""
    yield _begun(facts)
    yield _bodies(facts)
    yield _council(facts)
    yield _constituting(facts)
    yield _committees(facts)
    yield _people(facts)
    yield _handing(facts)
    yield _plan(facts)


def _begun(facts: Facts) -> Step:
    term = facts.term
    read_from = term.elected_read_from
    words = {"first": date_text(term.starts), "last": date_text(term.ends)}
    text = _("From %(first)s to %(last)s.") % words
    if read_from:
        text += " " + _("Those elected read from %(day)s.") % {"day": date_text(read_from)}
    else:
        text += " " + _("Those elected read from the first day.")
    return Step(_("The term and its days"), reverse("term_edit", args=[term.pk]), text, is_done=True)


def _constituting(facts: Facts) -> Step:
    meeting = facts.constituting
    if meeting:
        title, url = _("The constituting meeting"), meeting.get_absolute_url()
        return Step(title, url, f"{meeting.date_text}, {meeting.get_state_display()}.", is_done=True)
    words = {"first": date_text(facts.days.constituting_from), "last": date_text(facts.days.constituting_until)}
    text = _("To be held from %(first)s to %(last)s.") % words
    return Step(_("The constituting meeting"), facts.address("new_term_constituting"), text, is_done=False)


def _bodies(facts: Facts) -> Step:
    changed, day = facts.bodies.changed, date_text(facts.term.starts)
    is_settled = facts.term.settled_steps.filter(step=SettledStep.Step.BODIES).exists()
    if changed:
        text = ngettext("%(count)s body changes on %(day)s.", "%(count)s bodies change on %(day)s.", changed)
        text %= {"count": changed, "day": day}
    else:
        text = _("All bodies go on as they are.") if is_settled else _("Not settled yet.")
    return Step(_("Council and committees"), facts.address("new_term_bodies"), text, is_done=is_settled)


def _council(facts: Facts) -> Step:
    url, count, size = facts.address(f"elected_{Go.COUNCIL}"), len(facts.elected), facts.term.council_size
    if size and count:
        text = _("%(count)s of %(size)s are entered.") % {"count": count, "size": size}
    else:
        text = _("%(count)s are entered.") % {"count": count} if count else _("Nobody is entered.")
    return Step(_("The elected council"), url, text, is_done=bool(count) and count >= (size or 0))


def _committees(facts: Facts) -> Step:
    bodies = {seat.body for seat in facts.seats if seat.user_id and seat.body.kind != Body.Kind.COUNCIL}
    has_mayor = any(seat.role == Seat.Role.CHAIR for seat in facts.elected)
    count = len(bodies)
    text = ngettext("%(count)s committee has members.", "%(count)s committees have members.", count) % {"count": count}
    text += " " + (_("The mayor is entered.") if has_mayor else _("The mayor is not entered."))
    url = facts.address(f"elected_{Go.COMMITTEES}")
    return Step(_("Committees and offices"), url, text, is_done=bool(bodies) and has_mayor)


def _people(facts: Facts) -> Step:
    people = {seat.user for seat in facts.seats if seat.user}
    reached = sum(bool(user.invited_at or user.last_login) for user in people)
    words = {"count": reached, "all": len(people)}
    text = _("%(count)s of %(all)s are invited or have logged in.") % words if people else _("Nobody is entered.")
    url = facts.address("new_term_people")
    return Step(_("The log-ins of those elected"), url, text, is_done=bool(people) and reached == len(people))


def _handing(facts: Facts) -> Step:
    estates = Estates.read(facts.term, facts.today, facts.bodies)
    left, url = estates.left, facts.address("new_term_hand_over")
    if not estates.rows:
        text = _("No body ends with the term before.")
    elif left:
        text = ngettext("%(count)s thing waits for an heir.", "%(count)s things wait for an heir.", left) % {
            "count": left
        }
    else:
        text = _("All has an heir, or is explained.")
    return Step(_("Handed over body by body"), url, text, is_done=not left)


def _plan(facts: Facts) -> Step:
    plans = facts.plans
    adopted = any(plan.is_adopted for plan in plans)
    if adopted:
        text = _("The council has adopted it.")
    else:
        text = _("A proposal is stored. The council adopts it.") if plans else _("Not proposed yet.")
    url = facts.address("new_term_plan")
    return Step(_("The process plan"), url, text, is_done=bool(plans), by=can_edit_plan)
