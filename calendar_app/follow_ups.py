"""What is to be done about the decisions of a body, for its quarterly review: the open ones first."""

from django.db.models import F, Q
from django.utils.translation import gettext as _

from ishoj_process import rights
from ishoj_process.models import FollowUp, Meeting


def follow_ups_of(body, user):
    """The body's follow-ups that the reader may see: open ones by their day, then those that have ended, newest first.

    Those of closed items are seen by who may read the items.
    """
    found = FollowUp.objects.of_body(body).select_related("item__meeting").prefetch_related("item__meeting__bodies")
    if not (rights.is_secretariat(user) or body.pk in rights.body_ids_of(user)):
        found = found.filter(item__is_closed=False)
    return (
        found.filter(_minutes_seen(user))
        .order_by(F("done_on").desc(nulls_first=True), F("due").asc(nulls_last=True), "pk")
        .distinct()
    )


def _minutes_seen(user):
    if rights.is_staff_side(user):
        return Q()
    return ~Q(item__meeting__minutes_state=Meeting.MinutesState.DRAFT)


def quarters_back(today, count=8):
    """The running quarter and those before it: [(`2023-3`, `3. kvartal 2023`)]."""
    found, year, quarter = [], today.year, (today.month + 2) // 3
    for _number in range(count):
        words = {"quarter": quarter, "year": year}
        found.append((f"{year}-{quarter}", _("quarter %(quarter)s of %(year)s") % words))
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    return found


def in_quarter(rows, text):
    """The open ones, and those that ended in the quarter `2023-3`; all of them where the text is no quarter."""
    year, _dash, quarter = text.partition("-")
    if not (text.isascii() and year.isdecimal() and len(year) == 4 and quarter in ("1", "2", "3", "4")):
        return rows
    ended = Q(done_on__year=int(year), done_on__quarter=int(quarter))
    return rows.filter(Q(done_on__isnull=True) | ended)
