"""The way from a thing's own page to its red thread; any page may show it."""

from django import template
from django.urls import reverse

from calendar_app.red_thread.rows import kind_of

register = template.Library()


@register.inclusion_tag("calendar_app/red_thread/_link.html")
def red_thread_link(thing):
    """A link to the thread of a contribution, theme, challenge, guiding line, main policy or strategy."""
    return {"thing": thing, "url": reverse("thread", args=[kind_of(thing), thing.pk])}
