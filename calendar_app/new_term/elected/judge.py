"""What each line of a list means: who it is, where they are to sit, and what is not clear. Nothing is stored here.

A line that cannot be placed for certain is never guessed at: it says why, and is left out until somebody corrects it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from calendar_app.models import ElectedList
from ishoj_process.models import Body, CouncilTerm, PartyGroup, Seat, User
from ishoj_process.models.addresses import small
from ishoj_process.models.council import role_name, roles_in
from ishoj_process.output.spreadsheets import plain_name

from .read import Line

Go = ElectedList.Go
NEW_PERSON = "new"  # the answer to who somebody is: nobody whom the house knows
LONGEST_NAME = 120  # as long as the columns
LONGEST_LETTER = 8
GROUP = "–"  # parts letter and name of a group that is not known yet


class Verdict(StrEnum):
    """What becomes of a line."""

    NEW = "new"  # a log-in and a seat
    KNOWN = "known"  # a seat of somebody who has a log-in
    ROLE = "role"  # another role in the seat that is there
    THERE = "there"  # nothing: it is in the house already
    ASKED = "asked"  # somebody has to say who it is
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Judged:
    """A line with what it means."""

    line: Line
    verdict: Verdict
    reasons: tuple[str, ...] = ()  # of an unclear one
    notes: tuple[str, ...] = ()
    user: User | None = None
    candidates: tuple[User, ...] = ()
    body: Body | None = None
    group: PartyGroup | None = None
    new_group: tuple[str, str] | None = None  # letter and name
    role: str = Seat.Role.MEMBER
    seat: Seat | None = None

    @property
    def email(self) -> str:
        return small(self.line.email)

    @property
    def is_made(self) -> bool:
        return self.verdict in (Verdict.NEW, Verdict.KNOWN, Verdict.ROLE)

    @property
    def fingerprint(self) -> tuple[object, ...]:
        """What somebody saw when they confirmed it."""
        keys = [row and row.pk for row in (self.user, self.body, self.group, self.seat)]
        return (self.line.number, self.verdict.value, self.role, *keys, *(user.pk for user in self.candidates))


def seen_of(judged: Iterable[Judged]) -> str:
    """What tells that the house still means the same by a list as when it was shown."""
    return hashlib.sha256(repr([each.fingerprint for each in judged]).encode()).hexdigest()


def roles_by_name() -> dict[str, str]:
    """{what a list may call a role: the role}"""
    names = {
        Seat.Role.CHAIR: pgettext("names of a role, parted by |", "chair|mayor"),
        Seat.Role.VICE_CHAIR: pgettext("names of a role, parted by |", "vice chair|deputy mayor|1st deputy mayor"),
        Seat.Role.SECOND_VICE_CHAIR: pgettext("names of a role, parted by |", "2nd deputy mayor|2nd vice chair"),
        Seat.Role.MEMBER: pgettext("names of a role, parted by |", "member|council member"),
        Seat.Role.SUBSTITUTE: pgettext("names of a role, parted by |", "substitute|deputy"),
    }
    return {plain_name(name): role.value for role, told in names.items() for name in told.split("|")}


def offices_of_council() -> set[str]:
    """The roles that the council alone has, whether a line names it or not."""
    names = pgettext("names of a role, parted by |", "mayor|deputy mayor|1st deputy mayor|2nd deputy mayor")
    return set(map(plain_name, names.split("|")))


@dataclass
class House:
    """What is known of people, bodies, groups and seats, as of a term's first day; in a fixed number of queries."""

    term: CouncilTerm
    users: list[User]
    bodies: list[Body]
    groups: list[PartyGroup]
    seats: list[Seat]
    by_email: dict[str, User] = field(default_factory=dict)
    by_name: dict[str, list[User]] = field(default_factory=lambda: defaultdict(list))
    bodies_by_name: dict[str, list[Body]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, term: CouncilTerm) -> House:
        day = term.starts
        seats = Seat.objects.filter(term=term, user__isnull=False).select_related("user", "body", "party_group", "term")
        house = cls(
            term,
            list(User.objects.there()),
            [body.as_of(day) for body in Body.objects.living(day)],
            [group.on(day) for group in PartyGroup.objects.all()],
            list(seats),
        )
        for user in house.users:
            house.by_email[user.email] = user
            house.by_name[plain_name(user.name)].append(user)
        for body in house.bodies:
            for name in {plain_name(name) for name in [*body.all_names, str(body), *_council_names(body)]}:
                house.bodies_by_name[name].append(body)
        return house

    @property
    def council(self) -> Body | None:
        return next((body for body in self.bodies if body.kind == Body.Kind.COUNCIL), None)

    def council_seat(self, user: User) -> Seat | None:
        """The seat by which somebody is elected; a substitute's is none."""
        own = [seat for seat in self.seats if seat.user_id == user.pk and seat.body.kind == Body.Kind.COUNCIL]
        return next((seat for seat in own if seat.role != Seat.Role.SUBSTITUTE), None)

    def seat_in(self, user: User, body: Body) -> Seat | None:
        return next((seat for seat in self.seats if (seat.user_id, seat.body_id) == (user.pk, body.pk)), None)

    def holder(self, body: Body, role: str) -> User | None:
        return next((seat.user for seat in self.seats if seat.body_id == body.pk and seat.role == role), None)


def _council_names(body: Body) -> list[str]:
    return [_("The council")] if body.kind == Body.Kind.COUNCIL else []


class Unclear(Exception):
    """What a line leaves open, in words."""


def judge(house: House, go: str, lines: Sequence[Line], answers: Mapping[int, str] | None = None) -> list[Judged]:
    """Each line with what it means. `answers`: {number of the line: key of a user, or NEW_PERSON}"""
    judge_of = _Judge(house, go, answers or {})
    return [judge_of.of(line) for line in lines]


class _Judge:
    """One reading of a list: what lines above say counts for those below."""

    def __init__(self, house: House, go: str, answers: Mapping[int, str]) -> None:
        self.house, self.go, self.answers = house, go, answers
        self.placed: dict[tuple[object, int], int] = {}  # {(person, body): number of the line}
        self.offices: dict[tuple[int, str], int] = {}  # {(body, office): number of the line}

    def of(self, line: Line) -> Judged:
        try:
            body = self._body(line)
            role, notes = self._role(line, body)
            self._check_name(line)
            group, new_group = self._group(line)
            user, candidates = self._person(line, body, role)
            if candidates:
                return Judged(line, Verdict.ASKED, notes=notes, candidates=candidates, body=body, role=role)
            self._check_place(line, user, body, role)
        except Unclear as unclear:
            return Judged(line, Verdict.UNCLEAR, reasons=(str(unclear),))
        return self._settled(line, user, body, group, new_group, role, notes)

    def _settled(
        self,
        line: Line,
        user: User | None,
        body: Body,
        group: PartyGroup | None,
        new_group: tuple[str, str] | None,
        role: str,
        notes: tuple[str, ...],
    ) -> Judged:
        told: dict[str, object] = {"body": body, "group": group, "new_group": new_group, "role": role}
        if user is None:
            return Judged(line, Verdict.NEW, notes=notes, **told)  # type: ignore[arg-type]
        if plain_name(line.name) and plain_name(line.name) != plain_name(user.name):
            notes += (_("Is called %(name)s in the house, which stays.") % {"name": user},)
        seat = self.house.seat_in(user, body)
        if seat is None:
            own = self.house.council_seat(user)
            # In a committee somebody sits for the group for which they were elected.
            told["group"] = group or (own.party_group if own and not new_group else None)
            return Judged(line, Verdict.KNOWN, notes=notes, user=user, **told)  # type: ignore[arg-type]
        if group and seat.party_group_id != group.pk:
            notes += (_("Another group stands at the seat in the house, and stays."),)
        verdict = Verdict.THERE if not line.role or seat.role == role else Verdict.ROLE
        return Judged(line, verdict, notes=notes, user=user, seat=seat, **told)  # type: ignore[arg-type]

    def _role(self, line: Line, body: Body) -> tuple[str, tuple[str, ...]]:
        name = plain_name(line.role)
        role = roles_by_name().get(name) if name else Seat.Role.MEMBER.value
        if role is None:
            raise Unclear(_("“%(role)s” is no role that is known here.") % {"role": line.role})
        if role not in roles_in(body.kind):
            return Seat.Role.MEMBER.value, (_("Only the council has a second deputy: entered as a member."),)
        return role, ()

    def _body(self, line: Line) -> Body:
        council = self.house.council
        if council is None:
            raise Unclear(_("No council stands in the house on the term's first day."))
        if self.go == Go.COUNCIL or (plain_name(line.role) in offices_of_council() and not line.body):
            return council
        if not line.body:
            raise Unclear(_("The body is missing."))
        found = self.house.bodies_by_name.get(plain_name(line.body), [])
        if len(found) != 1:
            several = _("%(count)s bodies are called “%(body)s”.")
            none = _("No body is called “%(body)s” on the term's first day.")
            raise Unclear((several if found else none) % {"body": line.body, "count": len(found)})
        return found[0]

    def _check_name(self, line: Line) -> None:
        if not line.name and not line.email:
            raise Unclear(_("The name is missing."))
        if len(line.name) > LONGEST_NAME:
            raise Unclear(_("The name is longer than %(count)s characters.") % {"count": LONGEST_NAME})
        if line.email:
            try:
                validate_email(small(line.email))
            except ValidationError:
                raise Unclear(_("“%(email)s” is no e-mail address.") % {"email": line.email}) from None

    def _group(self, line: Line) -> tuple[PartyGroup | None, tuple[str, str] | None]:
        if not line.group:
            return None, None
        words = plain_name(line.group)
        for group in self.house.groups:
            names = {group.letter, group.name, group.called.name, group.called.abbreviation, str(group)}
            if words in set(map(plain_name, names)):
                return group, None
        letter, dash, name = (part.strip() for part in line.group.replace(" - ", f" {GROUP} ").partition(GROUP))
        if not (dash and name and 0 < len(letter) <= LONGEST_LETTER and len(name) <= LONGEST_NAME):
            text = _("There is no group “%(group)s”. Write letter and name of a new one, such as “Q – Fælles Liste”.")
            raise Unclear(text % {"group": line.group})
        for group in self.house.groups:
            if plain_name(letter) in (plain_name(group.letter), plain_name(group.called.abbreviation)):
                raise Unclear(_("The letter %(letter)s is that of %(group)s.") % {"letter": letter, "group": group})
        return None, (letter, name)

    def _person(self, line: Line, body: Body, role: str) -> tuple[User | None, tuple[User, ...]]:
        """Who it is: a user, or None for somebody new; or those whom it may be."""
        user, candidates = self._answered(line, *self._found(line))
        if candidates:
            return None, candidates
        if user is not None and not user.may_have_a_seat:
            words = {"name": user, "role": user.get_role_display()}
            text = _("The address is that of %(name)s (%(role)s), who has no open log-in as a council member.")
            raise Unclear(text % words)
        is_elected = user is not None and self.house.council_seat(user) is not None
        # Kommunestyrelsesloven § 17: the council elects the members of committees among its own.
        if self.go == Go.COMMITTEES and not is_elected and not self._may_be_outside(body, role):
            raise Unclear(_("“%(name)s” is not elected to the council.") % {"name": line.name or line.email})
        if user is None:
            self._check_new(line)
        return user, ()

    def _answered(
        self, line: Line, user: User | None, candidates: tuple[User, ...]
    ) -> tuple[User | None, tuple[User, ...]]:
        """With what somebody has said of those whom it may be."""
        answer = self.answers.get(line.number)
        if not (candidates and answer):
            return user, candidates
        if answer == NEW_PERSON:
            return None, ()
        if chosen := next((one for one in candidates if str(one.pk) == answer), None):
            return chosen, ()
        raise Unclear(_("Choose who it is."))

    def _found(self, line: Line) -> tuple[User | None, tuple[User, ...]]:
        """The one who is known by the address; else those who bear the name, of whom nobody is taken unasked."""
        if line.email and (user := self.house.by_email.get(small(line.email))):
            return user, ()
        named = self.house.by_name.get(plain_name(line.name), []) if line.name else []
        members = [user for user in named if user.may_have_a_seat]
        elected = [user for user in members if self.house.council_seat(user)]
        # After the election the lists name people by their names: one who sits in the council is meant.
        if self.go == Go.COMMITTEES and not line.email and len(elected) == 1:
            return elected[0], ()
        return None, tuple(members)

    @staticmethod
    def _may_be_outside(body: Body, role: str) -> bool:
        """Boards have members from outside of the council, and whoever may be called in is not elected yet."""
        return body.kind == Body.Kind.ADVISORY or role == Seat.Role.SUBSTITUTE

    def _check_new(self, line: Line) -> None:
        if not line.name:
            raise Unclear(_("The name is missing."))
        if not line.email:
            raise Unclear(_("The e-mail address is missing."))

    def _check_place(self, line: Line, user: User | None, body: Body, role: str) -> None:
        """One place in a body for each, and one of each office."""
        person: object = user.pk if user else small(line.email)
        if above := self.placed.get((person, body.pk)):
            raise Unclear(_("Stands in line %(number)s already.") % {"number": above})
        seat = self.house.seat_in(user, body) if user else None
        # Who is called in for others and who is elected are two things, which no list turns into each other.
        if seat and (seat.role == Seat.Role.SUBSTITUTE) != (role == Seat.Role.SUBSTITUTE):
            raise Unclear(_("%(name)s is %(role)s in the house.") % {"name": user, "role": seat.role_text})
        if role in Seat.OFFICES:
            self._check_office(line, user, body, role)
        self.placed[person, body.pk] = line.number

    def _check_office(self, line: Line, user: User | None, body: Body, role: str) -> None:
        words = {"role": role_name(role, body.kind), "body": body}
        if above := self.offices.get((body.pk, role)):
            raise Unclear(_("Line %(number)s names the %(role)s of %(body)s already.") % {**words, "number": above})
        holder = self.house.holder(body, role)
        if holder and (user is None or holder.pk != user.pk):
            raise Unclear(_("%(name)s is %(role)s of %(body)s already.") % {**words, "name": holder})
        self.offices[body.pk, role] = line.number
