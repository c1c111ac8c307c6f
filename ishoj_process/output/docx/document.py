"""One way from a template to a Word document: Danish, with heading styles, and the same bytes every time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from ishoj_process.output.archives import timeless
from ishoj_process.output.pdf import LANGUAGE
from ishoj_process.output.press import pressed
from ishoj_process.text.html_tree import NOT_IN_XML

if TYPE_CHECKING:
    from docx.opc.coreprops import CoreProperties

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render_docx(template: str, context: dict[str, Any], *, title: str, modified: date) -> bytes:
    """The bytes of a Word document from a template for paper. `modified`: when its data last changed."""
    with translation.override(LANGUAGE):
        words = {"municipality": settings.MUNICIPALITY, "document_language": LANGUAGE, "document_title": title}
        html = render_to_string(template, {**words, **context, "document_modified": modified.isoformat()})
    return pressed(WordJob(html, title, modified))


@dataclass(frozen=True)
class WordJob:
    """A Word document for the press: a long text takes as long as a PDF."""

    html: str
    title: str
    modified: date

    def written(self) -> bytes:
        with translation.override(LANGUAGE):
            return docx_of(self.html, title=self.title, modified=self.modified)


def docx_of(html: str, *, title: str, modified: date) -> bytes:
    """The bytes of a Word document with what stands in the body of a page."""
    # Imported here since it takes a moment, and most requests need none of it.
    from lxml import html as lxml_html

    from .styles import new_document
    from .writing import Writer

    document = new_document()
    Writer(document).write(lxml_html.document_fromstring(NOT_IN_XML.sub("", html)).body)
    _describe(document.core_properties, title, modified)
    file = BytesIO()
    document.save(file)
    return timeless(file)


def _describe(properties: CoreProperties, title: str, modified: date) -> None:
    """What the file says of itself; who pressed the button is nobody's business."""
    properties.title, properties.language = title[:255], "da-DK"
    properties.author = properties.last_modified_by = settings.MUNICIPALITY[:255]
    properties.comments, properties.revision = "", 1
    moment = modified.astimezone(UTC) if isinstance(modified, datetime) else datetime.combine(modified, time())
    properties.created = properties.modified = moment.replace(tzinfo=None, microsecond=0)
