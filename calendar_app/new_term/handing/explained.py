"""Why things of a term that is over have no heir, for the page that tells what its council left."""

from __future__ import annotations

from collections.abc import Mapping

from calendar_app.models import Unheired
from ishoj_process.models import CouncilTerm
from ishoj_process.models.names import DAY


def explained(term: CouncilTerm) -> Mapping[tuple[str, int], str]:
    """What was said while the next term was made ready: {what it is and its number: why}."""
    rows = Unheired.objects.filter(term__starts=term.ends + DAY)
    return {(what, key): reason for what, key, reason in rows.values_list("what", "key", "reason")}
