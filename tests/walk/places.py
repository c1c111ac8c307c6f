"""Where a reader may ask: each address of docs/rights.md with each row that it can name."""

import re

from calendar_app.models import (
    AgendaImport,
    ElectedList,
    HandedOver,
    InvitationMail,
    MeetingInvitation,
    PlannedMeeting,
    ReceivedReply,
    Subscription,
    YearPlan,
)
from ishoj_process.models import (
    AgendaItem,
    Alignment,
    Attachment,
    Body,
    Case,
    CouncilTerm,
    FollowUp,
    GuidingLine,
    MainPolicy,
    Meeting,
    MinorityStatement,
    PartyGroup,
    ProcessPlan,
    Seat,
    StandingItem,
    Strategy,
    Succession,
    User,
    Vision,
)
from strategies.models import (
    Activity,
    ConcreteSolution,
    Consultation,
    Consultee,
    EarlyInvolvement,
    LeftOut,
    Milestone,
    Response,
    ResponsePoint,
    ResponseSheet,
    StrategyDocument,
)
from tests.site.rights_table import rights_table
from tests.whole_site import real
from vision.models import Challenge, Comment, Contribution, Draft, Question, Round, Solution, Theme

WORD_OF_ADDRESS = re.compile(r"<([a-z-]+)>")


def _of_strategy(row):
    return {"strategy": row.strategy.slug}


def _of_policy(row):
    return {"policy": row.main_policy.slug}


def _of_consultation(row):
    return {"consultation": row.consultation_id}


def _of_item(row):
    return {"item": row.item_id}


def _of_meeting(row):
    return {"meeting": row.meeting_id}


# {word of an address: its rows, and what the address must know beside the number of the row}
PLACES = {
    "meeting": (Meeting, None),
    "item": (AgendaItem, None),
    "attachment": (Attachment, None),
    "case": (Case, None),
    "statement": (MinorityStatement, _of_item),
    "follow-up": (FollowUp, _of_item),
    "member": (User, None),
    "seat": (Seat, None),
    "group": (PartyGroup, None),
    "succession": (Succession, lambda row: {"body": row.body.slug}),
    "term-id": (CouncilTerm, None),
    "term": (CouncilTerm, lambda row: {"term": row.slug}),
    "coming-term": (CouncilTerm, lambda row: {"coming-term": row.slug}),
    "handed-over": (HandedOver, lambda row: {"coming-term": row.term.slug}),
    "coming-person": (User, lambda _row: {"coming-term": "2030-2033"}),
    "coming-plan": (ProcessPlan, lambda row: {"coming-term": row.term.slug, "coming-plan": row.number}),
    **dict.fromkeys(
        ("elected-list", "committee-list", "made-elected-list", "made-committee-list"),
        (ElectedList, lambda row: {"coming-term": row.term.slug}),
    ),
    "plan": (ProcessPlan, lambda row: {"term": row.term.slug, "plan": row.number}),
    "body": (Body, lambda row: {"body": row.slug}),
    "standing-item": (StandingItem, lambda row: {"body": row.body.slug}),
    "policy": (MainPolicy, lambda row: {"policy": row.slug}),
    "strategy": (Strategy, lambda row: {"strategy": row.slug}),
    "strategy-id": (Strategy, None),
    "document": (StrategyDocument, _of_strategy),
    "activity": (Activity, _of_strategy),
    "milestone": (Milestone.objects.exclude(strategy=None), _of_strategy),
    "policy-milestone": (Milestone.objects.exclude(main_policy=None), _of_policy),
    "concrete-solution": (ConcreteSolution, _of_strategy),
    "early-involvement": (EarlyInvolvement, _of_strategy),
    "left-out": (
        LeftOut.objects.exclude(strategy=None),
        lambda row: {"left-out": row.body.slug, **_of_strategy(row)},
    ),
    "policy-left-out": (
        LeftOut.objects.exclude(main_policy=None),
        lambda row: {"policy-left-out": row.body.slug, **_of_policy(row)},
    ),
    "alignment": (Alignment.objects.exclude(strategy=None), _of_strategy),
    "policy-alignment": (Alignment.objects.exclude(main_policy=None), _of_policy),
    "any-alignment": (Alignment, None),
    "consultation": (Consultation, None),
    "draft-consultation": (Consultation, None),
    "consultee": (Consultee, _of_consultation),
    "response": (Response, _of_consultation),
    "sheet": (ResponseSheet, _of_consultation),
    "point": (ResponsePoint, lambda row: {"response": row.response_id, **_of_consultation(row.response)}),
    "vision": (Vision, lambda row: {"vision": row.slug}),
    "edition": (Vision, lambda row: {"vision": row.slug, "edition": row.edition}),
    "policy-edition": (MainPolicy, lambda row: {"policy": row.slug, "policy-edition": row.edition}),
    "strategy-edition": (Strategy, lambda row: {"strategy": row.slug, "strategy-edition": row.edition}),
    "vision-id": (Vision, None),
    "policy-id": (MainPolicy, None),
    "plan-id": (ProcessPlan, None),
    "draft": (Draft, lambda row: {"draft": row.number}),
    "line": (GuidingLine, None),
    "theme": (Theme, None),
    "contribution": (Contribution, None),
    "comment": (Comment, None),
    "round": (Round, None),
    "draft-round": (Round, None),
    "challenge": (Challenge, None),
    "solution": (Solution, None),
    "question": (Question, None),
    "meeting-invitation": (MeetingInvitation, None),
    "invitation-mail": (InvitationMail, None),
    "reply": (ReceivedReply, None),
    "agenda-import": (AgendaImport, _of_meeting),
    "made-import": (AgendaImport, _of_meeting),
    "subscription": (Subscription, None),
    "planned": (PlannedMeeting, lambda row: {"proposed-year": row.plan.year}),
    "proposed-year": (YearPlan, lambda row: {"proposed-year": row.year}),
    "year": (YearPlan, lambda row: {"year": row.year}),
}


def _places(kind_of):
    """{word: [what an address must know of a row …]}; of rows of one kind and state the first stands for all."""
    found = {}
    for word, (rows, beside) in PLACES.items():
        rows = getattr(rows, "objects", rows).order_by("pk")
        found[word] = [{word: row.pk, **(beside(row) if beside else {})} for row in firsts(rows, kind_of)]
    return found


def firsts(rows, kind_of):
    return {kind_of(row): row for row in reversed(rows)}.values() if kind_of else rows


# What a page shows beside its first sheet, and in other orders.
ASKED = {
    "/soeg/": ["?q=plantet", *(f"?q=plantet&side={number}" for number in range(2, 13))],
    "/moeder/": ["", "?vis=alle", "?periode=tidligere", "?fra=01-01-2023&til=31-12-2023"],
    "/kalender/": ["", "?maaned=2023-08", "?maaned=2023-09"],
    "/daekning/": ["", "?vis=alle"],
    "/strategier/": ["", "?status=alle"],
    "/vision/<vision>/temaer/tavle/": ["", "?tilstand=merged", "?tilstand=dropped"],
    "/vision/<vision>/temaer/nyt/": ["", "?moede=<meeting>"],
    "/vision/<vision>/sigtelinjer/ny/": ["", "?formaal=1", "?formaal=2"],
    "/vision/<vision>/debatoplaeg/loesninger/ny/": ["", "?udfordring=<challenge>"],
    "/vision/<vision>/prioritering/ny/": ["", "?om=sigtelinjer"],
    "/udvalg/<body>/opfoelgning/": ["", "?kvartal=alle", "?kvartal=2023-3"],
    "/vision/<vision>/indspil/nyt/": ["", "?moede=<meeting>", "?spoergsmaal=<question>"],
    "/vision/<vision>/kommentarer/ny/": ["", "?linje=<line>"],
    "/tidslinje/": ["", "?fra=2022-01&til=2024-12"],
    "/perioder/<term>/": ["", "?dag=01-01-2022", "?dag=31-12-2025"],
}
# Addresses that the table has in another of their forms, and those of nothing.
BESIDE_THE_TABLE = [
    "/udgaver/vision/<vision-id>/",
    "/udgaver/hovedpolitik/<policy-id>/",
    "/udgaver/bidrag/<any-alignment>/",
    "/udgaver/retning/<line>/",
    "/udgaver/plan/<plan-id>/",
    "/traad/udfordring/<challenge>/",
    "/traad/udfordring/<challenge>.pdf",
    "/traad/hovedpolitik/<policy-id>/",
    "/traad/hovedpolitik/<policy-id>.pdf",
    "/traad/strategi/<strategy-id>.pdf",
    "/traad/retning/<line>.pdf",
    "/moeder/<meeting>/findes-ikke/",
    "/strategier/<strategy>/findes-ikke/",
    "/moeder/999999/",
    "/strategier/findes-ikke/",
]


def addresses(house, kind_of=None, more=()):
    """(pattern, [address …]) of each address that is read, and of those in `more`, about one row of each kind."""
    rows = _places(kind_of)
    # As they are called now: the words of addresses are planted, too.
    house = house | {word: places[0][word] for word, places in rows.items() if places}
    patterns = [pattern for method, pattern in rights_table() if method == "GET"]
    for pattern in dict.fromkeys([*patterns, *sorted(more), *BESIDE_THE_TABLE]):
        yield pattern, [*dict.fromkeys(_real(pattern, house, rows))]


def _real(pattern, house, rows):
    for query in ASKED.get(pattern, [""]):
        # The innermost word of an address knows those before it.
        words = WORD_OF_ADDRESS.findall(pattern + query)
        places = next((rows[word] for word in reversed(words) if word in rows), [{}])
        for place in places or [{}]:
            yield real(pattern + query, house | place)
