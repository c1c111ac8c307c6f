"""Hold the Danish texts against what the code says today."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

CATALOGUE = Path("ishoj_process/locale/da/LC_MESSAGES/django.po")
NOT_SOURCE = shutil.ignore_patterns(".*", "var", "__pycache__", "*.mo")


class Command(BaseCommand):
    help = "Fail where a text is untranslated, fuzzy, no longer used or stands twice. Needs gettext."
    requires_system_checks = []

    def handle(self, *args, **options):
        own = polib.pofile(str(settings.BASE_DIR / CATALOGUE))
        # Of a text that stands twice gettext makes nothing at all.
        found = list(find_repeated(own)) or find_faults(extracted_catalogue(settings.BASE_DIR))
        if faults := [f"{fault}: {entry.msgid}" for fault, entry in found]:
            raise CommandError("\n".join(["The Danish texts are not complete (`make messages`):", *faults]))


def extracted_catalogue(source):
    """The catalogue as `makemessages` would leave it, made in a copy so that the work in hand is not touched."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(source, copy, ignore=NOT_SOURCE)
        make = [sys.executable, "manage.py", "makemessages", "--locale=da", "--no-location"]
        subprocess.run(make, cwd=copy, env={**os.environ, "DEBUG": "1"}, check=True, capture_output=True)  # noqa: S603
        return polib.pofile(str(copy / CATALOGUE))


def find_repeated(catalogue):
    """Yield each text that stands twice, as one typed by hand may."""
    counts = Counter((entry.msgctxt, entry.msgid) for entry in catalogue)
    for entry in catalogue:
        if counts.pop((entry.msgctxt, entry.msgid), 1) > 1:
            yield "stands twice", entry


def find_faults(catalogue):
    """Yield what is wrong with which entry."""
    for entry in catalogue:
        if entry.obsolete:
            yield "no longer used", entry
        elif entry.fuzzy:
            yield "fuzzy", entry
        elif not entry.translated():
            yield "untranslated", entry
