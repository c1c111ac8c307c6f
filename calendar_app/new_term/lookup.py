"""Which term a page of the guided act is about."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from ishoj_process.dates import clock
from ishoj_process.models import CouncilTerm

from .page import is_open


def coming_term_or_404(slug: str) -> CouncilTerm:
    """The term of an address, while its guided act is open: what ran long ago is nobody's to begin."""
    term = get_object_or_404(CouncilTerm, slug=slug)
    if not is_open(term, clock.today()):
        raise Http404
    return term
