"""A house with as much in it as a test asks for: committees, strategies, rounds with those asked, meetings."""

from datetime import date, timedelta

from ishoj_process.models import (
    AgendaItem,
    Alignment,
    Body,
    GuidingLine,
    MainPolicy,
    Meeting,
    StatusChange,
    Strategy,
    Treatment,
)
from strategies.models import (
    Activity,
    ConcreteSolution,
    Consultation,
    ConsultationStep,
    EarlyInvolvement,
    Invitation,
    Milestone,
    Response,
    ResponsePoint,
)

TODAY = date(2023, 8, 14)
STATUSES = ["considered", "chosen", "in_preparation", "before_decision", "adopted", "dropped", ""]
ASKED = 4  # bodies in each round


def fill(house, *, bodies, strategies, beside):
    """Add so many committees and strategies, and `beside` rows to each thing that the house's addresses name."""
    committees = _committees(bodies)
    rows = _strategies(house, committees, strategies)
    own = Strategy.objects.get(pk=house["strategy-id"])
    for strategy, count in [*((row, 1) for row in rows), (own, beside)]:
        _parts(house, strategy, committees, count)
    _rounds(rows, committees)
    _answers(Consultation.objects.get(pk=house["consultation"]), committees, beside)
    _meetings(house, rows, [*committees, Body.objects.get(kind="council")])


def _committees(count):
    start = Body.objects.count()
    rows = [
        Body(name=f"Udvalg {n}", slug=f"udvalg-{n}", kind=Body.Kind.STANDING, sort_key=f"udvalg {n:04}")
        for n in range(start, start + count)
    ]
    return Body.objects.bulk_create(rows)


def _strategies(house, committees, count):
    policy, start = MainPolicy.objects.get(slug=house["policy"]), Strategy.objects.count()
    rows = Strategy.objects.bulk_create(
        Strategy(
            title=f"Strategi {n}",
            slug=f"strategi-{n}",
            sort_key=f"strategi {n:04}",
            owner=committees[n % len(committees)],
            main_policy=policy,
            status=STATUSES[n % len(STATUSES)],
            text="<p>Målet.</p>",
            review_on=TODAY if n % 5 == 0 else None,
        )
        for n in range(start, start + count)
    )
    through, serves = Strategy.co_owners.through, Strategy.also_serves.through
    through.objects.bulk_create(
        through(strategy=row, body=committees[(n + 1) % len(committees)]) for n, row in enumerate(rows)
    )
    serves.objects.bulk_create(serves(strategy=row, mainpolicy=policy) for row in rows)
    line = GuidingLine.objects.get(pk=house["line"])
    Alignment.objects.bulk_create(Alignment(guiding_line=line, strategy=row, how="Sådan.") for row in rows)
    return rows


def _parts(house, strategy, committees, count):
    """What hangs on one strategy, `count` of each."""
    each = range(count)
    Activity.objects.bulk_create(
        Activity(strategy=strategy, kind="consultation", starts="2023-08-01", ends="2023-09-01") for _n in each
    )
    Milestone.objects.bulk_create(Milestone(strategy=strategy, title="Udkast", due="2023-08-20") for _n in each)
    ConcreteSolution.objects.bulk_create(
        ConcreteSolution(strategy=strategy, title="Træer", audience="citizens") for _n in each
    )
    EarlyInvolvement.objects.bulk_create(
        EarlyInvolvement(strategy=strategy, kind="orientation", body=committees[n % len(committees)], on=TODAY)
        for n in each
    )
    StatusChange.objects.bulk_create(
        StatusChange(strategy=strategy, to_status="chosen", note="Valgt.", on=TODAY) for _n in each
    )


def _rounds(strategies, committees):
    """A round about each strategy, some running and some ended, half of the bodies having answered."""
    rounds = Consultation.objects.bulk_create(
        Consultation(
            strategy=row,
            number=1,
            is_public=True,
            state="prepared" if n % 10 == 0 else "sent",
            opened_on=TODAY - timedelta(weeks=6),
            deadline=TODAY + timedelta(days=n % 20 - 10),
            text="<p>Målet.</p>",
        )
        for n, row in enumerate(strategies)
    )
    invitations = Invitation.objects.bulk_create(
        Invitation(consultation=row, body=committees[(n + k) % len(committees)])
        for n, row in enumerate(rounds)
        for k in range(min(ASKED, len(committees)))
    )
    responses = Response.objects.bulk_create(
        Response(consultation=row.consultation, invitation=row, text="Ja.", sent_on=TODAY) for row in invitations[::2]
    )
    ResponsePoint.objects.bulk_create(ResponsePoint(response=row, text="Ja.") for row in responses)
    ConsultationStep.objects.bulk_create(
        ConsultationStep(consultation=row, kind="sent", on=TODAY, deadline=row.deadline) for row in rounds
    )


def _answers(round_, committees, count):
    """Many asked in one round, and many answers from outside."""
    invitations = Invitation.objects.bulk_create(Invitation(consultation=round_, body=body) for body in committees)
    inside = [Response(consultation=round_, invitation=row, text="Ja.", sent_on=TODAY) for row in invitations]
    outside = [
        Response(consultation=round_, sender_kind="citizen", text=f"Nej {n}.", sent_on=TODAY) for n in range(count)
    ]
    responses = Response.objects.bulk_create([*inside, *outside])
    ResponsePoint.objects.bulk_create(ResponsePoint(response=row, text="Nej.") for row in responses)


def _meetings(house, strategies, bodies):
    """A meeting about each strategy, every third in the past, and some items more at the house's own meeting."""
    meetings = Meeting.objects.bulk_create(
        Meeting(
            kind="committee",
            start_date=TODAY + timedelta(days=n % 90 - 30),
            end_date=TODAY + timedelta(days=n % 90 - 30),
            agenda_state="published",
        )
        for n in range(len(strategies))
    )
    through = Meeting.bodies.through
    through.objects.bulk_create(through(meeting=row, body=bodies[n % len(bodies)]) for n, row in enumerate(meetings))
    own = Meeting.objects.get(pk=house["meeting"])
    first = own.items.count() + 1
    pairs = [(row, strategy, 1) for row, strategy in zip(meetings, strategies, strict=True)]
    pairs += [(own, strategy, first + n) for n, strategy in enumerate(strategies[:20])]
    items = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=row, number=number, title="Sag") for row, _strategy, number in pairs
    )
    Treatment.objects.bulk_create(
        Treatment(item=item, strategy=strategy) for item, (_row, strategy, _n) in zip(items, pairs, strict=True)
    )
