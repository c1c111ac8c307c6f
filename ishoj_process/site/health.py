"""`/sundhed`: whether the database answers and its tables are those that this release expects."""

import logging

from django.db import DatabaseError, connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 where all is well, else 503 with which of the two is wrong. Needs no log-in and tells no secret."""
    state = {"database": "ok", "migrations": "ok"}
    try:
        # A new release on an old database answers many a page, and fails at the first that needs the new table.
        if _missing_migrations():
            state["migrations"] = "missing"
    except DatabaseError:
        logger.exception("The database does not answer.")
        state = {"database": "no answer", "migrations": "unknown"}
    well = set(state.values()) == {"ok"}
    return JsonResponse({"status": "ok" if well else "error", **state}, status=200 if well else 503)


def _missing_migrations() -> list[tuple[Migration, bool]]:
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())
