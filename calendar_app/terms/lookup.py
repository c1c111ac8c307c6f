"""The term that an address names, as far as the reader may know of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from ishoj_process.models import CouncilTerm

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


def term_or_404(user: AnyUser, today: date, slug: str) -> CouncilTerm:
    """As if there were none: until it begins a term is known to those alone who prepare it."""
    return get_object_or_404(CouncilTerm.objects.visible_to(user, today), slug=slug)
