"""What tests of consultations share."""

from datetime import date

import pytest

from ishoj_process.models import AgendaItem, Body, Seat, Strategy
from strategies.models import Consultation, Consultee, Milestone, Response

OPENED, DEADLINE = date(2023, 8, 1), date(2023, 9, 11)


@pytest.fixture
def written(strategy):
    """A strategy with a text, owned by the climate committee."""
    strategy.text = "<p>Flere vilde hjørner.</p>"
    strategy.save()
    return strategy


@pytest.fixture
def make_consultation(written):
    """A consultation on the strategy: sent on 1 August 2023 with a deadline of 11 September unless told otherwise."""

    def make(*bodies, **fields):
        sent = {"state": "sent", "opened_on": OPENED, "deadline": DEADLINE, "text": written.text}
        fields = {"number": Consultation.objects.count() + 1, **sent, **fields}
        consultation = Consultation.objects.create(strategy=written, **fields)
        for body in bodies:
            Consultee.objects.create(consultation=consultation, body=body)
        return consultation

    return make


@pytest.fixture
def prepared(make_consultation, committee):
    return make_consultation(committee, state="prepared", opened_on=None, deadline=None, text="")


@pytest.fixture
def chair(member, committee):
    """The member, who chairs the culture committee."""
    Seat.objects.filter(user=member, body=committee).update(role=Seat.Role.CHAIR)
    return member


@pytest.fixture
def respond():
    """A body's answer in a consultation, sent on 10 August 2023 unless told otherwise."""

    def make(consultation, body, text="Husk skolerne.", **fields):
        consultee = consultation.consultees.get(body=body)
        fields = {"sent_on": date(2023, 8, 10), "has_remarks": bool(text), **fields}
        return Response.objects.create(consultation=consultation, consultee=consultee, text=text, **fields)

    return make


@pytest.fixture
def make_item(make_meeting):
    """An agenda item of a body's ordinary meeting on a day."""

    def make(body, day, **fields):
        meeting = make_meeting(body, kind="committee", start_date=day)
        return AgendaItem.objects.create(meeting=meeting, number=1, title="Høringssvar", **fields)

    return make


@pytest.fixture
def make_body(db):
    """One committee of many."""

    def make(number):
        return Body.objects.create(name=f"Udvalg {number}", slug=f"udvalg-{number}", kind=Body.Kind.STANDING)

    return make


@pytest.fixture
def make_strategies(other_committee, term):
    """Many strategies of the climate committee, each late with a milestone."""

    def make(count, status="in_preparation"):
        rows = [
            Strategy(title=f"Strategi {n}", slug=f"strategi-{n}", owner=other_committee, status=status)
            for n in range(count)
        ]
        rows = Strategy.objects.bulk_create(rows)
        Milestone.objects.bulk_create(Milestone(strategy=row, title="Udkast", due="2023-01-01") for row in rows)
        return rows

    return make
