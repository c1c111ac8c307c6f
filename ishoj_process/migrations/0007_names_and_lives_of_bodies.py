"""Bodies get names by day, a life and successors by day; what is known of each is carried over, and nothing invented."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.db.models import F
from django.utils import timezone

import ishoj_process.models.names

LEVELS = {"Vision": "vision", "MainPolicy": "main_policy", "Strategy": "strategy"}
# Of the kinds of search entries, those whose bodies are named by a day of their own.
OF_A_DAY = ("meeting", "item", "decision")


def carry_over(apps, schema_editor):
    """A successor was known without a day: NULL. When a document was superseded, its change of status tells."""
    alias = schema_editor.connection.alias
    bodies = apps.get_model("ishoj_process", "Body").objects.using(alias)
    succession = apps.get_model("ishoj_process", "Succession")
    succession.objects.using(alias).bulk_create(
        succession(body_id=body, heir_id=heir)
        for body, heir in bodies.exclude(successor=None).order_by("pk").values_list("pk", "successor")
    )
    _begin_history(bodies, apps.get_model("ishoj_process", "HistoricalBody"), alias)
    changes = apps.get_model("ishoj_process", "StatusChange").objects.using(alias)
    for model, name in LEVELS.items():
        levels = apps.get_model("ishoj_process", model).objects.using(alias)
        for level in levels.filter(status="superseded").order_by().values_list("pk", flat=True):
            last = changes.filter(**{name: level}, to_status="superseded").order_by("-on", "-pk").first()
            if last:
                levels.filter(pk=level).update(superseded_on=last.on)
    entries = apps.get_model("ishoj_process", "SearchEntry").objects.using(alias)
    entries.filter(kind__in=OF_A_DAY).update(named_on=F("first_day"))


def _begin_history(bodies, history, alias):
    """The first record of each: else the first change would have nothing to stand beside, and would not be shown."""
    now = timezone.now()
    kept = [field.attname for field in history._meta.fields if not field.name.startswith("history_")]
    history.objects.using(alias).bulk_create(
        history(history_date=now, history_type="+", **{name: getattr(body, name) for name in kept})
        for body in bodies.order_by("pk")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("ishoj_process", "0006_accounts"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalBody",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created at")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="updated at")),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="source")),
                ("source_note", models.CharField(blank=True, max_length=300, verbose_name="what the source says")),
                ("is_unconfirmed", models.BooleanField(default=False, verbose_name="unconfirmed")),
                ("sort_key", models.CharField(blank=True, db_index=True, editable=False, max_length=200)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("slug", models.SlugField(max_length=120, verbose_name="address")),
                ("abbreviation", models.CharField(blank=True, max_length=12, verbose_name="abbreviation")),
                ("former_names", ishoj_process.models.names.FormerNamesField(verbose_name="former names")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "council"),
                            ("finance", "finance and planning committee"),
                            ("standing", "standing committee"),
                            ("advisory", "other board or council"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("areas", models.TextField(blank=True, verbose_name="areas")),
                (
                    "leads_cross_cutting",
                    models.BooleanField(
                        default=False, verbose_name="has a special duty to develop the more cross-cutting strategies"
                    ),
                ),
                (
                    "agenda_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(30),
                        ],
                        verbose_name="working days before a meeting on which its agenda is to be sent out",
                    ),
                ),
                ("begins", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical body",
                "verbose_name_plural": "historical bodies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(blank=True, null=True, verbose_name="from")),
            ],
            options={
                "verbose_name": "succession",
                "verbose_name_plural": "successions",
                "ordering": ["on", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="body",
            name="body_is_not_its_own_successor",
        ),
        migrations.AddField(
            model_name="body",
            name="begins",
            field=models.DateField(blank=True, null=True, verbose_name="first day"),
        ),
        migrations.AddField(
            model_name="body",
            name="created_at",
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now, verbose_name="created at"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="body",
            name="ends",
            field=models.DateField(blank=True, null=True, verbose_name="last day"),
        ),
        migrations.AddField(
            model_name="body",
            name="former_names",
            field=ishoj_process.models.names.FormerNamesField(verbose_name="former names"),
        ),
        migrations.AddField(
            model_name="body",
            name="updated_at",
            field=models.DateTimeField(auto_now=True, verbose_name="updated at"),
        ),
        migrations.AddField(
            model_name="body",
            name="updated_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="updated by",
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
        ),
        migrations.AddField(
            model_name="historicalmainpolicy",
            name="superseded_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="superseded on"),
        ),
        migrations.AddField(
            model_name="historicalmeeting",
            name="partners",
            field=models.TextField(blank=True, max_length=1000, verbose_name="partners"),
        ),
        migrations.AddField(
            model_name="historicalstrategy",
            name="superseded_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="superseded on"),
        ),
        migrations.AddField(
            model_name="historicalvision",
            name="superseded_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="superseded on"),
        ),
        migrations.AddField(
            model_name="mainpolicy",
            name="superseded_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="superseded on"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="partners",
            field=models.TextField(blank=True, max_length=1000, verbose_name="partners"),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="named_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="strategy",
            name="superseded_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="superseded on"),
        ),
        migrations.AddField(
            model_name="vision",
            name="superseded_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="superseded on"),
        ),
        migrations.AlterField(
            model_name="body",
            name="name",
            field=models.CharField(max_length=120, verbose_name="name"),
        ),
        migrations.AddConstraint(
            model_name="body",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("begins__isnull", True), ("ends__isnull", True), ("ends__gte", models.F("begins")), _connector="OR"
                ),
                name="body_ends_after_it_begins",
                violation_error_message="The last day cannot lie before the first.",
            ),
        ),
        migrations.AddField(
            model_name="historicalbody",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalbody",
            name="updated_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="updated by",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successions",
                to="ishoj_process.body",
                verbose_name="body",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="heir",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inheritances",
                to="ishoj_process.body",
                verbose_name="successor",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(
                fields=("body", "heir"),
                name="succession_once",
                violation_error_message="This successor is named already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("body", models.F("heir")), _negated=True),
                name="body_is_not_its_own_successor",
                violation_error_message="A body cannot succeed itself.",
            ),
        ),
        # By now the new rows have their tables, and the old column still stands.
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="body",
            name="successor",
        ),
    ]
