"""The list of consultations: which run, whose answers wait to be treated, and how many have answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.dates.danish import date_text
from ishoj_process.models import DOCUMENTS
from ishoj_process.models.status import statuses
from strategies.models import Activity, Consultation, Consultee, Response
from strategies.rights import can_see_hearing_matrix

from .known import told_hearings

if TYPE_CHECKING:
    from ishoj_process.models import Document
    from ishoj_process.readers import AnyUser
    from strategies.models.consultations import ConsultationQuerySet

    from .forms import ConsultationFilter

Standing = Consultation.Standing
# What runs comes first, then what waits to be treated; what is over comes last.
ORDER = (Standing.RUNNING, Standing.ENDED, Standing.PREPARED, Standing.REPORTED, Standing.WITHDRAWN)


def list_context(user: AnyUser, chosen: ConsultationFilter, today: date) -> dict[str, Any]:
    """The consultations asked for, in order, and a sentence on where they stand."""
    visible = Consultation.objects.visible_to(user)
    # A choice that is not understood, as of an old link, shows all.
    words = chosen.cleaned_data if chosen.is_bound and chosen.is_valid() else {}
    consultations = visible.at_standing(words["tilstand"], today) if words.get("tilstand") else visible
    if words.get("udvalg"):
        consultations = consultations.about_body(words["udvalg"])
    told = told_hearings(user, today)
    return {
        "consultations": for_list(consultations, today),
        "told": [row for row in told if _is_asked_for(row, words)],
        "position": position_text(visible, today, len(told), is_public=not can_see_hearing_matrix(user)),
    }


def documents_to_hear() -> list[Document]:
    """The documents that a consultation may be prepared about now: the set twin of `reasons_against_hearing`.

    Without those about which one is being prepared, which stands in the list itself.
    """
    found: list[Document] = []
    for column, model in DOCUMENTS.items():
        unfinished = Q(state=Consultation.State.PREPARED) | Q(state=Consultation.State.SENT, reported_on=None)
        own = Consultation.objects.filter(unfinished, **{column: OuterRef("pk")})
        rows = model._default_manager.with_begun().filter(status__in=statuses(lambda row: row.may_be_heard))
        found += rows.filter(~Exists(own.order_by()), is_published=True).exclude(text="").defer("text")
    return sorted(found, key=lambda document: document.sort_key)


def _is_asked_for(told: Activity, words: Mapping[str, Any]) -> bool:
    """Whether the filter lets through what a source tells of, which runs and is its owner's."""
    strategy, body = told.strategy, words.get("udvalg")
    return words.get("tilstand") in (None, "", Standing.RUNNING) and (not body or strategy.owner == body)


def for_list(consultations: ConsultationQuerySet, today: date) -> ConsultationQuerySet:
    """Consultations with all that a line of the list is made of, in order."""
    places = [When(Consultation.standing_query(each, today), then=Value(place)) for place, each in enumerate(ORDER)]
    # Answers from outside come from nobody that was asked, and would make it “5 of 3”.
    answers = Response.objects.sent().filter(consultee__isnull=False)
    return (
        consultations.with_documents()
        .annotate(asked=_number_of(Consultee.objects.all()), answered=_number_of(answers), place=Case(*places))
        .order_by("place", "deadline", "-id")
    )


def _number_of(rows: QuerySet[Consultee] | QuerySet[Response]) -> Coalesce:
    """How many of these rows each consultation has."""
    # A subquery for each number: two joins that are counted at once multiply each other.
    numbers = rows.filter(consultation=OuterRef("pk")).order_by().values("consultation").annotate(number=Count("pk"))
    # A consultation without rows has no group, which is NULL and not 0.
    return Coalesce(Subquery(numbers.values("number"), output_field=IntegerField()), 0)


def position_text(consultations: ConsultationQuerySet, today: date, told: int = 0, *, is_public: bool = False) -> str:
    """`2 høringer er i gang. Den næste frist er 11. september 2023.` `told` is the number of those of sources.

    The public is told of public ones and not that there are no others.
    """
    deadlines = list(
        consultations.at_standing(Standing.RUNNING, today).order_by("deadline").values_list("deadline", flat=True)
    )
    running = len(deadlines) + told
    if not running:
        return _("No public consultation is running now.") if is_public else _("No consultation is running now.")
    if is_public:
        text = ngettext(
            "%(count)s public consultation is running.", "%(count)s public consultations are running.", running
        )
    else:
        text = ngettext("%(count)s consultation is running.", "%(count)s consultations are running.", running)
    then = _("The next deadline is %(day)s.") % {"day": date_text(deadlines[0])} if deadlines else ""
    return f"{text % {'count': running}} {then}".strip()
