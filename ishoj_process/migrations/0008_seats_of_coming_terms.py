"""Groups have names by day, terms say from when those elected to them read, and a meeting may belong to one to come."""

import django.db.models.deletion
import ishoj_process.models.names
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ishoj_process', '0007_names_and_lives_of_bodies'),
    ]

    operations = [
        migrations.AddField(
            model_name='councilterm',
            name='elected_read_from',
            field=models.DateField(blank=True, null=True, verbose_name='the newly elected read from'),
        ),
        migrations.AddField(
            model_name='historicalmeeting',
            name='convened_by',
            field=models.CharField(blank=True, max_length=254, verbose_name='convened by'),
        ),
        migrations.AddField(
            model_name='historicalmeeting',
            name='term',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ishoj_process.councilterm', verbose_name='held on the seats of the coming term'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='convened_by',
            field=models.CharField(blank=True, max_length=254, verbose_name='convened by'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='term',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings_before', to='ishoj_process.councilterm', verbose_name='held on the seats of the coming term'),
        ),
        migrations.AddField(
            model_name='partygroup',
            name='former_names',
            field=ishoj_process.models.names.FormerNamesField(verbose_name='former names'),
        ),
        migrations.AddConstraint(
            model_name='councilterm',
            constraint=models.CheckConstraint(condition=models.Q(('elected_read_from__isnull', True), ('elected_read_from__lt', models.F('starts')), _connector='OR'), name='council_term_is_read_before_it_starts', violation_error_message='The newly elected can be let to read before the term begins, not later.'),
        ),
    ]
