"""With ten terms and 300 seats in each every page asks the database as often as with one, whoever reads."""

from datetime import date, timedelta

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ishoj_process.council.seat_acts import rename_group
from ishoj_process.models import Body, CouncilTerm, PartyGroup, PublicStamp, Seat, User
from tests import rows
from tests.conftest import TODAY
from tests.site.rights_table import rights_table
from tests.whole_site import real

TERMS, SEATS = 10, 300
# Drawn papers take long, and what they ask is counted elsewhere (`tests/site/test_ten_times.py`).
SLOW = (".pdf", ".docx", ".zip", "/log-ind/")
PAGES = [address for method, address in rights_table() if method == "GET" and not address.endswith(SLOW)]
YEAR = timedelta(days=366)


def fill():
    """Ten terms, this one among them, each with its seats and a constituting meeting; the groups were renamed."""
    people = User.objects.bulk_create(User(email=f"medlem-{n}@example.org", name=f"Medlem {n}") for n in range(SEATS))
    groups = [PartyGroup.objects.create(letter=f"G{number}", name=f"Gruppe {number}") for number in range(10)]
    staff = User.objects.get(role=User.Role.SECRETARIAT)
    for group in groups:
        rename_group(group=group, name=f"{group.name} (ny)", on=TODAY, by=staff)
    bodies = list(Body.objects.all())
    for number in range(TERMS):
        starts = date(1990 + 4 * number, 1, 1)
        term = CouncilTerm.objects.filter(starts=starts).first() or CouncilTerm.objects.create(
            name=f"Periode {number}", starts=starts, ends=starts + 4 * YEAR - timedelta(days=4),
            elected_read_from=starts - timedelta(days=40),
        )  # fmt: skip
        Seat.objects.bulk_create(
            Seat(body=bodies[place % len(bodies)], term=term, user=user, party_group=groups[place % 10],
                 role="substitute" if place % 3 == 0 else "member")
            for place, user in enumerate(people)
        )  # fmt: skip
        rows.meeting(bodies[0], start_date=starts - timedelta(days=25), term=term, agenda_state="published")
    members = Seat.objects.filter(user__email__in=["medlem@example.org"])
    for term in CouncilTerm.objects.exclude(pk__in=members.values("term")):
        Seat.objects.bulk_create(
            Seat(body=seat.body, term=term, user=seat.user) for seat in members.filter(term__starts="2022-01-01")
        )
    PublicStamp.raise_value()


def queries_of(client, house):
    counts = {}
    for address in PAGES:
        cache.clear()
        with CaptureQueriesContext(connection) as context:
            list(client.get(real(address, house)))
        counts[address] = len(context)
    return counts


def test_pages_ask_no_more_with_ten_terms(client_as, house):
    council, term = Body.objects.get(kind="council"), CouncilTerm.objects.get(starts="2022-01-01")
    rows.meeting(council, start_date=date(2021, 12, 7), term=term, agenda_state="published")
    clients = {role: client_as(role) for role in ("member", "secretariat")}
    for client in clients.values():
        client.get("/")  # who logs in is looked up once
    few = {role: queries_of(client, house) for role, client in clients.items()}

    fill()
    many = {role: queries_of(client, house) for role, client in clients.items()}

    assert Seat.objects.count() > TERMS * SEATS
    asked = {(role, address): (few[role][address], many[role][address]) for role in clients for address in PAGES}
    assert {page: counts for page, counts in asked.items() if counts[1] > counts[0]} == {}
