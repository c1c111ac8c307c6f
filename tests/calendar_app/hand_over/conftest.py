"""A house in which something of each kind is left at the end of a term."""

from datetime import date

import pytest

from calendar_app.hand_over.build import hand_over_context, parts_of
from ishoj_process.models import (
    AgendaItem,
    Alignment,
    Body,
    FollowUp,
    GuidingLine,
    MinorityStatement,
    Strategy,
    Succession,
)
from strategies.models import ConcreteSolution, Consultation, Milestone, Response, ResponsePoint
from tests import rows

LAST, NEXT = date(2025, 12, 31), date(2026, 1, 1)
IN_2026 = date(2026, 2, 1)


@pytest.fixture
def parts(term):
    """The parts of the hand-over of the term by their keys, for a reader on a day."""

    def build(user, today):
        return parts_of(hand_over_context(term, user, today))

    return build


@pytest.fixture
def told(parts):
    """What the parts say, as lines: {key of the part: [title of what is left, with its heirs]}."""

    def build(user, today):
        return {
            key: [(entry.title, heir_text(entry)) for entry in part.entries] for key, part in parts(user, today).items()
        }

    return build


def heir_text(entry):
    if entry.heir is None:
        return "-"
    owners = ", ".join(map(str, entry.heir.owners)) or "?"
    return f"{owners} → {', '.join(map(str, entry.heir.bodies)) or '?'}"


@pytest.fixture
def green(db):
    """The heir of the climate committee from the first day of the next term."""
    return Body.objects.create(name="Det Grønne Udvalg", slug="groen", kind=Body.Kind.STANDING, begins=NEXT)


@pytest.fixture
def merged(other_committee, committee, green):
    """Both committees go on as one."""
    for body in (other_committee, committee):
        Succession.objects.create(body=body, heir=green, on=NEXT)
    return green


@pytest.fixture
def left(term, vision, aim, council, committee, other_committee, main_policy, strategy, member):
    """Something of each kind, owned by the climate committee where a committee owns it."""
    vision.status, vision.adopted_on, vision.adopted_by = "adopted", "2023-12-05", council
    vision.save()
    lines = [GuidingLine.objects.create(aim=aim, title=title, state="adopted") for title in ("Grøn by", "Stærk skole")]
    Alignment.objects.create(guiding_line=lines[0], strategy=strategy, how="Vilde hjørner")
    ConcreteSolution.objects.create(strategy=strategy, title="Hundrede vilde hjørner", audience="citizens")
    Milestone.objects.create(strategy=strategy, title="Udkast", due="2023-06-01", reached_on="2023-06-01")
    Milestone.objects.create(strategy=strategy, title="Evaluering", due="2025-10-01")
    return {"lines": lines, **work_left(strategy, committee)}


def work_left(strategy, committee):
    running = Consultation.objects.create(
        strategy=strategy, number=1, is_public=True, state="sent", opened_on="2023-08-01", deadline="2026-01-20"
    )
    strategy.owner.refresh_from_db()
    other = Strategy.objects.create(title="Mobilitet", slug="mobilitet", owner=strategy.owner, status="in_preparation")
    over = Consultation.objects.create(
        strategy=other, number=1, state="sent", opened_on="2023-06-01", deadline="2023-07-01"
    )
    answer = Response.objects.create(
        consultation=over, sender_kind="citizen", text="Flere busser.", has_remarks=True, sent_on="2023-06-20"
    )
    ResponsePoint.objects.create(response=answer, text="Flere busser.")
    meeting = rows.meeting(
        committee, kind="committee", start_date=date(2023, 5, 2), agenda_state="published", minutes_state="published"
    )
    item = AgendaItem.objects.create(meeting=meeting, number=3, title="Cykelstier")
    FollowUp.objects.create(item=item, what="Et notat om cykelstier", role="Center for By", due="2023-10-01")
    MinorityStatement.objects.create(item=item, by_whom="Enhedslisten", text="<p>Imod.</p>")
    return {"running": running, "over": over, "item": item}
