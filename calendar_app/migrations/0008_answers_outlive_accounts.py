"""Who was invited, and what they answered, stays when their account is deleted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calendar_app", "0007_answers_unconfirmed")]

    operations = [
        migrations.AlterField(
            model_name="meetinginvitation",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
    ]
