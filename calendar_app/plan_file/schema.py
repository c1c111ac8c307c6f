"""What a plan file may hold: its tables, the models that they become, and the fields of each.

The name of a key is the name of the model's field, and what may stand there follows from the field. A new
attribute of a model is loaded as soon as it is named here (and told of in ishoj_process/plans/README.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from django.db.models import Field, Model

from ishoj_process import models as ground
from strategies.models import Activity, ConcreteSolution, Milestone
from vision.models import Challenge, DebatePaper, Question, Solution

SOURCE = " source_url source_note is_unconfirmed"
LEVEL = (
    "title slug summary text status status_note adopted_on adopted_by adopted_at_item is_published position" + SOURCE
)


@dataclass(frozen=True)
class Table:
    """A table of keyed entries. `parts` are tables within each entry, whose `parent` points back at it."""

    name: str
    model: type[Model]
    keys: str
    parts: tuple[Table, ...] = ()
    parent: str = ""
    # Keys that point the way round (a vision adopted at a meeting of its own track): stored when all rows exist.
    late: tuple[str, ...] = ()
    # A key that may be left out, with the key whose value it then takes.
    same_as: dict[str, str] = field(default_factory=dict)
    # A key of older files, with the part and the key in it that say the same today.
    older: dict[str, tuple[str, str]] = field(default_factory=dict)
    # Keys by which a row that no file made is known for the same, and taken over.
    known_by: tuple[str, ...] = ()

    @property
    def fields(self) -> dict[str, Field]:
        """The model's fields by their keys."""
        # A key never names the other end of a relation, which has no column to hold a value.
        return {name: cast("Field", self.model._meta.get_field(name)) for name in self.keys.split()}

    @property
    def parts_by_name(self) -> dict[str, Table]:
        return {part.name: part for part in self.parts}


TABLES = (
    Table(
        "terms",
        ground.CouncilTerm,
        "name starts ends council_size level_order next_level_order vision_is_new_level main_policies_concluded"
        " citizens_shape_vision citizens_shape_main_policies citizens_shape_strategies"
        " consultation_weeks owner_days must_hear late_after_days"
        " update_after_days",
    ),
    Table("party_groups", ground.PartyGroup, "letter name former_names"),
    Table(
        "bodies",
        ground.Body,
        "name slug abbreviation former_names kind areas leads_cross_cutting begins ends" + SOURCE,
        parts=(
            Table("seats", ground.Seat, "term role user party_group starts ends", parent="body"),
            Table("successions", ground.Succession, "heir on", parent="body", known_by=("body", "heir")),
        ),
        older={"successor": ("successions", "heir")},
    ),
    Table(
        "visions",
        ground.Vision,
        LEVEL + " term horizon line_word line_word_the line_words line_words_the",
        parts=(
            Table(
                "aims",
                ground.VisionAim,
                "title position",
                parts=(Table("guiding_lines", ground.GuidingLine, "title explanation state position", parent="aim"),),
                parent="vision",
            ),
        ),
        late=("adopted_at_item",),
    ),
    Table(
        "main_policies",
        ground.MainPolicy,
        LEVEL + " vision lead_committee",
        parts=(Table("milestones", Milestone, "title due reached_on note", parent="main_policy"),),
        late=("adopted_at_item",),
    ),
    Table(
        "strategies",
        ground.Strategy,
        LEVEL
        + " main_policy also_serves owner co_owners kind period_from period_to is_cross_cutting"
        + " official_role deciding_body replaces review_on",
        parts=(
            Table(
                "activities",
                Activity,
                "kind title starts ends weeks note participants outcome goes_on_because" + SOURCE,
                parent="strategy",
            ),
            Table("milestones", Milestone, "title due reached_on note", parent="strategy"),
            Table("solutions", ConcreteSolution, "title audience target_group text position", parent="strategy"),
        ),
        late=("adopted_at_item",),
    ),
    Table("alignments", ground.Alignment, "guiding_line main_policy strategy how"),
    Table(
        "plans",
        ground.ProcessPlan,
        "title term vision background framework starts ends state adopted_at" + SOURCE,
        parts=(
            Table(
                "tracks",
                ground.Track,
                "kind title lead_actor purpose after position",
                parts=(
                    Table(
                        "work_periods",
                        ground.WorkPeriod,
                        "title actor description starts ends after until position",
                        parent="track",
                    ),
                ),
                parent="plan",
            ),
        ),
        late=("state", "adopted_at"),
    ),
    Table(
        "meetings",
        ground.Meeting,
        "kind title bodies partners track term purpose outcome place start_date end_date start_time end_time"
        " open_part_time planned_minutes before state is_held is_published behind_closed_doors"
        " agenda_state minutes_state" + SOURCE,
        parts=(
            Table(
                "agenda",
                ground.AgendaItem,
                "number day title is_closed public_title decision_question case_presentation legal_basis economy"
                " recommendation deciding_body decision public_decision",
                parts=(Table("treatments", ground.Treatment, "vision main_policy strategy", parent="item"),),
                parent="meeting",
            ),
        ),
        same_as={"end_date": "start_date"},
    ),
    Table(
        "debate_papers",
        DebatePaper,
        "title vision author purpose introduction solutions state presented_at" + SOURCE,
        parts=(
            Table("challenges", Challenge, "title description raised_at position" + SOURCE, parent="paper"),
            Table(
                "possible_solutions",
                Solution,
                "title challenge by_municipality by_business by_civil_society example position",
                parent="paper",
            ),
            Table("questions", Question, "text item answer answered_on position", parent="paper"),
        ),
    ),
)
TABLES_BY_NAME = {table.name: table for table in TABLES}


def all_tables(tables: Sequence[Table] = TABLES) -> Iterator[Table]:
    """Every table, the parts of each after it."""
    for table in tables:
        yield table
        yield from all_tables(table.parts)


TABLE_OF = {table.model: table for table in all_tables()}
