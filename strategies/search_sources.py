"""What is found of main policies and strategies, with the wording that each reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ishoj_process.models import Body, MainPolicy, Strategy
from ishoj_process.readers import reader_of
from ishoj_process.rules import select
from ishoj_process.search.sources import Days, Source, Variant, seen
from ishoj_process.search.watching import declare
from ishoj_process.search_sources import days_of_adoption
from ishoj_process.text.plain import visible_text

from .models import ConcreteSolution, Consultation
from .rights import can_read_wordings_sent, reads_wording

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

# Who reads the wording as it stands, and who reads it as it was sent to the council or to the public.
AS_IT_STANDS, AS_SENT, AS_SENT_TO_ALL = "whole", "council", "public"


class DocumentSource(Source):
    """A document by its name, and by its text and parts as they stand or as they were sent for consultation."""

    model: type[MainPolicy] | type[Strategy]
    is_document = True

    def objects(self) -> QuerySet[Any]:
        return self.model._default_manager.prefetch_related("consultations")

    def parts(self, thing: Any) -> list[str]:
        """What is read with its text."""
        return []

    def variants(self, thing: Any) -> list[Variant]:
        texts = {AS_IT_STANDS: [visible_text(thing.text), *self.parts(thing)]}
        # Only while the wording is kept back: afterwards all find it as it stands, once.
        if thing.meaning.is_secret:
            sent = [row for row in thing.consultations.all() if row.text and row.has_gone_out]
            texts[AS_SENT] = [_last_text(sent)]
            texts[AS_SENT_TO_ALL] = [_last_text([row for row in sent if row.is_public])]
        (kind,) = self.kinds
        # Without its number, which another policy's name would change.
        title = thing.title or str(thing.untitled)
        return [Variant(kind, circle, title, [thing.summary, *parts]) for circle, parts in texts.items()]

    def days(self, thing: Any) -> Days:
        return days_of_adoption(thing)

    def named_on(self, thing: Any) -> date | None:
        return thing.last_day

    def shown_to(self, user: AnyUser, kinds: list[str], today: date) -> Q:
        documents: Any = self.model._default_manager
        shown = documents.visible_to(user).latest_editions()
        read = select(documents.order_by(), reads_wording(reader_of(user), self.model.column)).values("pk")
        circle = AS_SENT if can_read_wordings_sent(user) else AS_SENT_TO_ALL
        # Each document in one circle alone, or a reader would find it twice.
        return seen(kinds, AS_IT_STANDS, shown.filter(pk__in=read)) | seen(kinds, circle, shown.exclude(pk__in=read))


class MainPolicySource(DocumentSource):
    model = MainPolicy
    kinds = {"policy": (_("main policy"), _("Main policies"))}
    follows = {Consultation: "consultations"}

    def bodies(self, thing: MainPolicy) -> set[int]:
        return {thing.lead_committee_id} if thing.lead_committee_id else set()


class StrategySource(DocumentSource):
    model = Strategy
    kinds = {"strategy": (_("strategy"), _("Strategies"))}
    # What changes an entry though the strategy itself is not stored.
    follows = {ConcreteSolution: "solutions", Consultation: "consultations", Body: "co_owners"}
    ties = ("co_owners",)

    def objects(self) -> QuerySet[Strategy]:
        return super().objects().prefetch_related("co_owners", "solutions")

    def parts(self, thing: Strategy) -> list[str]:
        return [" · ".join(filter(None, [row.title, row.target_group, row.text])) for row in thing.solutions.all()]

    def bodies(self, thing: Strategy) -> set[int]:
        owners = {body.pk for body in thing.co_owners.all()}
        return owners | {thing.owner_id} if thing.owner_id else owners


def _last_text(consultations: Sequence[Consultation]) -> str:
    """The text of the consultation with the highest number; empty where there is none."""
    return visible_text(max(consultations, key=lambda row: row.number).text) if consultations else ""


def declare_all() -> None:
    declare(MainPolicySource())
    declare(StrategySource())
