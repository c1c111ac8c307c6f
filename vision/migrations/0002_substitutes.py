"""Who votes on another's seat in a round is its substitute, in the code as on the screen. Every row keeps its number."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def rename_permissions(apps, schema_editor):
    """Whoever was given a permission by its old name keeps it: Django renames content types, not permissions."""
    permissions = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
    for row in permissions.filter(content_type__app_label="vision", content_type__model="substitute"):
        row.codename = row.codename.replace("_standin", "_substitute")
        row.save(update_fields=["codename"])


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("vision", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="standin", name="stand_in_once_per_seat"),
        migrations.RemoveConstraint(model_name="standin", name="stand_in_for_one_seat"),
        migrations.RenameModel(old_name="StandIn", new_name="Substitute"),
        migrations.AlterField(
            model_name="substitute",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="substitutes", to="vision.round"
            ),
        ),
        migrations.AddConstraint(
            model_name="substitute",
            constraint=models.UniqueConstraint(fields=("round", "seat"), name="substitute_once_per_seat"),
        ),
        migrations.AddConstraint(
            model_name="substitute",
            constraint=models.UniqueConstraint(fields=("round", "user"), name="substitute_for_one_seat"),
        ),
        migrations.AddField(
            model_name="substitute",
            name="named_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="named by",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="settled by",
            ),
        ),
        migrations.RunPython(rename_permissions, migrations.RunPython.noop),
    ]
