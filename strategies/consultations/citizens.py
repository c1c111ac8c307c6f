"""Whether the public may be asked about a document: of main policies the term says whether citizens take part."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ishoj_process.hierarchy.term_words import citizens_in_main_policies
from ishoj_process.models import CouncilTerm, MainPolicy

if TYPE_CHECKING:
    from ishoj_process.models import Document


def reasons_against_asking_citizens(document: Document, today: date) -> list[str]:
    """Why the public is not asked about the document; empty where it may be.

    What has not been decided is not offered: a citizen who was asked was promised to be heard.
    """
    if not isinstance(document, MainPolicy):
        return []
    # A day outside of every term is one on which nobody has decided it, as an unsaved term has not.
    term = CouncilTerm.objects.on(today).first() or CouncilTerm()
    if term.citizens_shape_main_policies:
        return []
    return [citizens_in_main_policies(term), _("So the public is not asked about them.")]
