"""What the secretariat's pages of the council show: all that is entered, and what each body is made of."""

from __future__ import annotations

from datetime import date
from typing import Any

from ishoj_process.council.page import name_lines
from ishoj_process.council.seat_history import last_act
from ishoj_process.dates.danish import date_text
from ishoj_process.models import Body, CouncilTerm, PartyGroup, Seat, Succession


def office_context(today: date) -> dict[str, Any]:
    """Terms, bodies by whether they are there, and groups; in a fixed number of queries."""
    living = Body.objects.living(today).by_name()
    there = {body.pk for body in living}
    others = [body for body in Body.objects.all().by_name() if body.pk not in there]
    return {
        "terms": CouncilTerm.objects.all(),
        "living": living,
        "coming": [body for body in others if body.begins and body.begins > today],
        "gone": [body for body in others if not (body.begins and body.begins > today)],
        "groups": PartyGroup.objects.all(),
    }


def body_office_context(body: Body, today: date) -> dict[str, Any]:
    """A body with its names, days, successors, and the seats that are not over; in a fixed number of queries."""
    rows = Seat.objects.not_over(today).filter(body=body).select_related("body", "user", "party_group", "term")
    seats = sorted(
        (seat for seat in rows if seat.last_day >= today), key=lambda seat: (seat.first_day > today, seat.first_day)
    )
    successions = Succession.objects.filter(body=body).select_related("heir").order_by("on", "pk")
    return {
        "body": body,
        "names": name_lines(body),
        "has_former_names": bool(body.former_names),
        "begins": date_text(body.begins) if body.begins else "",
        "ends": date_text(body.ends) if body.ends else "",
        "successions": [(row, date_text(row.on) if row.on else "") for row in successions],
        "seats": [(seat, _days(seat)) for seat in seats],
        "last_act": last_act(body=body),
    }


def _days(seat: Seat) -> str:
    return f"{date_text(seat.first_day)} – {date_text(seat.last_day)}"
