"""Rich text as plain text and back, for who writes without the editor, for mail, calendars and comparison.

Blank lines part paragraphs. Lines that begin with “- ” are a list, those that count from “1. ” a numbered one.
“## ” begins a heading and “### ” a smaller one. **bold** and *italic* stand between stars,
~~struck out~~ between waves.
"""

import re
import unicodedata
from collections.abc import Mapping
from html import escape, unescape
from itertools import groupby

from django.utils.translation import gettext as _

from . import numbers
from .html_tree import LISTS, Content, Element, NestingError, content, named, parse, without
from .sanitiser import OF_HTML, PASTED_TAGS, sanitised

TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>|<!--")
BULLET = re.compile(r"[-•*] +")
NUMBER = re.compile(r"(\d+)[.)] +")
HEADINGS = {"### ": "h4", "## ": "h3"}
HEADING_MARKS = {tag: mark for mark, tag in HEADINGS.items()}
MARKS = {"strong": "**", "em": "*", "s": "~~"}
# What a reader must see of a text without its marks, too: that words are struck out, and that a figure is raised.
SEEN_MARKS = {"s": "~~"}
RAISED = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}


def is_html(text: str) -> bool:
    """Whether a text holds elements, and so is not plain."""
    return any(not found[1] or found[1].lower() in OF_HTML for found in TAG.finditer(text))


def to_html(text: str) -> str:
    """Plain text as HTML: paragraphs, line breaks, lists and headings."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(_block_html(block) for block in blocks if block)


def to_plain(html: str) -> str | None:
    """HTML as the plain text that makes the same HTML again; None where plain text cannot say it all."""
    # Tried, not judged by its elements: what does not come back the same would be lost when it is stored again.
    text = _write(parse(sanitised(html)), MARKS)
    return text if to_html(text) == html else None


def is_blank(text: str) -> bool:
    """True where a reader would see nothing: spaces, and marks that only steer the text."""
    # Cf is the zero-width space and its kin, which `strip` leaves: a text of them passes for one and says nothing.
    return all(unicodedata.category(char) in ("Cf", "Cc", "Zs", "Zl", "Zp") for char in text)


def visible_text(text: str) -> str:
    """What a reader sees of a text, without marks, one block below the other."""
    if not is_html(text):
        return text
    try:
        return _write(parse(sanitised(text, PASTED_TAGS)), SEEN_MARKS)
    except NestingError:  # no form takes it; who wrote it all the same sees the words again
        return unescape(sanitised(text, tags=()))


def _block_html(block: str) -> str:
    lines = [line.strip() for line in block.splitlines()]
    kinds = _kinds(lines)
    groups = groupby(zip(kinds, lines, strict=True), key=lambda pair: pair[0])
    return "".join(_group_html(kind, [line for _, line in pairs]) for kind, pairs in groups)


def _kinds(lines: list[str]) -> list[str]:
    """The element that each line belongs to."""
    kinds = [_kind(line) for line in lines]
    for kind, run in groupby(range(len(lines)), key=kinds.__getitem__):
        places = list(run)
        if kind == "ol" and not _counts([lines[place] for place in places]):
            for place in places:
                kinds[place] = "p"
    return kinds


def _kind(line: str) -> str:
    if BULLET.match(line):
        return "ul"
    if NUMBER.match(line):
        return "ol"
    return next((tag for mark, tag in HEADINGS.items() if line.startswith(mark)), "p")


def _counts(lines: list[str]) -> bool:
    """Whether the numbers are those of a list: “21. august” alone is a date."""
    numbers = [int(found[1]) for line in lines if (found := NUMBER.match(line))]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


def _group_html(kind: str, lines: list[str]) -> str:
    if kind == "p":
        return f"<p>{'<br>'.join(map(_inline_html, lines))}</p>"
    if kind in LISTS:
        mark = BULLET if kind == "ul" else NUMBER
        items = "".join(f"<li>{_inline_html(mark.sub('', line, count=1))}</li>" for line in lines)
        return f"<{kind}>{items}</{kind}>"
    return "".join(f"<{kind}>{_inline_html(line.lstrip('# '))}</{kind}>" for line in lines)


def _inline_html(line: str) -> str:
    html = escape(line, quote=False)
    for mark, tag in (("**", "strong"), ("*", "em"), ("~~", "s")):
        star = re.escape(mark)
        # Stars between words, as in 3 * 4, and behind one, as in a footnote*, are only stars.
        html = re.sub(rf"(?<![\w*~]){star}(?=[^\s*~])(.+?)(?<=[^\s*~]){star}(?![\w*~])", rf"<{tag}>\1</{tag}>", html)
    return html


def _write(node: Element, marks: Mapping[str, str]) -> str:
    """The blocks of an element, a blank line between them; what stands loose is a block of its own."""
    blocks = [child.strip() if isinstance(child, str) else _write_block(child, marks) for child in content(node)]
    return "\n\n".join(filter(None, blocks))


def _write_block(node: Element, marks: Mapping[str, str]) -> str:
    if node.tag in LISTS:
        return _write_list(node, marks)
    if node.tag == "table":
        return "\n".join(_write_row(row, marks) for part in named(node, "thead", "tbody") for row in named(part, "tr"))
    if node.tag in HEADING_MARKS:
        return (HEADING_MARKS[node.tag] if marks is MARKS else "") + _write_inline(content(node), marks)
    return _write(node, marks) if node.tag == "blockquote" else _write_inline(content(node), marks)


def _write_list(node: Element, marks: Mapping[str, str], indent: str = "") -> str:
    lines = []
    for number, item in zip(numbers.numbers_of(node), named(node, "li"), strict=True):
        mark = f"{numbers.written(number, numbers.kind_of(node))}." if node.tag == "ol" else "-"
        lines.append(f"{indent}{mark} {_write_inline(without(item, *LISTS), marks)}")
        lines += [_write_list(inner, marks, f"{indent}  ") for inner in named(item, *LISTS)]
    return "\n".join(lines)


def _write_row(row: Element, marks: Mapping[str, str]) -> str:
    return " | ".join(_write_inline(content(cell), marks) for cell in named(row, "th", "td"))


def _write_inline(children: Content, marks: Mapping[str, str]) -> str:
    written = ""
    for child in children:
        if isinstance(child, str):
            written += child
        elif child.tag == "br":
            written += "\n"
        else:
            mark, inner = marks.get(child.tag, ""), _write_inline(content(child), marks)
            written += f"{mark}{inner.translate(RAISED.get(child.tag, {}))}{mark}"
    return written


def yes_or_no(value: bool) -> str:
    """What is so or not, as people read it; Python's own words are English."""
    return _("yes") if value else _("no")
