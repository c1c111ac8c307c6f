"""The way from a row's own page to its red thread; any page may show it."""

from typing import Any

from django import template
from django.db.models import Model
from django.urls import reverse

from calendar_app.red_thread.kinds import kind_of

register = template.Library()


@register.inclusion_tag("calendar_app/red_thread/_link.html")
def red_thread_link(row: Model) -> dict[str, Any]:
    """A link to the thread of a contribution, theme, challenge, guiding line, main policy or strategy."""
    return {"row": row, "url": reverse("thread", args=[kind_of(row), row.pk])}
