"""The red thread's end and coverage say the same of a guiding line: whether a strategy carries it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from calendar_app.red_thread.loose_ends import loose_ends
from ishoj_process.coverage.tables import load_coverage
from ishoj_process.dates import clock
from ishoj_process.models import Alignment, GuidingLine, MainPolicy


@pytest.fixture
def line(aim):
    return GuidingLine.objects.create(aim=aim, title="Flere i job")


def found_by_both(vision):
    """The lines without a strategy, as the thread and as coverage find them."""
    public = AnonymousUser()
    (of_thread,) = [section for section in loose_ends(public, vision) if section.kind == "retning"]
    return [node.title for node in of_thread.nodes], [
        str(row.subject) for row in load_coverage(public, clock.today()).empty_lines
    ]


@pytest.mark.parametrize("field", ["strategy", "main_policy"])
@pytest.mark.parametrize(
    ("status", "found"), [("adopted", []), ("dropped", ["Flere i job"]), ("superseded", ["Flere i job"])]
)
def test_document_that_was_dropped_or_superseded_carries_for_neither(
    vision, line, strategy, main_policy, field, status, found
):
    document = {"strategy": strategy, "main_policy": main_policy}[field]
    Alignment.objects.create(guiding_line=line, how="Sådan", **{field: document})
    document.status = status
    document.save()

    assert found_by_both(vision) == (found, found)


def test_strategy_below_an_older_edition_carries_for_both(vision, line, strategy, main_policy):
    main_policy.status = "superseded"
    main_policy.save()
    newer = MainPolicy.objects.create(slug=main_policy.slug, edition=2, supersedes=main_policy, status="adopted")
    Alignment.objects.create(guiding_line=line, main_policy=newer, how="Sådan")

    assert found_by_both(vision) == ([], [])


def test_what_the_public_may_not_see_carries_for_neither(vision, line, strategy):
    Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan")
    strategy.is_published = False
    strategy.save()

    assert found_by_both(vision) == (["Flere i job"], ["Flere i job"])


def test_policy_that_a_strategy_also_serves_carries_for_both(vision, line, strategy):
    beside = MainPolicy.objects.create(title="Kulturpolitik", slug="kulturpolitik")
    Alignment.objects.create(guiding_line=line, main_policy=beside, how="Sådan")
    assert found_by_both(vision) == (["Flere i job"], ["Flere i job"])

    strategy.also_serves.add(beside)

    assert found_by_both(vision) == ([], [])
