"""`/sundhed`: whether the database answers and its tables are those that this release expects."""

import logging

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@require_safe
@never_cache
def health(request):
    """200 where all is well, else 503 with which of the two is wrong. Needs no log-in and tells no secret."""
    state = {"database": "ok", "migrations": "ok"}
    try:
        if _missing_migrations():
            state["migrations"] = "missing"
    except DatabaseError:
        logger.exception("The database does not answer.")
        state = {"database": "no answer", "migrations": "unknown"}
    well = set(state.values()) == {"ok"}
    return JsonResponse({"status": "ok" if well else "error", **state}, status=200 if well else 503)


def _missing_migrations():
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())
