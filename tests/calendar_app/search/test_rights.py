"""Each reader finds a closed item by the words that are theirs, and a right over many says what it says of one."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ishoj_process.models import AgendaItem, Seat, Strategy
from ishoj_process.readers import reader_of
from ishoj_process.rules import select
from strategies.rights import can_read_wording, reads_wording
from tests.calendar_app.conftest import make_attachment
from tests.rows import make_user

ROLES = ["public", "member", "owner", "administration", "secretariat"]
SECTIONS = (*AgendaItem.PRESENTATION, AgendaItem.Section.DECISION)
STATUSES = ["", "in_preparation", "before_decision", "dropped", "adopted", "superseded"]


@pytest.fixture
def readers(member, administration, secretariat, other_committee, term):
    """The owner sits in the committee that owns the strategies; the member in the bodies that meet."""
    owner = make_user("member", "ejer@example.org")
    Seat.objects.create(user=owner, body=other_committee, term=term)
    return {
        "public": AnonymousUser(),
        "member": member,
        "owner": owner,
        "administration": administration,
        "secretariat": secretariat,
    }


@pytest.mark.parametrize(
    ("role", "counts"),
    [
        ("public", {"withheld": 2, "whole": 0}),
        ("owner", {"withheld": 2, "whole": 0}),
        ("administration", {"withheld": 2, "whole": 0}),
        ("member", {"withheld": 0, "whole": 2}),
        ("secretariat", {"withheld": 0, "whole": 2}),
    ],
)
def test_closed_item_is_one_thing_that_each_reader_finds_by_its_own_words(
    readers, client_of, make_meeting, council, uploads_in, role, counts
):
    """Word by word through the address, with the count that the page states."""
    meeting = make_meeting(council, agenda_state="published", minutes_state="published")
    sections = {name: f"<p>hemmelig{name.replace('_', '')}</p>" for name in SECTIONS}
    item = AgendaItem.objects.create(
        meeting=meeting,
        number=1,
        title="Grundkøb",
        is_closed=True,
        public_title="Ejendomssag",
        public_decision="<p>Tiltrådt.</p>",
        **sections,
    )
    make_attachment(item, title="Skødeudkast")
    client = client_of(None if role == "public" else readers[role])

    def count(word):
        return client.get("/soeg/", {"q": word}).context["page"].paginator.count

    hidden = ["grundkøb", "skødeudkast", *(f"hemmelig{name.replace('_', '')}" for name in SECTIONS)]
    assert {word: bool(count(word)) for word in hidden} == dict.fromkeys(hidden, counts["whole"] > 0)
    assert count("ejendomssag") == counts["withheld"]
    assert count("grundkøb ejendomssag") == 0
    assert count("tiltrådt") == 1
    assert count("tiltrådt grundkøb") == (1 if counts["whole"] else 0)


@pytest.mark.parametrize("role", ROLES)
def test_reads_wording_as_a_set_agrees_with_can_read_wording(readers, strategy, committee, other_committee, role):
    for status in STATUSES:
        for owner, together in ((committee, other_committee), (other_committee, committee), (None, None)):
            row = Strategy.objects.create(title="S", slug=f"s{Strategy.objects.count()}", owner=owner, status=status)
            row.co_owners.set([together] if together else [])

    read = set(select(Strategy.objects.all(), reads_wording(reader_of(readers[role]))))

    assert read == {row for row in Strategy.objects.all() if can_read_wording(readers[role], row)}
