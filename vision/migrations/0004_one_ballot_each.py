"""Who had two seats when mandates came gave two ballots. In a round that is still open they have one, theirs to change."""

from django.db import migrations


def drop_second_ballots(apps, schema_editor):
    alias = schema_editor.connection.alias
    seen = set()
    ballots = apps.get_model("vision", "Ballot").objects.using(alias).filter(round__state="open")
    for ballot in ballots.select_related("mandate").order_by("pk"):
        person = (ballot.round_id, ballot.mandate.holder_id)
        if ballot.mandate.holder_id and person in seen:
            ballot.delete()
            ballot.mandate.delete()
        seen.add(person)


class Migration(migrations.Migration):
    dependencies = [("vision", "0003_mandates")]

    operations = [migrations.RunPython(drop_second_ballots, migrations.RunPython.noop)]
