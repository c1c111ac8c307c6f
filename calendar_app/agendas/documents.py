"""The documents that an agenda item treats: found by words of their titles, and added one by one.

A list to tick would grow with every document of the house. What is chosen is one hidden field, so that a draft on the
device holds it whole; a press that searches, adds or removes sends the form and gets it back as it was typed, and
`documents.js` does the same without leaving the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.models import LEVELS, Level
from ishoj_process.templatetags.ui import level_kind
from ishoj_process.text.stems import WORD, normal, stem

MOST_FOUND = 10  # that are shown at once
# The names of what is sent when one searches, adds or takes away; none of them is a part of the item.
WORDS, SEARCH, ADD, REMOVE = "find", "find_documents", "add_document", "remove_document"
FOUND_FOR = "found_for"  # the words of the search that is shown
# Enter in any field presses the first button of a form, which would otherwise be the one that searches.
ENTER = "enter"


def offered() -> list[Level]:
    """What an item may treat, of all three levels: what stands, and what is worked on."""
    return [level for model in LEVELS for level in model.objects.with_begun().defer("text", "summary")]


def with_codes(codes: Iterable[str]) -> dict[str, Level]:
    """The documents with these codes, in their order; nothing is asked where there are none."""
    codes = list(dict.fromkeys(codes))
    found: dict[str, Level] = {}
    for model in LEVELS:
        keys = [key for name, _dash, key in (code.partition("-") for code in codes) if name == model._meta.model_name]
        # Ten digits, and no more, fit what a database counts by.
        keys = [key for key in keys if key.isascii() and key.isdecimal() and len(key) < 10]
        if keys:
            rows = model.objects.with_begun().filter(pk__in=keys).defer("text", "summary")
            found |= {code_of(level): level for level in rows}
    return {code: found[code] for code in codes if code in found}


def code_of(level: Level) -> str:
    return f"{level._meta.model_name}-{level.pk}"


def name_of(level: Level) -> str:
    """`Idrætsstrategi, 2. udgave (under udarbejdelse)`; of what stands alone its title says enough."""
    return f"{level.called} ({level.status_text})" if level.is_begun or level.meaning.is_superseded else level.called


def name_with_kind(level: Level) -> str:
    """`Strategi: Sund by`; a name that begins with the word has it already: `Strategi for mobilitet`."""
    kind, name = level_kind(level), name_of(level)
    return name if name.lower().startswith(kind.lower()) else f"{capfirst(kind)}: {name}"


def found_by(words: str, without: Iterable[str] = ()) -> tuple[list[tuple[str, str]], int]:
    """The first documents in whose names all the words stand, as (code, name), and how many there are.

    By parts of words, too, as titles are compounds: `bolig` finds the Almenboligstrategi, `skolerne` the Skolestrategi.
    """
    typed = WORD.findall(words)[:10]
    if not typed:
        return [], 0
    left_out = set(without)
    named = ((code_of(level), name_with_kind(level)) for level in offered())
    found = [(code, name) for code, name in named if code not in left_out and _has(name, typed)]
    return found[:MOST_FOUND], len(found)


def _has(name: str, typed: Iterable[str]) -> bool:
    parts = WORD.findall(name)
    letters, stems = " ".join(map(normal, parts)), " ".join(map(stem, parts))
    return all(normal(word) in letters or (stem(word) and stem(word) in stems) for word in typed)


def found_text(words: str, count: int) -> str:
    """What is said of a search: how many, and what to do where that is none or too many."""
    if not WORD.findall(words):
        return _("Write a word of the title.")
    if not count:
        return _("No document has these words in its title.")
    if count > MOST_FOUND:
        told = _("%(count)s documents have these words. The first %(most)s are shown; write more of the title.")
        return told % {"count": count, "most": MOST_FOUND}
    told = ngettext("%(count)s document has these words.", "%(count)s documents have these words.", count)
    return told % {"count": count}


class CodesInput(forms.HiddenInput):
    """Codes in one hidden field, with spaces between; several fields of the name are read as well."""

    class Media:
        js = (forms.Script("documents.js", defer=True),)

    def format_value(self, value: Any) -> str:
        return " ".join(value) if isinstance(value, list | tuple) else str(value or "")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        sent = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        sent = [sent] if isinstance(sent, str) else sent
        return list(dict.fromkeys(code for text in sent for code in str(text).split()))


class DocumentsField(forms.MultipleChoiceField):
    """The chosen documents. Of those that are sent only the rows are read, and not of all that may be chosen."""

    widget = CodesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.levels: dict[str, Level] = {}

    def learn(self, levels: dict[str, Level], codes: Iterable[str] = ()) -> None:
        """Offer these documents, and those with the codes; a code that nothing has is refused."""
        self.levels |= levels
        self.levels |= with_codes(code for code in codes if code not in self.levels)
        self.choices = [(code, name_with_kind(level)) for code, level in self.levels.items()]

    def clean(self, value: Any) -> Any:
        self.learn({}, value or [])
        return [self.levels[code] for code in super().clean(value)]


class Enter(LayoutObject):
    """The button that Enter presses, ahead of the one that searches: it stores, or looks for words that are typed."""

    fields: tuple[str, ...] = ()

    def render(self, form: Any, context: Any, template_pack: Any = TEMPLATE_PACK, **kwargs: Any) -> SafeString:
        button = '<button class="visually-hidden" type="submit" name="{}" value="1" {}>{}</button>'
        return format_html(button, ENTER, mark_safe('tabindex="-1" aria-hidden="true"'), _("Save"))


class DocumentPicker(LayoutObject):
    """The field as it is shown: what is chosen, each to be taken away, and a search below it."""

    def __init__(self, field: str) -> None:
        self.fields = [field]

    def render(self, form: Any, context: Any, template_pack: Any = TEMPLATE_PACK, **kwargs: Any) -> SafeString:
        bound = form[self.fields[0]]
        codes, words = bound.field.prepare_value(bound.value()) or [], form.data.get(WORDS, "")
        bound.field.learn({}, codes)
        found, count = found_by(words, codes) if form.looks_something_up() else ([], 0)
        picker = {
            "field": bound,
            "chosen": [(code, name) for code, name in bound.field.choices if code in codes],
            "words": words,
            "found": found,
            "told": found_text(words, count) if form.looks_something_up() else "",
            "names": {"words": WORDS, "search": SEARCH, "add": ADD, "remove": REMOVE, "found_for": FOUND_FOR},
        }
        return render_to_string("calendar_app/agendas/documents.html", picker)


def is_lookup(data: Any) -> bool:
    """Whether a form was sent to search for documents, to add one or to take one away, and not to be stored."""
    if ENTER in data:
        # Words that have been searched for are left standing, and say nothing of what Enter is to do now.
        words = data.get(WORDS, "").strip()
        return bool(words) and words != data.get(FOUND_FOR, "").strip()
    return any(name in data for name in (SEARCH, ADD, REMOVE))


def pressed(data: Any, field: str) -> Any:
    """What was sent, with the document added or taken away that was pressed."""
    if not (ADD in data or REMOVE in data):
        return data
    codes = CodesInput().value_from_datadict(data, None, field)
    codes = [code for code in [*codes, data.get(ADD, "")] if code and code != data.get(REMOVE)]
    changed = data.copy()
    changed[field] = " ".join(dict.fromkeys(codes))
    return changed
