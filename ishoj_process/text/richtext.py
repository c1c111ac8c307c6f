"""Rich text: HTML of a small set of elements, sanitised whenever it is stored and again when it is shown."""

import re

import nh3
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from . import pasted
from .html_tree import NestingError, parse, tidy
from .plain import is_html, to_html, to_plain

LONGEST = 200_000  # characters; a council's longest case presentation is a tenth of it
TAGS = {
    *("p", "br", "strong", "em", "h3", "h4", "ul", "ol", "li", "a", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
TURNED_INTO_OURS = {"h1", "h2", "h5", "h6", "b", "i", "div"}  # as word processors paste them
ATTRIBUTES = {"a": {"href"}, "th": {"scope"}}
SCHEMES = {"http", "https", "mailto"}
HEADING = re.compile(r"<(/?)h([34])>")  # the two that a text may have, and nothing stands in them
HIGHEST, LOWEST = 3, 6


def clean_html(text, *, longest=LONGEST, keeps_levels=False):
    """A text as stored: plain text made HTML, HTML sanitised and tidied. Raises ValidationError in words.

    `keeps_levels` leaves headings at the levels of the document that they were copied from, for who reads those.
    """
    _check_length(text, longest)
    html = _sanitised(text if is_html(text) else to_html(text), TAGS | TURNED_INTO_OURS | {"span"}, pasted.ATTRIBUTES)
    try:
        cleaned = tidy(pasted.as_ours(parse(html, keeps_levels=keeps_levels)))
    except NestingError as error:
        raise ValidationError(_("The text holds lists or tables within each other, too many to be shown.")) from error
    _check_length(cleaned, longest)  # cells that were merged are more when each has its place
    return cleaned


def _check_length(text, longest):
    if len(text) > longest:
        raise ValidationError(_("The text is too long. It may have %(most)s characters."), params={"most": longest})


def safe_html(html):
    """A stored text as it may be put on a page, whoever stored it."""
    return _sanitised(html, TAGS)


def _sanitised(html, tags, more_attributes=None):
    return nh3.clean(
        html,
        tags=tags,
        clean_content_tags=pasted.DROPPED_WITH_CONTENT,
        attributes={
            **ATTRIBUTES,
            **{tag: ATTRIBUTES.get(tag, set()) | names for tag, names in (more_attributes or {}).items()},
        },
        url_schemes=SCHEMES,
        link_rel=None,
    )


class RichTextWidget(forms.Textarea):
    """A text area with plain text, which `richtext.js` turns into an editor.

    A second, hidden input says which of the two the text is. Text that plain text cannot say in full
    (tables, links) stands in the area as HTML, so that nothing is lost without the editor either.
    """

    def use_required_attribute(self, initial):
        return False  # a browser cannot lead to a hidden text area

    def render(self, name, value, attrs=None, renderer=None):
        html, shown = self._texts(value or "")
        attrs = {"rows": 8, **(attrs or {}), "data-richtext": html, "autocomplete": "off"}
        area = super().render(name, html if shown is None else shown, attrs, renderer)
        kind = "html" if shown is None else "plain"
        return format_html('{}<input type="hidden" name="{}-format" value="{}">', area, name, kind)

    def value_from_datadict(self, data, files, name):
        text = super().value_from_datadict(data, files, name)
        return to_html(text) if text and data.get(f"{name}-format") == "plain" else text

    def _texts(self, value):
        """The text as HTML and as plain text; what cannot be cleaned is shown as it was sent."""
        try:
            html = self.cleaned(value)
        except ValidationError:
            return value, None
        return html, to_plain(html)

    def cleaned(self, value):
        """The text as the field stores it."""
        return clean_html(value)


class RichTextFormField(forms.CharField):
    """Rich text in a form: sanitised before anything else sees it."""

    widget = RichTextWidget

    def to_python(self, value):
        return clean_html(super().to_python(value))

    def has_changed(self, initial, data):
        try:
            return clean_html(initial or "") != clean_html(data or "")
        except ValidationError:
            return True


class RichTextField(models.TextField):
    """A text column that holds a small, safe set of HTML. `update()` goes past it: clean the text yourself there."""

    def clean(self, value, model_instance):
        return super().clean(clean_html(value or ""), model_instance)

    def pre_save(self, model_instance, add):
        text = clean_html(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, text)
        return text

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": RichTextFormField, "widget": RichTextWidget, **kwargs})


def shown(html):
    """A stored text as HTML for a page; sanitised here, too, since a row may have been written past its field."""
    return mark_safe(safe_html(html or ""))


def shown_below(html, heading):
    """As `shown`, its headings moved below the one that the text stands under, such as `h4`."""
    step = int(heading.removeprefix("h")) + 1 - HIGHEST

    def moved(found):
        return f"<{found[1]}h{min(int(found[2]) + step, LOWEST)}>"

    return mark_safe(HEADING.sub(moved, safe_html(html or "")))
