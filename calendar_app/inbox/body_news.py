"""What has become of a member's own bodies by the day: renamed, ended, or carrying on the work of others.

Told on its day and not when it is entered: what is to become of the bodies of a coming term is nobody's before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ishoj_process.dates.danish import date_text, joined
from ishoj_process.models import Body, Seat, Succession
from ishoj_process.models.names import DAY
from ishoj_process.readers import reader_of

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


@dataclass(frozen=True)
class BodyNews:
    """What has become of a body from a day on."""

    on: date
    body: Body
    text: str


def body_news(user: AnyUser, after: date, until: date) -> Iterator[BodyNews]:
    """What has become of the bodies in which the reader sits or sat, on the days after one until another."""
    reader = reader_of(user)
    if not reader.is_elected:
        return
    seats = list(Seat.objects.filter(user=reader.key, term__ends__gte=after).select_related("body", "term"))
    bodies = {seat.body_id: seat.body for seat in seats}
    for news in [*_names(bodies.values()), *_lives(bodies)]:
        held = [seat for seat in seats if seat.body_id == news.body.pk]
        # Who left with the day before has still sat in it; an end is told to those whom it ends.
        if after < news.on <= until and any(seat.is_held_on(day) for seat in held for day in (news.on - DAY, news.on)):
            yield news


def _names(bodies: Iterable[Body]) -> Iterator[BodyNews]:
    for body in bodies:
        for before in body.former_names:
            on = before.last_day + DAY
            words = {"name": before.name, "day": date_text(before.last_day)}
            yield BodyNews(on, body.on(on), _("Was called %(name)s until %(day)s.") % words)


def _lives(bodies: dict[int, Body]) -> Iterator[BodyNews]:
    """The ends of bodies with those who carry on their work, and the same as it is seen by these."""
    rows = Succession.objects.filter(on__isnull=False).select_related("body", "heir")
    handed = [row for row in rows if row.body_id in bodies or row.heir_id in bodies]
    for body in bodies.values():
        if body.ends:
            heirs = [str(row.heir) for row in handed if row.body_id == body.pk and row.on == body.ends + DAY]
            told = _("Has ended. %(heirs)s carries on the work.") % {"heirs": joined(heirs)}
            yield BodyNews(body.ends + DAY, body.on(body.ends), told if heirs else _("Has ended."))
    for on in {row.on for row in handed if row.on}:
        for key, body in bodies.items():
            if names := [str(row.body) for row in handed if row.heir_id == key and row.on == on]:
                told = _("Carries on the work of %(bodies)s.") % {"bodies": joined(names)}
                yield BodyNews(on, body.on(on), told)
