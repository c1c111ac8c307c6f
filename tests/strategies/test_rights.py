"""Who may enter strategies, and what is told of a policy or a strategy that is not public."""

from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest

from ishoj_process.models import Alignment, GuidingLine, Strategy
from strategies.models import Activity

DETAIL = "/strategier/biodiversitetsstrategi/"


@pytest.fixture
def addresses(strategy, aim):
    """Every page on which something about a strategy is entered."""
    line = GuidingLine.objects.create(aim=aim, title="Flere unge i uddannelse")
    alignment = Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan.")
    activity = Activity.objects.create(strategy=strategy, kind="survey")
    below = [
        "rediger/",
        "bidrag/nyt/",
        f"bidrag/{alignment.pk}/",
        f"bidrag/{alignment.pk}/fjern/",
        "aktiviteter/ny/",
        f"aktiviteter/{activity.pk}/",
        f"aktiviteter/{activity.pk}/fjern/",
    ]
    return ["/strategier/ny/", *(DETAIL + address for address in below)]


def rows():
    return Strategy.objects.count(), Activity.objects.count(), Alignment.objects.count()


@pytest.mark.parametrize("role", ["member", "secretariat"])
def test_entering_is_refused_to_others_than_the_administration(request, client_of, addresses, role):
    client = client_of(request.getfixturevalue(role))
    typed = {"title": "Ny", "kind": "strategy", "how": "Sådan.", "token": str(uuid4())}

    assert {client.post(address, typed).status_code for address in addresses} == {403}
    assert rows() == (1, 1, 1)


def test_entering_sends_strangers_to_log_in(client, addresses):
    assert {client.post(address).url.split("?")[0] for address in addresses} == {"/log-ind/"}


def test_entering_is_neither_put_nor_deleted(client_of, administration, addresses):
    client = client_of(administration)

    assert {client.put(address).status_code for address in addresses} == {405}
    assert {client.delete(address).status_code for address in addresses} == {405}


@pytest.mark.parametrize("address", ["/strategier/", DETAIL, "/strategier/biodiversitetsstrategi.pdf"])
def test_reading_is_not_posted_to(client, strategy, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(("role", "told"), [(None, False), ("member", False), ("secretariat", True)])
def test_policy_that_is_not_shown_is_named_to_the_staff_alone(request, client_of, strategy, main_policy, role, told):
    main_policy.is_published = False
    main_policy.save()
    client = client_of(request.getfixturevalue(role) if role else None)

    for address in ("/strategier/", DETAIL, "/udvalg/klima-og-miljoeudvalget/"):
        assert ("Miljøpolitik" in client.get(address).content.decode()) == told
    not_placed = client.get("/strategier/?status=ikke-placeret").context["page"].paginator.count
    assert not_placed == (0 if told else 1)


def test_counts_leave_out_what_is_not_shown(client, client_of, administration, strategy):
    Strategy.objects.create(title="Skjult", slug="skjult", status="adopted", is_published=False)

    tallies = [[(status, number) for status, number, *_link in each.get("/strategier/").context["tally"]]
               for each in (client, client_of(administration))]  # fmt: skip

    assert tallies == [[("in_preparation", 1)], [("in_preparation", 1), ("adopted", 1)]]


def test_document_of_a_hidden_strategy_is_kept_by_nobody(client_of, administration, strategy):
    strategy.is_published = False
    strategy.save()

    response = client_of(administration).get("/strategier/biodiversitetsstrategi.pdf")

    assert response["Cache-Control"] == "private, no-store"
    with pikepdf.open(BytesIO(response.content)) as pdf:
        assert str(pdf.docinfo.Title) == "Biodiversitetsstrategi"


def test_document_of_a_public_strategy_is_the_same_for_everybody(client, client_of, administration, strategy):
    tags = [each.get("/strategier/biodiversitetsstrategi.pdf")["ETag"] for each in (client, client_of(administration))]

    assert tags[0] == tags[1]
