"""A house of an earlier release: its bodies keep what is known of them, and nothing is invented."""

from tests.round_site import told

TELL = """
import json
from ishoj_process.models import Body, SearchEntry, Strategy, Succession
rows = lambda found: json.loads(json.dumps([[*row] for row in found], default=str))
entries = SearchEntry.objects.filter(kind__in=["meeting", "strategy"])
print(json.dumps([
    rows(Body.objects.order_by("slug").values_list("slug", "begins", "ends", "version")),
    [str(body) for body in Body.objects.order_by("slug")],
    [record.history_type for record in Body.history.all()],
    rows(Succession.objects.values_list("body__slug", "heir__slug", "on")),
    rows(Strategy.objects.order_by("slug").values_list("slug", "superseded_on")),
    rows(entries.order_by("kind").values_list("kind", "named_on")),
]))
"""


def test_bodies_are_carried_over_with_their_successors_and_no_day_is_invented(house_of_before):
    assert told(house_of_before, TELL) == [
        [["byraadet", None, None, 1], ["gammelt", None, None, 1], ["nyt", None, None, 1]],
        ["Byrådet", "Det gamle", "Det nye"],
        ["+", "+", "+"],
        [["gammelt", "nyt", None]],
        [["kaj", None], ["kendt", "2024-01-09"], ["ukendt", None]],
        [["meeting", "2023-08-21"], *[["strategy", None]] * 3],
    ]
