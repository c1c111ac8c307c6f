"""E-mail addresses are one whatever their capitals. Where two users differ by them alone, nothing is changed."""

from collections import defaultdict

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.core.management import CommandError
from django.db import migrations, models
from django.utils.translation import gettext as _
from django.utils.translation import override

import ishoj_process.models.addresses
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
                "Two users have the same e-mail address but for its capitals: %(users)s. Nothing has been changed. "
                "Give one of the two another address in the release that ran so far, and start again."
            )
            raise CommandError(text % {"users": "; ".join(doubles)})


def store_small(apps, schema_editor):
    users = apps.get_model("ishoj_process", "User").objects.using(schema_editor.connection.alias)
    for pk, email in users.values_list("pk", "email"):
        if email != small(email):
            users.filter(pk=pk).update(email=small(email))


def forget_other_addresses(apps, schema_editor):
    """Log-in asks the user alone: what was noted beside it, a former address among it, lets nobody in any more."""
    apps.get_model("account", "EmailAddress").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0001_initial"),
        ("ishoj_process", "0005_search_words"),
    ]

    operations = [
        migrations.RunPython(refuse_doubles, migrations.RunPython.noop),
        migrations.RunPython(store_small, migrations.RunPython.noop),
        migrations.RunPython(forget_other_addresses, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="user",
            name="email",
            field=ishoj_process.models.addresses.SmallEmailField(max_length=254, unique=True, verbose_name="e-mail"),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="user_email_is_small",
                violation_error_message="E-mail addresses are stored in small letters.",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="deleted_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="deleted at"),
        ),
        migrations.CreateModel(
            name="KnownNetwork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fingerprint", models.CharField(max_length=64)),
                ("used_on", models.DateField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="known_networks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "known network",
                "verbose_name_plural": "known networks",
            },
        ),
        migrations.AddConstraint(
            model_name="knownnetwork",
            constraint=models.UniqueConstraint(fields=("user", "fingerprint"), name="known_network_once_per_user"),
        ),
    ]
