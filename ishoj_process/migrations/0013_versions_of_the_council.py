"""Seats, groups, terms and users keep their earlier versions; a second deputy mayor is a role of the council's seats."""

import django.core.validators
import django.db.models.deletion
import ishoj_process.models.addresses
import ishoj_process.models.names
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

TABLES = {
    "CouncilTerm": "HistoricalCouncilTerm",
    "PartyGroup": "HistoricalPartyGroup",
    "Seat": "HistoricalSeat",
    "User": "HistoricalUser",
}
OF_HISTORY = {"history_id", "history_date", "history_change_reason", "history_type", "history_user"}


def keep_what_stands(apps, schema_editor):
    """The first version of each row is how it stands now: who entered it, and when, is not known, and not said.

    Of who was deleted nothing is kept.
    """
    now = timezone.now()
    for name, history in TABLES.items():
        table, versions = apps.get_model("ishoj_process", name), apps.get_model("ishoj_process", history)
        columns = [field.attname for field in versions._meta.concrete_fields if field.name not in OF_HISTORY]
        rows = table.objects.order_by("pk")
        for row in (rows.filter(deleted_at=None) if name == "User" else rows).values(*columns).iterator():
            versions.objects.create(history_date=now, history_type="+", **row)


class Migration(migrations.Migration):

    dependencies = [
        ('ishoj_process', '0012_addresses_in_one_spelling'),
    ]

    operations = [
        migrations.AddField(
            model_name='partygroup',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='version'),
        ),
        migrations.AddField(
            model_name='seat',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='version'),
        ),
        migrations.AlterField(
            model_name='seat',
            name='role',
            field=models.CharField(choices=[('chair', 'chair'), ('vice_chair', 'vice chair'), ('vice_chair_2', 'second vice chair'), ('member', 'member'), ('substitute', 'substitute')], default='member', max_length=12, verbose_name='role'),
        ),
        migrations.CreateModel(
            name='HistoricalCouncilTerm',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('name', models.CharField(db_index=True, max_length=40, verbose_name='name')),
                ('slug', models.SlugField(blank=True, editable=False, max_length=120, verbose_name='address')),
                ('starts', models.DateField(verbose_name='first day')),
                ('ends', models.DateField(verbose_name='last day')),
                ('elected_read_from', models.DateField(blank=True, null=True, verbose_name='the newly elected read from')),
                ('council_size', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='members of the council')),
                ('level_order', models.CharField(choices=[('sequential', 'one after the other'), ('parallel', 'vision and strategies at the same time')], default='sequential', max_length=12, verbose_name='order of the levels in this term')),
                ('next_level_order', models.CharField(choices=[('sequential', 'one after the other'), ('parallel', 'vision and strategies at the same time')], default='sequential', max_length=12, verbose_name='order of the levels in the next term')),
                ('vision_is_new_level', models.BooleanField(default=False, verbose_name='the vision is a new level in this term')),
                ('main_policies_concluded', models.BooleanField(default=False, verbose_name='work on the main policies is as a rule finished in this term')),
                ('citizens_shape_vision', models.BooleanField(default=True, verbose_name='citizens are involved in the wording of the vision')),
                ('citizens_shape_main_policies', models.BooleanField(blank=True, null=True, verbose_name='citizens are involved in the main policies')),
                ('citizens_shape_strategies', models.BooleanField(default=True, verbose_name='citizens are involved in the strategies')),
                ('consultation_weeks', models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MaxValueValidator(52)], verbose_name='weeks that a consultation lasts at least')),
                ('owner_days', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name="working days between the answers to a consultation and the owner's own meeting")),
                ('must_hear', models.BooleanField(default=False, verbose_name='a strategy may not go to decision before the committees that it touches have been heard')),
                ('late_after_days', models.PositiveSmallIntegerField(default=14, validators=[django.core.validators.MaxValueValidator(365)], verbose_name='days after which a milestone that has not been reached counts as late')),
                ('update_after_days', models.PositiveSmallIntegerField(default=180, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1500)], verbose_name="days after which a strategy's status counts as not updated")),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical council term',
                'verbose_name_plural': 'historical council terms',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalPartyGroup',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('letter', models.CharField(db_index=True, max_length=8, verbose_name='letter')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('former_names', ishoj_process.models.names.FormerNamesField(verbose_name='former names')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical party group',
                'verbose_name_plural': 'historical party groups',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSeat',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('role', models.CharField(choices=[('chair', 'chair'), ('vice_chair', 'vice chair'), ('vice_chair_2', 'second vice chair'), ('member', 'member'), ('substitute', 'substitute')], default='member', max_length=12, verbose_name='role')),
                ('starts', models.DateField(blank=True, null=True, verbose_name='from')),
                ('ends', models.DateField(blank=True, null=True, verbose_name='to')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('body', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ishoj_process.body', verbose_name='body')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party_group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ishoj_process.partygroup', verbose_name='party group')),
                ('term', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ishoj_process.councilterm', verbose_name='term')),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'historical seat',
                'verbose_name_plural': 'historical seats',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalUser',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('email', ishoj_process.models.addresses.SmallEmailField(db_index=True, max_length=254, verbose_name='e-mail')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('role', models.CharField(choices=[('member', 'council member'), ('administration', 'administration'), ('secretariat', 'secretariat')], default='member', max_length=20, verbose_name='role')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical user',
                'verbose_name_plural': 'historical users',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(keep_what_stands, migrations.RunPython.noop),
    ]
