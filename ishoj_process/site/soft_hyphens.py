"""Long Danish words may break with a hyphen on every page: soft hyphens are put in when a page is written.

Where the drawings divide them, as browsers on desktops bring no Danish one. The gate is where templates are loaded,
so that no page can forget it: each value that stands as text among the elements of a page is written by `SoftNode`.
Never in attributes, titles of windows, fields, code and drawings; never on papers, in mails and in feeds, which are
written for no request. What comes in passes `ishoj_process.text.incoming`, which takes soft hyphens out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from weakref import WeakSet

from django.conf import settings
from django.db.models import Model
from django.template import Context, Template
from django.template.base import FilterExpression, Node, TextNode, VariableNode, render_value_in_context
from django.template.loader_tags import BlockNode
from django.template.loaders import cached
from django.utils.functional import Promise
from django.utils.safestring import SafeData

from ishoj_process.dates.danish import MONTHS
from ishoj_process.output.drawing.hyphens import places_to_divide

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
SHORTEST = 12  # letters; what is shorter has room on the narrowest screen
LONG_WORD = re.compile(rf"(?<![\w@/.:])[^\W\d_]{{{SHORTEST},}}(?![\w@/:]|\.\w)")
# What one reads as one word stays on one line: an hour, a day with its month, and “4 af 6”.
BOUND = re.compile(rf"(?<=\bkl\.) (?=\d)|(?<=\d\.) (?=(?:{'|'.join(MONTHS)})\b)|(?<=\d) (?=af \d)|(?<=\d af) (?=\d)")
# Within these the words are no running text of a page.
WITHOUT = ("title", "option", "textarea", "script", "style", "code", "pre", "svg")
PIECE = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)|([<>\"'])", re.S)


@lru_cache(maxsize=4096)
def _divided(word: str) -> str:
    parts, start = [], 0
    for place in places_to_divide(word):
        parts.append(word[start:place])
        start = place
    return SOFT_HYPHEN.join([*parts, word[start:]])


def softened(value: Any) -> Any:
    """A text with soft hyphens in its long words, and each hour and day on one line; what is no text as it is."""
    if isinstance(value, SafeData):
        return value
    if not isinstance(value, str | Promise | Model):
        return value
    text = str(value)
    if isinstance(text, SafeData) or SOFT_HYPHEN in text:
        return text
    return BOUND.sub(NO_BREAK_SPACE, LONG_WORD.sub(lambda found: _divided(found[0]), text))


def softened_on(context: Context, value: Any) -> Any:
    """The same on a page; on paper and in mails there is no request, and it stays as it is."""
    is_page = settings.SOFT_HYPHENS and getattr(context, "request", None) is not None
    return softened(value) if is_page else value


class SoftNode(VariableNode):
    """A value that stands as text on a page."""

    filter_expression: FilterExpression

    def render(self, context: Context) -> str:
        return render_value_in_context(softened_on(context, self.filter_expression.resolve(context)), context)


class _Reader:
    """Reads the text of a template in order: whether what comes next stands as text among elements."""

    def __init__(self) -> None:
        self.is_in_tag, self.quote, self.within, self.name = False, "", "", ""

    @property
    def is_text(self) -> bool:
        return not (self.is_in_tag or self.within)

    def read(self, text: str) -> None:
        for piece in PIECE.finditer(text):
            closing, name, sign = piece.groups()
            if self.is_in_tag:
                self._read_in_tag(sign or "")
            elif name and not self.within:
                self.is_in_tag, self.name = True, "" if closing else name.lower()
            elif name and closing and name.lower() == self.within:
                self.is_in_tag, self.name, self.within = True, "", ""

    def _read_in_tag(self, sign: str) -> None:
        if self.quote:
            self.quote = "" if sign == self.quote else self.quote
        elif sign in ('"', "'"):
            self.quote = sign
        elif sign == ">":
            self.is_in_tag = False
            self.within = self.name if self.name in WITHOUT else ""


def soften(nodes: Any, reader: _Reader) -> None:
    """Make each value that stands as text a `SoftNode`, in the order in which the template is written."""
    for node in nodes:
        if isinstance(node, TextNode):
            reader.read(node.s)
        elif type(node) is VariableNode:
            if reader.is_text:
                node.__class__ = SoftNode
        elif not (isinstance(node, BlockNode) and node.name == "title"):
            _soften_within(node, reader)


def _soften_within(node: Node, reader: _Reader) -> None:
    for name in node.child_nodelists:
        soften(getattr(node, name, None) or (), reader)


class Loader(cached.Loader):
    """Django's own, which keeps what it has loaded; texts of mails and of other files are loaded as they are."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.softened: WeakSet[Template] = WeakSet()

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template: Template = super().get_template(template_name, skip)
        # Kept and given again: what was made soft the first time is passed over.
        if template_name.endswith(".html") and "/email/" not in template_name and template not in self.softened:
            soften(template.nodelist, _Reader())
            self.softened.add(template)
        return template
