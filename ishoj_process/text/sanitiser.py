"""Which HTML is let in, whoever wrote it: a small set of elements, and for reading those of word processors too."""

from collections.abc import Collection, Mapping

import nh3

TAGS = {
    *("p", "br", "strong", "em", "h3", "h4", "ul", "ol", "li", "a", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "th": {"scope"}}
SCHEMES = {"http", "https", "mailto"}
DROPPED_WITH_CONTENT = {"script", "style", "title", "xml", "template"}
PASTED_TAGS = TAGS | {"h1", "h2", "h5", "h6", "b", "i", "div", "span"}
# What says in a pasted text which list, which mark and which cells are meant.
STYLED = ("p", "b", "strong", "i", "em", "span", "li", "h1", "h2", "h3", "h4", "h5", "h6")
PASTED_ATTRIBUTES = (
    ATTRIBUTES
    | {tag: {"style"} for tag in STYLED}
    | {"th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
)


def sanitised(html: str, tags: Collection[str] = TAGS, attributes: Mapping[str, Collection[str]] = ATTRIBUTES) -> str:
    """The HTML without any other element or attribute, well-formed."""
    return nh3.clean(
        html,
        tags=set(tags),
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes=attributes,
        url_schemes=SCHEMES,
        link_rel=None,
    )
