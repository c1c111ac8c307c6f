"""A house that is carried over from an earlier release: its rounds keep what is known of them, on each database."""

from tests.round_site import told

TELL = """
import json
from ishoj_process.dates import clock
from ishoj_process.models import User
from vision.models import *
from vision.rights import voting_seats
from vision.rounds.page import roll_for, seats_by_vote, turnout
shown = {}
for round_ in Round.objects.all():
    rows = seats_by_vote(round_, clock.today())
    voting = [user.name for user in User.objects.all() if voting_seats(user, round_, clock.today())]
    groups = sorted({ballot.mandate.group_letter for ballot in round_.ballots.all()})
    shown[round_.title] = [
        [row.who for row in rows["voted"]], [row.who for row in rows["missing"]],
        turnout(round_, roll_for(round_, clock.today())), groups, voting if round_.is_open else [],
    ]
print(json.dumps([shown, sorted(User.objects.values_list("email", flat=True))]))
"""


def test_rounds_are_carried_over_with_their_names_groups_and_turnout(house_of_before):
    rounds, addresses = told(house_of_before, TELL)

    voted = ["Formand", "Formand", "Gruppeformand (stedfortræder: Suppleant)"]
    assert rounds == {
        # What was counted is not counted anew; where it is not yet, a person has one.
        "closed": [voted, ["Medlem"], [3, 4], ["A"], []],
        "open": [voted[1:], ["Medlem"], [2, 3], ["A"], ["Formand", "Medlem", "Suppleant"]],
    }
    names = ("formand", "gruppeformand", "medlem", "suppleant")
    assert addresses == [f"{name}@example.org" for name in names]
