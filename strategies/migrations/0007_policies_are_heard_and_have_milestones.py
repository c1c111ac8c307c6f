"""Main policies are heard about and have milestones by the same rows as strategies; those that are there stay."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_drafts_of_policies(apps, schema_editor):
    """What the search has of a policy is from now on for those who read its wording, as of a strategy."""
    entries = apps.get_model("ishoj_process", "SearchEntry").objects.using(schema_editor.connection.alias)
    entries.filter(kind="policy", circle="all").update(circle="whole")


class Migration(migrations.Migration):
    dependencies = [
        ("ishoj_process", "0011_invited_users_and_versions_of_terms"),
        ("strategies", "0006_what_goes_on_after_adoption"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(keep_drafts_of_policies, migrations.RunPython.noop),
        migrations.AddField(
            model_name="consultation",
            name="main_policy",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultations",
                to="ishoj_process.mainpolicy",
                verbose_name="main policy",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsultation",
            name="main_policy",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="ishoj_process.mainpolicy",
                verbose_name="main policy",
            ),
        ),
        migrations.AddField(
            model_name="historicalleftout",
            name="main_policy",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="ishoj_process.mainpolicy",
                verbose_name="main policy",
            ),
        ),
        migrations.AddField(
            model_name="historicalmilestone",
            name="main_policy",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="ishoj_process.mainpolicy",
                verbose_name="main policy",
            ),
        ),
        migrations.AddField(
            model_name="leftout",
            name="main_policy",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="ishoj_process.mainpolicy",
                verbose_name="main policy",
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="main_policy",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="ishoj_process.mainpolicy",
                verbose_name="main policy",
            ),
        ),
        migrations.AlterField(
            model_name="consultation",
            name="strategy",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultations",
                to="ishoj_process.strategy",
                verbose_name="strategy",
            ),
        ),
        migrations.AlterField(
            model_name="leftout",
            name="strategy",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="ishoj_process.strategy",
                verbose_name="strategy",
            ),
        ),
        migrations.AlterField(
            model_name="milestone",
            name="strategy",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="ishoj_process.strategy",
                verbose_name="strategy",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("main_policy__isnull", True), ("strategy__isnull", True), _connector="XOR"),
                name="consultation_of_exactly_one_document",
                violation_error_message="Choose either a main policy or a strategy.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.UniqueConstraint(
                fields=("main_policy", "number"), name="consultation_numbered_per_main_policy"
            ),
        ),
        migrations.AddConstraint(
            model_name="leftout",
            constraint=models.CheckConstraint(
                condition=models.Q(("main_policy__isnull", True), ("strategy__isnull", True), _connector="XOR"),
                name="leftout_of_exactly_one_document",
                violation_error_message="Choose either a main policy or a strategy.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leftout",
            constraint=models.UniqueConstraint(
                fields=("main_policy", "body"),
                name="left_out_of_policy_once_per_body",
                violation_error_message="It is already stated why this body is not asked.",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(("main_policy__isnull", True), ("strategy__isnull", True), _connector="XOR"),
                name="milestone_of_exactly_one_document",
                violation_error_message="Choose either a main policy or a strategy.",
            ),
        ),
    ]
