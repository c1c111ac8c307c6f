"""Words that stand nowhere else, one for each text field of each row: where one is read, it is known what was read."""

import json
import re
from dataclasses import dataclass
from itertools import count

from django.apps import apps
from django.db import models

PACKAGES = ("ishoj_process", "vision", "strategies", "calendar_app")
LETTERS = "bcdfghjkmnprstvw"  # without vowels: no word of any language, and no syllable to divide at
WORD = re.compile(r"zq[bcdfghjkmnprstvw]{5}")
EVERYWHERE = "plantet"  # what a search asks for, to be shown all that a reader may find
# What no text of a person's is: addresses, keys, fingerprints and what the house reckons itself.
NO_TEXT = {"slug", "sort_key", "email", "password", "token_hash", "digest", "key", "content_type", "slot", "stems"}
DATED = {"starts", "ends", "due", "adopted_on"}  # rough dates are stored as text


@dataclass(frozen=True)
class Planted:
    """Where a word was put: the row, its field, and whether it stands in an earlier version alone."""

    row: models.Model
    field: str
    is_past: bool = False

    def __str__(self) -> str:
        past = "past " if self.is_past else ""
        return f"{past}{type(self.row).__name__}.{self.field} of {self.row.pk}"


def own_models():
    """Each table of the house that is not the history of another."""
    for package in PACKAGES:
        yield from (row for row in apps.get_app_config(package).get_models() if not hasattr(row, "history_object"))


def text_fields(model):
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
        if is_text and field.name not in NO_TEXT | DATED:
            yield field


def plant(models_to_plant, keeps):
    """{word: where it stands}: each text of these tables is put in place by a word, in the row and in its past."""
    numbers, found = count(), {}
    for model in models_to_plant:
        for row in model._base_manager.all():
            for field in text_fields(model):
                # What is empty means something by being so: an item that was not taken off, a point not decided.
                if not keeps(row, field.name):
                    found |= _put(row, field, numbers)
    return found


def _put(row, field, numbers):
    found = {}
    rows = {False: type(row)._base_manager.filter(pk=row.pk)}
    if hasattr(type(row), "history"):
        rows[True] = row.history.all()
    for is_past, where in rows.items():
        word = _word(next(numbers))
        where.update(**{field.name: _text(field, word)})
        found[word] = Planted(row, field.name, is_past)
    return found


def _word(number):
    letters = ""
    for _position in range(5):
        number, digit = divmod(number, len(LETTERS))
        letters += LETTERS[digit]
    return f"zq{letters}"


def _text(field, word):
    if isinstance(field, models.URLField):
        return f"https://example.org/{word}"
    if field.max_length and field.max_length < len(EVERYWHERE) + 9:
        return word
    return f"{EVERYWHERE} {word}"


def plant_lines(drafts, numbers_from=900_000):
    """Kept drafts hold their guiding lines as one value: {word: where it stands}."""
    found = {}
    for number, draft in enumerate(drafts, numbers_from):
        word = _word(number)
        lines = json.loads(json.dumps(draft.lines)) or [{"line": 1, "aim": "", "explanation": ""}]
        type(draft)._base_manager.filter(pk=draft.pk).update(lines=[line | {"title": word} for line in lines])
        found[word] = Planted(draft, "lines")
    return found
