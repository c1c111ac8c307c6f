"""What several do in the same moment, on each database, as production runs it: one is first, nothing is lost."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.waiting import PATIENCE

STAFF = 8
EDIT_AT_ONCE = """
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from ishoj_process.editing.acts import EditConflict, store_edit
from ishoj_process.editing.page import EditForm
from ishoj_process.models import Meeting

meeting = Meeting.objects.create(kind="theme", start_date="2023-08-21", end_date="2023-08-21")
together = Barrier(STAFF)

class PlaceForm(EditForm):
    class Meta:
        model = Meeting
        fields = ["place"]

def edit(number):
    form = PlaceForm({"place": f"Sal {number}"}, instance=Meeting.objects.get(pk=meeting.pk))
    assert form.is_valid()
    together.wait(PATIENCE)
    try:
        return store_edit(form=form, seen_version=1, by=None).place
    except EditConflict as conflict:
        return f"shown {conflict.stored.place}"

with ThreadPoolExecutor(STAFF) as staff:
    told = sorted(staff.map(edit, range(STAFF)))
meeting.refresh_from_db()
versions = [version.place for version in meeting.history.order_by("history_id")]
print(json.dumps([told, meeting.place, meeting.version, versions]))
""".replace("STAFF", str(STAFF)).replace("PATIENCE", str(PATIENCE))


@pytest.fixture
def environment(own_database, tmp_path):
    """A house with a database of its own and nothing in it."""
    own = {"DJANGO_SETTINGS_MODULE": "ishoj_process.settings", "VAR_DIR": str(tmp_path), "DATABASE_URL": own_database}
    return os.environ | own


def start(environment, *arguments):
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        env=environment,
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ended(process):
    output, _nothing = process.communicate(timeout=PATIENCE)
    return process.returncode, output


def test_plan_loaded_twice_at_once_is_stored_once(environment):
    both = [start(environment, "load_plan") for _time in range(2)]

    assert sorted(ended(process) for process in both) == [
        (0, "Planen er indlæst: 0 nye, 0 ændrede, 106 uændrede.\n"),
        (0, "Planen er indlæst: 106 nye, 0 ændrede, 0 uændrede.\n"),
    ]


def test_meeting_edited_by_many_at_once_is_stored_once_and_shown_to_the_others(environment):
    status, output = ended(start(environment, "shell", "--no-imports", "--command", EDIT_AT_ONCE))
    assert status == 0, output
    told, place, version, versions = json.loads(output.splitlines()[-1])

    assert told == [place, *[f"shown {place}"] * (STAFF - 1)]
    assert (version, versions) == (2, ["", place])
