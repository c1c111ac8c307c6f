"""A state that this release does not know is shown by its value and claims nothing."""

from ishoj_process.models import GuidingLine, ProcessPlan
from ishoj_process.templatetags.ui import guiding_line_badge, plan_state

UNHEARD = "unheard"


def test_guiding_line_is_no_more_than_a_draft():
    line = GuidingLine(title="Robusthed", state=UNHEARD)

    assert line.is_draft
    assert guiding_line_badge(line)["label"] == "Unheard"


def test_process_plan_is_no_more_than_a_proposal():
    plan = ProcessPlan(title="Procesplan", state=UNHEARD)

    assert not plan.is_adopted
    assert "Unheard" in plan_state(plan)
