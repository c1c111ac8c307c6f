"""Rich text: sanitised HTML of a small set of elements (being written)."""

from django.db import models


class RichTextField(models.TextField):
    """A text column that holds a small, safe set of HTML."""
