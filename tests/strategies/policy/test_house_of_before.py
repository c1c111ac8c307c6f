"""What strategies alone had in an earlier release keeps its rows, numbers and documents, on each database."""

from tests.round_site import told

TELL = """
import json
from strategies.models import *
rows = [
    [row.pk, row.strategy.slug, row.main_policy_id, row.document.slug]
    for model in (Consultation, Milestone, LeftOut) for row in model.objects.all()
]
consultees = [[row.pk, row.consultation_id] for row in Consultee.objects.all()]
print(json.dumps([rows, consultees, Consultation.objects.get().number]))
"""


def test_rows_stay_those_of_their_strategy(house_of_before):
    rows, consultees, number = told(house_of_before, TELL)

    assert rows == [[7, "kaj", None, "kaj"], [1, "kaj", None, "kaj"], [1, "kaj", None, "kaj"]]
    assert (consultees, number) == ([[8, 7]], 2)
