"""A new edition or a new vision stands beside what is in force, and no document at a word of the addresses."""

import django.db.models.deletion
import ishoj_process.text.slugs
from django.db import migrations, models

from ishoj_process.text.slugs import RESERVED


def leave_words_of_addresses(apps, schema_editor):
    """A document at such a word could no longer be reached: it gets a number, and its old address leads nowhere new."""
    for name in ("Vision", "MainPolicy", "Strategy"):
        rows = apps.get_model("ishoj_process", name).objects.using(schema_editor.connection.alias)
        for slug in sorted(set(rows.filter(slug__in=RESERVED).values_list("slug", flat=True))):
            taken = set(rows.filter(slug__startswith=slug).values_list("slug", flat=True))
            free = next(f"{slug}-{number}" for number in range(2, len(taken) + 3) if f"{slug}-{number}" not in taken)
            # All editions at once: they share the address.
            rows.filter(slug=slug).update(slug=free)


class Migration(migrations.Migration):

    dependencies = [
        ('ishoj_process', '0008_seats_of_coming_terms'),
    ]

    operations = [
        migrations.AddField(
            model_name='guidingline',
            name='carries_on',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried_on_by', to='ishoj_process.guidingline', verbose_name='carries on'),
        ),
        migrations.AddField(
            model_name='historicalguidingline',
            name='carries_on',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ishoj_process.guidingline', verbose_name='carries on'),
        ),
        migrations.AddField(
            model_name='historicalmainpolicy',
            name='is_announced',
            field=models.BooleanField(default=False, editable=False, verbose_name='known to the public while it is worked on'),
        ),
        migrations.AddField(
            model_name='historicalstrategy',
            name='is_announced',
            field=models.BooleanField(default=False, editable=False, verbose_name='known to the public while it is worked on'),
        ),
        migrations.AddField(
            model_name='historicalvision',
            name='is_announced',
            field=models.BooleanField(default=False, editable=False, verbose_name='known to the public while it is worked on'),
        ),
        migrations.AddField(
            model_name='mainpolicy',
            name='is_announced',
            field=models.BooleanField(default=False, editable=False, verbose_name='known to the public while it is worked on'),
        ),
        migrations.AddField(
            model_name='strategy',
            name='is_announced',
            field=models.BooleanField(default=False, editable=False, verbose_name='known to the public while it is worked on'),
        ),
        migrations.AddField(
            model_name='vision',
            name='is_announced',
            field=models.BooleanField(default=False, editable=False, verbose_name='known to the public while it is worked on'),
        ),
        migrations.AlterField(
            model_name='historicalmainpolicy',
            name='slug',
            field=models.SlugField(max_length=120, validators=[ishoj_process.text.slugs.not_reserved], verbose_name='address'),
        ),
        migrations.AlterField(
            model_name='historicalstrategy',
            name='slug',
            field=models.SlugField(max_length=120, validators=[ishoj_process.text.slugs.not_reserved], verbose_name='address'),
        ),
        migrations.AlterField(
            model_name='historicalvision',
            name='slug',
            field=models.SlugField(max_length=120, validators=[ishoj_process.text.slugs.not_reserved], verbose_name='address'),
        ),
        migrations.AlterField(
            model_name='mainpolicy',
            name='slug',
            field=models.SlugField(max_length=120, validators=[ishoj_process.text.slugs.not_reserved], verbose_name='address'),
        ),
        migrations.AlterField(
            model_name='strategy',
            name='slug',
            field=models.SlugField(max_length=120, validators=[ishoj_process.text.slugs.not_reserved], verbose_name='address'),
        ),
        migrations.AlterField(
            model_name='vision',
            name='slug',
            field=models.SlugField(max_length=120, validators=[ishoj_process.text.slugs.not_reserved], verbose_name='address'),
        ),
        migrations.RunPython(leave_words_of_addresses, migrations.RunPython.noop),
    ]
