"""A site with as much in it as a test asks for: committees, strategies, consultations with those asked, meetings."""

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
    Consultee,
    EarlyInvolvement,
    Milestone,
    Response,
    ResponsePoint,
)

TODAY = date(2023, 8, 14)
STATUSES = ["considered", "chosen", "in_preparation", "before_decision", "adopted", "dropped", ""]
ASKED = 4  # bodies in each consultation


def fill(site, *, bodies, strategies, beside):
    """Add so many committees and strategies, and `beside` rows to each thing that the site's addresses name."""
    committees = _committees(bodies)
    rows = _strategies(site, committees, strategies)
    own = Strategy.objects.get(pk=site["strategy-id"])
    for strategy, count in [*((row, 1) for row in rows), (own, beside)]:
        _parts(site, strategy, committees, count)
    _consultations(rows, committees)
    _answers(Consultation.objects.get(pk=site["consultation"]), committees, beside)
    _meetings(site, rows, [*committees, Body.objects.get(kind="council")])


def _committees(count):
    start = Body.objects.count()
    rows = [
        Body(name=f"Udvalg {n}", slug=f"udvalg-{n}", kind=Body.Kind.STANDING, sort_key=f"udvalg {n:04}")
        for n in range(start, start + count)
    ]
    return Body.objects.bulk_create(rows)


def _strategies(site, committees, count):
    policy, start = MainPolicy.objects.get(slug=site["policy"], edition=1), Strategy.objects.count()
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
    line = GuidingLine.objects.get(pk=site["line"])
    Alignment.objects.bulk_create(Alignment(guiding_line=line, strategy=row, how="Sådan.") for row in rows)
    return rows


def _parts(site, strategy, committees, count):
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


def _consultations(strategies, committees):
    """A consultation about each strategy, some running and some ended, half of the bodies having answered."""
    consultations = Consultation.objects.bulk_create(
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
    consultees = Consultee.objects.bulk_create(
        Consultee(consultation=row, body=committees[(n + k) % len(committees)])
        for n, row in enumerate(consultations)
        for k in range(min(ASKED, len(committees)))
    )
    responses = Response.objects.bulk_create(
        Response(consultation=row.consultation, consultee=row, text="Ja.", sent_on=TODAY) for row in consultees[::2]
    )
    ResponsePoint.objects.bulk_create(ResponsePoint(response=row, text="Ja.") for row in responses)
    ConsultationStep.objects.bulk_create(
        ConsultationStep(consultation=row, kind="sent", on=TODAY, deadline=row.deadline) for row in consultations
    )


def _answers(consultation, committees, count):
    """Many asked in one consultation, and many answers from outside."""
    consultees = Consultee.objects.bulk_create(Consultee(consultation=consultation, body=body) for body in committees)
    inside = [Response(consultation=consultation, consultee=row, text="Ja.", sent_on=TODAY) for row in consultees]
    outside = [
        Response(consultation=consultation, sender_kind="citizen", text=f"Nej {n}.", sent_on=TODAY)
        for n in range(count)
    ]
    responses = Response.objects.bulk_create([*inside, *outside])
    ResponsePoint.objects.bulk_create(ResponsePoint(response=row, text="Nej.") for row in responses)


def _meetings(site, strategies, bodies):
    """A meeting about each strategy, every third in the past, and some items more at the site's own meeting."""
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
    own = Meeting.objects.get(pk=site["meeting"])
    first = own.items.count() + 1
    pairs = [(row, strategy, 1) for row, strategy in zip(meetings, strategies, strict=True)]
    pairs += [(own, strategy, first + n) for n, strategy in enumerate(strategies[:20])]
    items = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=row, number=number, title="Sag") for row, _strategy, number in pairs
    )
    Treatment.objects.bulk_create(
        Treatment(item=item, strategy=strategy) for item, (_row, strategy, _n) in zip(items, pairs, strict=True)
    )
