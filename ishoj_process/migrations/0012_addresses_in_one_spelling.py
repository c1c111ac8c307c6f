"""E-mail addresses are one however their domain is written. Where two users differ by that alone, nothing is changed."""

from collections import defaultdict

from django.conf import settings
from django.core.management import CommandError
from django.db import migrations
from django.utils.translation import gettext as _
from django.utils.translation import override

from ishoj_process.models.addresses import small


def refuse_doubles(apps, schema_editor):
    """Stop before anything is changed: which of the two is the person's own, only the municipality knows."""
    users = apps.get_model("ishoj_process", "User").objects.using(schema_editor.connection.alias)
    by_address = defaultdict(list)
    for pk, email, name in users.order_by("pk").values_list("pk", "email", "name"):
        by_address[small(email)].append(f"{email} ({name}, {pk})")
    doubles = [" = ".join(rows) for rows in by_address.values() if len(rows) > 1]
    if doubles:
        with override(settings.LANGUAGE_CODE):
            text = _(
                "Two users have the same e-mail address but for the spelling of its domain: %(users)s. Nothing has been "
                "changed. Give one of the two another address in the release that ran so far, and start again."
            )
            raise CommandError(text % {"users": "; ".join(doubles)})


def store_in_one_spelling(apps, schema_editor):
    connection = schema_editor.connection
    users = apps.get_model("ishoj_process", "User").objects.using(connection.alias)
    for pk, email in users.values_list("pk", "email"):
        if email != small(email):
            # Whoever had logged in from a network is known there by the address as it was.
            apps.get_model("ishoj_process", "KnownNetwork").objects.using(connection.alias).filter(user=pk).delete()
            users.filter(pk=pk).update(email=small(email))


class Migration(migrations.Migration):
    dependencies = [
        ("ishoj_process", "0011_invited_users_and_versions_of_terms"),
    ]

    operations = [
        migrations.RunPython(refuse_doubles, migrations.RunPython.noop),
        migrations.RunPython(store_in_one_spelling, migrations.RunPython.noop),
    ]
