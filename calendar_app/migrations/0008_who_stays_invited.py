"""Who is invited without a seat on the day, and stays so."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calendar_app', '0007_answers_unconfirmed'),
    ]

    operations = [
        migrations.AddField(
            model_name='meetinginvitation',
            name='stays',
            field=models.BooleanField(default=False),
        ),
    ]
