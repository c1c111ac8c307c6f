"""A council of three bodies and the acts on its bodies, seats and groups; beside it a small model of what is right.

The model knows days and no rows. Each act is told to it once it is done.
"""

from collections import Counter
from copy import deepcopy
from datetime import date, timedelta

from ishoj_process.council import acts, seat_acts
from ishoj_process.council.seat_history import last_act
from ishoj_process.models import Body, CouncilTerm, PartyGroup, Seat, Succession
from ishoj_process.seats.acts import begin_seat, remove_seat, take_seat_act_back

ONE = timedelta(days=1)
FIRST, LAST = date(2022, 1, 1), date(2025, 12, 31)  # of the first of two terms
NEW_YEAR, READ_FROM = LAST + ONE, date(2025, 12, 1)
ON = [date(2023, 1, 1), date(2023, 1, 2), date(2024, 7, 1), date(2024, 7, 3), NEW_YEAR, date(2026, 2, 10)]
DAYS = sorted({FIRST - ONE, FIRST, READ_FROM, READ_FROM - ONE, *ON, *(day - ONE for day in ON)})
NAMES = ["Alfa", "Beta", "Gamma", "Delta"]
OFFICES = ("chair", "vice_chair")


class Model:
    """What is so on each day that is asked about."""

    def __init__(self, bodies, groups):
        self.names = {body.pk: dict.fromkeys(DAYS, body.name) for body in bodies}
        self.names_before = {body.pk: [] for body in bodies}
        self.begins = {body.pk: None for body in bodies}
        self.ends = {body.pk: None for body in bodies}
        self.successions = {}
        self.letters = {group.pk: dict.fromkeys(DAYS, group.letter) for group in groups}
        self.seats = {(body.pk, day): Counter() for body in bodies for day in DAYS}
        self.seats_before = {}
        self.read_from = None  # the day from which those elected to the second term read

    def rename(self, table, key, name, on):
        table[key] |= {day: name for day in DAYS if day >= on}

    def told(self, body, day):
        """The name that is told before New Year: none that begins with the second term, nor any after it."""
        is_held_back = any(on == NEW_YEAR for _before, on in self.names_before[body])
        return self.names[body][LAST if is_held_back and day > LAST else day]

    def is_within(self, body, day):
        begins, ends = self.begins[body], self.ends[body]
        return (begins is None or begins <= day) and (ends is None or day <= ends)

    def living(self, day):
        gone = {body for (body, _heir), on in self.successions.items() if on <= day}
        return {body for body in self.names if self.is_within(body, day) and body not in gone}

    def heirs(self, body, day):
        following = [heir for (of, heir), on in self.successions.items() if of == body and on <= day]
        return set().union(*(self.heirs(heir, day) for heir in following)) if following else {body}

    def remember(self, body, mark):
        """The seats of a body before an act; one that changed nothing has left the mark of the one before it."""
        kept = {key: deepcopy(value) for key, value in self.seats.items() if key[0] == body}
        self.seats_before.setdefault(mark, kept)

    def place(self, body, place, first, last, instead=None):
        """Put a place on each day from the first to the last, or take it away for another or none."""
        for day in DAYS:
            if first <= day <= last:
                self.seats[body, day][place] -= 1
                self.seats[body, day] += Counter()  # without what is none
                if instead:
                    self.seats[body, day][instead] += 1

    def bodies_of(self, person, day):
        return {place[0] for place in self.sitting(day) if place[1] == person}

    def is_read_before(self, day):
        return self.read_from is not None and self.read_from <= day <= LAST

    def read_by(self, person, day):
        """The bodies whose own work somebody reads: where they sit, and before New Year where they will, if let to."""
        coming = self.bodies_of(person, NEW_YEAR) if self.is_read_before(day) else set()
        return self.bodies_of(person, day) | coming

    def sitting(self, day):
        return {
            (body, *place)
            for (body, when), places in self.seats.items()
            if when == day and self.is_within(body, day)
            for place in places
        }


class House:
    """The rows, and the acts on them; each is told to the model once it is done."""

    def __init__(self, bodies, people, groups, terms, by):
        self.bodies, self.people, self.groups, self.terms, self.by = bodies, people, groups, terms, by
        self.model = Model(bodies, groups)
        self.drawn = 0
        for seat in Seat.objects.all():
            self._enter(seat)

    def _enter(self, seat):
        for day in DAYS:
            if _first(seat) <= day <= _last(seat):
                self.model.seats[seat.body_id, day][place_of(seat)] += 1

    def do(self, name, one, other, on, number):
        self.drawn = number
        getattr(self, name)(one, other, on, number)

    def must(self, name, one, other, on, number):
        """Whether nothing stands against an act; False where the model does not know."""
        self.drawn = number
        seat = self._seat(one)
        if name == "seat_act_back":
            return True  # nothing has been done to the body's seats since
        if seat is None or name not in ("end_seat", "change_group"):
            return False
        first = max(_first(seat), self.model.begins[seat.body_id] or FIRST)
        last = min(_last(seat), self.model.ends[seat.body_id] or date.max)
        on = _last(seat) if name == "end_seat" and number % 4 == 0 else on
        differs = seat.party_group_id != self.groups[other % 2].pk
        return first <= on <= last and (name == "end_seat" or differs)

    def rename(self, one, _other, on, number):
        body, name = Body.objects.get(pk=self.bodies[one].pk), NAMES[number % len(NAMES)]
        before = dict(self.model.names[body.pk]), on
        acts.rename_body(body=body, name=name, on=on, by=self.by)
        self.model.names_before[body.pk].append(before)
        self.model.rename(self.model.names, body.pk, name, on)

    def name_back(self, one, _other, _on, _number):
        acts.take_name_back(body=self.bodies[one], by=self.by)
        self.model.names[self.bodies[one].pk], _on = self.model.names_before[self.bodies[one].pk].pop()

    def begin(self, one, _other, on, number):
        on = on if number % 2 else None
        acts.begin_body(body=self.bodies[one], on=on, by=self.by)
        self.model.begins[self.bodies[one].pk] = on

    def end(self, one, _other, on, number):
        on = on if number % 4 == 0 else None
        acts.end_body(body=self.bodies[one], on=on, by=self.by)
        self.model.ends[self.bodies[one].pk] = on

    def hand_over(self, one, other, on, number):
        """Taken over, split or merged, by the number; half of them with the second term."""
        on = NEW_YEAR if number % 2 else on
        ending, heirs = {one}, {other}
        third = ({0, 1, 2} - ending - heirs).pop()
        (ending if number % 3 == 1 else heirs if number % 3 == 2 else set()).add(third)
        told = [[self.bodies[key] for key in sorted(keys)] for keys in (ending, heirs)]
        acts.hand_over(bodies=told[0], heirs=told[1], on=on, by=self.by)
        for body in told[0]:
            self.model.successions |= {(body.pk, heir.pk): on for heir in told[1]}
            if self.model.ends[body.pk] is None or self.model.ends[body.pk] >= on:
                self.model.ends[body.pk] = on - ONE

    def hand_over_back(self, _one, _other, _on, number):
        found = list(Succession.objects.order_by("pk"))
        if not found:
            return
        row = found[number % len(found)]
        body, heir = row.body_id, row.heir_id
        acts.take_hand_over_back(succession=row, by=self.by)
        on = self.model.successions.pop((body, heir))
        if not any(of == body for of, _heir in self.model.successions) and self.model.ends[body] == on - ONE:
            self.model.ends[body] = None

    def begin_seat(self, one, other, on, number):
        role = ["member", "substitute", "chair", "vice_chair"][number % 4]
        told = {"party_group": self.groups[number % 2], "starts": on if number % 3 else None}
        told |= {"ends": on + 400 * ONE if number % 5 == 1 else None, "user": self._person(number)}
        term = self.terms[on > LAST]
        seat = begin_seat(body=self._body(one, other), term=term, role=role, by=self.by, **told)
        self._enter(seat)

    def end_seat(self, one, _other, on, number):
        if seat := self._seat(one):
            on = _last(seat) if number % 4 == 0 else on
            seat_acts.end_seat(seat=seat, last_day=on, by=self.by)
            self.model.place(*self._told(seat), on + ONE, _last(seat))

    def take_over(self, one, other, on, number):
        seat = self._seat(one, without="substitute")
        if seat is None:
            return
        person = self._substitute(seat) if number % 3 else self._person(number)
        until = ON[-1 - other] if number % 2 else None
        rows = Seat.objects.filter(body=seat.body, term=seat.term, user=person).order_by("pk")
        own = [row for row in rows if _last(row) >= on]
        told = {"until": until, "today": FIRST, "by": self.by}
        seat_acts.take_over(seat=seat, substitute=person, on=on, **told)
        told = self._told(seat)
        group = next((row.party_group_id for row in own if row.party_group_id), seat.party_group_id)
        last = until or _last(seat)
        for row in own:
            self.model.place(row.body_id, place_of(row), max(on, _first(row)), min(last, _last(row)))
        role = "member" if seat.role in OFFICES else seat.role
        self.model.place(*told, on, last, instead=(person.pk, role, group))

    def change_group(self, one, other, on, _number):
        if seat := self._seat(one):
            group = self.groups[other % 2]
            seat_acts.change_group(seat=seat, group=group, on=on, by=self.by)
            self.model.place(*self._told(seat), on, _last(seat), instead=(seat.user_id, seat.role, group.pk))

    def change_role(self, one, other, on, number):
        seat, role = self._seat(one, without="substitute"), [*OFFICES, "member"][other]
        if seat is None:
            return
        if number % 2:  # on the last day of who holds the office, where there is such a day
            holders = Seat.objects.filter(body=seat.body, term=seat.term, role=role).exclude(pk=seat.pk)
            on = next((row.ends for row in holders.exclude(ends=None).order_by("pk") if row.ends in DAYS), on)
        seat_acts.change_role(seat=seat, role=Seat.Role(role), on=on, by=self.by)
        told = self._told(seat)
        for day in (day for day in DAYS if on <= day <= seat.term.ends and role in OFFICES):
            own = told[1] if _first(seat) <= day <= _last(seat) else None
            for place in [place for place in self.model.seats[seat.body_id, day] if place[1] == role and place != own]:
                self.model.place(seat.body_id, place, day, day, instead=(place[0], "member", place[2]))
        if seat.role != role:
            self.model.place(*told, on, _last(seat), instead=(seat.user_id, role, seat.party_group_id))

    def remove_seat(self, one, _other, _on, number):
        seat = self._seat(one) if number % 4 == 0 else None
        if seat:
            remove_seat(seat=seat, by=self.by, today=FIRST)
            self.model.place(*self._told(seat), _first(seat), _last(seat))

    def seat_act_back(self, one, _other, _on, _number):
        body, mark = self._last_marked(one)
        if body:
            take_seat_act_back(mark=mark, by=self.by, today=FIRST)
            self.model.seats |= self.model.seats_before[mark]

    def let_read(self, _one, _other, _on, number):
        self.model.read_from = READ_FROM if number % 3 else None
        CouncilTerm.objects.filter(pk=self.terms[1].pk).update(elected_read_from=self.model.read_from)

    def rename_group(self, one, _other, on, number):
        group, letter = PartyGroup.objects.get(pk=self.groups[one % 2].pk), "XYZ"[number % 3]
        seat_acts.rename_group(group=group, name=f"Gruppe {letter}", letter=letter, on=on, by=self.by)
        self.model.rename(self.model.letters, group.pk, letter, on)

    def _body(self, one, other):
        return Body.objects.get(pk=self.bodies[one if one != other else 0].pk)

    def _person(self, number):
        return self.people[number % len(self.people)]

    def _substitute(self, seat):
        """Who has a substitute's place in the body, as most have who take a seat over; else anybody."""
        rows = Seat.objects.filter(body=seat.body, term=seat.term, role="substitute").order_by("pk")
        return next((row.user for row in rows.select_related("user")), self._person(self.drawn))

    def _last_marked(self, one):
        """A body of which something done to its seats can be taken back, the one that was drawn first."""
        found = [(body, last_act(body=body)) for body in [*self.bodies[one:], *self.bodies[:one]]]
        return next(((body, last.mark) for body, last in found if last and last.mark), (None, ""))

    def _seat(self, one, without=""):
        found = list(Seat.objects.exclude(role=without).select_related("body", "term").order_by("pk"))
        return found[(one + self.drawn) % len(found)] if found else None

    def _told(self, seat):
        """Where the seat was, kept for whoever takes back the act that has just been carried out."""
        if last := last_act(body=seat.body):
            self.model.remember(seat.body_id, last.mark)
        return seat.body_id, place_of(seat)


def place_of(seat):
    return seat.user_id, str(seat.role), seat.party_group_id


def _first(seat):
    return seat.starts or seat.term.starts


def _last(seat):
    return seat.ends or seat.term.ends


ACTS = [name for name in vars(House) if not name.startswith("_") and name not in ("do", "must")]
