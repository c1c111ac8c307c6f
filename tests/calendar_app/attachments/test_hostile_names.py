"""Names of files as no program of ours writes them, sent as bytes: nothing of them is a path or a head."""

import io
import unicodedata
import zipfile

import pytest

from calendar_app.models import AgendaImport
from ishoj_process.models import Attachment, Meeting
from tests.ishoj_process.files.test_uploads import pdf

NAMES = {
    "line ends": "a\r\nSet-Cookie: x=1\r\n\r\n.pdf",
    "up": "../../../etc/cron.d/x.pdf",
    "up on Windows": "..\\..\\windows\\x.pdf",
    "drive": "C:\\x.pdf",
    "root": "/etc/passwd.pdf",
    "from right to left": "regning\u202efdp.exe.pdf",
    "marks": "\u200ebilag\u200f\u2066x\u2069.pdf",
    "nothing": "a\x00b.pdf",
    "quotes": 'a"; filename="b.exe.pdf',
    "percent": "%2e%2e%2f%0d%0aX: y.pdf",
    "entities": "&#46;&#46;/&lt;script&gt;.pdf",
    "255 bytes": "æ" * 125 + "x.pdf",
    "reserved": "CON.pdf",
    "stream": "NUL:x.pdf",
    "blanks": "   .  x  .pdf",
    "decomposed": unicodedata.normalize("NFD", "Blåbærgrød.pdf"),
    "lines of Unicode": "a\u2028b\u2029c\x85d.pdf",
    "pictures": "🇩🇰👍🏽.pdf",
    "letters of four bytes": "𠀋" * 90 + ".pdf",
    "controls": "a\x07\x1b[31mb\x7f.pdf",
}
REFUSED = {
    "dots behind": "x.pdf...",
    "blank behind": "x.pdf ",
    "no ending": "pdf",
    "ending alone": ".pdf",
    "dots": "..",
    "folder": "x.pdf/",
    "program": "x.pdf\x00.exe",
}


def sent(client, path, name, content, **typed):
    """The bytes of a form, as a program writes them that asks nobody."""
    raw = name.encode()
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in typed.items()
    ]
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="' + raw.replace(b'"', b'\\"') + b'"\r\n'
    body = b"".join(parts) + head + b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n--x--\r\n"
    return client.post(path, body, content_type="multipart/form-data; boundary=x")


def is_clean(text):
    return not any(unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp", "Cs") for sign in text.replace("\u200d", ""))


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def published(agenda_item):
    Meeting.objects.filter(pk=agenda_item.meeting_id).update(agenda_state=Meeting.AgendaState.PUBLISHED)
    return agenda_item


def test_hostile_names_are_names_and_nothing_else(browser, published, uploads_in):
    for name in NAMES.values():
        sent(browser, f"/punkter/{published.pk}/bilag/nyt/", name, pdf())
    rows = list(Attachment.objects.all())
    folder = b"".join(browser.get(f"/moeder/{published.meeting_id}/mappe.zip").streaming_content)

    assert len(rows) >= len(NAMES) - 1  # line ends part a head, and what is left has no name
    assert all(is_clean(row.original_name + row.title) for row in rows)
    assert not [row.original_name for row in rows if {"/", "\\"} & set(row.original_name)]
    for row in rows:
        said = browser.get(row.get_absolute_url())["Content-Disposition"]
        assert (said.partition(";")[0], set("\r\n") & set(said)) == ("attachment", set())
    for name in zipfile.ZipFile(io.BytesIO(folder)).namelist():
        assert all(0 < len(part.encode()) <= 255 and part not in (".", "..") for part in name.split("/"))
        assert (is_clean(name), set('\\:*?"<>|') & set(name)) == (True, set())


@pytest.mark.parametrize("kind", REFUSED)
def test_name_without_its_ending_is_refused_in_words(browser, agenda_item, uploads_in, kind):
    answer = sent(browser, f"/punkter/{agenda_item.pk}/bilag/nyt/", REFUSED[kind], pdf())

    assert (answer.status_code, Attachment.objects.count()) == (200, 0)
    assert answer.context["form"].errors["file"]


def test_no_door_fails_by_a_name(browser, agenda_item, uploads_in):
    for name in (NAMES | REFUSED).values():
        document = name.replace(".pdf", ".docx")
        answer = sent(browser, f"/moeder/{agenda_item.meeting_id}/dagsorden/indlaes/", document, b"PK\x03\x04 none")

        assert (answer.status_code, AgendaImport.objects.count()) == (200, 0)
