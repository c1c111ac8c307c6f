"""What was stored before there was one gate for text: composed letters, and no signs that nobody sees."""

from django.apps import apps as running
from django.db import IntegrityError, migrations, models, transaction

from ishoj_process.text.danish_sort import danish_key
from ishoj_process.text.incoming import incoming
from ishoj_process.text.stems import indexed_text

OURS = ("ishoj_process", "vision", "strategies", "calendar_app")


def let_stored_texts_in(apps, schema_editor):
    changed = 0
    for model in [model for label in OURS for model in apps.get_app_config(label).get_models()]:
        changed += sum(_mended(model, row) for row in _rows_to_mend(model))
    if changed:  # what pages and papers are kept by
        stamp = apps.get_model("ishoj_process", "PublicStamp").objects
        stamp.filter(pk=1).update(value=models.F("value") + 1)


def _rows_to_mend(model):
    """(key, {column: text as it was}) of the rows with a text that the gate would not have let in so."""
    names = [
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices and not field.primary_key
    ]
    found = []
    for pk, *texts in model._base_manager.values_list("pk", *names).iterator() if names else ():
        row = {name: text for name, text in zip(names, texts, strict=True) if isinstance(text, str)}
        if any(text != incoming(text) for text in row.values()):
            found.append((pk, row))
    return found


def _mended(model, row):
    pk, texts = row
    values = {name: incoming(text) for name, text in texts.items()}
    if "sort_key" in values:
        values["sort_key"] = danish_key(values.get(_sorted_by(model), ""))
    if "stems" in values:
        values["stems"] = indexed_text(values["title"], values["text"])
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=pk).update(**values)
    except IntegrityError:  # two names that only differed unseen: both stay, for people to tell apart
        return False
    return True


def _sorted_by(model):
    """The column that a row is sorted by; a row of the history by that of what it tells of."""
    real = running.get_model(model._meta.label)
    return getattr(real, "instance_type", real).sorted_by


class Migration(migrations.Migration):
    dependencies = [
        ("calendar_app", "0009_who_stays_invited"),
        ("ishoj_process", "0006_accounts"),
        ("strategies", "0005_words_of_consultations"),
        ("vision", "0004_one_ballot_each"),
    ]

    operations = [migrations.RunPython(let_stored_texts_in, migrations.RunPython.noop)]
