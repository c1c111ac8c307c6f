"""How a new meeting of a body begins: as the body states its meetings to be, else as the last of them was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.db.models import OuterRef, QuerySet, Subquery

from ishoj_process.dates.danish import time_text
from ishoj_process.models import Body, Meeting

Kind = Meeting.Kind
# A theme meeting or a seminar has an hour and a place of its own, which say nothing of the body's next meeting.
ORDINARY = (Kind.COUNCIL, Kind.COMMITTEE)


@dataclass(frozen=True)
class Usual:
    """What a form is filled in with; empty is not known, and stays empty."""

    kind: str
    place: str
    start_time: time | None

    @property
    def values(self) -> dict[str, str]:
        """By the names of the form's fields, as one would type them."""
        return {
            "kind": self.kind,
            "place": self.place,
            "start_time": time_text(self.start_time) if self.start_time else "",
        }


def usual_of(bodies: QuerySet[Body]) -> dict[int, Usual]:
    """{body's key: how its next meeting begins}, in one query."""
    last = Meeting.objects.filter(bodies=OuterRef("pk"), kind__in=ORDINARY).exclude(state=Meeting.State.CANCELLED)
    last = last.order_by("-start_date", "-pk")
    rows: Any = bodies.annotate(
        last_place=Subquery(last.exclude(place="").values("place")[:1]),
        last_start=Subquery(last.filter(start_time__isnull=False).values("start_time")[:1]),
    )
    return {
        row.pk: Usual(
            kind=Kind.COUNCIL if row.kind == Body.Kind.COUNCIL else Kind.COMMITTEE,
            place=row.usual_place or row.last_place or "",
            start_time=row.usual_start or row.last_start,
        )
        for row in rows
    }


def usual_at(meeting: Meeting) -> Usual:
    """How the first of a meeting's bodies usually meets; of a meeting without one nothing is known."""
    hosts = meeting.hosts[:1]
    return usual_of(Body.objects.filter(pk=hosts[0].pk))[hosts[0].pk] if hosts else Usual(meeting.kind, "", None)


class BodiesOfAMeeting(forms.CheckboxSelectMultiple):
    """The bodies to tick, each with what `usual_meeting.js` fills in when it is chosen."""

    usual: dict[int, Usual] = {}  # of a new meeting alone: one that is there is not filled in anew

    class Media:
        js = (forms.Script("usual_meeting.js", defer=True),)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        usual = self.usual.get(getattr(value, "value", value))
        if usual:
            told = {f"data-usual-{field}": text for field, text in usual.values.items() if text}
            option["attrs"] |= told
        return option
