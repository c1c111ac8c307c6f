"""Rich text on a page: shown, and the editor for the forms that hold some."""

import json
from typing import Any

from django import forms, template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ishoj_process.text import word_diff as diff
from ishoj_process.text.richtext import RichTextWidget
from ishoj_process.text.sanitiser import shown

register = template.Library()
register.filter("rich", shown)


@register.inclusion_tag("components/word_diff.html")
def word_diff(old: str | None, new: str | None) -> dict[str, list[diff.Segment]]:
    """How one text became another: what was deleted and what was added, marked by more than colour."""
    return {"segments": diff.word_diff(old or "", new or "")}


@register.inclusion_tag("components/richtext_media.html")
def richtext_media(form: forms.BaseForm | forms.BaseFormSet) -> dict[str, Any]:
    """The editor's style and script, where a form (or one of a formset) has a field for it."""
    fields = [field for part in getattr(form, "forms", [form]) for field in part.fields.values()]
    is_needed = any(isinstance(field.widget, RichTextWidget) for field in fields)
    # The editor is a large script: a page without such a field does not load it.
    return {"is_needed": is_needed, "words": json.dumps(_words()) if is_needed else ""}


def _words() -> dict[str, str]:
    """The editor's own words, which its script has no catalogue for."""
    return {
        "toolbar": _("Formatting"),
        "bold": pgettext("a typeface", "Bold"),
        "italic": pgettext("a typeface", "Italic"),
        "struck": pgettext("a typeface", "Struck through"),
        "raised": pgettext("a typeface", "Raised"),
        "lowered": pgettext("a typeface", "Lowered"),
        "hiddenLeftOut": _("Hidden text has been left out: “{text}”"),
        "numbersLost": _("The numbers of these items could not be read. Write them yourself: “{text}”"),
        "heading": _("Heading"),
        "smallHeading": _("Subheading"),
        "bullets": _("Bulleted list"),
        "numbers": _("Numbered list"),
        "link": pgettext("in a text", "Link"),
        "table": pgettext("in a text", "Table"),
        "addRow": _("Add row"),
        "deleteRow": _("Delete row"),
        "addColumn": _("Add column"),
        "deleteColumn": _("Delete column"),
        "deleteTable": _("Delete table"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "address": _("Address (web or e-mail)"),
        "wrongAddress": _("Write an address such as https://www.ishoj.dk or an e-mail address."),
        "setLink": _("Insert link"),
        "removeLink": _("Remove link"),
        "cancel": _("Close without inserting"),
    }
