"""What the frame of every page does for its forms: says what is wrong, and gives their script its words."""

import json
from typing import Any

from django import template
from django.contrib.messages import constants
from django.forms.utils import flatatt
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ishoj_process.editing.faults import Fault, faults_of, forms_in

register = template.Library()
KEPT = "faults_of_the_page"


@register.simple_tag(takes_context=True)
def fault_mark(context: template.Context) -> str:
    """`Fejl: `, first in the title of a page that tells of something that was not done."""
    is_told = any(message.level >= constants.ERROR for message in context.get("messages") or [])
    request = context.get("request")
    # Pages of more than forms say in a box of their own why something was refused.
    is_refused = bool(request and request.method == "POST" and (context.get("reasons") or context.get("refused")))
    return _("Error:") + " " if is_told or is_refused or context.get("conflict") or _wrong(context) else ""


@register.inclusion_tag("components/error_summary.html", takes_context=True)
def error_summary(context: template.Context) -> dict[str, Any]:
    """A line for each error, which leads to its field; nothing where there is none."""
    found = _wrong(context)
    faults: list[Fault] = [fault for form in found for fault in faults_of(form)]
    request = context.get("request")
    return {
        "faults": list(dict.fromkeys(faults)),
        "is_sent": bool(request and request.method == "POST"),
        "has_files": any(form.is_multipart() for form in found),
        "has_password": any("password" in name for form in found for name in form.fields),
    }


@register.simple_tag
def form_words() -> str:
    """What `forms.js` says, which has no catalogue."""
    return json.dumps(
        {
            "found": _("You have a draft of {when}."),
            "fetch": _("Fetch it"),
            "drop": _("Delete it"),
            "today": pgettext("a draft of", "today"),
            "yesterday": pgettext("a draft of", "yesterday"),
            "onDay": pgettext("a draft of", "{day}"),
            "atHour": _("{day} at {hour}"),
            "date": _("Choose a day in the calendar"),
            "time": _("Choose an hour"),
            "month": _("Choose a month in the calendar"),
            "close": pgettext("a message", "Close"),
        }
    )


@register.filter
def choice_attributes(attributes: dict[str, Any]) -> SafeString:
    """The attributes of one choice in a group, which may be in error while its choices are not."""
    return flatatt({name: value for name, value in attributes.items() if name not in ("class", "aria-invalid")})


def _wrong(context: template.Context) -> list[Any]:
    request = context.get("request")
    # Nothing was sent: a page that is only read is not looked through.
    if not (request and (request.method == "POST" or request.GET)) and "form" not in context:
        return []
    if KEPT not in context.render_context:
        context.render_context[KEPT] = forms_in(context.flatten().values())
    found: list[Any] = context.render_context[KEPT]
    return found
