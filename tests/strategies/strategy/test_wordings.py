"""The wording of a strategy: who reads a draft, and two wordings side by side."""

import subprocess

import pytest

from ishoj_process.models import Seat, User

DETAIL = "/strategier/biodiversitetsstrategi/"
TEXT = f"{DETAIL}tekst/"
WORKED_ON = ["considered", "chosen", "in_preparation", "before_decision", "dropped"]


@pytest.fixture
def owner_member(term, other_committee):
    """A member of the committee that owns the strategy."""
    user = User.objects.create_user("ejer@example.org", role=User.Role.MEMBER)
    Seat.objects.create(user=user, body=other_committee, term=term)
    return user


def edit(browser, strategy, text):
    """The administration stores a new text."""
    strategy.refresh_from_db()
    typed = {"title": strategy.title, "kind": "strategy", "version": str(strategy.version), "is_published": "on"}
    owned = {"owner": strategy.owner_id, "main_policy": strategy.main_policy_id}
    assert browser.post(f"{DETAIL}rediger/", {**typed, **owned, "text": text}).status_code == 302


def read(client):
    response = client.get(DETAIL)
    wording = response.context["wording"]
    return wording.text, str(wording.note)


@pytest.mark.parametrize("status", WORKED_ON)
@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (None, False),
        ("member", False),
        ("owner_member", True),
        ("administration", True),
        ("secretariat", True),
    ],
)
def test_draft_is_its_owners_and_the_staffs(request, client_of, written, status, role, reads):
    written.status = status
    written.save()
    written.solutions.create(title="Frøposer", audience="citizens")
    client = client_of(request.getfixturevalue(role) if role else None)

    text, note = read(client)

    why = f"Udkastet vises, når det sendes i {'' if role else 'offentlig '}høring eller vedtages."
    assert (text, note) == ((written.text, "") if reads else ("", why))
    assert ("Frøposer" in client.get(DETAIL).content.decode()) is reads
    assert (client.get(TEXT).context["comparison"] != []) is reads


@pytest.mark.parametrize("status", ["", "adopted", "superseded"])
def test_what_is_not_being_written_is_read_by_all(client, written, status):
    written.status = status
    written.save()

    assert read(client) == (written.text, "")


def test_committee_that_owns_it_together_reads_the_draft(client_of, written, committee, member):
    written.co_owners.add(committee)

    assert read(client_of(member)) == (written.text, "")


def test_others_read_the_text_as_it_was_sent(client_of, member, client, make_consultation, committee, written):
    make_consultation(committee, is_public=False)
    written.text = "<p>Et nyt udkast.</p>"
    written.save()

    note = "Teksten står her, som den blev sendt i høring den 1. august 2023."
    assert read(client_of(member)) == ("<p>Flere vilde hjørner.</p>", note)
    assert read(client) == ("", "Udkastet vises, når det sendes i offentlig høring eller vedtages.")


def test_consultation_that_is_being_prepared_shows_nothing(client_of, member, prepared, written):
    assert read(client_of(member))[0] == ""


def test_document_for_everybody_has_no_draft(client_of, administration, written, tmp_path):
    path = tmp_path / "strategi.pdf"
    path.write_bytes(client_of(administration).get("/strategier/biodiversitetsstrategi.pdf").content)

    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert ("vilde hjørner" in words, "Udkastet vises" in words) == (False, True)


def test_two_wordings_stand_side_by_side_with_the_words_that_differ(client_of, administration, written):
    browser = client_of(administration)
    for text in ("<p>Flere vilde hjørner i byen.</p>", "<p>Flere vilde hjørner i hele byen.</p>"):
        edit(browser, written, text)

    _first, second, now = browser.get(TEXT).context["wordings"]
    response = browser.get(f"{TEXT}?fra={second.key}&til={now.key}")

    [(caption, rows)] = response.context["comparison"].parts
    assert str(caption) == "Tekst"
    assert [[(part.kind, part.text.strip()) for part in row.new] for row in rows] == [
        [("equal", "Flere vilde hjørner i"), ("added", "hele"), ("equal", "byen.")]
    ]


def test_wordings_are_told_once_each_and_name_the_consultation_they_were_sent_in(
    client_of, administration, written, make_consultation, committee
):
    browser = client_of(administration)
    edit(browser, written, "<p>Til høring.</p>")
    written.refresh_from_db()
    for _consultation in range(2):
        make_consultation(committee, text=written.text, text_version=written.version)
    browser.post(f"{DETAIL}status/", {"to": "before_decision", "note": "Klar."})
    edit(browser, written, "<p>Efter høring.</p>")

    wordings = browser.get(TEXT).context["wordings"]

    assert [row.text for row in wordings] == [
        "<p>Flere vilde hjørner.</p>",
        "<p>Til høring.</p>",
        "<p>Efter høring.</p>",
    ]
    assert wordings[1].keys == ("h1", "h2")
    assert "sendt i høring den 1. august 2023" in wordings[1].label
    second = browser.get(f"{TEXT}?fra=h2").context["comparison"]
    assert (second.old.text, second.new.text) == ("<p>Til høring.</p>", "<p>Efter høring.</p>")


def test_member_compares_what_was_sent_with_what_was_adopted(client_of, member, make_consultation, committee, written):
    consultation = make_consultation(committee)
    written.text, written.status = "<p>Flere vilde haver.</p>", "adopted"
    written.save()
    browser = client_of(member)

    page = browser.get(f"/hoeringer/{consultation.pk}/").content.decode()
    comparison = browser.get(f"{TEXT}?fra=h1").context["comparison"]

    assert f'href="{TEXT}?fra=h1"' in page
    assert (comparison.old.text, comparison.new.text) == ("<p>Flere vilde hjørner.</p>", "<p>Flere vilde haver.</p>")


def test_one_wording_says_that_there_is_nothing_to_compare(client_of, administration, written):
    page = client_of(administration).get(TEXT).content.decode()

    assert "Teksten findes kun i én version." in page


@pytest.mark.parametrize("query", ["?fra=h9&til=v77", "?fra=<script>&til=%00", "?fra=&til="])
def test_unknown_wordings_show_the_first_and_the_last(client_of, administration, written, query):
    browser = client_of(administration)
    edit(browser, written, "<p>Nyt.</p>")

    comparison = browser.get(f"{TEXT}{query}").context["comparison"]

    assert (comparison.old.text, comparison.new.text) == (written.text, "<p>Nyt.</p>")


@pytest.mark.parametrize("count", [1, 3, 60])
def test_page_costs_the_same_with_many_versions(client_of, administration, written, django_assert_num_queries, count):
    for number in range(count):
        written.text, written.version = f"<p>Version {number}</p>", number + 2
        written.save()
    browser = client_of(administration)

    with django_assert_num_queries(5):
        browser.get(TEXT)
