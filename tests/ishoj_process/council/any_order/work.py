"""What each body works on, what runs and what is planned, given to heirs and back; and who reads it, by the model."""

from datetime import date

from calendar_app.models import HandedOver
from calendar_app.new_term.handing.acts import hand_over_work, take_work_back
from ishoj_process.meetings.shown import invited
from ishoj_process.models import AgendaItem, Body, FollowUp, MainPolicy, Meeting, Strategy
from ishoj_process.rights import sees_meeting
from ishoj_process.rules import select
from strategies.models import Consultation, Consultee, Response
from strategies.rights import answers_for_consultee, reads_wording, sees_response

from .council import FIRST, LAST, NEW_YEAR, ONE

PLANNED = date(2026, 2, 10)
# Of the hearing in which each body is asked: one is over before the last day on which anything is given.
DEADLINES = [date(2026, 3, 1), date(2026, 3, 1), date(2026, 1, 20)]


class Work:
    """What there is of each kind, whose it is by the model, and the acts on it."""

    def __init__(self, house):
        self.house, self.model = house, house.model
        self.whose = {}  # {(kind, key of the row): key of the body}
        self.deadlines = {}
        self.answered = set()
        self.handed = {}  # {key of what was given: body, heir, things}
        for body, deadline in zip(house.bodies, DEADLINES, strict=True):
            self._fill(body, deadline)
        self.answer(1, None, None, 0)
        self.first = _meeting(house.bodies[0], LAST - 20 * ONE, term=house.terms[1])

    def _fill(self, body, deadline):
        told = {"slug": f"om-{body.pk}", "title": f"Om {body.pk}", "status": "in_preparation"}
        self._is(body, "strategy", Strategy.objects.create(owner=body, **told))
        self._is(body, "policy", MainPolicy.objects.create(lead_committee=body, **told))
        # Before all that happens, so that it is the seat and not the meeting's day that is asked.
        item = AgendaItem.objects.create(meeting=_meeting(body, FIRST), number=1, title="Et punkt")
        self._is(body, "follow_up", FollowUp.objects.create(item=item, what="Et notat", role="Et center"))
        self._is(body, "planned", _meeting(body, PLANNED))
        about = Strategy.objects.create(**told | {"slug": f"spurgt-{body.pk}"})
        days = {"opened_on": date(2025, 12, 1), "deadline": deadline}
        hearing = Consultation.objects.create(strategy=about, number=1, state="sent", **days)
        asked = Consultee.objects.create(consultation=hearing, body=body)
        Response.objects.create(consultation=hearing, consultee=asked, text="Et svar")
        self._is(body, "hearing", asked)
        self.deadlines[asked.pk] = deadline

    def _is(self, body, kind, row):
        self.whose[kind, row.pk] = body.pk

    def do(self, name, *told):
        getattr(self, name)(*told)

    def must(self, name, one, other, on, number):
        """Whether nothing stands against an act; False where the model does not know."""
        body, heir = self._pair(one, other, number)
        on = _given_on(on, number)
        return name == "give" and on >= NEW_YEAR and body in self._ending() and heir in self._after()

    def give(self, one, other, on, number):
        body, heir = self._pair(one, other, number)
        on = _given_on(on, number)
        moved = [thing for thing in self.whose if self._moves(thing, body, on)]
        bodies = {"body": Body.objects.get(pk=body), "heir": Body.objects.get(pk=heir)}
        handed = hand_over_work(term=self.house.terms[1], by=self.house.by, today=on, **bodies)
        assert (on >= NEW_YEAR, body in self._ending(), heir in self._after()) == (True, True, True)
        if handed:
            self.handed[handed.pk] = body, heir, moved
        self.whose |= dict.fromkeys(moved, heir)

    def _pair(self, one, other, number):
        """Two that are drawn; more often one that ends and one that goes on, where there are such."""
        body, heir = self.house.bodies[one].pk, self.house.bodies[other].pk
        if number % 4:
            ending, after = sorted(self._ending()), sorted(self._after())
            body = ending[one % len(ending)] if ending else body
            heir = after[other % len(after)] if after else heir
        return body, heir

    def give_back(self, _one, _other, _on, number):
        found = list(HandedOver.objects.order_by("pk"))
        if not found:
            return
        row = found[number % len(found)]
        body, heir, moved = self.handed.pop(row.pk)
        take_work_back(handed=row, by=self.house.by)
        # What went on from the heir stays where it went.
        self.whose |= {thing: body for thing in moved if self.whose[thing] == heir}

    def answer(self, one, _other, _on, number):
        asked = [key for kind, key in self.whose if kind == "hearing"][one]
        if number % 3 == 0:
            Response.objects.filter(consultee=asked).update(sent_on=FIRST)
            self.answered.add(asked)

    def _moves(self, thing, body, day):
        kind, key = thing
        runs = kind != "hearing" or (key not in self.answered and self.deadlines[key] >= day)
        return self.whose[thing] == body and runs

    def _ending(self):
        passed_on = {body for (body, _heir), on in self.model.successions.items() if on == NEW_YEAR}
        return {body for body in self.model.living(LAST) if body in passed_on or self.model.ends[body] == LAST}

    def _after(self):
        begun = {body for body, day in self.model.begins.items() if day == NEW_YEAR}
        return self.model.living(LAST) - self._ending() | begun

    def of(self, kind, bodies):
        return sorted(key for (each, key), body in self.whose.items() if each == kind and body in bodies)

    def hold_owners(self):
        """Each thing is whose the model says, whatever way it went; and those are called who sit there on its day."""
        follow_ups = FollowUp.objects.values_list("pk", "body", "item__meeting__bodies")
        planned = Meeting.objects.filter(start_date=PLANNED)
        assert self.whose == {
            **_by_kind("strategy", Strategy.objects.exclude(owner=None).values_list("pk", "owner")),
            **_by_kind("policy", MainPolicy.objects.values_list("pk", "lead_committee")),
            **_by_kind("hearing", Consultee.objects.values_list("pk", "body")),
            **_by_kind("planned", planned.values_list("pk", "bodies")),
            **_by_kind("follow_up", [(key, body or host) for key, body, host in follow_ups]),
        }
        for meeting in planned:
            assert _keys(invited(meeting)) == self._called(self.whose["planned", meeting.pk], PLANNED)
        assert _keys(invited(self.first)) == self._called(self.house.bodies[0].pk, NEW_YEAR)

    def _called(self, body, day):
        sitting = self.model.sitting(day)
        return sorted({user for of, user, role, _group in sitting if of == body and role != "substitute"})

    def hold_reader(self, reader, day):
        sits, reads = self.model.bodies_of(reader.key, day), self.model.read_by(reader.key, day)
        assert (reader.is_member, reader.reads_as_member) == (bool(sits), bool(reads))
        assert _read(Strategy, reads_wording(reader)) == self.of("strategy", reads)
        assert _read(MainPolicy, reads_wording(reader, "main_policy")) == self.of("policy", reads)
        # A draft is its body's own; an answer that was sent is the council's.
        drafts = set(self.of("hearing", reads)) - self.answered
        answers = select(Response.objects, sees_response(reader)).values_list("consultee", flat=True)
        assert sorted(answers) == sorted(drafts | (self.answered if reads else set()))
        chaired = {of for of, user, role, _group in self.model.sitting(day) if (user, role) == (reader.key, "chair")}
        assert _read(Consultee, answers_for_consultee(reader)) == self.of("hearing", chaired)
        self._hold_meetings(reader, day, sits, reads)

    def _hold_meetings(self, reader, day, sits, reads):
        """What was before closed stays with those who sat; the first meeting of a term is theirs who will sit."""
        found = select(Meeting.objects, sees_meeting(reader)).values_list("pk", "start_date", "bodies")
        seen = list(found)
        assert {body for _key, on, body in seen if on == FIRST} == sits
        assert sorted(key for key, on, _body in seen if on == PLANNED) == self.of("planned", reads)
        seated = self.model.bodies_of(reader.key, max(day, NEW_YEAR))
        assert (self.first.pk in {key for key, _on, _body in seen}) is (self.house.bodies[0].pk in seated)


def _given_on(on, number):
    """Now and then too early."""
    return max(on, NEW_YEAR) if number % 4 else on


def _meeting(body, day, **fields):
    told = {"start_date": day, "end_date": day, "is_published": False, **fields}
    meeting = Meeting.objects.create(title="Et møde", kind="committee", **told)
    meeting.bodies.add(body)
    return meeting


def _by_kind(kind, pairs):
    return {(kind, key): body for key, body in pairs}


def _keys(rows):
    return sorted(row.pk for row in rows)


def _read(model, rule):
    return sorted(select(model.objects, rule).values_list("pk", flat=True))


ACTS = ["give", "give_back", "answer"]
