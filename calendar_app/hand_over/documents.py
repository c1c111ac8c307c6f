"""What the council leaves of the three levels: its vision with the lines that are carried, policies and strategies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ishoj_process.coverage.build import Coverage, Facts, coverage_of
from ishoj_process.coverage.tables import NOT_SHOWN, lines_of, served_by_lines
from ishoj_process.dates.danish import date_text, joined
from ishoj_process.hierarchy.page import shown_policies
from ishoj_process.hierarchy.visions import Stand, Visions, stands_of_all, visions_on
from ishoj_process.models import Body, CouncilTerm, GuidingLine, Level, Lineage, MainPolicy, Strategy, Vision
from ishoj_process.models.status import in_force, label_of, place_on_shelf
from ishoj_process.readers import reader_of
from ishoj_process.rules import select
from strategies.models import ConcreteSolution, Milestone
from strategies.rights import reads_wording

from .heirs import Estate
from .parts import Entry, Facet, Group, Heir, Kind, Part, one_group
from .record import Record

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


@dataclass(frozen=True)
class Left:
    """The documents as they stood on the day, for one reader."""

    visions: Visions
    policies: list[MainPolicy]
    strategies: list[Strategy]
    coverage: Coverage
    urls: dict[tuple[type[Level], int], str]  # by their standing of today: what was superseded since has a number
    milestones: dict[tuple[str, int], list[str]]  # in words, by column and key of the document
    came_later: int  # documents that were entered after the day

    def url(self, level: Level) -> str:
        return self.urls[type(level), level.pk]


def read_documents(term: CouncilTerm, user: AnyUser, record: Record, bodies: list[Body], lineage: Lineage) -> Left:
    """All that is read of the three levels, in a fixed number of queries."""
    visions = _visions(term, user, record)
    vision = visions.shown
    policies = list(MainPolicy.objects.visible_to(user).defer(*NOT_SHOWN))
    strategies = list(_strategies(user))
    stood = record.as_they_stood(policies), record.as_they_stood(strategies)
    served = served_by_lines(vision)
    facts = Facts(
        today=record.day,
        vision=vision,
        lines=lines_of(vision),
        policies=[row for row in stood[0] if not row.is_begun],
        strategies=[row for row in stood[1] if not row.is_begun],
        bodies=bodies,
        lineage=lineage,
        line_strategies=[(line, strategy) for line, strategy, _policy in served if strategy],
        line_policies=[(line, policy) for line, _strategy, policy in served if policy],
    )
    urls = {(type(row), row.pk): row.get_absolute_url() for row in [*policies, *strategies]}
    later = sum(not record.was_there(row) for row in [*policies, *strategies])
    return Left(visions, *stood, coverage_of(facts), urls, _milestones(record), later)


def _visions(term: CouncilTerm, user: AnyUser, record: Record) -> Visions:
    """The two of the day, as they stood: what was begun for a later term, or after the day, was not in the making."""
    found = visions_on(user, record.day, _stands(term, record))
    making = found.in_making
    return found if making is None or record.was_there(making) else replace(found, in_making=None)


def _stands(term: CouncilTerm, record: Record) -> list[Stand]:
    stands = stands_of_all()
    superseded = {stand.supersedes for stand in stands if stand.was_adopted_by(record.day)}
    later = {stand.supersedes for stand in stands if stand.meaning.is_decided} - superseded
    found = []
    for stand in stands:
        if stand.term_starts > term.starts:
            continue
        if not stand.was_adopted_by(record.day):
            found.append(replace(stand, status=record.status_by_moves("vision", stand.pk, stand.status)))
        else:
            # What only a later one took the place of was in force.
            found.append(replace(stand, status=in_force()) if stand.pk in later else stand)
    return found


def _strategies(user: AnyUser) -> Iterable[Strategy]:
    # By its own set: a policy that it serves beside its home may be hidden from the reader, too.
    beside = Prefetch("also_serves", MainPolicy.objects.visible_to(user).defer(*NOT_SHOWN))
    rows = Strategy.objects.visible_to(user).defer(*NOT_SHOWN)
    return rows.prefetch_related(shown_policies(user), beside, "co_owners")


def vision_part(left: Left, estate: Estate, day: date) -> Part:
    """The vision in force and the one in the making, and under each aim its lines with who carries them."""
    entries = [_of_vision(vision, estate, day) for vision in left.visions.both]
    by_aim: dict[str, list[Entry]] = defaultdict(list)
    for row in left.coverage.lines:
        if isinstance(row.subject, GuidingLine):
            lines = [_carriers_text(row.total.strategies, estate)]
            by_aim[str(row.subject.aim)].append(Entry(str(row.subject), row.subject.get_absolute_url(), lines))
    groups = one_group(entries) + [Group(aim, found) for aim, found in by_aim.items()]
    note = _("The house keeps no days of which strategies carry a line: it is shown as it is stated today.")
    return Part("vision", _("The vision and who carries it"), _("There is no vision."), groups, note)


def _of_vision(vision: Vision, estate: Estate, day: date) -> Entry:
    in_force = vision.adopted_on is not None and vision.was_adopted and vision.adopted_on.first_day <= day
    when = vision.adopted_on.when if vision.adopted_on and in_force else ""
    said = _("Adopted %(day)s.") % {"day": when} if in_force else _("Being made, and not adopted.")
    return Entry(vision.called, vision.get_absolute_url(), [said], heir=estate.council)


def _carriers_text(strategies: Iterable[Strategy], estate: Estate) -> str:
    names = [_with_owners(strategy, estate) for strategy in strategies]
    return _("Carried by: %(strategies)s.") % {"strategies": joined(names)} if names else _("No strategy carries it.")


def _with_owners(strategy: Strategy, estate: Estate) -> str:
    owners = [str(body) for body in estate.of_document(strategy).owners]
    return f"{strategy.called} ({', '.join(owners)})" if owners else strategy.called


def uncarried_part(left: Left, estate: Estate) -> Part:
    """The guiding lines that no strategy carries."""
    vision = left.coverage.vision
    entries = [
        Entry(str(row.subject), row.subject.get_absolute_url(), [str(row.subject.aim)], heir=estate.council)
        for row in left.coverage.empty_lines
        if isinstance(row.subject, GuidingLine)
    ]
    words = {"lines": capfirst(vision.line_words if vision else _("guiding lines"))}
    nothing = _("A strategy carries each of them.") if left.coverage.lines else _("There are none to carry.")
    return Part("ikke-baaret", _("%(lines)s that nobody carries") % words, nothing, one_group(entries))


def policies_part(left: Left, estate: Estate) -> Part:
    """By status, each with its milestones."""
    entries = []
    for row in left.policies:
        facets = _shown(row, [Facet(_("Milestones"), left.milestones[row.column, row.pk])])
        entries.append((row.status, _of_level(row, left, _heir_of(row, estate), facets)))
    return Part("hovedpolitikker", _("Main policies"), _("There are no main policies."), _by_status(entries))


def strategies_part(left: Left, user: AnyUser, record: Record, estate: Estate) -> Part:
    """By status, each with what it promises, as far as the reader may read that, and with its milestones."""
    promises = _promises(user, record)
    entries = []
    for row in left.strategies:
        facets = [Facet(_("Promises"), promises[row.pk]), Facet(_("Milestones"), left.milestones[row.column, row.pk])]
        entries.append((row.status, _of_level(row, left, _heir_of(row, estate), _shown(row, facets))))
    note = _("The house keeps no days of promises: they are shown as they are stated today.")
    return Part("strategier", _("Strategies"), _("There are no strategies."), _by_status(entries), note)


def _shown(level: Level, facets: Iterable[Facet]) -> list[Facet]:
    return [facet for facet in facets if facet.rows and not level.meaning.was_given_up]


def _heir_of(level: MainPolicy | Strategy, estate: Estate) -> Heir | None:
    """What was given up needs nobody to carry it on."""
    return None if level.meaning.was_given_up else estate.of_document(level)


def _of_level(level: MainPolicy | Strategy, left: Left, heir: Heir | None, facets: Iterable[Facet] = ()) -> Entry:
    lines = []
    if level.meaning.is_in_force and level.adopted_on:
        lines.append(_("Adopted %(day)s.") % {"day": level.adopted_on.when})
    if isinstance(level, Strategy):
        under = {"policy": level.main_policy and level.main_policy.display_title}
        lines.append(_("Under %(policy)s.") % under if level.main_policy else _("Not placed under a main policy."))
    if level.is_unconfirmed:
        lines.append(_("This is unconfirmed."))
    kind = Kind.STRATEGY if isinstance(level, Strategy) else Kind.POLICY
    return Entry(level.called, left.url(level), lines, list(facets), heir, ref=(kind, level.pk))


def _by_status(entries: Iterable[tuple[str, Entry]]) -> list[Group]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for status, entry in entries:
        found[status].append(entry)
    return [Group(capfirst(label_of(status)), found[status]) for status in sorted(found, key=place_on_shelf)]


def _promises(user: AnyUser, record: Record) -> dict[int, list[str]]:
    """{strategy's key: its concrete solutions}, of those whose wording the reader may read."""
    readable = select(Strategy.objects.order_by(), reads_wording(reader_of(user)))
    found: dict[int, list[str]] = defaultdict(list)
    for row in ConcreteSolution.objects.filter(strategy__in=readable.values("pk")).defer("text"):
        if record.was_entered(row):
            found[row.strategy_id].append(f"{row.title} ({row.target_group or row.get_audience_display()})")
    return found


def _milestones(record: Record) -> dict[tuple[str, int], list[str]]:
    """{column and key of the document: its milestones as they stood on the day}, the first to be reached first."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    rows = [row for row in Milestone.objects.order_by() if record.was_entered(row)]
    # Not in SQL: the stored code of a rough day does not sort by its last day.
    for row in sorted(rows, key=lambda row: (row.due.last_day, row.pk)):
        found[row.document_key].append(f"{row.title}: {_reached_text(row, record.day)}")
    return found


def _reached_text(row: Milestone, day: date) -> str:
    if row.reached_on and row.reached_on <= day:
        return _("reached %(day)s") % {"day": date_text(row.reached_on)}
    if row.due.last_day < day:
        return _("was due %(day)s, not reached") % {"day": row.due.when}
    return _("to be reached %(day)s") % {"day": row.due.when}
