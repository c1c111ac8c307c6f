"""A milestone's day is asked of it in the table, too: what the field said of NULL was lost when it was written down."""

from django.db import migrations

import ishoj_process.dates.rough

DUE = ishoj_process.dates.rough.RoughDateField(blank=False, max_length=11, null=False, verbose_name="to be reached")


def say_not_known_by_an_empty_code(apps, schema_editor):
    """No form stores a milestone without a day; a row that has none all the same is read as before."""
    for name in ("Milestone", "HistoricalMilestone"):
        apps.get_model("strategies", name).objects.filter(due=None).update(due="")


class Migration(migrations.Migration):
    dependencies = [("strategies", "0003_consultees")]

    operations = [
        migrations.RunPython(say_not_known_by_an_empty_code, migrations.RunPython.noop),
        migrations.AlterField("historicalmilestone", "due", DUE),
        migrations.AlterField("milestone", "due", DUE),
    ]
