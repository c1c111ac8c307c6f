"""A status that this release does not know breaks no page and shows nobody what was a draft."""

import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from ishoj_process.models import Body, MainPolicy, StatusChange, Strategy, Vision
from ishoj_process.models.status import MEANINGS
from tests.site.rights_table import READERS, answer_of, rights_table
from tests.whole_site import real

SECRET = "Hemmeligsnak"
UNHEARD = "unheard_of"
TABLE = {address: answers for (method, address), answers in rights_table().items() if method == "GET"}


@pytest.fixture
def unheard(db, house):
    """All documents have a status that this release does not know; the strategy's draft says a word of its own."""
    strategy = Strategy.objects.get(pk=house["strategy-id"])
    strategy.text = f"<p>{SECRET}</p>"
    strategy.status = UNHEARD
    strategy.save()
    strategy.solutions.update(text=SECRET)
    for model in (Vision, MainPolicy, Strategy):
        for row in model.objects.all():
            model.objects.filter(pk=row.pk).update(status=UNHEARD)
            StatusChange.objects.create(
                **{StatusChange.LEVEL_FIELDS[model]: row}, from_status="chosen", to_status=UNHEARD, on="2023-08-01"
            )
    return house


def text_of(response):
    """What a page, a PDF, a Word document or a workbook says."""
    content = b"".join(response)
    if content.startswith(b"%PDF") and len(content) > 100:
        command = ["pdftotext", "-", "-"]
        return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(BytesIO(content))
        return " ".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    return content.decode(errors="replace")


def addresses(role):
    """All that can be opened; as the secretariat, what the administration is answered otherwise."""
    if role == "secretariat":
        return [address for address, row in TABLE.items() if row[role] != row["administration"]]
    return [*TABLE, f"/soeg/?q={SECRET}", "/strategier/?status=unheard_of", "/kaskade/?udvalg=<body>"]


def answers(client, house, addresses):
    return {address: client.get(real(address, house)) for address in addresses}


def test_unknown_status_breaks_no_page_and_shows_no_draft(client_as, unheard, unwritten_papers):
    """As each reader in turn, so that what is kept of a paper is given to the next, too."""
    for role in READERS:
        found = answers(client_as(role), unheard, addresses(role))

        said = {address: answer_of(response) for address, response in found.items() if address in TABLE}
        assert said == {address: TABLE[address][role] for address in said}
        assert {address: r.status_code for address, r in found.items() if r.status_code >= 500} == {}
        telling = {address for address, response in found.items() if SECRET in text_of(response)}
        if role == "administration":
            assert {"/strategier/<strategy>/", "/strategier/<strategy>/tekst/"} <= telling
        elif role != "secretariat":
            assert telling <= {f"/soeg/?q={SECRET}"}  # what was asked for stands in the search field


@pytest.mark.parametrize("role", ["public", "member", "administration"])
def test_search_finds_no_draft_of_an_unknown_status(client_as, unheard, role):
    client = client_as(role)

    page = client.get("/soeg/", {"q": SECRET}).content.decode()

    assert ("Biodiversitetsstrategi" in page) == (role == "administration")


def test_owner_reads_its_own_draft_of_an_unknown_status(client_as, unheard):
    owner = Body.objects.get(kind="standing", seats__user__role="member")
    Strategy.objects.filter(pk=unheard["strategy-id"]).update(owner=owner)

    assert SECRET in text_of(client_as("member").get(real("/strategier/<strategy>/", unheard)))


def test_pages_name_an_unknown_status_by_its_value(client, unheard):
    pages = ["/strategier/<strategy>/", "/strategier/", "/kaskade/", "/", "/udvalg/", "/traad/strategi/<strategy-id>/"]

    assert [page for page in pages if "nheard_of" not in text_of(client.get(real(page, unheard)))] == []


def test_unknown_status_covers_nothing_and_is_not_reckoned(client_as, unheard):
    assert list(Strategy.objects.covering()) == []
    assert "Biodiversitetsstrategi" not in text_of(client_as("administration").get("/hoeringer/overblik/"))


def test_document_of_an_unknown_status_may_be_kept_there_and_moved_nowhere(client_as, unheard):
    address, client = real("/strategier/<strategy>/status/", unheard), client_as("administration")

    moved = client.post(address, {"to": "adopted", "note": "Vedtaget."})
    kept = client.post(address, {"to": UNHEARD, "note": "Vi venter."})

    assert (moved.status_code, kept.status_code) == (200, 302)
    assert "Status kan ikke ændres fra ”unheard_of” til ”vedtaget”." in moved.content.decode()
    assert StatusChange.objects.filter(to_status=UNHEARD, note="Vi venter.").count() == 1


def test_row_with_a_new_status_is_all_that_pages_need(monkeypatch, client_as, unheard):
    """As a release knows it that has the row: it is moved on, covers, and stands among what is worked on."""
    row = replace(MEANINGS["in_preparation"], leads_to=("in_preparation",), icon="circle-pause")
    monkeypatch.setitem(MEANINGS, UNHEARD, row)
    client = client_as("administration")

    moved = client.post(real("/strategier/<strategy>/status/", unheard), {"to": "in_preparation", "note": "Videre."})

    assert moved.status_code == 302
    assert Strategy.objects.get(pk=unheard["strategy-id"]).status == "in_preparation"
