"""Whatever is sent to any address, by whomever: an answer, and never a fault of ours."""

import random

import pytest

from tests.site.rights_table import READERS, rights_table
from tests.whole_site import real

from .promises import IS_LONG

NONSENSE = [
    "", "\x00", "'", "æøå", "9" * 30, "-1", "0", "2023-13-45", "2023-02-29", "24.00", "<script>alert(1)</script>",
    "٣", "²", "1e9", "🙂", "\u202egnal", "a" * 5000, "../../etc", "%s", "{{ 7 }}",
]  # fmt: skip
NAMES = """
    side fra til udvalg status maaned vis papir moede formaal to note title starts ends version token
    guiding_line how kind weeks period_from period_to start_date end_date start_time end_time before bodies
    planned_minutes retning nummer held meeting position owner main_policy adopted_on adopted_by day number
    email login password aim raised_at challenges guiding_lines summary text levels documents presented_at
    line_word seat user points is_secret candidates open hovedpolitik q slags reason correction late_reason
    outcome decision case_number case_url seen mark answer revision comment placer invitation alle tilbage
    kvartal what role due by_whom agenda_days place year pattern weekday ordinal first_week every follows
    weeks_from months_left_out on_holiday date udelad
    find koder uden nyt del enter find_documents add_document remove_document found_for usual_minutes items
""".split()  # noqa: SIM905 - a list of words reads better as words


@pytest.mark.parametrize("role", READERS)
def test_nonsense_is_answered(client_as, house, role):
    client = client_as(role)
    client.raise_request_exception = False
    chance = random.Random(role)  # noqa: S311 - the same nonsense each time, and another for each
    faults = []

    for number, (_method, address) in enumerate(rights_table()):
        if not IS_LONG and number % len(READERS) != READERS.index(role):
            continue
        url = real(address, house)
        sent = {name: chance.choice(NONSENSE) for name in NAMES}
        # What removes something is asked only: the rest of the table needs it.
        answers = [client.get(url, sent)] + ([] if "fjern" in url or "slet" in url else [client.post(url, sent)])
        faults += [(answer.status_code, url, sent) for answer in answers if answer.status_code >= 500]

    assert faults == []
