"""Rows that were stored before there was a gate for text."""

from importlib import import_module

from django.apps import apps

from ishoj_process.models import Strategy
from ishoj_process.models.search import SearchEntry
from ishoj_process.text.danish_sort import danish_key
from ishoj_process.text.stems import indexed_text


def test_what_was_stored_before_passes_the_gate_once(strategy):
    history = Strategy.history.model
    for model in (Strategy, history):
        model.objects.update(title="A\u030aben kul\u00adtur", sort_key="x")
    SearchEntry.objects.all().delete()
    old = SearchEntry(kind="x", thing_id=1, title="Sko\u00adle", text="A\u030aben", url="/", stems="x")
    SearchEntry.objects.bulk_create([old])  # past the gate, as it was before
    migration = import_module("calendar_app.migrations.0010_stored_texts_pass_the_gate")

    migration.let_stored_texts_in(apps, None)

    assert {row.title for row in [*Strategy.objects.all(), *history.objects.all()]} == {"Åben kultur"}
    assert {row.sort_key for row in [*Strategy.objects.all(), *history.objects.all()]} == {danish_key("Åben kultur")}
    entry = SearchEntry.objects.get()
    assert (entry.title, entry.text, entry.stems) == ("Skole", "Åben", indexed_text("Skole", "Åben"))
