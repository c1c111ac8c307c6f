"""E-mail addresses as the house keeps them: one, whatever capitals somebody types."""

from __future__ import annotations

from typing import Any

from django.db import models

from ishoj_process.text.composed import composed


def small(address: str) -> str:
    """The address as it is stored, looked for and compared.

    RFC 5321 § 2.4 lets a mail server tell A from a before the @; none that people use does, and people do not.
    """
    return composed(address).strip().lower()


class SmallEmailField(models.EmailField):
    """An e-mail address in small letters by whichever door it comes: form, code, bulk write or question."""

    def to_python(self, value: Any) -> Any:
        return small(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        # The row in hand then says what is stored.
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value
