"""Attachments: uploaded, served and deleted."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ishoj_process.models import Attachment, Meeting, PublicStamp
from tests.ishoj_process.files.test_uploads import pdf


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


def on_disk(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def upload(browser, item, name="oplæg.pdf", content=None, **sent):
    file = SimpleUploadedFile(name, pdf() if content is None else content)
    return browser.post(f"/punkter/{item.pk}/bilag/nyt/", {"title": "Debatoplæg", "file": file, **sent})


def publish(item):
    Meeting.objects.filter(pk=item.meeting_id).update(agenda_state=Meeting.AgendaState.PUBLISHED)


def test_file_is_kept_under_a_name_of_ours_and_takes_the_next_number(browser, agenda_item, uploads_in):
    upload(browser, agenda_item)
    response = upload(browser, agenda_item, name="../../etc/passwd.pdf")

    first, second = agenda_item.attachments.all()
    assert response.url == f"/moeder/{agenda_item.meeting_id}/#punkt-{agenda_item.pk}"
    assert [(first.number, first.original_name), (second.number, second.original_name)] == [
        (1, "oplæg.pdf"),
        (2, "passwd.pdf"),
    ]
    assert (first.content_type, first.size) == ("application/pdf", len(pdf()))
    assert all(re.fullmatch(r"attachments/[0-9a-f]{32}\.pdf", name) for name in on_disk(uploads_in))
    assert len(on_disk(uploads_in)) == 2


def test_long_name_is_kept_as_far_as_the_column_goes_with_its_ending(browser, agenda_item, uploads_in):
    upload(browser, agenda_item, name=f"{'n' * 240}.pdf")

    assert agenda_item.attachments.get().original_name == f"{'n' * 196}.pdf"


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.pdf", b"", "Filen er tom. Vælg en anden fil."),
        ("a.html", b"<script>", None),
        ("a.pdf", b"<script>", None),
    ],
)
def test_wrong_file_is_answered_at_its_field_and_nothing_is_kept(
    browser, agenda_item, uploads_in, name, content, error
):
    response = upload(browser, agenda_item, name=name, content=content)

    assert response.status_code == 200
    [refusal] = response.context["form"].errors["file"]
    assert refusal.startswith(f"{name}: ")
    assert error is None or refusal == f"{name}: {error}"
    assert 'value="Debatoplæg"' in response.text
    assert (Attachment.objects.count(), on_disk(uploads_in)) == (0, [])


def test_nothing_is_kept_where_the_row_cannot_be_stored(browser, agenda_item, uploads_in, monkeypatch):
    def fail(cls):
        raise OSError("the disk is full")

    monkeypatch.setattr(PublicStamp, "raise_value", classmethod(fail))

    with pytest.raises(OSError, match="the disk is full"):
        upload(browser, agenda_item)

    assert (Attachment.objects.count(), on_disk(uploads_in)) == (0, [])


def test_double_click_keeps_one_file(browser, agenda_item, uploads_in):
    page = browser.get(f"/punkter/{agenda_item.pk}/bilag/nyt/")
    token = str(page.context["form"].initial["token"])

    upload(browser, agenda_item, token=token)
    upload(browser, agenda_item, token=token)

    assert (Attachment.objects.count(), len(on_disk(uploads_in))) == (1, 1)


def test_file_is_served_as_a_download_that_nothing_runs(client, attachment, agenda_item):
    publish(agenda_item)

    response = client.get(f"/bilag/{attachment.pk}/")

    assert b"".join(response.streaming_content) == b"%PDF-1.7 a file"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''opl%C3%A6g.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("who", "draft", "published"),
    [(None, 404, 200), ("member", 404, 200), ("administration", 200, 200), ("secretariat", 200, 200)],
)
def test_file_has_the_rights_of_its_item(request, client_of, attachment, agenda_item, who, draft, published):
    client = client_of(request.getfixturevalue(who) if who else None)

    assert client.get(f"/bilag/{attachment.pk}/").status_code == draft
    publish(agenda_item)
    assert client.get(f"/bilag/{attachment.pk}/").status_code == published


def test_file_of_an_unpublished_meeting_is_not_found(client, attachment, agenda_item):
    publish(agenda_item)
    Meeting.objects.filter(pk=agenda_item.meeting_id).update(is_published=False)

    assert client.get(f"/bilag/{attachment.pk}/").status_code == 404


def test_file_is_deleted_from_table_and_disk_after_asking(
    browser, attachment, uploads_in, django_capture_on_commit_callbacks
):
    asked = browser.get(f"/bilag/{attachment.pk}/slet/")
    assert "Det kan ikke fortrydes." in asked.text
    assert len(on_disk(uploads_in)) == 1

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"/bilag/{attachment.pk}/slet/")

    assert (Attachment.objects.count(), on_disk(uploads_in)) == (0, [])
    assert browser.post(f"/bilag/{attachment.pk}/slet/").status_code == 404


def test_files_go_with_their_item(browser, attachment, uploads_in, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"/punkter/{attachment.item_id}/slet/")

    assert (Attachment.objects.count(), on_disk(uploads_in)) == (0, [])


def test_file_stays_where_its_item_may_not_be_deleted(
    browser, attachment, agenda_item, uploads_in, django_capture_on_commit_callbacks
):
    publish(agenda_item)

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"/punkter/{attachment.item_id}/slet/")

    assert len(on_disk(uploads_in)) == 1


@pytest.mark.parametrize("path", ["/punkter/{item}/bilag/nyt/", "/bilag/{attachment}/slet/"])
@pytest.mark.parametrize(("who", "status"), [(None, 302), ("member", 403), ("administration", 403)])
def test_only_the_secretariat_changes_attachments(request, client_of, attachment, path, who, status):
    client = client_of(request.getfixturevalue(who) if who else None)
    url = path.format(item=attachment.item_id, attachment=attachment.pk)

    assert (client.get(url).status_code, client.post(url).status_code) == (status, status)
    assert Attachment.objects.count() == 1


def test_attachments_answer_other_methods_with_405(browser, attachment):
    assert browser.post(f"/bilag/{attachment.pk}/").status_code == 405
    assert browser.put(f"/bilag/{attachment.pk}/slet/").status_code == 405
    assert browser.delete(f"/punkter/{attachment.item_id}/bilag/nyt/").status_code == 405
