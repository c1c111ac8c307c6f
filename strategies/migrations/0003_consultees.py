"""Who is asked in a consultation is a consultee; an invitation is to a meeting. Every row keeps its number and history."""

import django.db.models.deletion
from django.db import migrations, models

RENAMED = {"consultee": "invitation", "historicalconsultee": "historicalinvitation"}


def rename_permissions(apps, schema_editor):
    """Whoever was given a permission by its old name keeps it: Django renames content types, not permissions."""
    permissions = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
    for new, old in RENAMED.items():
        for row in permissions.filter(content_type__app_label="strategies", content_type__model=new):
            row.codename = row.codename.replace(f"_{old}", f"_{new}")
            row.name = row.name.replace("invitation to answer", "consultee")
            row.save(update_fields=["codename", "name"])


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("ishoj_process", "0004_search"),
        ("strategies", "0002_strategies_work"),
    ]

    operations = [
        # Its condition names the field, and a field is not renamed in the conditions of others.
        migrations.RemoveConstraint(model_name="response", name="response_of_a_body_was_asked_for"),
        migrations.RemoveConstraint(model_name="invitation", name="invitation_once_per_body"),
        migrations.RenameModel(old_name="Invitation", new_name="Consultee"),
        migrations.RenameModel(old_name="HistoricalInvitation", new_name="HistoricalConsultee"),
        migrations.RenameField(model_name="response", old_name="invitation", new_name="consultee"),
        migrations.RenameField(model_name="historicalresponse", old_name="invitation", new_name="consultee"),
        migrations.AlterModelOptions(
            name="consultee",
            options={
                "ordering": ["body__sort_key", "id"],
                "verbose_name": "consultee",
                "verbose_name_plural": "consultees",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalconsultee",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical consultee",
                "verbose_name_plural": "historical consultees",
            },
        ),
        migrations.AlterField(
            model_name="consultee",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultees",
                to="ishoj_process.body",
                verbose_name="body",
            ),
        ),
        migrations.AlterField(
            model_name="consultee",
            name="consultation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="consultees",
                to="strategies.consultation",
                verbose_name="consultation",
            ),
        ),
        migrations.AlterField(
            model_name="historicalresponse",
            name="consultee",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="strategies.consultee",
                verbose_name="consultee",
            ),
        ),
        migrations.AlterField(
            model_name="response",
            name="consultee",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="response",
                to="strategies.consultee",
                verbose_name="consultee",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultee",
            constraint=models.UniqueConstraint(
                fields=("consultation", "body"),
                name="consultee_once_per_body",
                violation_error_message="The body has been asked already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consultee__isnull", False), ("sender_kind", "body")),
                    models.Q(models.Q(("sender_kind", "body"), _negated=True), ("consultee__isnull", True)),
                    _connector="OR",
                ),
                name="response_of_a_body_was_asked_for",
                violation_error_message="Only a body that was asked answers as one.",
            ),
        ),
        migrations.RunPython(rename_permissions),
    ]
