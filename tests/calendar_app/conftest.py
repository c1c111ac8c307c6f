"""What tests of the top floor share."""

import html
import re

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from calendar_app.red_thread.build import load_thread
from calendar_app.red_thread.kinds import find_row, kind_of
from ishoj_process.models import AgendaItem, Attachment, Meeting
from tests.calendar_app.plan_file.texts import PlanFile
from tests.calendar_app.red_thread.chain import whole_chain
from tests.conftest import TODAY
from tests.mail_servers import Letterbox, serve
from tests.waiting import PATIENCE


@pytest.fixture
def plan_file(tmp_path):
    return PlanFile(tmp_path / "plan.toml")


@pytest.fixture
def agenda_item(theme_meeting):
    """The first item of theme meeting 1, whose agenda is still a draft."""
    return AgendaItem.objects.create(
        meeting=theme_meeting, number=1, title="Direktionens debatoplæg", case_presentation="<p>Oplægget.</p>"
    )


@pytest.fixture
def make_item(theme_meeting):
    """A further item of a meeting's agenda, of theme meeting 1 unless told otherwise."""

    def make(title="Et punkt", meeting=theme_meeting, **fields):
        return AgendaItem.objects.create(
            meeting=meeting, title=title, **{"number": meeting.items.count() + 1, **fields}
        )

    return make


@pytest.fixture
def uploads_in(tmp_path, settings):
    """The disk that uploads go to, empty at first."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def attachment(agenda_item, uploads_in):
    return make_attachment(agenda_item)


def make_attachment(item, title="Debatoplæg", content=b"%PDF-1.7 a file", number=1):
    kept = Attachment(
        item=item,
        number=number,
        title=title,
        original_name="oplæg.pdf",
        content_type="application/pdf",
        size=len(content),
    )
    kept.file.save("upload.pdf", ContentFile(content))
    return kept


@pytest.fixture
def published(theme_meeting):
    """Theme meeting 1 with its agenda published."""
    Meeting.objects.filter(pk=theme_meeting.pk).update(agenda_state=Meeting.AgendaState.PUBLISHED)
    theme_meeting.refresh_from_db()
    return theme_meeting


@pytest.fixture
def ishoej(db):
    """The plan of 2023, loaded from its file."""
    call_command("load_plan", verbosity=0)


@pytest.fixture
def page(client):
    """What a reader without log-in sees at an address, without its elements."""

    def words(url):
        response = client.get(url)
        assert response.status_code == 200
        content = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", response.content.decode())
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", content)).split())

    return words


@pytest.fixture
def chain(vision, aim, council, committee, member):
    """A whole red thread, from theme meeting 1 to an adopted strategy."""
    return whole_chain(vision, aim, council, committee, member)


@pytest.fixture
def today():
    """The process's day."""
    return TODAY


@pytest.fixture
def read(today):
    """The thread of a row as somebody reads it; None for those who may not know of the row."""

    def load(user, row):
        found = find_row(user, kind_of(row), row.pk)
        return load_thread(user, found, today) if found else None

    return load


@pytest.fixture
def letterbox(settings):
    """A mail server on a port of its own."""
    box = Letterbox()
    port, stop = serve(box)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, PATIENCE
    settings.SITE_URL = "https://politik.example.org"
    yield box
    stop()
