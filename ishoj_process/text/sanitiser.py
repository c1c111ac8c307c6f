"""Which HTML is let in, whoever wrote it: a small set of elements, and for reading those of word processors too."""

import re
from collections.abc import Collection, Mapping

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {
    *("p", "br", "strong", "em", "s", "sub", "sup", "h3", "h4", "ul", "ol", "li", "a", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "th": {"scope"}, "ol": {"start", "type"}, "li": {"value"}}
SCHEMES = {"http", "https", "mailto"}
HEADING = re.compile(r"<(/?)h([34])>")  # the two that a text may have, and nothing stands in them
HIGHEST, LOWEST = 3, 6
# Code, the name that Word gave the file, and what a browser shows only where it cannot show something else.
DROPPED_WITH_CONTENT = {
    *("script", "style", "title", "xml", "template", "noscript", "noembed", "noframes", "iframe", "datalist"),
    *("audio", "video", "canvas", "object"),
}
# Elements without words, and those whose words are read otherwise than as HTML.
NEVER = DROPPED_WITH_CONTENT | {
    *("area", "base", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "frame"),
    *("textarea", "xmp", "plaintext", "listing", "svg", "math", "html", "head", "body", "select", "option", "optgroup"),
    *("image", "isindex", "keygen", "bgsound", "basefont", "frameset", "command"),
}
PASTED_TAGS = TAGS | {"h1", "h2", "h5", "h6", "b", "i", "div", "span", "del", "strike"}
# Elements by which a text is known as HTML: “Salg <lukket>” is none, and would lose a word.
OF_HTML = (
    PASTED_TAGS
    | NEVER
    | {
        *("a", "abbr", "acronym", "address", "article", "aside", "big", "body", "button", "caption", "center", "cite"),
        *("code", "col", "colgroup", "dd", "details", "dfn", "dialog", "dl", "dt", "fieldset", "figcaption", "figure"),
        *("font", "footer", "form", "header", "hgroup", "ins", "kbd", "label", "legend", "main", "mark", "menu", "nav"),
        *("nobr", "output", "pre", "q", "rp", "rt", "ruby", "samp", "section", "small", "summary", "tfoot", "time"),
        *("tt", "u", "var", "bdi", "bdo", "data", "map", "picture", "progress", "meter", "search", "slot"),
    }
)
# What says in a pasted text which list, which mark and which cells are meant, and what is hidden.
PASTED_ATTRIBUTES = ATTRIBUTES | {
    "*": {"style", "class", "id", "hidden", "popover", "open", "color", "bgcolor"},
    "ol": {"start", "type", "reversed"},
    "li": {"value", "type"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "col": {"span", "width"},
    "colgroup": {"span", "width"},
}
NAMES = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]{0,30})(?=[\s/>])")
# Word's own, such as <o:p>, and elements that a reader of HTML moves or reads in ways of its own: all may be hidden.
RENAMED = re.compile(
    r"<(/?)(?:[a-z]\w{0,20}:[\w.-]{1,40}|svg|math|select|option|optgroup|textarea|xmp|plaintext|listing|html|body)(?=[\s/>])",
    re.IGNORECASE,
)
MOST_NAMES = 100
ASKED = re.compile(r"\[\s*([a-zA-Z][\w-]{0,40})\s*[~|^$*]?(?:=|\])")  # attributes that a style sheet asks for


def pasted(html: str) -> str:
    """HTML of any program, well-formed, with all that says how its words are meant.

    Elements of every name stay, for `as_ours` to take apart: what is hidden in one of them must not lose its name.
    """
    html = RENAMED.sub(r"<\1span", html)
    names = {name.lower() for name in NAMES.findall(html)} - NEVER
    asked = {name.lower() for name in ASKED.findall(html)} - {"style", "href", "src"}
    of_all = PASTED_ATTRIBUTES["*"] | set(sorted(asked)[:MOST_NAMES])
    return sanitised(html, PASTED_TAGS | set(sorted(names)[:MOST_NAMES]), PASTED_ATTRIBUTES | {"*": of_all})


def sanitised(html: str, tags: Collection[str] = TAGS, attributes: Mapping[str, set[str]] = ATTRIBUTES) -> str:
    """The HTML without any other element or attribute, well-formed."""
    return nh3.clean(
        html,
        tags=set(tags),
        # Of other elements the words stay.
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes=dict(attributes),
        url_schemes=SCHEMES,
        link_rel=None,
    )


def shown(html: str | None, heading: str) -> SafeString:
    """A stored text as HTML for a page, below the heading that it stands under, such as `h2`.

    Its headings go down one step at a time from there, since who listens goes by them (WCAG 1.3.1): a text may begin
    with its smaller heading. Sanitised here, too, since a row may have been written past its field.
    """
    above = int(heading.removeprefix("h"))
    level = above

    def moved(found: re.Match[str]) -> str:
        nonlocal level
        if not found[1]:
            level = min(above + 1 + int(found[2]) - HIGHEST, level + 1, LOWEST)
        return f"<{found[1]}h{level}>"

    return mark_safe(HEADING.sub(moved, sanitised(html or "")))
