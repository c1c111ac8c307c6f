"""What the fields of a form say of their errors."""

from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def choice_attributes(attributes: dict[str, Any]) -> SafeString:
    """The attributes of one choice in a group, which may be in error while its choices are not."""
    return flatatt({name: value for name, value in attributes.items() if name not in ("class", "aria-invalid")})
