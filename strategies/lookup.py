"""Policies, strategies and consultations as pages look them up: 404 for those who may not know that there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from ishoj_process.models import Document, MainPolicy, Strategy
from ishoj_process.rights import can_see_level
from ishoj_process.text.slugs import edition_at
from strategies import rights
from strategies.models import Consultation, Consultee, Response

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


def document_or_404(user: AnyUser, model: type[Document], slug: str, edition: int | None = None) -> Document:
    """The edition at the address, for those who may see it; without a number the newest that was adopted."""
    document = edition_at(documents_for_page(model), slug, edition)
    # The same answer to both: a 403 would tell that the document exists.
    if document is None or not can_see_level(user, document):
        raise Http404
    return document


def strategy_or_404(user: AnyUser, slug: str, edition: int | None = None) -> Strategy:
    return cast(Strategy, document_or_404(user, Strategy, slug, edition))


def policy_or_404(user: AnyUser, slug: str, edition: int | None = None) -> MainPolicy:
    return cast(MainPolicy, document_or_404(user, MainPolicy, slug, edition))


def consultation_or_404(user: AnyUser, pk: int) -> Consultation:
    """The consultation with all that its page asks of it, for those who may see it."""
    consultation = get_object_or_404(consultations_for_page(), pk=pk)
    # 404, since numbers can be guessed: a 403 would tell that something is being prepared.
    if not rights.can_see_consultation(user, consultation):
        raise Http404
    return consultation


# What the page of a document asks of it, beside what all have.
ASKED: dict[type[Document], tuple[str, ...]] = {
    MainPolicy: ("vision", "lead_committee"),
    Strategy: ("main_policy__vision", "owner", "deciding_body"),
}


def documents_for_page(model: type[Document]) -> QuerySet[Document]:
    """Documents of one kind with all that their page asks of them."""
    return model._default_manager.select_related(*ASKED[model], "adopted_by", "adopted_at_item__meeting")


def consultations_for_page() -> QuerySet[Consultation]:
    """Consultations with all that their page asks of them."""
    # With its answer, though the answers are read below: of a body that has none, asking costs a query each time.
    consultees = Consultee.objects.select_related("body", "meeting", "response").prefetch_related("meeting__bodies")
    responses = Response.objects.select_related("consultee__body", "item__meeting")
    return (
        Consultation.objects.with_documents()
        .select_related("decides_at")
        .prefetch_related(
            "decides_at__bodies",
            Prefetch("consultees", consultees),
            Prefetch("responses", responses.prefetch_related("points", "item__meeting__bodies")),
            "steps__by",
        )
    )
