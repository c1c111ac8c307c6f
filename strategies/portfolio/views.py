"""The list of strategies."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.db.models import Case, Count, F, Value, When
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ishoj_process.dates import clock
from ishoj_process.dates.danish import joined
from ishoj_process.hierarchy.page import shown_policies
from ishoj_process.hierarchy.term_words import citizens_in_engine_room
from ishoj_process.models import Body, CouncilTerm, Lineage, Strategy
from ishoj_process.models.status import MEANINGS, label_of
from strategies.portfolio.forms import BY_STATUS, BY_TITLE, StrategyFilter
from strategies.rights import can_edit_strategies

from .build import status_tally

PAGE_SIZE = 25


@dataclass
class Group:
    """Strategies of one committee, or of one status: the heading, how many there are on all pages, and the page's."""

    label: str
    count: int
    url: str = ""
    rows: list[Strategy] = field(default_factory=list)


@require_safe
def strategy_list(request):
    """Which strategies are there, whose are they, and where do they stand?"""
    today = clock.today()
    bodies = Body.objects.exclude(kind=Body.Kind.ADVISORY).begun(today)
    chosen = StrategyFilter(request.GET or None, bodies=bodies, user=request.user)
    every = Strategy.objects.visible_to(request.user).latest_editions()
    # The totals lead to each status: they count what all else that is chosen leaves.
    of_all_statuses = chosen.apply(every, today, every_status=True)
    strategies = chosen.apply(every, today)
    rows = strategies.select_related("owner").prefetch_related(shown_policies(request.user))
    page = Paginator(in_order(rows, chosen.order), PAGE_SIZE).get_page(request.GET.get("side"))
    term = CouncilTerm.objects.on(today).first()
    context = {
        "page": page,
        "groups": groups_of(page, strategies, chosen.order, today),
        # The owner stands in the heading then.
        "is_by_owner": chosen.order not in (BY_TITLE, BY_STATUS),
        "tally": [
            (status, number, chosen.with_status(status), chosen.is_status(status))
            for status, _label, number in status_tally(of_all_statuses)
        ],
        "filter": chosen,
        "today": today,
        "citizens": citizens_in_engine_room(term) if term else "",
        "may_edit": can_edit_strategies(request.user),
    }
    return render(request, "strategies/strategy/list.html", context)


def in_order(strategies, order):
    """Sorted as asked for; by the key at the end no page shows a strategy twice."""
    if order == BY_TITLE:
        return strategies.order_by("sort_key", "pk")
    if order == BY_STATUS:
        places = [When(status=status, then=Value(place)) for place, status in enumerate(MEANINGS)]
        return strategies.order_by(Case(*places, default=Value(len(places))), "status", "sort_key", "pk")
    # SQLite puts NULL first and PostgreSQL last.
    owner = [F(column).asc(nulls_last=True) for column in ("owner__sort_key", "owner")]
    return strategies.order_by(*owner, "sort_key", "pk")


def groups_of(page, strategies, order, today):
    """What the page shows under headings, each with its number on all pages; by title there are no headings."""
    if order == BY_TITLE:
        return [Group("", 0, rows=list(page))] if page.object_list else []
    column = "status" if order == BY_STATUS else "owner"
    counts = dict(strategies.order_by().values_list(column).annotate(number=Count("pk")))
    groups = {}
    for row in page:
        key = row.status if order == BY_STATUS else row.owner_id
        owner = None if order == BY_STATUS else row.owner
        label = label_of(row.status) if order == BY_STATUS else owner or _("No owner stated")
        url = owner.get_absolute_url() if owner else ""
        groups.setdefault(key, Group(capfirst(str(label)), counts[key], url)).rows.append(row)
    if order != BY_STATUS:
        _say_who_carries_on(groups, today)
    return list(groups.values())


def _say_who_carries_on(groups, today):
    """Beside a committee that is there no more, those who carry on its work: what it owned stays under its name."""
    lineage = Lineage.read()
    heirs = {key: found for key in groups if key and (found := lineage.heirs(key, today)) != [key]}
    bodies = Body.objects.filter(pk__in={key for keys in heirs.values() for key in keys}).by_name() if heirs else []
    for key, keys in heirs.items():
        names = joined([str(body.on(today)) for body in bodies if body.pk in keys])
        groups[key].label = _("%(body)s, carried on by %(heirs)s") % {"body": groups[key].label, "heirs": names}
