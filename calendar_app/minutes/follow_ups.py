"""What is to be done about the decisions of a body, for its quarterly review: the open ones first."""

from datetime import timedelta

from django.db.models import F, Q

from ishoj_process.dates.danish import first_of_quarter, quarter_of, quarter_text
from ishoj_process.models import AgendaItem, FollowUp


def follow_ups_of(body, user):
    """The body's follow-ups that the reader may see: open ones by their day, then those that have ended, newest first.

    Those of closed items are seen by who may read the items.
    """
    found = FollowUp.objects.of_body(body).select_related("item__meeting").prefetch_related("item__meeting__bodies")
    found = found.filter(item__in=AgendaItem.objects.read_whole_by(user).decided_for(user).order_by())
    return found.order_by(F("done_on").desc(nulls_first=True), F("due").asc(nulls_last=True), "pk").distinct()


def quarters_back(today, count=8):
    """The running quarter and those before it: [(`2023-3`, `3. kvartal 2023`)]."""
    found, day = [], today
    for _number in range(count):
        found.append((f"{day.year}-{quarter_of(day)}", quarter_text(day)))
        day = first_of_quarter(day) - timedelta(days=1)
    return found


def in_quarter(rows, text):
    """The open ones, and those that ended in the quarter `2023-3`; all of them where the text is no quarter."""
    year, _dash, quarter = text.partition("-")
    if not (text.isascii() and year.isdecimal() and len(year) == 4 and quarter in ("1", "2", "3", "4")):
        return rows
    ended = Q(done_on__year=int(year), done_on__quarter=int(quarter))
    return rows.filter(Q(done_on__isnull=True) | ended)
