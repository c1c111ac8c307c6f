"""A round is of points: what the database refuses of a consultation is told of a consultation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("strategies", "0004_milestone_has_a_day")]

    operations = [
        migrations.AlterConstraint(
            model_name="consultation",
            name="consultation_sent_has_its_days",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "prepared"),
                    models.Q(("deadline__isnull", False), ("opened_on__isnull", False)),
                    _connector="OR",
                ),
                name="consultation_sent_has_its_days",
                violation_error_message="A consultation that has been sent has a deadline.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="consultation",
            name="consultation_ends_after_it_opens",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deadline__isnull", True), ("deadline__gte", models.F("opened_on")), _connector="OR"
                ),
                name="consultation_ends_after_it_opens",
                violation_error_message="The deadline cannot lie before the day on which the consultation is sent.",
            ),
        ),
    ]
