"""One way from a template to a tagged, Danish PDF with the same bytes every time."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from . import press

LANGUAGE = "da"  # the council's documents are Danish, whatever language the reader's pages have
PAGES = {"A4 portrait", "A4 landscape", "A3 portrait", "A3 landscape"}


def render_pdf(
    template: str, context: dict[str, Any], *, title: str, modified: date, page: str = "A4 portrait"
) -> bytes:
    """The bytes of a PDF/UA-1 document. `modified`: the day, or the aware time, when its data last changed."""
    if page not in PAGES:
        raise ValueError(f"Unknown page “{page}”. Known: {', '.join(sorted(PAGES))}.")
    with translation.override(LANGUAGE):
        html = render_to_string(
            template,
            {
                "municipality": settings.MUNICIPALITY,
                **context,
                "document_language": LANGUAGE,
                "document_title": title,
                "document_modified": modified.isoformat(),
            },
        )
    return press.printed(html, page)
