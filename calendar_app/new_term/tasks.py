"""What a new term asks of the secretariat, from the day of the election on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.dates.council_terms import elected_by
from ishoj_process.models import CouncilTerm
from ishoj_process.tasks import Deadline, Kind, Task

from .page import STAYS_OPEN, Facts, steps_of, term_to_begin

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


def new_term_tasks(user: AnyUser, today: date) -> Iterator[Task]:
    """Begin the term, and afterwards how many of its steps are left; nothing outside of its time, and no question."""
    days = elected_by(today)
    if not today < days.starts + STAYS_OPEN:
        return
    begun = CouncilTerm.objects.on(days.starts).first()
    if begun is None and (to_begin := term_to_begin(today)):
        words = {"name": to_begin.name}
        by_then = Deadline(days.starts, today)
        yield Task(Kind.TERM, _("Begin the council term %(name)s") % words, reverse("new_term_begin"), by_then)
    elif begun:
        left = sum(not step.is_done and step.by(user) for step in steps_of(Facts(begun, today)))
        if left:
            text = ngettext(
                "The council term %(name)s: %(left)s step is left",
                "The council term %(name)s: %(left)s steps are left",
                left,
            )
            address = reverse("new_term", args=[begun.slug])
            # By the term, since a number that falls is no news.
            told = text % {"name": begun, "left": left}
            yield Task(Kind.TERM, told, address, Deadline(days.starts, today), key=f"term-{begun.pk}")
