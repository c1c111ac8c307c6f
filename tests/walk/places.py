"""Where a reader may ask: each address of docs/rights.md with each row that it can name."""

import re

from ishoj_process.models import (
    AgendaItem,
    Alignment,
    Attachment,
    Body,
    Case,
    FollowUp,
    GuidingLine,
    MainPolicy,
    Meeting,
    MinorityStatement,
    StandingItem,
    Strategy,
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
from vision.models import Challenge, Comment, Contribution, Question, Round, Solution, Theme

WORD_OF_ADDRESS = re.compile(r"<([a-z-]+)>")


def _keys(word, model):
    return lambda: [{word: row.pk} for row in model.objects.order_by("pk")]


def _of_strategy(word, model):
    return lambda: [
        {word: row.pk, "strategy": row.strategy.slug} for row in model.objects.select_related("strategy").order_by("pk")
    ]


def _of_item(word, model):
    return lambda: [{word: row.pk, "item": row.item_id} for row in model.objects.order_by("pk")]


def _slugs(word, model):
    return lambda: [{word: row.slug} for row in model.objects.order_by("pk")]


def _of_consultation(word, model):
    return lambda: [{word: row.pk, "consultation": row.consultation_id} for row in model.objects.order_by("pk")]


PLACES = {
    "meeting": _keys("meeting", Meeting),
    "item": _keys("item", AgendaItem),
    "attachment": _keys("attachment", Attachment),
    "case": _keys("case", Case),
    "statement": _of_item("statement", MinorityStatement),
    "follow-up": _of_item("follow-up", FollowUp),
    "body": _slugs("body", Body),
    "standing-item": lambda: [
        {"standing-item": row.pk, "body": row.body.slug} for row in StandingItem.objects.order_by("pk")
    ],
    "policy": _slugs("policy", MainPolicy),
    "strategy": _slugs("strategy", Strategy),
    "strategy-id": _keys("strategy-id", Strategy),
    "document": _of_strategy("document", StrategyDocument),
    "activity": _of_strategy("activity", Activity),
    "milestone": _of_strategy("milestone", Milestone),
    "concrete-solution": _of_strategy("concrete-solution", ConcreteSolution),
    "early-involvement": _of_strategy("early-involvement", EarlyInvolvement),
    "left-out": lambda: [
        {"left-out": row.body.slug, "strategy": row.strategy.slug} for row in LeftOut.objects.order_by("pk")
    ],
    "alignment": lambda: [
        {"alignment": row.pk, "strategy": row.strategy.slug}
        for row in Alignment.objects.filter(strategy__isnull=False).order_by("pk")
    ],
    "policy-alignment": lambda: [
        {"policy-alignment": row.pk, "policy": row.main_policy.slug}
        for row in Alignment.objects.filter(main_policy__isnull=False).order_by("pk")
    ],
    "consultation": _keys("consultation", Consultation),
    "consultee": _of_consultation("consultee", Consultee),
    "response": _of_consultation("response", Response),
    "sheet": _of_consultation("sheet", ResponseSheet),
    "point": lambda: [
        {"point": row.pk, "response": row.response_id, "consultation": row.response.consultation_id}
        for row in ResponsePoint.objects.select_related("response").order_by("pk")
    ],
    "vision": _slugs("vision", Vision),
    "edition": lambda: [{"vision": row.slug, "edition": row.edition} for row in Vision.objects.order_by("pk")],
    "policy-edition": lambda: [
        {"policy": row.slug, "policy-edition": row.edition} for row in MainPolicy.objects.order_by("pk")
    ],
    "strategy-edition": lambda: [
        {"strategy": row.slug, "strategy-edition": row.edition} for row in Strategy.objects.order_by("pk")
    ],
    "line": _keys("line", GuidingLine),
    "theme": _keys("theme", Theme),
    "contribution": _keys("contribution", Contribution),
    "comment": _keys("comment", Comment),
    "round": _keys("round", Round),
    "challenge": _keys("challenge", Challenge),
    "solution": _keys("solution", Solution),
    "question": _keys("question", Question),
}
# What a page shows beside its first sheet, and in other orders.
ASKED = {
    "/soeg/": ["?q=plantet", "?q=plantet&side=2", "?q=plantet&side=3", "?q=plantet&side=4"],
    "/moeder/": ["", "?vis=alle", "?periode=tidligere"],
    "/kalender/": ["", "?maaned=2023-08", "?maaned=2023-09"],
}


def addresses(house):
    """(method, pattern, [address …]) of each row of the table that is read."""
    rows = {word: ask() for word, ask in PLACES.items()}
    for method, pattern in rights_table():
        if method == "GET":
            yield pattern, [*_real(pattern, house, rows)]


def _real(pattern, house, rows):
    # The innermost word of an address knows those before it.
    words = WORD_OF_ADDRESS.findall(pattern)
    places = next((rows[word] for word in reversed(words) if word in rows), [{}])
    for place in places or [{}]:
        for query in ASKED.get(pattern, [""]):
            yield real(pattern, house | place) + query
