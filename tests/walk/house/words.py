"""Words that stand nowhere else, one for each text field of each row: where one is read, it is known what was read."""

import re
from dataclasses import dataclass
from itertools import count

from django.apps import apps
from django.db import models

from ishoj_process.dates.rough import RoughDateField

PACKAGES = ("ishoj_process", "vision", "strategies", "calendar_app")
LETTERS = "bcdfghjkmnprstvw"  # without vowels: no word of any language, and no syllable to divide at
WORD = re.compile(r"zq[bcdfghjkmnprstvw]{5}")
EVERYWHERE = "plantet"  # what a search asks for, to be shown all that a reader may find
# Columns of text in which no person writes, of any table or of one: {column: why no word is planted in it}.
WITHOUT_WORDS = {
    "sort_key": "reckoned from the name beside it",
    "password": "a hash, by which the readers log in",
    "token_hash": "a fingerprint, by which a secret address is found",
    "content_type": "one of the kinds of file that are let in",
    "Body.slug": "an address that all may know; the list of who sits where goes by it",
    "Subscription.kinds": "codes of kinds of meetings",
    "MailChoice.declined": "codes of kinds of tasks",
    "Digest.keys": "codes of tasks",
    "AgendaReading.seen": "fingerprints of items",
    "MeetingRule.weeks": "numbers of weeks",
    "MeetingRule.months_left_out": "numbers of months",
    "PlannedMeeting.slot": "a code of the rule's day",
    "ElectedList.made": "numbers of rows",
    "HandedOver.moved": "codes of kinds, and numbers of rows",
    "SearchEntry.kind": "a code",
    "SearchEntry.circle": "a code",
    "SearchEntry.title": "made of planted rows: `rebuild_search` runs after the planting",
    "SearchEntry.text": "made of planted rows",
    "SearchEntry.stems": "made of planted rows",
    "SearchEntry.url": "made of planted rows",
    "SearchEntry.when": "made of planted rows",
    "SearchEntry.body_ids": "made of planted rows",
}


@dataclass(frozen=True)
class Planted:
    """Where a word was put: the row, its field, and whether it stands in an earlier version alone."""

    row: models.Model
    field: str
    is_past: bool = False

    def __str__(self) -> str:
        past = "past " if self.is_past else ""
        return f"{past}{type(self.row).__name__}.{self.field} of {self.row.pk}"

    @property
    def column(self) -> str:
        return f"{type(self.row).__name__}.{self.field}"


def own_models():
    """Each table of the house that is not the history of another."""
    for package in PACKAGES:
        yield from (row for row in apps.get_app_config(package).get_models() if not hasattr(row, "history_object"))


def columns_of_text(model):
    """Each column in which letters can stand, but for choices and days."""
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
        if is_text and not field.choices and not isinstance(field, RoughDateField):
            yield field


def text_fields(model):
    for field in columns_of_text(model):
        if not {field.name, f"{model.__name__}.{field.name}"} & WITHOUT_WORDS.keys():
            yield field


class Planter:
    """Puts a word in the place of each text."""

    def __init__(self, keeps):
        self.keeps = keeps
        self.numbers = count()
        self.words = {}

    def plant(self, models_to_plant):
        """{word: where it stands}: each text of these tables, in the row and in its past."""
        for model in models_to_plant:
            fields = [*text_fields(model)]
            for row in model._base_manager.order_by("pk"):
                # What is empty means something by being so: an item that was not taken off, a point not decided.
                named = [field for field in fields if not self.keeps(row, field.name)]
                self._put(row, named, type(row)._base_manager.filter(pk=row.pk), is_past=False)
                if hasattr(model, "history"):
                    self._put(row, named, row.history.all(), is_past=True)
        return self.words

    def _put(self, row, fields, where, *, is_past):
        values = {}
        for field in fields:
            word = word_of(next(self.numbers))
            values[field.name] = _text(row, field, word)
            self.words[word] = Planted(row, field.name, is_past)
        if values:
            where.update(**values)


def word_of(number):
    letters = ""
    for _position in range(5):
        number, digit = divmod(number, len(LETTERS))
        letters += LETTERS[digit]
    return f"zq{letters}"


def _text(row, field, word):
    if isinstance(field, models.JSONField):
        return _spoken(getattr(row, field.name), word)
    if isinstance(field, models.URLField):
        return f"https://example.org/{word}"
    if isinstance(field, models.EmailField):
        return f"{word}@example.org"
    if isinstance(field, models.SlugField) or (field.max_length or 999) < len(EVERYWHERE) + 9:
        return word
    return f"{EVERYWHERE} {word}"


def _spoken(value, word):
    """A structure with the word in the place of each text that a person wrote: codes have no blanks or capitals."""
    if isinstance(value, dict):
        return {key: _spoken(each, word) for key, each in value.items()}
    if isinstance(value, list):
        return [_spoken(each, word) for each in value]
    return word if isinstance(value, str) and value != value.lower() else value
