"""Rows of one kind and state, for whom one is asked about: what decides who reads them is the same of all."""

from functools import cache

from django.db import models

from ..may_read import NOBODY, SAYS_BY_BEING_EMPTY
from .spread import SET


def kinds_of(walk):
    """A function that names the kind of a row: its table, its states, who reads it, and who reads what it points at."""
    read_by = {}
    for word, planted in walk.words.items():
        if not planted.is_past:
            read_by.setdefault((type(planted.row), planted.row.pk), []).append((planted.field, walk.may[word]))

    @cache
    def rights(model, pk):
        return frozenset(read_by.get((model, pk), ()))

    def kind_of(row):
        return (type(row), rights(type(row), row.pk), *_states(row), *_pointed_at(row, rights))

    return kind_of


def _states(row):
    """Choices that rights go by, what is so or not, and which of its days and ties a row has."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        name = f"{type(row).__name__}.{field.name}"
        if name in SET or isinstance(field, models.BooleanField):
            yield value
        elif field.null or name in SAYS_BY_BEING_EMPTY:
            yield value in (None, "")


def _pointed_at(row, rights):
    """Bodies and people by themselves, since they are the readers'; all else by who reads it."""
    for field in row._meta.concrete_fields:
        if field.is_relation and (key := getattr(row, field.attname)) is not None:
            to = field.related_model
            yield (
                key
                if to.__name__ in ("Body", "User")
                else (rights(to, key) or _above(getattr(row, field.name), rights))
            )


def _above(row, rights):
    """Who reads what a row without words belongs to."""
    return frozenset(
        rights(field.related_model, getattr(row, field.attname)) or NOBODY
        for field in row._meta.concrete_fields
        if field.is_relation
    )
