"""The consultation report: every answer with its points, and what became of each. One context for page and PDF."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from strategies.consultations.page import outcome_text, parts_of, position_text, responses_of
from strategies.models import ResponsePoint

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser
    from strategies.models import Consultation

Outcome = ResponsePoint.Outcome


def report_context(consultation: Consultation, user: AnyUser, today: date) -> dict[str, Any]:
    """All that the report says; an answer that the reader may not read is not in it."""
    # The staff may read drafts; a report has none of them.
    responses = [response for response in responses_of(consultation, user) if response.is_sent]
    parts = parts_of(consultation, user, today)
    report = {
        "consultation": consultation,
        "position": position_text(consultation, parts, responses, today),
        "outcome": outcome_text(responses),
        "responses": [response for response in responses if response.has_remarks],
        "without_remarks": [response for response in responses if not response.has_remarks],
        "without_answer": [part.consultee.body for part in parts if part.is_waited_for],
        "may_read_answers": bool(responses) or user.is_authenticated,
    }
    return {**report, "report": report}  # by one name for the part that page and PDF share
