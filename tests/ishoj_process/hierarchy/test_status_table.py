"""One table says what each status means; a status that it does not know is answered closed, and breaks no page."""

import ast
import re
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template

from ishoj_process.models import Level, MainPolicy, StatusChange, Strategy, Vision
from ishoj_process.models.status import (
    MEANINGS,
    NOT_STATED,
    UNKNOWN,
    Meaning,
    Status,
    label_of,
    meaning_of,
    moves_from,
    place_on_shelf,
    sentence_of,
    statuses,
)
from strategies.rights import can_read_wording, wordings_read_by
from tests.site.rights_table import rights_table
from tests.site.test_rights_table import answer_of, real, site  # noqa: F401  (a fixture is found by its name)

SECRET = "Hemmeligsnak"
UNHEARD = "unheard_of"
TABLE = {address: answers for (method, address), answers in rights_table().items() if method == "GET"}
# The acts that move a document name the status that they move it to, each singly.
NAMED_BY_ACTS = {
    "ishoj_process/hierarchy/forms.py": "whether an adoption may be stated",
    "vision/adoption/editions.py": "a new edition, and what it takes the place of",
    "vision/adoption/acts.py": "the council's adoption",
    "strategies/adoption/acts.py": "the committee's adoption, and what is superseded by it",
    "calendar_app/meetings/page.py": "what the minutes say was put back into preparation",
}
THE_TABLE = "ishoj_process/models/status.py"


def test_every_status_has_a_row_and_no_row_is_of_another():
    assert set(MEANINGS) == {NOT_STATED, *Status}
    assert Level._meta.get_field("status").max_length >= max(map(len, Status.values))


def test_every_move_leads_to_a_status_and_comes_from_one():
    for meaning in MEANINGS.values():
        assert set(meaning.leads_to) <= set(Status)
        assert set(meaning.comes_from) <= set(MEANINGS)


def test_what_the_table_does_not_know_is_closed():
    assert meaning_of(UNHEARD) == UNKNOWN == Meaning()
    opening = {name: getattr(UNKNOWN, name) for name in Meaning.__annotations__ if name.startswith(("is_", "covers"))}
    assert opening.pop("is_secret") is True
    assert set(opening.values()) == {False}
    assert moves_from(UNHEARD) == ()
    assert [status for status in MEANINGS if UNHEARD in moves_from(status)] == []
    assert (label_of(UNHEARD), sentence_of(UNHEARD)) == (UNHEARD, "Status er “unheard_of”.")


def test_forgotten_row_is_closed(monkeypatch):
    monkeypatch.delitem(MEANINGS, Status.ADOPTED)

    assert meaning_of("adopted").is_secret
    assert "adopted" not in statuses(lambda row: not row.is_secret)
    assert "adopted" not in moves_from("before_decision")
    assert (label_of("adopted"), sentence_of("adopted")) == ("vedtaget", "Status er “vedtaget”.")


def test_new_row_says_itself_what_leads_to_it(monkeypatch):
    row = Meaning(leads_to=("chosen", "dropped"), comes_from=("chosen", "in_preparation"))
    monkeypatch.setitem(MEANINGS, UNHEARD, row)

    assert moves_from(UNHEARD) == ("chosen", "dropped")
    assert [status for status in MEANINGS if UNHEARD in moves_from(status)] == ["chosen", "in_preparation"]


@pytest.mark.parametrize("status", [*MEANINGS, UNHEARD])
def test_badge_has_an_icon_and_a_colour_that_there_are(status):
    styles = (settings.BASE_DIR / "static" / "site.css").read_text()

    badge = Template("{% load ui %}{% status_badge status %}").render(Context({"status": status}))

    assert "<svg" in badge
    assert f".badge-{meaning_of(status).tone} " in styles


def test_shelves_stand_in_the_order_of_the_work_and_what_was_laid_aside_last():
    laid_aside = ["dropped", "superseded", UNHEARD]
    work = ["considered", "chosen", "in_preparation", "before_decision", "adopted"]

    assert sorted([*laid_aside, "", *reversed(work)], key=place_on_shelf) == [*work, "", *laid_aside]


def member_names(node):
    """The members that a piece of code names: `Status.ADOPTED`, `Level.Status.ADOPTED`."""
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and each.attr in Status.names:
            above = ast.unparse(each.value)
            if above.endswith("Status") and "FollowUp" not in above:
                yield each.attr


def lists_in(tree):
    """Every tuple, list, set, and the keys of every dictionary."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            yield node.elts
        elif isinstance(node, ast.Dict):
            yield [key for key in node.keys if key]


def code():
    for package in ("ishoj_process", "vision", "strategies", "calendar_app"):
        for path in sorted((settings.BASE_DIR / package).rglob("*.py")):
            name = path.relative_to(settings.BASE_DIR).as_posix()
            if "migrations" not in path.parts and name != THE_TABLE:
                yield name, ast.parse(path.read_text())


def test_statuses_are_named_by_the_table_and_by_acts():
    assert {name for name, tree in code() if any(member_names(tree))} == set(NAMED_BY_ACTS)


def test_no_list_of_statuses_stands_outside_the_table():
    found = []
    for name, tree in code():
        for parts in lists_in(tree):
            values = {part.value for part in parts if isinstance(part, ast.Constant)}
            if any(any(member_names(part)) for part in parts) or len(values & set(Status.values)) > 1:
                found.append((name, [ast.unparse(part) for part in parts]))
    assert found == []


@pytest.mark.parametrize("role", ["public", "member", "owner", "administration"])
@pytest.mark.parametrize("status", [*MEANINGS, UNHEARD])
def test_predicate_and_set_agree_on_who_reads_the_wording(request, strategy, member, committee, role, status):
    if role == "owner":
        strategy.owner = committee
    strategy.status = status
    strategy.save()
    user = AnonymousUser() if role == "public" else request.getfixturevalue({"owner": "member"}.get(role, role))

    may_read = can_read_wording(user, strategy)

    assert may_read == wordings_read_by(user).filter(pk=strategy.pk).exists()
    assert may_read == (role in ("owner", "administration") or not meaning_of(status).is_secret)


@pytest.fixture
def unheard(site):  # noqa: F811
    """All documents have a status that this release does not know; the strategy's draft says a word of its own."""
    strategy = Strategy.objects.get(pk=site["strategy-id"])
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
    return site


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


def answers(client, site):  # noqa: F811
    addresses = [*TABLE, f"/soeg/?q={SECRET}", "/strategier/?status=unheard_of", "/kaskade/?udvalg=<body>"]
    return {address: client.get(real(address, site)) for address in addresses}


@pytest.mark.parametrize("role", ["public", "member", "administration", "secretariat"])
def test_unknown_status_breaks_no_page_and_shows_no_draft(request, client_of, unheard, role):
    client = client_of(None if role == "public" else request.getfixturevalue(role))

    found = answers(client, unheard)

    said = {address: answer_of(response) for address, response in found.items() if address in TABLE}
    assert said == {address: TABLE[address][role] for address in said}
    assert {address: r.status_code for address, r in found.items() if r.status_code >= 500} == {}
    telling = {address for address, response in found.items() if SECRET in text_of(response)}
    if role in ("administration", "secretariat"):
        assert {"/strategier/<strategy>/", "/strategier/<strategy>/tekst/"} <= telling
    else:
        assert telling <= {f"/soeg/?q={SECRET}"}  # what was asked for stands in the search field


@pytest.mark.parametrize("role", ["public", "member", "administration"])
def test_search_finds_no_draft_of_an_unknown_status(request, client_of, unheard, role):
    client = client_of(None if role == "public" else request.getfixturevalue(role))

    page = client.get("/soeg/", {"q": SECRET}).content.decode()

    assert ("Biodiversitetsstrategi" in page) == (role == "administration")


def test_owner_reads_its_own_draft_of_an_unknown_status(client_of, unheard, member, committee):
    Strategy.objects.filter(pk=unheard["strategy-id"]).update(owner=committee)

    assert SECRET in text_of(client_of(member).get(real("/strategier/<strategy>/", unheard)))


def test_pages_name_an_unknown_status_by_its_value(client, unheard):
    pages = ["/strategier/<strategy>/", "/strategier/", "/kaskade/", "/", "/udvalg/", "/traad/strategi/<strategy-id>/"]

    assert [page for page in pages if "nheard_of" not in text_of(client.get(real(page, unheard)))] == []


def test_unknown_status_covers_nothing_and_is_not_reckoned(client_of, unheard, administration):
    assert list(Strategy.objects.covering()) == []
    assert "Biodiversitetsstrategi" not in text_of(client_of(administration).get("/hoeringer/overblik/"))


def test_document_of_an_unknown_status_may_be_kept_there_and_moved_nowhere(client_of, unheard, administration):
    address, client = real("/strategier/<strategy>/status/", unheard), client_of(administration)

    moved = client.post(address, {"to": "adopted", "note": "Vedtaget."})
    kept = client.post(address, {"to": UNHEARD, "note": "Vi venter."})

    assert (moved.status_code, kept.status_code) == (200, 302)
    assert "Status kan ikke ændres fra “unheard_of” til “vedtaget”." in moved.content.decode()
    assert StatusChange.objects.filter(to_status=UNHEARD, note="Vi venter.").count() == 1


def test_row_with_a_new_status_is_all_that_pages_need(monkeypatch, client_of, unheard, administration):
    """As a release knows it that has the row: it is moved on, covers, and stands among what is worked on."""
    row = replace(MEANINGS["in_preparation"], leads_to=("in_preparation",), icon="circle-pause")
    monkeypatch.setitem(MEANINGS, UNHEARD, row)
    client = client_of(administration)

    moved = client.post(real("/strategier/<strategy>/status/", unheard), {"to": "in_preparation", "note": "Videre."})

    assert moved.status_code == 302
    assert Strategy.objects.get(pk=unheard["strategy-id"]).status == "in_preparation"


def test_templates_ask_no_status_by_its_name():
    names = "|".join(Status.values)
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        assert not re.search(rf"{{%[^%]*[\"']({names})[\"'][^%]*%}}", path.read_text()), path
