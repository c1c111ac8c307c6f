"""Nineteen members vote within the same second, over HTTP, on each database: every ballot is counted once."""

import re
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.round_site import MEMBERS, environment_of, prepared_round, served, told
from tests.waiting import PATIENCE

COUNT = """
import json
from vision.models import *
from vision.rounds.count import count_of
round_ = Round.objects.get()
count = count_of(round_)
print(json.dumps([count.voted, round_.turn, sorted(row.points for row in count.rows)]))
"""


# Each seat is taken over while its holder and whoever takes it over send their points.
TAKE_OVER = """
import json
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from ishoj_process.dates import clock
from ishoj_process.editing.acts import Refused
from ishoj_process.models import *
from vision.models import *
from vision.rounds.acts import cast_ballot
round_ = Round.objects.get()
candidate = round_.candidates.first().pk
seats = list(Seat.objects.order_by("pk"))[:6]
heirs = [User.objects.create_user(f"ny{seat.pk}@example.org", name=f"Ny {seat.pk}") for seat in seats]
def give(seat, user):
    try:
        cast_ballot(round_=round_, seat=seat, points={candidate: 5}, by=user, today=clock.today())
    except Refused:
        return 0
    finally:
        connection.close()
    return 1
def take(seat, heir):
    Seat.objects.filter(pk=seat.pk).update(user=heir)
    connection.close()
    return give(seat, User.objects.get(pk=heir.pk))
with ThreadPoolExecutor(6) as threads:
    sent = [
        (threads.submit(give, seat, seat.user), threads.submit(take, seat, heir), threads.submit(give, seat, heir))
        for seat, heir in zip(seats, heirs)
    ]
    given = [[each.result() for each in three] for three in sent]
ballots = [round_.ballots.filter(mandate__seat=seat).count() for seat in seats]
print(json.dumps([ballots, round_.ballots.count(), [bool(sum(three)) for three in given]]))
"""


# By the act behind the page: two heirs want each seat, while its holder and both of them send their points.
TAKE_OVER_BY_ACT = """
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from ishoj_process.council.seat_acts import take_over
from ishoj_process.dates import clock
from ishoj_process.editing.acts import Refused
from ishoj_process.models import *
from vision.models import *
from vision.rounds.acts import cast_ballot
from vision.rounds.count import count_of
round_ = Round.objects.get()
candidate = round_.candidates.first().pk
seats = list(Seat.objects.order_by("pk"))[6:12]
admin = User.objects.create_user("sekretariat@example.org", name="Sekretariat", role="secretariat")
heirs = {(seat.pk, n): User.objects.create_user(f"ny{seat.pk}.{n}@example.org", name=f"Ny {seat.pk}.{n}")
         for seat in seats for n in (1, 2)}
barrier = Barrier(len(seats) * 3)
def give(user):
    given = 0
    for seat in Seat.objects.filter(user=user):
        try:
            cast_ballot(round_=round_, seat=seat, points={candidate: 5}, by=user, today=clock.today())
            given += 1
        except Refused:
            pass
    return given
def hold(seat):
    barrier.wait(60)
    try:
        return give(User.objects.get(pk=seat.user_id))
    finally:
        connection.close()
def take(seat, n):
    barrier.wait(60)
    heir = heirs[seat.pk, n]
    try:
        take_over(seat=Seat.objects.get(pk=seat.pk), substitute=heir, on=clock.today(), by=admin, today=clock.today())
        taken = 1
    except (Refused, Seat.DoesNotExist):
        taken = 0
    try:
        return taken, give(heir)
    finally:
        connection.close()
with ThreadPoolExecutor(len(seats) * 3) as threads:
    held = [threads.submit(hold, seat) for seat in seats]
    takes = [threads.submit(take, seat, n) for seat in seats for n in (1, 2)]
    given, taken = [each.result() for each in held], [each.result() for each in takes]
day = clock.today()
rows = [
    Seat.objects.filter(user__in=[seat.user_id, heirs[seat.pk, 1].pk, heirs[seat.pk, 2].pk]).on(day).count()
    for seat in seats
]
ballots = round_.ballots.filter(given_by__in=[*(seat.user_id for seat in seats), *(one.pk for one in heirs.values())])
print(json.dumps([rows, ballots.count(), sum(given) + sum(one for _taken, one in taken), count_of(round_).voted]))
"""


# Different rounds of one vision are opened in the same moment.
OPEN = """
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from ishoj_process.editing.acts import Refused
from vision.models import *
from vision.rounds.acts import close_round, open_round
first = Round.objects.get()
close_round(round_=first, by=None)
rounds = [Round.objects.create(vision=first.vision, title=str(number)) for number in range(4)]
for round_ in rounds:
    for theme in Theme.objects.all():
        Candidate.objects.create(round=round_, theme=theme, title=theme.title)
barrier = Barrier(4)
def open_one(round_):
    barrier.wait(60)
    try:
        open_round(round_=round_, by=None)
    except Refused:
        return "refused"
    finally:
        connection.close()
    return "opened"
with ThreadPoolExecutor(4) as threads:
    print(json.dumps(sorted(threads.map(open_one, rounds))))
"""


@pytest.fixture
def environment(own_database, tmp_path):
    return environment_of(own_database, tmp_path)


@pytest.fixture
def site(environment, tmp_path):
    with served(environment) as port:
        yield f"http://127.0.0.1:{port}"


def give_points(url, seat, session, candidates, barrier):
    """Open the page as a member, wait for all the others, and send the points twice, as an impatient thumb does."""
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Cookie": f"sessionid={session}"})) as page:
        page.read()
        cookie = re.search(r"csrftoken=(\w+)", page.headers["Set-Cookie"]).group(1)
    headers = {"Cookie": f"sessionid={session}; csrftoken={cookie}"}
    typed = {"seat": seat, "csrfmiddlewaretoken": cookie, f"point-{candidates[0]}": 3, f"point-{candidates[1]}": 2}
    barrier.wait(PATIENCE)
    statuses = []
    for _click in range(2):
        request = urllib.request.Request(url, urllib.parse.urlencode(typed).encode(), headers)
        with urllib.request.urlopen(request) as answer:
            statuses.append(answer.status)
    return statuses


def test_every_ballot_is_counted_once(environment, site):
    prepared = prepared_round(environment)
    url = f"{site}/vision/prioritering/{prepared['round']}/"
    barrier = Barrier(MEMBERS)

    with ThreadPoolExecutor(MEMBERS) as threads:
        sent = [
            threads.submit(give_points, url, seat, session, prepared["candidates"], barrier)
            for seat, session in zip(prepared["seats"], prepared["sessions"], strict=True)
        ]
        answers = [future.result() for future in sent]

    assert answers == [[200, 200]] * MEMBERS
    assert told(environment, COUNT) == [MEMBERS, 2 * MEMBERS, [2 * MEMBERS, 3 * MEMBERS]]


def test_seat_that_is_taken_over_meanwhile_gives_one_ballot(environment):
    prepared_round(environment)

    assert told(environment, TAKE_OVER) == [[1] * 6, 6, [True] * 6]
    assert told(environment, TAKE_OVER_BY_ACT) == [[1] * 6, 6, 6, 12]
    assert told(environment, OPEN) == ["opened", "refused", "refused", "refused"]
