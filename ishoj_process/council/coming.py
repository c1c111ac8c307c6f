"""What is not told yet of bodies that begin with a coming term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404

from ishoj_process.models import Body, CouncilTerm, Meeting
from ishoj_process.rights import can_see_coming_bodies

if TYPE_CHECKING:
    from datetime import date

    from ishoj_process.readers import AnyUser


def is_kept_back(body: Body, user: AnyUser, today: date) -> bool:
    """Whether a body that begins with a coming term is not told of yet: until the reader may see a meeting of it."""
    if body.begins is None or body.begins <= today or can_see_coming_bodies(user):
        return False
    begins_with_a_term = CouncilTerm.objects.filter(starts=body.begins).exists()
    return begins_with_a_term and not Meeting.objects.visible_to(user).of_body(body).exists()


def body_or_404(slug: str, user: AnyUser, today: date) -> Body:
    """The body of an address that readers may open; raises Http404 where there is none, or it is kept back."""
    body = get_object_or_404(Body, slug=slug)
    if is_kept_back(body, user, today):
        raise Http404
    return body
