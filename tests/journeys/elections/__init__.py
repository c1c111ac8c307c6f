"""The house over an election: from the plan of August 2023 to the new council's vision of February 2026."""

import pytest

# What the stations ask is told as in a test.
pytest.register_assert_rewrite("tests.journeys.elections.story", "tests.journeys.elections.desk")
