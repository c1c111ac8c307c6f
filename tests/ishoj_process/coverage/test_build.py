"""Coverage as pure tables: who carries what, whose column it is, and what nobody carries."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ishoj_process.coverage.tables import load_coverage, tables_of
from ishoj_process.dates import clock
from ishoj_process.models import Alignment, Body, GuidingLine, MainPolicy, Strategy, Vision

COVERING = ["", "considered", "chosen", "in_preparation", "before_decision", "adopted"]


@pytest.fixture
def line(aim):
    return GuidingLine.objects.create(aim=aim, title="Flere i job")


def carry(line, document):
    field = "main_policy" if isinstance(document, MainPolicy) else "strategy"
    Alignment.objects.create(guiding_line=line, how="Sådan", **{field: document})


def covered(user=None):
    return load_coverage(user or AnonymousUser(), clock.today())


def counts(rows):
    """{row: {column: (by own words, through a policy)}}, the empty cells left out."""
    return {
        str(row.subject): {
            cell.column.key: (len(cell.direct), len(cell.through)) for cell in row.cells if cell.strategies
        }
        for row in rows
    }


def test_strategy_covers_the_guiding_line_and_its_policy_in_its_owners_column(line, strategy, committee):
    carry(line, strategy)
    loaded = covered()

    assert counts(loaded.lines) == {"Flere i job": {"klima-og-miljoeudvalget": (1, 0)}}
    assert counts(loaded.policies) == {"Miljøpolitik": {"klima-og-miljoeudvalget": (1, 0)}}
    assert [column.key for column in loaded.columns] == ["klima-og-miljoeudvalget", "kultur-og-fritidsudvalget"]


def test_policy_carries_its_strategies_to_the_line_that_it_serves(line, strategy, main_policy):
    carry(line, main_policy)
    assert counts(covered().lines) == {"Flere i job": {"klima-og-miljoeudvalget": (0, 1)}}

    # What a strategy says itself counts once.
    carry(line, strategy)
    assert counts(covered().lines) == {"Flere i job": {"klima-og-miljoeudvalget": (1, 0)}}


@pytest.mark.parametrize("status", [*COVERING, "dropped", "superseded"])
def test_dropped_and_superseded_strategies_do_not_cover(line, strategy, status):
    carry(line, strategy)
    strategy.status = status
    strategy.save()
    loaded = covered()

    does = status in COVERING
    assert [len(loaded.empty_lines), len(loaded.empty_policies), len(loaded.strategies)] == [not does, not does, does]


@pytest.mark.parametrize(("status", "rows"), [("adopted", 1), ("dropped", 0), ("superseded", 0)])
def test_dropped_and_superseded_policies_neither_carry_nor_are_carried(line, main_policy, strategy, status, rows):
    carry(line, main_policy)
    main_policy.status = status
    main_policy.save()
    loaded = covered()

    assert [len(loaded.policies), 1 - len(loaded.empty_lines)] == [rows, rows]
    assert loaded.serving_nothing == ([] if rows else [strategy])


def test_dropped_vision_asks_for_nothing(vision, line, strategy):
    vision.status = "dropped"
    vision.save()

    assert (covered().vision, covered().lines) == (None, [])


def test_older_edition_of_a_policy_hands_its_strategies_on(line, main_policy, strategy):
    main_policy.status = "superseded"
    main_policy.save()
    newer = MainPolicy.objects.create(
        title="Miljøpolitik 2", slug=main_policy.slug, edition=2, supersedes=main_policy, status="adopted"
    )
    carry(line, newer)
    loaded = covered()

    assert counts(loaded.policies) == {"Miljøpolitik 2": {"klima-og-miljoeudvalget": (1, 0)}}
    assert counts(loaded.lines) == {"Flere i job": {"klima-og-miljoeudvalget": (0, 1)}}


def test_successor_carries_on_what_its_predecessor_owned(strategy, other_committee, committee):
    last = Body.objects.create(name="Miljøudvalget", slug="miljoeudvalget", kind="standing")
    between = Body.objects.create(name="Klimaudvalget", slug="klimaudvalget", kind="standing", successor=last)
    other_committee.successor = between
    other_committee.save()
    loaded = covered()

    assert counts(loaded.policies) == {"Miljøpolitik": {"miljoeudvalget": (1, 0)}}
    assert [column.key for column in loaded.columns] == ["kultur-og-fritidsudvalget", "miljoeudvalget"]


def test_bodies_that_succeed_each_other_in_a_ring_are_answered(strategy, committee, other_committee):
    committee.successor, other_committee.successor = other_committee, committee
    committee.save()
    other_committee.save()

    assert counts(covered().policies)["Miljøpolitik"] != {}


def test_council_board_and_nobody_get_columns_only_where_they_own_a_strategy(council, committee, main_policy):
    board = Body.objects.create(name="Ældrerådet", slug="aeldreraadet", kind="advisory")
    keys = ["klima-og-miljoeudvalget", "kultur-og-fritidsudvalget"]
    assert [column.key for column in covered().columns] == keys

    for owner in (None, board, council):
        Strategy.objects.create(slug=f"s-{owner}", owner=owner, main_policy=main_policy)
    Strategy.objects.create(slug="s-dropped", owner=committee, main_policy=main_policy, status="dropped")

    assert [column.key for column in covered().columns] == [*keys, "ishoej-byraad", "aeldreraadet", "ukendt"]
    assert counts(covered().policies) == {
        "Miljøpolitik": {"ishoej-byraad": (1, 0), "aeldreraadet": (1, 0), "ukendt": (1, 0)}
    }


def test_findings_are_what_nobody_carries_and_what_carries_nothing(line, aim, strategy, main_policy, committee):
    carry(line, strategy)
    empty = GuidingLine.objects.create(aim=aim, title="Et sundt liv")
    alone = Strategy.objects.create(title="Alene", slug="alene", owner=committee, status="considered")
    without = MainPolicy.objects.create(title="Velfærdspolitik", slug="velfaerdspolitik")
    loaded = covered()

    assert [row.subject for row in loaded.empty_lines] == [empty]
    assert [row.subject for row in loaded.empty_policies] == [without]
    assert loaded.serving_nothing == [alone]
    assert [(row.body, row.strategies) for row in loaded.without_choice] == [(committee, [alone])]


@pytest.mark.parametrize("status", COVERING)
def test_committee_has_chosen_once_a_strategy_is_chosen_or_further_on(committee, status):
    Strategy.objects.create(slug="s", owner=committee, status=status)

    has_chosen = status in ("chosen", "in_preparation", "before_decision", "adopted")
    assert len(covered().without_choice) == (not has_chosen)


def test_line_of_an_earlier_vision_is_no_line_of_todays(vision, line, strategy, term, aim):
    strategy.main_policy = None
    strategy.save()
    carry(line, strategy)
    vision.status = "superseded"
    vision.save()
    newer = Vision.objects.create(
        title="Ny", slug=vision.slug, edition=2, supersedes=vision, term=term, status="adopted"
    )
    loaded = covered()

    assert (loaded.vision, loaded.lines, loaded.serving_nothing) == (newer, [], [strategy])


@pytest.mark.parametrize(
    ("status", "empty"),
    [("", ("◌", "endnu ingen")), ("before_decision", ("◌", "endnu ingen")), ("adopted", ("–", "ingen"))],
)
def test_empty_cell_says_not_yet_until_the_vision_is_adopted_and_none_thereafter(
    vision, line, committee, main_policy, status, empty
):
    vision.status = status
    vision.save()

    shown = [cell for table in tables_of(covered()) for row in table.rows for cell in [*row.cells, row.total]]

    assert {(cell.signs, cell.words, cell.url) for cell in shown} == {(*empty, "")}


def test_public_counts_only_what_it_may_see(administration, line, strategy, main_policy):
    carry(line, main_policy)
    hidden = Strategy.objects.create(slug="s", main_policy=main_policy, is_published=False)
    carry(line, hidden)

    assert [cell.count for cell in totals(AnonymousUser())] == [1, 1]
    assert [cell.count for cell in totals(administration)] == [2, 2]


def test_policy_that_is_not_published_carries_nothing_for_the_public(administration, line, strategy, main_policy):
    carry(line, main_policy)
    main_policy.is_published = False
    main_policy.save()

    assert [cell.count for cell in totals(AnonymousUser())] == [0]
    assert [cell.count for cell in totals(administration)] == [1, 1]
    assert (covered().serving_nothing, covered(administration).serving_nothing) == ([strategy], [])


def totals(user):
    return [row.total for table in tables_of(covered(user)) for row in table.rows]


def test_strategy_owned_together_stands_in_both_columns_and_is_counted_once(line, strategy, committee):
    carry(line, strategy)
    strategy.co_owners.add(committee)
    loaded = covered()

    assert counts(loaded.lines) == {
        "Flere i job": {"klima-og-miljoeudvalget": (1, 0), "kultur-og-fritidsudvalget": (1, 0)}
    }
    assert [len(row.total.strategies) for row in loaded.lines] == [1]
    assert loaded.without_choice == []


def test_co_owner_that_was_succeeded_stands_in_its_successors_column(line, strategy, committee):
    carry(line, strategy)
    old = Body.objects.create(name="Gammelt udvalg", slug="gammelt", kind="standing", successor=committee)
    strategy.co_owners.add(old)

    assert list(counts(covered().lines)["Flere i job"]) == ["klima-og-miljoeudvalget", "kultur-og-fritidsudvalget"]


def test_policy_that_a_strategy_also_serves_is_carried_and_carries(line, strategy, committee):
    beside = MainPolicy.objects.create(title="Kulturpolitik", slug="kulturpolitik", lead_committee=committee)
    strategy.also_serves.add(beside)
    carry(line, beside)
    loaded = covered()

    column = "klima-og-miljoeudvalget"
    assert counts(loaded.policies) == {"Miljøpolitik": {column: (1, 0)}, "Kulturpolitik": {column: (1, 0)}}
    assert counts(loaded.lines) == {"Flere i job": {column: (0, 1)}}


def test_policy_that_is_not_shown_carries_nothing_for_the_public(line, strategy, committee):
    beside = MainPolicy.objects.create(title="Skjult", slug="skjult", is_published=False)
    strategy.also_serves.add(beside)
    carry(line, beside)

    assert counts(covered().lines) == {"Flere i job": {}}
