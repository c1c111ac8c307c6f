"""The stems of a search entry in a column of its own, with the database's own full text of them."""

from django.db import migrations, models

from ishoj_process.text.stems import indexed_text

AT_ONCE = 200  # entries

FULL_TEXT = {
    # The stems are words already: no parser of the database's has a say in what a word is.
    "postgresql": [
        """
        ALTER TABLE ishoj_process_searchentry ADD COLUMN words tsvector
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(stems, ' '))) STORED
        """,
        "CREATE INDEX search_entry_words ON ishoj_process_searchentry USING gin (words)",
    ],
    "sqlite": [
        """
        CREATE VIRTUAL TABLE search_words USING fts5(
            stems, content='ishoj_process_searchentry', content_rowid='id', tokenize='ascii', detail='none'
        )
        """,
        """
        CREATE TRIGGER search_words_insert AFTER INSERT ON ishoj_process_searchentry BEGIN
            INSERT INTO search_words(rowid, stems) VALUES (new.id, new.stems);
        END
        """,
        """
        CREATE TRIGGER search_words_delete AFTER DELETE ON ishoj_process_searchentry BEGIN
            INSERT INTO search_words(search_words, rowid, stems) VALUES ('delete', old.id, old.stems);
        END
        """,
        """
        CREATE TRIGGER search_words_update AFTER UPDATE OF stems ON ishoj_process_searchentry BEGIN
            INSERT INTO search_words(search_words, rowid, stems) VALUES ('delete', old.id, old.stems);
            INSERT INTO search_words(rowid, stems) VALUES (new.id, new.stems);
        END
        """,
        "INSERT INTO search_words(search_words) VALUES ('rebuild')",
    ],
}
NO_FULL_TEXT = {
    "postgresql": ["ALTER TABLE ishoj_process_searchentry DROP COLUMN words"],
    "sqlite": [
        "DROP TRIGGER search_words_insert",
        "DROP TRIGGER search_words_delete",
        "DROP TRIGGER search_words_update",
        "DROP TABLE search_words",
    ],
}


def fill_stems(apps, schema_editor):
    """A house that is searched already goes on finding everything."""
    model = apps.get_model("ishoj_process", "SearchEntry")
    pks = list(model.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        entries = list(model.objects.filter(pk__in=pks[start : start + AT_ONCE]))
        for entry in entries:
            entry.stems = indexed_text(entry.title, entry.text)
        model.objects.bulk_update(entries, ["stems"])


def make_full_text(apps, schema_editor):
    for statement in FULL_TEXT[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_full_text(apps, schema_editor):
    for statement in NO_FULL_TEXT[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("ishoj_process", "0004_search")]

    operations = [
        migrations.AddField("searchentry", "stems", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.RemoveConstraint("searchentry", "search_entry_one_face_per_circle"),
        migrations.AddConstraint(
            "searchentry",
            models.UniqueConstraint(fields=["thing_id", "kind", "circle"], name="search_entry_one_variant_per_circle"),
        ),
        migrations.RunPython(fill_stems, migrations.RunPython.noop),
        migrations.RunPython(make_full_text, drop_full_text),
        # Those of the library that kept the words before. Its full text on SQLite is a table beside its entries.
        migrations.RunSQL("DROP TABLE IF EXISTS modelsearch_indexentry_fts", migrations.RunSQL.noop),
        migrations.RunSQL("DROP TABLE IF EXISTS modelsearch_indexentry", migrations.RunSQL.noop),
    ]
