"""Short fingerprints of what a file asks for and of what stands in a row, to tell later which of them has changed."""

import hashlib
import json

from django.db import models


def fingerprint_of_values(table, values):
    """Of an entry's values, with rows in place of references."""
    return _digest(_comparable(table, values))


def fingerprint_of_row(table, row):
    """Of what stands in the row under the table's keys."""
    values = {
        name: list(getattr(row, name).all()) if each.many_to_many else getattr(row, each.attname)
        for name, each in table.fields.items()
    }
    return _digest(_comparable(table, values))


def _comparable(table, values):
    """Values as the database keeps them, without the empty and the usual: a new key in the schema changes nothing."""
    found = {}
    for name, each in table.fields.items():
        value = values.get(name)
        if each.many_to_many:
            found[name] = sorted(row.pk for row in value or [])
        elif value not in (None, "") and value != each.get_default():
            found[name] = _as_stored(each, value)
    return found


def _as_stored(model_field, value):
    if isinstance(value, models.Model):
        return value.pk
    # A reference that is stored late is compared by its keys.
    return str(value) if isinstance(value, tuple) else model_field.get_prep_value(value)


def _digest(values):
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()
