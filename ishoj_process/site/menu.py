"""The main menu: families of pages, each line for those who may open it, and where each address stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest

    from ishoj_process.readers import AnyUser


@dataclass(frozen=True)
class Line:
    """A page of the menu, by the name of its address, and how the addresses below it begin.

    What belongs to a vision has an address for each; the menu goes by the one that leads on to the vision at work.
    """

    page: str
    label: Promise
    below: tuple[str, ...]
    leads_on: bool = False

    @property
    def url(self) -> str:
        return reverse(f"any_{self.page}" if self.leads_on else self.page)

    def url_from(self, place: dict[str, Any]) -> str:
        """Its address as seen from a page whose address names these: below a vision it is that vision's own."""
        if self.leads_on and "slug" in place:
            return reverse(self.page, kwargs={name: place[name] for name in ("slug", "edition") if name in place})
        return self.url

    def is_for(self, user: AnyUser) -> bool:
        """Asked of the page's own door, so that nobody is shown a line that they may not follow."""
        may = getattr(_views()[self.page], "may", None)
        return may is None or may(user)


@dataclass(frozen=True)
class Family:
    """Pages that belong together; the first line is the one that the others stand below."""

    label: Promise
    lines: tuple[Line, ...]


HOME = Line("overview", _("Overview"), ())
VISION = Family(
    _("Vision"),
    (
        Line("vision", _("The vision and the way to it"), ("vision/",)),
        Line("debate_paper", _("Debate paper"), ("vision/debatoplaeg",), leads_on=True),
        Line("contribution_list", _("Contributions"), ("vision/indspil/",), leads_on=True),
        Line("theme_list", _("Themes"), ("vision/temaer/",), leads_on=True),
        Line("theme_board", _("Board of themes"), ("vision/temaer/tavle/",), leads_on=True),
        Line("round_list", _("Prioritisation"), ("vision/prioritering/",), leads_on=True),
        Line("draft_list", _("Drafts"), ("vision/udkast/",), leads_on=True),
        Line("draft_comments", _("Comments"), ("vision/kommentarer/",), leads_on=True),
    ),
)
STRATEGIES = Family(
    _("Strategies"),
    (
        Line("strategy_list", _("All strategies"), ("strategier/",)),
        Line("cascade", _("Main policies and cascade"), ("kaskade", "politikker/")),
        Line("consultation_list", _("Consultations"), ("hoeringer/", "strategier/hoeringer/", "politikker/hoeringer/")),
        Line("hearing_matrix", _("Who hears whom"), ("hoeringer/overblik/",)),
        Line("coverage", _("Coverage"), ("daekning",)),
        Line("thread_ends", _("The red thread"), ("traad/",)),
    ),
)
MEETINGS = Family(
    _("Meetings"),
    (
        Line(
            "meeting_list",
            _("Meetings and agendas"),
            ("moeder/", "punkter/", "sager/", "bilag/", "indkaldelser/"),
        ),
        Line("meeting_create", _("New meeting"), ("moeder/nyt/",)),
        Line("calendar_month", _("Calendar"), ("kalender",)),
        Line("timeline", _("Timeline"), ("tidslinje", "perioder/tidslinje", "perioder/plan/tidslinje")),
        Line("year_plans", _("Meeting calendars of the years"), ("moeder/aarsplan/",)),
        Line("reply_list", _("Answers that could not be placed"), ("indkaldelser/svar/",)),
        Line("calendar_subscribe", _("Subscribe to the meetings"), ("kalender/abonner/",)),
    ),
)
BODIES = Family(
    _("Committees"),
    (
        Line("body_list", _("Council and committees"), ("udvalg/",)),
        Line("member_list", _("Members"), ("medlemmer/",)),
        Line("term_list", _("Council terms"), ("perioder/", "plan/", "plan.pdf")),
        Line("council_office", _("Council and access"), ("byraad-og-adgang/", "perioder/ny/")),
    ),
)
MINE = Family(
    _("Mine"),
    (
        Line("inbox", _("What waits for me"), ("min-side/",)),
        Line("own", _("What I have written here"), ("min-side/mit-eget",)),
        Line("subscriptions", _("My calendar addresses"), ("min-side/abonnementer/",)),
        Line("mail_choices", _("Mail to me"), ("min-side/mails/",)),
        Line("account_change_password", _("Change your password"), ("min-side/adgangskode/",)),
    ),
)
FAMILIES = (VISION, STRATEGIES, MEETINGS, BODIES, MINE)
# They belong to no family: doors, the search, a page behind a mail's link, and the earlier versions of anything.
APART = ("log-ind/", "log-ud/", "glemt-adgangskode/", "soeg/", "was", "kommer-du/", "udgaver/", "sundhed", "admin/")

# What an address names is no part of where it stands; of a term's or a vision's pages the words behind it are.
NAMED = re.compile(r"<(?:slug|str):[^>]+>/?|udgave/<int:edition>/?|<int:(?!pk)[^>]+>/?")


def _plain(route: str) -> str:
    """`vision/<slug:slug>/temaer/` is `vision/temaer/`."""
    return NAMED.sub("", route.lstrip("^"))


def place_of(route: str) -> tuple[Family, Line] | None:
    """The line whose beginning fits the most of an address; None for the front page and what stands apart."""
    plain = _plain(route)
    fitting = [
        (len(start), family, line)
        for family in FAMILIES
        for line in family.lines
        for start in line.below
        if plain.startswith(start)
    ]
    return max(fitting, key=lambda found: found[0])[1:] if fitting else None


@cache
def _views() -> dict[str, Callable[..., Any]]:
    """{the name of an address: what answers there}"""
    return {pattern.name: pattern.callback for pattern in _patterns(get_resolver().url_patterns) if pattern.name}


def _patterns(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif pattern.namespace is None:
            yield from _patterns(pattern.url_patterns)


@dataclass(frozen=True)
class Shown:
    """A line as it stands on a page."""

    label: str
    url: str
    current: str = ""  # the value of aria-current


@dataclass(frozen=True)
class ShownFamily:
    label: str
    lines: list[Shown]
    is_here: bool
    is_mine: bool = False


class Menu:
    """The menu on one page, for who reads it. It asks the database nothing but where a member sits."""

    def __init__(self, user: AnyUser, page: str | None, route: str, named: dict[str, Any] | None = None) -> None:
        """`page` and `route` are the address by its name and as the table has it, `named` what the address names."""
        self.user, self.page, self.named = user, page, named or {}
        self.place = place_of(route) if route else None

    @classmethod
    def of(cls, request: HttpRequest | None) -> Self:
        # An error page may be drawn before anybody has said who asks, or where.
        user: AnyUser = getattr(request, "user", None) or AnonymousUser()
        match = getattr(request, "resolver_match", None)
        return cls(user, match.url_name, match.route or "", match.kwargs) if match else cls(user, None, "")

    @cached_property
    def home(self) -> Shown:
        return self._shown(HOME)

    @cached_property
    def families(self) -> list[ShownFamily]:
        return [
            self._shown_family(family) for family in FAMILIES if any(line.is_for(self.user) for line in family.lines)
        ]

    @property
    def crumbs(self) -> list[Shown]:
        """The way from the family down to the line that the page stands below; empty on a family's first page."""
        if self.place is None:
            return []
        family, line = self.place
        head = family.lines[0]
        if self._is_page(head):
            return []
        # By the family's name: the first line's own words are for standing beside the others.
        labels = {line: line.label, head: head.label if family is MINE else family.label}
        way = dict.fromkeys([head, line])
        return [
            Shown(str(labels[step]), step.url_from(self.named))
            for step in way
            if step.is_for(self.user) and not self._is_page(step)
        ]

    def _shown_family(self, family: Family) -> ShownFamily:
        lines = [self._shown(line) for line in family.lines if line.is_for(self.user)]
        is_here = self.place is not None and self.place[0] is family
        label = str(getattr(self.user, "name", "")) if family is MINE else str(family.label)
        return ShownFamily(label, lines, is_here, family is MINE)

    def _shown(self, line: Line) -> Shown:
        if self._is_page(line):
            return Shown(str(line.label), line.url, "page")
        is_below = self.place is not None and self.place[1] is line
        return Shown(str(line.label), line.url, "true" if is_below else "")

    def _is_page(self, line: Line) -> bool:
        # The vision's line leads on to the vision's own page.
        return self.page in ({"vision", "vision_detail"} if line.page == "vision" else {line.page})
