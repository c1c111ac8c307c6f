"""The address of a round as a code that a phone reads from the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno
from django.conf import settings
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from vision.models import Round

QUIET_ZONE = 4  # modules around it, as ISO/IEC 18004 asks for


def address_of(round_: Round) -> str:
    """Where points are given, as it is typed into a phone."""
    return f"{settings.SITE_URL}{round_.get_absolute_url()}"


def code_of(address: str) -> SafeString:
    """The QR code as a drawing within the page; middle error correction, as a projector blurs."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(omitsize=True, border=QUIET_ZONE, dark="#000", light="#fff", svgclass=None, lineclass=None)
    return mark_safe(drawn)
