"""One way from a template to a Word document: Danish, with heading styles, and the same bytes every time."""

from datetime import UTC, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from ishoj_process.output.pdf import LANGUAGE
from ishoj_process.text.html_tree import NOT_IN_XML

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can say


def render_docx(template, context, *, title, modified):
    """The bytes of a Word document from a template for paper. `modified`: when its data last changed."""
    with translation.override(LANGUAGE):
        words = {"municipality": settings.MUNICIPALITY, "document_language": LANGUAGE, "document_title": title}
        html = render_to_string(template, {**words, **context, "document_modified": modified.isoformat()})
        return docx_of(html, title=title, modified=modified)


def docx_of(html, *, title, modified):
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
    return _timeless(file)


def _describe(properties, title, modified):
    """What the file says of itself; who pressed the button is nobody's business."""
    properties.title, properties.language = title[:255], "da-DK"
    properties.author = properties.last_modified_by = settings.MUNICIPALITY[:255]
    properties.comments, properties.revision = "", 1
    moment = modified.astimezone(UTC) if isinstance(modified, datetime) else datetime.combine(modified, time())
    properties.created = properties.modified = moment.replace(tzinfo=None, microsecond=0)


def _timeless(file):
    """The same archive without the moment at which it was packed."""
    packed = BytesIO()
    with ZipFile(file) as given, ZipFile(packed, "w") as archive:
        for entry in given.infolist():
            info = ZipInfo(entry.filename, NO_TIME)
            # 3 is Unix: left alone, the system that it was packed on is named, and the bytes differ by machine.
            info.compress_type, info.create_system = ZIP_DEFLATED, 3
            archive.writestr(info, given.read(entry))
    return packed.getvalue()
