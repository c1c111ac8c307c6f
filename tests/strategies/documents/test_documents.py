"""The files of a strategy: who may have them, what is let in, and that disk and table agree."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ishoj_process.models import Seat
from strategies.models import StrategyDocument
from tests.ishoj_process.files.test_uploads import pdf

DETAIL = "/strategier/biodiversitetsstrategi/"
NEW = f"{DETAIL}dokumenter/nyt/"
TOKEN = "0b8f4f0e-55d1-4d52-8f0e-7d94a4a7f1aa"


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def browser(client_of, administration):
    return client_of(administration)


def upload(browser, name="kort.pdf", content=None, **typed):
    file = SimpleUploadedFile(name, content or pdf())
    return browser.post(NEW, {"title": "Kort over naturen", "file": file, "token": TOKEN, **typed})


def files_on(disk):
    return [path for path in Path(disk).rglob("*") if path.is_file()]


@pytest.fixture
def document(browser, strategy):
    upload(browser)
    return StrategyDocument.objects.get()


def test_file_is_kept_once_under_a_name_of_ours(browser, strategy, disk):
    answers = [upload(browser).url for _click in range(2)]

    assert answers == [DETAIL] * 2
    stored = StrategyDocument.objects.get()
    assert (stored.title, stored.original_name, stored.content_type) == (
        "Kort over naturen",
        "kort.pdf",
        "application/pdf",
    )
    assert len(files_on(disk)) == 1
    assert "kort" not in stored.file.name
    assert "Kort over naturen" in browser.get(DETAIL).content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [(None, 404), ("member", 404), ("administration", 200), ("secretariat", 200)]
)
def test_file_of_a_draft_is_its_owners_and_the_staffs(request, client_of, document, role, status):
    client = client_of(request.getfixturevalue(role) if role else None)

    assert client.get(document.get_absolute_url()).status_code == status
    assert ("Kort over naturen" in client.get(DETAIL).content.decode()) is (status == 200)


def test_member_of_the_owner_reads_it(client_of, member, term, document, other_committee):
    Seat.objects.create(user=member, body=other_committee, term=term)

    response = client_of(member).get(document.get_absolute_url())

    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert (response["Content-Disposition"], response["Content-Security-Policy"]) == (
        'attachment; filename="kort.pdf"',
        "sandbox; default-src 'none'",
    )


def test_file_of_an_adopted_strategy_is_everybodys(client, document, strategy):
    strategy.status = "adopted"
    strategy.save()

    assert client.get(document.get_absolute_url()).status_code == 200


def test_file_of_a_strategy_that_is_not_shown_is_absent(client, document, strategy):
    strategy.status, strategy.is_published = "adopted", False
    strategy.save()

    assert client.get(document.get_absolute_url()).status_code == 404


def test_file_is_not_found_under_another_strategy(browser, document, make_strategies):
    (other,) = make_strategies(1)

    assert browser.get(f"/strategier/{other.slug}/dokumenter/{document.pk}/").status_code == 404


def test_what_is_no_document_is_refused_and_nothing_stays(browser, strategy, disk):
    response = upload(browser, "virus.pdf", b"MZ\x90\x00")

    assert list(response.context["form"].errors) == ["file"]
    assert (StrategyDocument.objects.count(), files_on(disk)) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_removed_file_is_gone_from_table_and_disk(browser, document, disk):
    url = f"{document.get_absolute_url()}fjern/"
    assert "Kort over naturen" in browser.get(url).content.decode()

    answers = [browser.post(url, {"version": "1"}).status_code for _click in range(2)]

    assert (answers, StrategyDocument.objects.count(), files_on(disk)) == ([302, 404], 0, [])
