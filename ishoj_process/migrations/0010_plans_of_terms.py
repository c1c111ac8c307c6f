"""Plans belong to terms and stay, with a number each and up to three tracks; meetings know the term of their plan.

Nothing is invented: whether citizens take part in the main policies is not decided until somebody says so.
"""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

from ishoj_process.text.slugs import free_slug


def give_addresses(apps, schema_editor):
    terms = apps.get_model("ishoj_process", "CouncilTerm")
    for term in terms.objects.order_by("starts", "pk"):
        terms.objects.filter(pk=term.pk).update(slug=free_slug(terms, term.name.replace("–", "-"), fallback="periode"))


def give_numbers(apps, schema_editor):
    """In the order in which they were entered."""
    plans, last = apps.get_model("ishoj_process", "ProcessPlan"), {}
    for pk, term in plans.objects.order_by("pk").values_list("pk", "term"):
        last[term] = last.get(term, 0) + 1
        plans.objects.filter(pk=pk).update(number=last[term])
    history = apps.get_model("ishoj_process", "HistoricalProcessPlan")
    number = Subquery(plans.objects.filter(pk=OuterRef("id")).values("number")[:1])
    history.objects.filter(id__in=plans.objects.values("pk")).update(number=number)


def know_their_terms(apps, schema_editor):
    terms = apps.get_model("ishoj_process", "CouncilTerm").objects.filter(plans__tracks=OuterRef("track"))
    meetings = apps.get_model("ishoj_process", "Meeting").objects.filter(track__isnull=False)
    meetings.update(shown_from=Subquery(terms.values("starts")[:1]))


class Migration(migrations.Migration):
    dependencies = [("ishoj_process", "0009_editions_beside")]

    operations = [
        migrations.CreateModel(
            name="PlanChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.JSONField(default=list, verbose_name="what was changed")),
                ("reason", models.CharField(max_length=500, verbose_name="why")),
                ("on", models.DateField(verbose_name="day")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="recorded at")),
            ],
            options={
                "verbose_name": "change of a process plan",
                "verbose_name_plural": "changes of process plans",
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.AddField(
            model_name="councilterm",
            name="citizens_shape_main_policies",
            field=models.BooleanField(blank=True, null=True, verbose_name="citizens are involved in the main policies"),
        ),
        migrations.AddField(
            model_name="councilterm",
            name="slug",
            # Without an index: PostgreSQL would be given the same one twice when it becomes unique.
            field=models.SlugField(
                blank=True, db_index=False, default="", editable=False, max_length=120, verbose_name="address"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="historicalmeeting",
            name="shown_from",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalmeeting",
            name="video_url",
            field=models.URLField(
                blank=True,
                max_length=500,
                validators=[django.core.validators.URLValidator(schemes=["https"])],
                verbose_name="link to the video meeting",
            ),
        ),
        migrations.AddField(
            model_name="historicalprocessplan",
            name="number",
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="number"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="meeting",
            name="shown_from",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="video_url",
            field=models.URLField(
                blank=True,
                max_length=500,
                validators=[django.core.validators.URLValidator(schemes=["https"])],
                verbose_name="link to the video meeting",
            ),
        ),
        migrations.AddField(
            model_name="processplan",
            name="number",
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="number"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="track",
            name="after",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="followed_by",
                to="ishoj_process.track",
                verbose_name="begins when this track is adopted",
            ),
        ),
        migrations.AlterField(
            model_name="track",
            name="kind",
            field=models.CharField(
                choices=[("vision", "vision"), ("policies", "main policies"), ("strategies", "strategies")],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.RunPython(give_addresses, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="councilterm",
            name="slug",
            field=models.SlugField(blank=True, editable=False, max_length=120, unique=True, verbose_name="address"),
        ),
        migrations.RunPython(give_numbers, migrations.RunPython.noop),
        migrations.RunPython(know_their_terms, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="processplan",
            constraint=models.UniqueConstraint(fields=("term", "number"), name="plan_numbered_per_term"),
        ),
        migrations.AddConstraint(
            model_name="track",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("after__isnull", True), models.Q(("after", models.F("id")), _negated=True), _connector="OR"
                ),
                name="track_is_not_after_itself",
                violation_error_message="A track cannot wait for itself.",
            ),
        ),
        migrations.AddField(
            model_name="planchange",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="planchange",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="ishoj_process.processplan",
                verbose_name="plan",
            ),
        ),
    ]
