"""What goes on after an adoption says why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("strategies", "0005_words_of_consultations"),
    ]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="goes_on_because",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why it goes on though the document is adopted"
            ),
        ),
        migrations.AddField(
            model_name="historicalactivity",
            name="goes_on_because",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why it goes on though the document is adopted"
            ),
        ),
    ]
