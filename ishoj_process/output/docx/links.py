"""Links in a Word document; those within the house lead to its own address."""

from urllib.parse import urljoin

from django.conf import settings
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from .styles import LINK


def add_link(paragraph, piece):
    """Add the piece's words to the paragraph as a link; a place on the same page is only words."""
    run = paragraph.add_run(piece.text)
    run.bold, run.italic, run.font.strike = piece.bold or None, piece.italic or None, piece.strike or None
    if piece.href.startswith("#"):
        return
    run.style = LINK
    address = urljoin(f"{settings.SITE_URL}/", piece.href)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(run._r)
