"""Which code is running: what was built by another is not shown any more."""

import hashlib
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings


@cache
def release() -> str:
    """A name that changes with every change of the house's code, templates, styles, words or libraries.

    Read once by each process, in some 20 milliseconds.
    """
    digest = hashlib.sha256()
    # Sorted, as folders are read in no order: each process must come to the same name.
    for path in sorted(sources()):
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def sources() -> set[Path]:
    """The files that pages, feeds and PDFs are built by."""
    own = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
    folders = [*own, settings.BASE_DIR / "templates", settings.BASE_DIR / "static"]
    found = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    built = {path for path in found if path.suffix in (".pyc", ".po")}  # words are read from the compiled .mo
    return found - built | {settings.BASE_DIR / "requirements.txt"}
