"""A disk that is full: nothing is left of what did not fit, and whoever sent it sees their form again."""

import errno
import resource
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import DatabaseError, OperationalError

from ishoj_process.editing.full import is_full
from ishoj_process.files.storage import WholeFiles
from ishoj_process.models import AgendaItem, Attachment
from tests.ishoj_process.files.test_uploads import pdf

FULL = "Intet blev gemt, for der er ikke mere plads på serveren."


@contextmanager
def files_no_larger_than(size):
    """What the system lets be written of a file: it writes so much, and then refuses, as a full disk does."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (_soft, hard))


@pytest.fixture
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    return settings.MEDIA_ROOT


def left(folder):
    return list(Path(folder).rglob("*")) if folder.exists() else []


def large_pdf():
    """More than is kept in memory."""
    return pdf(lambda document: document.attachments.clear()) + b"%" + b"x" * 3_000_000


@pytest.mark.parametrize("size", [0, 1000, 100_000])
def test_nothing_is_left_of_a_file_that_did_not_fit(uploads, size):
    with files_no_larger_than(size), pytest.raises(OSError, match="large"):
        WholeFiles().save("attachments/a.pdf", ContentFile(b"x" * 200_000))

    assert left(uploads) == []


def test_folder_of_others_stays(uploads):
    WholeFiles().save("attachments/a.pdf", ContentFile(b"x"))
    with files_no_larger_than(10), pytest.raises(OSError, match="large"):
        WholeFiles().save("attachments/b.pdf", ContentFile(b"x" * 200_000))

    assert [path.name for path in left(uploads)] == ["attachments", "a.pdf"]


def test_nothing_is_left_of_a_large_upload_that_is_moved_to_another_disk(uploads, monkeypatch):
    def other_disk(*_paths):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr("os.rename", other_disk)
    upload = TemporaryUploadedFile("a.pdf", "application/pdf", 200_000, None)
    upload.write(b"x" * 200_000)
    upload.seek(0)
    with files_no_larger_than(1000), pytest.raises(OSError, match="large"):
        WholeFiles().save("attachments/a.pdf", upload)

    assert left(uploads) == []


def test_nothing_is_left_where_reading_fails(uploads):
    class Broken(File):
        def chunks(self, chunk_size=None):
            yield b"x" * 1000
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(OSError, match="Input"):
        WholeFiles().save("attachments/a.pdf", Broken(None, "a.pdf"))

    assert left(uploads) == []


def test_file_is_whole_under_its_own_name_and_writes_over_none(uploads):
    storage = WholeFiles()
    first = storage.save("attachments/a.pdf", ContentFile(b"1"))
    part = Path(storage.path("attachments/x.part"))
    part.write_bytes(b"2")
    second = storage._named(part, first)

    assert (first, storage.open(first).read(), storage.open(second).read()) == ("attachments/a.pdf", b"1", b"2")
    assert len(left(uploads)) == 3


@pytest.fixture
def item(make_meeting):
    return AgendaItem.objects.create(meeting=make_meeting(), number=1, title="Budget")


@pytest.mark.parametrize("content", [pdf(), large_pdf()], ids=["small", "large"])
def test_upload_that_does_not_fit_is_shown_again(client_of, secretariat, item, uploads, content):
    upload = SimpleUploadedFile("b.pdf", content)
    with files_no_larger_than(300):
        answer = client_of(secretariat).post(f"/punkter/{item.pk}/bilag/nyt/", {"title": "Mit bilag", "file": upload})

    assert answer.status_code == 200
    assert FULL in answer.content.decode()
    assert answer.context["form"]["title"].value() == "Mit bilag"
    assert not Attachment.objects.exists()
    item.refresh_from_db()
    assert item.last_attachment_number == 0
    assert [path for path in left(uploads.parent) if path.is_file()] == []


def test_the_same_upload_is_kept_when_there_is_room(client_of, secretariat, item, uploads):
    for content in (pdf(), pdf(lambda document: document.docinfo.update({"/Title": "x" * 3_000_000}))):
        sent = {"title": "Mit bilag", "file": SimpleUploadedFile("b.pdf", content)}
        assert client_of(secretariat).post(f"/punkter/{item.pk}/bilag/nyt/", sent).status_code == 302

    assert Attachment.objects.count() == 2
    assert len([path for path in left(uploads.parent) if path.is_file()]) == 2


def test_file_goes_again_where_its_row_does_not_fit(client_of, secretariat, item, uploads, monkeypatch):
    def full(*_arguments, **_options):
        raise OperationalError("database or disk is full")

    client = client_of(secretariat)
    monkeypatch.setattr("django.db.models.query.QuerySet._insert", full)
    sent = {"title": "Mit bilag", "file": SimpleUploadedFile("b.pdf", pdf())}
    answer = client.post(f"/punkter/{item.pk}/bilag/nyt/", sent)
    monkeypatch.undo()

    assert answer.context["form"]["title"].value() == "Mit bilag"
    assert FULL in answer.content.decode()
    assert [path for path in left(uploads.parent) if path.is_file()] == []


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(errno.ENOSPC, "x"), True),
        (OSError(errno.EDQUOT, "x"), True),
        (OSError(errno.EROFS, "x"), True),
        (caused(ValueError(), OSError(errno.ENOSPC, "x")), True),
        (OperationalError("database or disk is full"), True),
        (OperationalError('could not extend file "base/1": No space left on device'), True),
        (OperationalError("attempt to write a readonly database"), True),
        (OSError(errno.ENOENT, "x"), False),
        (ConnectionError(), False),
        (DatabaseError("database is locked"), False),
        (ValueError("disk is full"), False),
        (None, False),
    ],
)
def test_full_disk_is_told_from_other_faults(error, full):
    assert is_full(error) is full
