"""With ten councils behind it, each with plan, vision, committees and meetings, a page asks as often as with two."""

import re
from datetime import date

from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ishoj_process.models import Body, CouncilTerm, MainPolicy, PublicStamp, Strategy, Succession, Track, User, Vision
from ishoj_process.models.names import FormerName
from ishoj_process.models.process import ProcessPlan
from tests import rows
from tests.conftest import TODAY, browser_as
from tests.whole_site import real
from vision.models import Round

COUNCILS = 10
FOR_ALL = ("/", "/kaskade/", "/tidslinje/", "/perioder/", "/perioder/<term>/", "/perioder/<term>/overdragelse/")
MAIN = (
    *FOR_ALL,
    *("/daekning/", "/moeder/", "/kalender/", "/udvalg/", "/udvalg/<body>/"),
    *("/medlemmer/", "/medlemmer/<member>/", "/soeg/?q=udvalg", "/soeg/?q=vision"),
    *("/perioder/<term>/plan/", "/perioder/<term>/tidslinje/", "/vision/<vision>/"),
    *(
        "/politikker/<policy>/",
        "/strategier/",
        "/strategier/<strategy>/",
        "/hoeringer/",
        "/moeder/<meeting>/",
        "/traad/",
    ),
    *("/min-side/", "/byraad-og-adgang/", "/byraad-og-adgang/udvalg/<body>/"),
)


def terms_before(first, count):
    """So many terms of four years, each ending the day before the next, the last the day before `first`."""
    for number in range(count, 0, -1):
        starts = date(first.year - 4 * number, 1, 1)
        yield CouncilTerm.objects.create(
            name=f"{starts.year}-{starts.year + 3}", starts=starts, ends=date(starts.year + 3, 12, 31)
        )


def fill(house, count):
    """Councils before this one: each with its plan, its committees, and a vision that the next one superseded."""
    council, term = Body.objects.get(kind="council"), CouncilTerm.objects.get(slug=house["term"])
    vision = committee = policy = strategy = None
    for before in terms_before(term.starts, count):
        vision = _vision(before, vision)
        _plan(before, vision, council)
        committee = _committee(before, committee)
        policy = _edition(MainPolicy, "Politik for grønne byer", before, policy, lead_committee=committee)
        strategy = _edition(Strategy, "Strategi for grønne byer", before, strategy, owner=committee)
        for user in User.objects.filter(role=User.Role.MEMBER):
            for body in (council, committee):
                rows.Seat.objects.create(user=user, body=body, term=before)
        Round.objects.create(vision=vision, title=f"Runde {before}", state="closed")
    PublicStamp.raise_value()


def _vision(term, before):
    on = date(term.starts.year, 6, 1)
    if before:
        Vision.objects.filter(pk=before.pk).update(status="superseded", superseded_on=on)
    return Vision.objects.create(
        title=f"Vision {term}", slug=f"vision-{term.slug}", term=term, status="adopted", adopted_on=str(on),
        supersedes=before,
    )  # fmt: skip


def _plan(term, vision, council):
    meeting = rows.meeting(council, kind="council", start_date=term.starts, agenda_state="published")
    meeting.items.create(number=1, title="Planen").treatments.create(vision=vision)
    plan = ProcessPlan.objects.create(
        term=term, vision=vision, title=f"Plan {term}", starts=term.starts, ends=term.ends, state="adopted",
        adopted_at=meeting,
    )  # fmt: skip
    for kind in ("vision", "strategies"):
        Track.objects.create(plan=plan, kind=kind, title=f"{kind} {term}", lead_actor="Byrådet")


def _committee(term, before):
    """A committee of the term, renamed in it, that took over from the one before."""
    row = Body.objects.create(
        name=f"Udvalg {term}", slug=f"udvalg-{term.slug}", kind="standing", begins=term.starts, ends=term.ends,
        former_names=[FormerName(f"Ungt udvalg {term}", "", date(term.starts.year + 1, 12, 31))],
    )  # fmt: skip
    rows.meeting(row, kind="committee", start_date=date(term.starts.year + 1, 3, 3), agenda_state="published")
    if before:
        Succession.objects.create(body=before, heir=row, on=term.starts)
    return row


def _edition(model, title, term, before, **fields):
    on = date(term.starts.year + 1, 6, 1)
    if before:
        model.objects.filter(pk=before.pk).update(status="superseded", superseded_on=on)
    edition = before.edition + 1 if before else 1
    return model.objects.create(
        title=title, slug=title.lower().replace(" ", "-").replace("ø", "oe"), edition=edition, status="adopted",
        adopted_on=str(on), supersedes=before, **fields,
    )  # fmt: skip


def queries_with(count, roles, house):
    """{(role, address): how many queries it takes with so many councils before this one}; the house stays as it was."""
    counts = {}
    with transaction.atomic():
        fill(house, count)
        assert CouncilTerm.objects.filter(ends__lt=TODAY).count() == count
        for role, addresses in roles.items():
            client = browser_as(role)
            client.get("/")  # who logs in is looked up once
            for address in addresses:
                cache.clear()
                with CaptureQueriesContext(connection) as context:
                    list(client.get(real(address, house)))
                counts[role, address] = len(context)
        transaction.set_rollback(True)
    return counts


def test_main_pages_ask_no_more_with_ten_councils_than_with_two(house, db):
    roles = {"member": MAIN, "secretariat": MAIN, "public": FOR_ALL, "administration": FOR_ALL}
    few, many = queries_with(2, roles, house), queries_with(COUNCILS, roles, house)

    assert {page: (few[page], many[page]) for page in few if many[page] > few[page]} == {}


# What the two fullest pages ask as a member, by the first table of each question. Each kind of thing is a question of
# its own, as nothing joins them; who logs in and where they sit are three. Nothing of it grows with the councils.
WHO = ["django_session", "ishoj_process_user", "ishoj_process_seat"]
STRATEGIES = [
    *("ishoj_process_strategy", "ishoj_process_mainpolicy"),
    *("ishoj_process_statuschange", "strategies_milestone"),
]
ASKED = {
    "/udvalg/klima-og-miljoeudvalget/": [
        *(*WHO, "ishoj_process_body", "ishoj_process_succession"),
        "ishoj_process_seat",  # who sits there
        *["ishoj_process_councilterm"] * 2,  # those around the day, and the one by which pace is reckoned
        *["ishoj_process_meeting"] * 2,  # to come, and before
        *(*STRATEGIES, "strategies_activity", "strategies_consultation", "vision_contribution"),
        "strategies_consultee",  # the hearings that wait for its answer
    ],
    "/politikker/<policy>/": [
        *(*WHO, *STRATEGIES, "ishoj_process_vision", "ishoj_process_guidingline", "ishoj_process_alignment"),
        "ishoj_process_mainpolicy",  # its other editions
        *("ishoj_process_treatment", "ishoj_process_councilterm", "strategies_consultation"),
        # Whom it touches, who of them or their heirs has been heard, and why not: told to the council and the staff.
        *(*["strategies_consultee"] * 2, "strategies_leftout", "ishoj_process_body", "ishoj_process_succession"),
    ],
}


def test_fullest_pages_ask_no_question_that_is_not_named(house, db):
    fill(house, COUNCILS)
    client = browser_as("member")
    client.get("/")  # who logs in is looked up once
    for address, asked in ASKED.items():
        cache.clear()
        with CaptureQueriesContext(connection) as context:
            list(client.get(real(address, house)))
        assert sorted(re.search(r'FROM "(\w+)"', query["sql"])[1] for query in context) == sorted(asked)
