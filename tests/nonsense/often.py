"""How many examples each test looks at: some in the short form, some thousands in the long one."""

import os

from hypothesis import HealthCheck, settings

IS_LONG = os.environ.get("BREAK", "1") != "1"


def often(few, many):
    """`--hypothesis-seed` chooses which in the long form; the short one is the same each time."""
    return settings(
        max_examples=many if IS_LONG else few,
        derandomize=not IS_LONG,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
    )
