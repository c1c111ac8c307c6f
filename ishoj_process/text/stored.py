"""The gate once more before a row is stored, whatever stores it: an act, a command, the admin, a reader of files.

A signal, and no field of our own: a new model cannot forget it. `update()` and rows made in bulk go past it; their
texts come through forms and readers, which are behind the gate themselves.
"""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import pre_save

from .incoming import incoming

OURS = ("ishoj_process", "vision", "strategies", "calendar_app")


def watch() -> None:
    """Let every row of ours through the gate before it is stored."""
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            pre_save.connect(_through_the_gate, sender=model, dispatch_uid=f"gate-{model._meta.label}")


def text_columns(model: type[models.Model]) -> list[str]:
    """The columns of a model that hold words."""
    return [field.attname for field in model._meta.concrete_fields if _holds_words(field)]


def _holds_words(field: models.Field) -> bool:
    # A path is the name that the disk knows, and choices are ours.
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def _through_the_gate(sender: type[models.Model], instance: models.Model, **_: Any) -> None:
    # Only what is loaded: a row that was read without a column is stored without it, too.
    loaded = vars(instance)
    for name in text_columns(sender):
        if isinstance(loaded.get(name), str):
            setattr(instance, name, incoming(loaded[name]))
