"""Rich text: HTML of a small set of elements, sanitised whenever it is stored and again when it is shown."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from . import hidden, pasted, sanitiser
from .html_tree import NestingError, is_too_deep, parse, tidy
from .incoming import incoming
from .plain import is_html, to_html, to_plain
from .sanitiser import sanitised

EMPTY = re.compile(r"<(p|div|span|strong|em|b|i)(?: [^<>]*)?></\1>")  # thousands of which cost as much as words do
LONGEST = 200_000  # characters; a council's longest case presentation is a tenth of it
MOST_TAGS = 60_000  # some seconds of reading; an agenda of two hundred items has half of it


def clean_html(
    text: str, *, longest: int = LONGEST, keeps_levels: bool = False, left_out: list[str] | None = None
) -> str:
    """A text as stored: plain text made HTML, HTML sanitised and tidied. Raises ValidationError in words.

    `keeps_levels` leaves headings at the levels of the document that they were copied from, for who reads those.
    What the text hides is no part of it: its words are added to `left_out`, to be told, or else to what the request
    is told of.
    """
    if not text:  # as most of a row's texts are
        return ""
    # Before anything reads it: what is too long is refused, not parsed.
    _check_length(text, longest)
    _check_shape(text)
    text = incoming(text)
    html = EMPTY.sub("", sanitiser.pasted(text if is_html(text) else to_html(text)))
    found = pasted.Preparing(text)
    try:
        # Once more as a whole: signs that elements stood between have met, and addresses are signs as well.
        cleaned = incoming(tidy(pasted.as_ours(parse(html, keeps_levels=keeps_levels, first=found.prepare))))
    except NestingError as error:
        raise _nested() from error
    if left_out is not None:
        left_out += found.left_out
    hidden.note([] if left_out is not None else found.left_out, found.uncounted)
    _check_length(cleaned, longest)  # cells that were merged are more when each has its place
    return cleaned


def _check_length(text: str, longest: int) -> None:
    if len(text) > longest:
        raise ValidationError(_("The text is too long. It may have %(most)s characters."), params={"most": longest})


def _check_shape(text: str) -> None:
    """Refuse by counting what would take long to read: the reader of HTML looks through all that is open, each time."""
    if text.count("<") > MOST_TAGS:
        raise ValidationError(_("The text consists of too many parts. Divide it."))
    if is_too_deep(text):
        raise _nested()


def _nested() -> ValidationError:
    return ValidationError(_("The text holds lists or tables within each other, too many to be shown."))


def safe_html(html: str) -> str:
    """A stored text as it may be put on a page, whoever stored it."""
    return sanitised(html)


class RichTextWidget(forms.Textarea):
    """A text area with plain text, which `richtext.js` turns into an editor.

    A second, hidden input says which of the two the text is. Text that plain text cannot say in full
    (tables, links) stands in the area as HTML, so that nothing is lost without the editor either.
    """

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # a browser cannot lead to a hidden text area

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        html, shown = self._texts(value or "")
        attrs = {"rows": 8, **(attrs or {}), "data-richtext": html, "autocomplete": "off"}
        area = super().render(name, html if shown is None else shown, attrs, renderer)
        kind = "html" if shown is None else "plain"
        return format_html('{}<input type="hidden" name="{}-format" value="{}">', area, name, kind)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        text = super().value_from_datadict(data, files, name)
        return to_html(text) if text and data.get(f"{name}-format") == "plain" else text

    def _texts(self, value: str) -> tuple[str, str | None]:
        """The text as HTML and as plain text; what cannot be cleaned is shown as it was sent."""
        try:
            html = self.cleaned(value)
        except ValidationError:
            return value, None
        return html, to_plain(html)

    def cleaned(self, value: str) -> str:
        """The text as the field stores it."""
        return clean_html(value)


class RichTextFormField(forms.CharField):
    """Rich text in a form: sanitised before anything else sees it."""

    widget = RichTextWidget

    def to_python(self, value: Any) -> str:
        return clean_html(super().to_python(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return clean_html(initial or "") != clean_html(data or "")
        except ValidationError:
            return True


class RichTextField(models.TextField):
    """A text column that holds a small, safe set of HTML. `update()` goes past it: clean the text yourself there."""

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        return super().clean(clean_html(value or ""), model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        # Forms clean; whatever stores past a form, such as a file that is read in, is cleaned here.
        text = clean_html(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, text)
        return text

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": RichTextFormField, "widget": RichTextWidget, **kwargs})
