"""The tables as the models say them, in a second: the migrations, which lead to the same (`test_migrations.py`), take
twenty.

As a program it makes them in the empty house of the environment, and all else that `set_up_database` does there.
"""

import os
import subprocess
import sys
from importlib import import_module

from tests.round_site import ROOT


def make_tables():
    """In an empty database, with what only a migration makes, and the list of what has been run."""
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command

    settings.MIGRATION_MODULES = dict.fromkeys(config.label for config in apps.get_app_configs())
    call_command("migrate", run_syncdb=True, verbosity=0)
    settings.MIGRATION_MODULES = {}
    note_migrations_as_run()


def note_migrations_as_run():
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    full_text = import_module("ishoj_process.migrations.0005_search_words")
    with connection.schema_editor() as editor:
        full_text.make_full_text(apps, editor)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in MigrationLoader(connection).graph.nodes:
        recorder.record_applied(app, name)


def set_up_quickly(environment):
    """An empty house, as `set_up_database` leaves it."""
    subprocess.run([sys.executable, "-m", "tests.tables"], env=environment, cwd=ROOT, check=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ishoj_process.settings")
    import django
    from django.core.management import call_command

    django.setup()
    make_tables()
    call_command("set_up_database")
