"""Which HTML is let in, whoever wrote it: a small set of elements, and for reading those of word processors too."""

import re
from collections.abc import Collection, Mapping

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {
    *("p", "br", "strong", "em", "h3", "h4", "ul", "ol", "li", "a", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "th": {"scope"}}
SCHEMES = {"http", "https", "mailto"}
HEADING = re.compile(r"<(/?)h([34])>")  # the two that a text may have, and nothing stands in them
HIGHEST, LOWEST = 3, 6
DROPPED_WITH_CONTENT = {"script", "style", "title", "xml", "template"}
PASTED_TAGS = TAGS | {"h1", "h2", "h5", "h6", "b", "i", "div", "span"}
# What says in a pasted text which list, which mark and which cells are meant.
STYLED = ("p", "b", "strong", "i", "em", "span", "li", "h1", "h2", "h3", "h4", "h5", "h6")
PASTED_ATTRIBUTES = (
    ATTRIBUTES
    | {tag: {"style"} for tag in STYLED}
    | {"th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
)


def sanitised(html: str, tags: Collection[str] = TAGS, attributes: Mapping[str, set[str]] = ATTRIBUTES) -> str:
    """The HTML without any other element or attribute, well-formed."""
    return nh3.clean(
        html,
        tags=set(tags),
        # Of other elements the words stay; of these they are code, or the name that Word gave the file.
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes=dict(attributes),
        url_schemes=SCHEMES,
        link_rel=None,
    )


def shown(html: str | None) -> SafeString:
    """A stored text as HTML for a page; sanitised here, too, since a row may have been written past its field."""
    return mark_safe(sanitised(html or ""))


def shown_below(html: str | None, heading: str) -> SafeString:
    """As `shown`, its headings moved below the one that the text stands under, such as `h4`."""
    step = int(heading.removeprefix("h")) + 1 - HIGHEST

    def moved(found: re.Match[str]) -> str:
        return f"<{found[1]}h{min(int(found[2]) + step, LOWEST)}>"

    return mark_safe(HEADING.sub(moved, sanitised(html or "")))
